"""The verslag on the page of its evening."""

from typing import Any

from core.access import allowed
from core.slots import Filling
from reports.verslag.models import Verslag
from sessions.enums import SessionState
from sessions.models import Session


def evening_page(*, evening: Session, viewer: Any) -> Filling | None:
    """On the page of an evening that is over: the way to its verslag, and for who leads it to write it. 1 query."""
    if evening.state != SessionState.CLOSED:
        return None
    verslag = Verslag.objects.visible_to(viewer).filter(evening=evening).first()
    writes = allowed(viewer, "reports.write_verslag", evening)
    if verslag is None and not writes:
        return None
    return Filling("verslag/_evening_page.html", {"verslag": verslag, "writes": writes, "evening": evening})
