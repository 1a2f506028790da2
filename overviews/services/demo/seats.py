"""Places and tables of the demo: an evening to come that has almost all it needs."""

from accounts.models import User
from programmes.enums import Role
from sessions.enums import Answer, SeatingKind, WhoSits
from sessions.models import Session
from sessions.services.mixed import choose_way
from sessions.services.places import change_places
from sessions.services.seating import seat_people, show_seating

SIZE = 4


def seat_who_is_there(evening: Session, by: User) -> None:
    """At an evening that runs: everybody sits at tables, and read where."""
    seating = seat_people(evening=evening, kind=SeatingKind.TABLES, size=SIZE, who=WhoSits.PRESENT, by=by)
    show_seating(seating=seating, shown=True, by=by)


def prepare_places(evening: Session, by: User) -> None:
    """For an evening to come: places, a day on which the list closes, a route, a link by which one takes part; and
    tables that nobody sees yet."""
    change_places(
        evening=evening,
        places=40,
        closes_days=3,
        route_url="https://www.openstreetmap.org/#map=17/52.5085/6.0925",
        meeting_url="https://video.example.org/avond-3",
        by=by,
    )
    comes = evening.attendances.filter(answer=Answer.YES, participation__role=Role.PARTICIPANT).order_by(
        "-pk"
    )
    for row in comes.select_related("participation__person")[:2]:
        choose_way(
            evening=evening, participation=row.participation, by_link=True, by=row.participation.person
        )
    seat_people(evening=evening, kind=SeatingKind.TABLES, size=SIZE, by=by)
