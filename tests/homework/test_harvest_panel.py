"""The harvest of the homework on the screens of the evening that it opens."""

import pytest
from django.urls import reverse

from core.clock import now
from homework.enums import Visibility
from homework.models import Assignment
from programmes.enums import Consent
from sessions.models import Session
from sessions.services.live import open_evening
from tests import makers
from tests.conftest import Cast
from tests.sessions.worlds import make_blocks

QUOTE = "Ik krijg geld voor een rand die niemand ziet."


@pytest.fixture
def evening(cast: Cast) -> Session:
    """An evening that runs in the block of the harvest."""
    begins = makers.make_moment(cast.programme, at=now())
    evening = makers.make_evening(cast.programme, team=cast.team, moment=begins)
    make_blocks(evening, [("homework_harvest", "Oogst", 20)])
    return open_evening(evening=evening, by=cast["facilitator"])


def hand_in(cast: Cast, evening: Session, visibility: str) -> Assignment:
    """Homework for ``evening`` that the participant handed in."""
    assignment = makers.make_assignment(
        cast.programme, evening=evening, team=cast.team, visibility=visibility, days=-1
    )
    makers.make_submission(assignment, cast.participation("participant"))
    return assignment


def page(cast: Cast, person: str, evening: Session, name: str = "evening") -> str:
    return cast.client(person).get(reverse(f"evenings:{name}", args=[evening.public_id])).text


def test_quotes_stand_on_the_wall_when_everybody_may_read_them(cast: Cast, evening: Session) -> None:
    mine = cast.participation("participant")
    mine.consent = Consent.ANONYMOUS
    mine.save()
    hand_in(cast, evening, Visibility.FROM_EVENING)
    wall = page(cast, "facilitator", evening, "wall")
    assert "kw-wall--paper" in wall
    assert QUOTE in wall
    assert str(cast["participant"]) not in wall
    assert QUOTE in page(cast, "coach", evening)


def test_what_one_sees_after_ones_own_only_is_a_number_on_the_wall(cast: Cast, evening: Session) -> None:
    hand_in(cast, evening, Visibility.AFTER_OWN)
    idle = makers.join(cast.programme, team=cast.team)
    cast.people["idle"] = idle.person
    wall = page(cast, "facilitator", evening, "wall")
    assert QUOTE not in wall
    assert "1 persoon deed het huiswerk" in wall
    assert QUOTE in page(cast, "participant", evening)
    assert QUOTE not in page(cast, "idle", evening)
    console = page(cast, "facilitator", evening, "console")
    assert "1 van 2 leverde in" in console


def test_without_homework_the_block_is_a_block(cast: Cast, evening: Session) -> None:
    assert "Oogst" in page(cast, "facilitator", evening, "wall")
    assert "Oogst" in page(cast, "participant", evening)


@pytest.mark.parametrize("name", ["wall", "evening", "console"])
def test_a_screen_takes_as_many_queries_for_one_as_for_forty(
    cast: Cast, evening: Session, flat_queries, name: str
) -> None:
    assignment = hand_in(cast, evening, Visibility.FROM_EVENING)

    def more() -> None:
        for _ in range(40):
            makers.make_submission(assignment, makers.join(cast.programme, team=cast.team))

    url = reverse(f"evenings:{name}", args=[evening.public_id])
    flat_queries(cast.client("facilitator"), url, more, 26)
