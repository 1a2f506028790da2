"""Homework opens the evening: the first block is its harvest, once."""

import datetime as dt

import pytest

from core.clock import local
from homework.services.assignments import create_assignment
from sessions.models import Session
from sessions.services.agenda import remove_item, restore_item
from sessions.services.live import open_evening
from sessions.services.opening import open_with
from tests import makers
from tests.conftest import Cast
from tests.sessions.worlds import make_blocks, titles


@pytest.fixture
def evening(cast: Cast) -> Session:
    """An evening to come, in which people arrive first."""
    evening = makers.make_evening(cast.programme, days=14)
    make_blocks(evening, [("break", "Aankomst en eten", 30), ("brainstorm", "Ideeën bedenken", 20)])
    return evening


def plan(cast: Cast, evening: Session) -> None:
    """Homework for ``evening``, due two days before it."""
    create_assignment(
        programme=cast.programme,
        recipe="interview_entrepreneur",
        day=local(evening.moment.at).date() - dt.timedelta(days=2),
        clock=dt.time(20, 0),
        by=cast["facilitator"],
        evening=evening,
    )


def test_homework_before_an_evening_puts_its_harvest_after_the_arrival_once(
    cast: Cast, evening: Session
) -> None:
    plan(cast, evening)
    plan(cast, evening)
    assert titles(evening) == ["Aankomst en eten", "Oogst van het huiswerk", "Ideeën bedenken"]


def test_a_harvest_that_was_taken_out_stays_out_and_can_be_put_back(cast: Cast, evening: Session) -> None:
    plan(cast, evening)
    harvest = evening.items.get(method="homework_harvest")
    remove_item(item=harvest, by=cast["facilitator"])
    plan(cast, evening)
    assert titles(evening) == ["Aankomst en eten", "Ideeën bedenken"]
    restore_item(item=harvest, by=cast["facilitator"])
    assert titles(evening)[1] == "Oogst van het huiswerk"


def test_an_empty_draaiboek_begins_with_it_and_one_that_runs_stays_as_it_is(
    cast: Cast, evening: Session
) -> None:
    empty = makers.make_evening(cast.programme, days=21)
    plan(cast, empty)
    assert titles(empty) == ["Oogst van het huiswerk"]
    open_evening(evening=evening, by=cast["facilitator"])
    assert open_with(evening=evening, method="homework_harvest", by=cast["facilitator"]) is None
    assert titles(evening) == ["Aankomst en eten", "Ideeën bedenken"]
