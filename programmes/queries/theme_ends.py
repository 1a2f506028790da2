"""Rounds about themes that are still open, before a phase or the end."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from programmes.models import Programme, ThemeRound
from programmes.queries.open_ends import OpenEnd, Weight


def theme_rounds_open(programme: Programme) -> Iterable[OpenEnd]:
    """The one round in which people name or weigh themes. 1 query."""
    theme_round = ThemeRound.objects.filter(programme=programme, done_at__isnull=True).first()
    if theme_round is not None:
        yield OpenEnd(
            "theme_round",
            1,
            _("A round about themes is open."),
            reverse("programmes:theme_round", args=[programme.public_id]),
            Weight.FIRST,
        )
