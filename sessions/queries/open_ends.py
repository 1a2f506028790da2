"""Evenings that are not over, before a phase or the end of their programme."""

from collections.abc import Iterable

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import ngettext

from core.clock import now
from programmes.models import Programme
from programmes.queries.open_ends import OpenEnd, Weight
from sessions.enums import SessionState
from sessions.models import Session


def evenings_open(programme: Programme) -> Iterable[OpenEnd]:
    """Evenings that run, that are still to come, and that passed without being opened. 1 query."""
    planned, at = Q(state=SessionState.PLANNED), now()
    counted = Session.objects.filter(programme=programme).aggregate(
        running=Count("pk", filter=Q(state=SessionState.RUNNING)),
        ahead=Count("pk", filter=planned & Q(moment__at__gt=at)),
        passed=Count("pk", filter=planned & Q(moment__at__lte=at)),
    )
    url = reverse("evenings:list", args=[programme.public_id])
    if n := counted["running"]:
        said = ngettext("%(n)d evening still runs.", "%(n)d evenings still run.", n)
        yield OpenEnd("evenings_running", n, said % {"n": n}, url, Weight.FIRST)
    if n := counted["ahead"]:
        said = ngettext(
            "%(n)d evening is still to come: people count on it.",
            "%(n)d evenings are still to come: people count on them.",
            n,
        )
        yield OpenEnd("evenings_ahead", n, said % {"n": n}, url, Weight.FIRST)
    if n := counted["passed"]:
        said = ngettext(
            "%(n)d evening was on a day that has passed, and was never opened.",
            "%(n)d evenings were on days that have passed, and were never opened.",
            n,
        )
        yield OpenEnd("evenings_passed", n, said % {"n": n}, url)
