"""A conference for tests: an evening that runs, two bodies with somebody who speaks, a point."""

from dataclasses import dataclass
from typing import Any

from outcomes.models import Body, Point
from outcomes.services.conference import add_body, add_point
from programmes.models import Participation
from sessions.models import Session
from sessions.services.live import open_evening
from tests import makers
from tests.conftest import Cast
from tests.sessions.worlds import make_blocks

SECRET = "Alleen als het peilbesluit blijft zoals het is."


@dataclass
class Conference:
    """What there is."""

    cast: Cast
    evening: Session
    point: Point
    province: Body
    water: Body
    alderman: Participation
    chair: Participation


def conference(cast: Cast, *, method: str = "endorsement", opened: bool = True) -> Conference:
    """A conference in the block of ``method``."""
    by = cast["facilitator"]
    evening = makers.make_evening(cast.programme, days=0, kind="conference", title="Bestuurlijke conferentie")
    make_blocks(evening, [(method, "Onderschrijven", 30), ("conversation", "Napraten", 10)])
    alderman = makers.join(cast.programme, makers.make_person(name="Ada Bakker"), role="supporter")
    chair = makers.join(cast.programme, makers.make_person(name="Bert de Wit"), role="supporter")
    about: dict[str, Any] = {"programme": cast.programme, "by": by}
    province = add_body(name="Gemeente Oosterveen", speaker=alderman, capacity="wethouder", **about)
    water = add_body(name="Waterschap De Turf", speaker=chair, capacity="dijkgraaf", **about)
    point = add_point(evening=evening, title="Wij bellen als het idee nog slecht is.", by=by)
    if opened:
        open_evening(evening=evening, by=by)
        point.evening.refresh_from_db()
    return Conference(cast, evening, point, province, water, alderman, chair)
