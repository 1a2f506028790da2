"""An evening, held while it changes."""

from django.utils.translation import gettext_lazy as _

from core.errors import Conflict
from sessions.enums import OVER
from sessions.models import Session


def held_evening(evening: Session) -> Session:
    """The row itself, with what the rest needs, held until the transaction ends."""
    Session.objects.select_for_update().get(pk=evening.pk)
    return Session.objects.select_related("programme__reply_to", "moment", "team").get(pk=evening.pk)


def held_open_evening(evening: Session) -> Session:
    """As ``held_evening``, of an evening that is to come or runs. Raises ``Conflict`` when it is over, or off."""
    held = held_evening(evening)
    if held.state in OVER:
        raise Conflict(_("This evening is over, or off."))
    return held
