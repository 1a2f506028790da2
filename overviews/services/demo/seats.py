"""Places and tables of the demo: an evening to come that has almost all it needs."""

from accounts.models import User
from sessions.enums import SeatingKind, WhoSits
from sessions.models import Session
from sessions.services.places import change_places
from sessions.services.seating import seat_people, show_seating

SIZE = 4


def seat_who_is_there(evening: Session, by: User) -> None:
    """At an evening that runs: everybody sits at tables, and read where."""
    seating = seat_people(evening=evening, kind=SeatingKind.TABLES, size=SIZE, who=WhoSits.PRESENT, by=by)
    show_seating(seating=seating, shown=True, by=by)


def prepare_places(evening: Session, by: User) -> None:
    """For an evening to come: places, a day on which the list closes, a route; and tables that nobody sees yet."""
    change_places(
        evening=evening,
        places=40,
        closes_days=3,
        route_url="https://www.openstreetmap.org/#map=17/52.5085/6.0925",
        by=by,
    )
    seat_people(evening=evening, kind=SeatingKind.TABLES, size=SIZE, by=by)
