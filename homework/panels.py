"""What homework shows on the screens of the evening that it opens."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.slots import Filling
from homework.queries.harvest import Harvest, harvest_of, own_harvest
from sessions.models import Session
from sessions.panels import Panel


def on_phone(*, evening: Session, viewer: Any) -> Filling | None:
    """One's own homework first, and below it what the others handed in and one may see. 4 queries."""
    found = own_harvest(evening=evening, viewer=viewer)
    return Filling("homework/_harvest.html", found) if found else None


def on_console(*, evening: Session, viewer: Any) -> Filling | None:
    """How many handed in, and what the wall shows. 4 queries."""
    found = harvest_of(evening=evening)
    return Filling("homework/_harvest_console.html", {"harvest": found}) if found else None


def number_on_wall(*, evening: Session, viewer: Any) -> Filling | None:
    """How many did the homework, where the room may not read it all. 4 queries."""
    return _on_wall(evening, with_quotes=False)


def quotes_on_wall(*, evening: Session, viewer: Any) -> Filling | None:
    """Quotes out of the homework, where everybody in the room may read them. 4 queries."""
    return _on_wall(evening, with_quotes=True)


def _on_wall(evening: Session, *, with_quotes: bool) -> Filling | None:
    found: Harvest | None = harvest_of(evening=evening)
    if found is None or bool(found.quotes) is not with_quotes:
        return None
    return Filling("homework/_harvest_wall.html", {"harvest": found})


HARVEST = Panel(
    "harvest",
    _("Harvest of the homework"),
    phone=on_phone,
    console=on_console,
    wall=number_on_wall,
    sheet=quotes_on_wall,
)
