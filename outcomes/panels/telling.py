"""What examples and looking back show on the screens of a live evening."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.access import allowed
from core.slots import Filling
from outcomes.forms.results import ReflectionForm, TellForm
from outcomes.queries.examples import gathered_now, own_at, place_of, read_at
from outcomes.queries.reflections import reflection_page, shared_at
from sessions.models import Session
from sessions.panels import Panel


def example_on_phone(*, evening: Session, viewer: Any) -> Filling | None:
    """A card to tell an example on, what one told, and once they are shown those of others. At most 9 queries."""
    now = gathered_now(evening=evening, viewer=viewer)
    if now is None:
        return None
    may = allowed(viewer, "outcomes.tell_example", evening)
    place = place_of(evening=evening, viewer=viewer) if may else None
    form = None
    if place is not None and place.first is not None:
        first = {"team": place.first.public_id, "block": now.item.public_id}
        form = TellForm(teams=place.teams, initial=first)
    return Filling(
        "outcomes/_examples_phone.html",
        {
            "evening": evening,
            "now": now,
            "form": form,
            "draft": f"example-{evening.public_id}",
            "own": own_at(evening=evening, viewer=viewer),
            "others": read_at(evening=evening, viewer=viewer) if now.is_shown else None,
        },
    )


def examples_on_console(*, evening: Session, viewer: Any) -> Filling | None:
    """How many examples there are, the button that shows them, and the way to hide one. At most 3 queries."""
    now = gathered_now(evening=evening, viewer=viewer, everything=True)
    return Filling("outcomes/_examples_console.html", {"now": now}) if now else None


def number_on_wall(*, evening: Session, viewer: Any) -> Filling | None:
    """How many examples there are, until they are shown. At most 2 queries."""
    return _on_wall(evening, viewer, shown=False)


def beside_on_wall(*, evening: Session, viewer: Any) -> Filling | None:
    """What worked beside what did not, once they are shown. At most 3 queries."""
    return _on_wall(evening, viewer, shown=True)


def _on_wall(evening: Session, viewer: Any, *, shown: bool) -> Filling | None:
    now = gathered_now(evening=evening, viewer=viewer)
    if now is None or now.is_shown is not shown:
        return None
    return Filling("outcomes/_examples_wall.html", {"now": now})


def reflection_on_phone(*, evening: Session, viewer: Any) -> Filling | None:
    """The two questions, for oneself. At most 3 queries; a guest has no place to find it again, and none to write."""
    if not allowed(viewer, "outcomes.reflect", evening):
        return None
    page = reflection_page(evening=evening, viewer=viewer)
    own = page.own
    first = {"learned": own.learned, "differently": own.differently, "shared": own.is_shared} if own else {}
    return Filling(
        "outcomes/_reflection_phone.html",
        {
            "evening": evening,
            "page": page,
            "form": ReflectionForm(initial=first),
            "draft": f"reflection-{evening.public_id}",
        },
    )


def reflection_on_console(*, evening: Session, viewer: Any) -> Filling | None:
    """What people share already. 1 query."""
    return Filling(
        "outcomes/_reflections_console.html",
        {"cards": shared_at(evening=evening, viewer=viewer), "evening": evening},
    )


def reflection_on_wall(*, evening: Session, viewer: Any) -> Filling | None:
    """The two questions. No query."""
    return Filling("outcomes/_reflection_wall.html", {})


EXAMPLES = Panel(
    "examples",
    _("Tell examples"),
    phone=example_on_phone,
    console=examples_on_console,
    wall=number_on_wall,
    sheet=beside_on_wall,
)
REFLECTION = Panel(
    "reflection",
    _("Look back"),
    phone=reflection_on_phone,
    console=reflection_on_console,
    wall=reflection_on_wall,
)

PANELS = (EXAMPLES, REFLECTION)
