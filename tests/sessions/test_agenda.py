"""Draaiboeken: clock times, changes with undo, and two people at once."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.clock import AMSTERDAM, at_local, local
from core.errors import Conflict
from sessions.models import Session
from sessions.queries.agenda import run_of_show
from sessions.services.agenda import (
    MOST_ITEMS,
    add_item,
    change_item,
    move_item,
    remove_item,
    restore_item,
    undo_change,
)
from sessions.services.live import close_evening, open_evening
from tests import makers
from tests.conftest import Cast
from tests.sessions.worlds import make_blocks, titles


@pytest.fixture
def evening(cast: Cast) -> Session:
    """An evening of an hour with three blocks that fill it."""
    evening = makers.make_evening(cast.programme, minutes=60)
    make_blocks(evening)
    return evening


def test_clock_times_follow_from_the_beginning_and_the_lengths(evening: Session) -> None:
    show = run_of_show(evening=evening)
    assert [f"{local(block.starts_at):%H:%M}" for block in show.blocks] == ["17:30", "17:50", "18:20"]
    assert (f"{local(show.ends_at):%H:%M}", show.over, show.room) == ("18:30", 0, 0)


@pytest.mark.parametrize(
    ("day", "times"),
    [
        (dt.date(2027, 3, 28), ["01:30", "03:30", "04:00"]),  # the clock goes forward at two
        (dt.date(2026, 10, 25), ["01:30", "02:30", "02:00"]),  # and back at three
    ],
)
def test_clock_times_in_the_night_of_a_changing_clock(cast: Cast, day: dt.date, times: list[str]) -> None:
    moment = makers.make_moment(cast.programme, at=at_local(day, dt.time(1, 30)))
    evening = makers.make_evening(cast.programme, moment=moment, minutes=90)
    make_blocks(evening, [("walk", "Wandeling", 60), ("break", "Pauze", 30)])
    show = run_of_show(evening=evening)
    moments = [*(block.starts_at for block in show.blocks), show.ends_at]
    assert [f"{moment.astimezone(AMSTERDAM):%H:%M}" for moment in moments] == times
    assert show.over == 0


def test_a_draaiboek_that_is_too_long_proposes_a_shorter_block_but_no_shorter_break(cast: Cast) -> None:
    evening = makers.make_evening(cast.programme, minutes=60)
    make_blocks(evening, [("break", "Soep", 40), ("clustering", "Bundelen", 30)])
    show = run_of_show(evening=evening)
    assert show.over == 10
    assert show.shorter is not None
    assert (show.shorter.title, show.shorter.minutes) == ("Bundelen", 20)


def test_an_empty_draaiboek_has_all_the_time(cast: Cast) -> None:
    show = run_of_show(evening=makers.make_evening(cast.programme))
    assert (show.blocks, show.over, show.shorter) == ((), -150, None)


def test_a_block_comes_at_the_end_or_after_another(cast: Cast, evening: Session) -> None:
    first = evening.items.present()[0]
    add_item(evening=evening, by=cast["facilitator"], method="break", title="Pauze", minutes=10)
    add_item(
        evening=evening, by=cast["facilitator"], after=first, method="walk", title="Wandeling", minutes=10
    )
    assert titles(evening) == ["Inchecken", "Wandeling", "Ideeën bedenken", "Rustig lezen", "Pauze"]


@pytest.mark.parametrize(
    "wrong", [{"method": "hypnosis"}, {"minutes": 0}, {"minutes": 481}, {"title": ""}, {"title": "x" * 161}]
)
def test_a_block_that_cannot_be_is_refused_by_field(
    cast: Cast, evening: Session, wrong: dict[str, object]
) -> None:
    fields: dict[str, object] = {"method": "break", "title": "Pauze", "minutes": 10, **wrong}
    with pytest.raises(ValidationError) as refused:
        add_item(evening=evening, by=cast["facilitator"], **fields)
    assert set(refused.value.message_dict) == set(wrong)


def test_a_draaiboek_has_an_end(cast: Cast, evening: Session) -> None:
    make_blocks(evening, [("break", f"Pauze {number}", 1) for number in range(MOST_ITEMS)])
    with pytest.raises(ValidationError):
        add_item(evening=evening, by=cast["facilitator"], method="break", title="Nog een", minutes=1)


def test_a_change_is_undone_and_undone_again(cast: Cast, evening: Session) -> None:
    item = evening.items.present()[1]
    change_item(item=item, by=cast["facilitator"], minutes=45, title="Heel veel ideeën")
    item = undo_change(item=item, by=cast["facilitator"])
    assert (item.minutes, item.title) == (30, "Ideeën bedenken")
    item = undo_change(item=item, by=cast["facilitator"])
    assert (item.minutes, item.title) == (45, "Heel veel ideeën")


def test_a_block_taken_out_comes_back_where_it_was(cast: Cast, evening: Session) -> None:
    item = evening.items.present()[1]
    remove_item(item=item, by=cast["facilitator"])
    assert titles(evening) == ["Inchecken", "Rustig lezen"]
    restore_item(item=item, by=cast["facilitator"])
    assert titles(evening) == ["Inchecken", "Ideeën bedenken", "Rustig lezen"]


def test_the_block_that_runs_is_not_taken_out(cast: Cast, evening: Session) -> None:
    open_evening(evening=evening, by=cast["facilitator"])
    assert evening.current_item is not None
    with pytest.raises(Conflict):
        remove_item(item=evening.current_item, by=cast["facilitator"])


def test_a_block_that_a_colleague_took_out_is_not_changed_or_moved(cast: Cast, evening: Session) -> None:
    item = evening.items.present()[1]
    remove_item(item=item, by=cast["facilitator"])
    with pytest.raises(Conflict):
        change_item(item=item, by=cast["facilitator"], minutes=5)
    with pytest.raises(Conflict):
        move_item(item=item, down=True, by=cast["facilitator"])


def test_the_draaiboek_of_an_evening_that_is_over_stays(cast: Cast, evening: Session) -> None:
    open_evening(evening=evening, by=cast["facilitator"])
    close_evening(evening=evening, by=cast["facilitator"])
    with pytest.raises(Conflict):
        change_item(item=evening.items.present()[0], by=cast["facilitator"], minutes=5)


def test_every_change_tells_the_screens(cast: Cast, evening: Session) -> None:
    item = evening.items.present()[0]
    change_item(item=item, by=cast["facilitator"], minutes=25)
    move_item(item=item, down=True, by=cast["facilitator"])
    evening.refresh_from_db()
    assert evening.version == 2


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["up", "down", "out", "back", "add"]), st.integers(0, 9)), max_size=12
    )
)
def test_whatever_is_done_no_block_is_lost_and_the_order_is_whole(
    cast: Cast, evening: Session, steps: list[tuple[str, int]]
) -> None:
    by = cast["facilitator"]
    evening.items.all().delete()
    make_blocks(evening)
    total = 3
    for what, which in steps:
        items = list(evening.items.all())
        item = items[which % len(items)]
        if what == "add":
            add_item(evening=evening, by=by, method="break", title=f"Pauze {total}", minutes=5)
            total += 1
        elif what in {"up", "down"} and item.removed_at is None:
            move_item(item=item, down=what == "down", by=by)
        elif what == "out":
            remove_item(item=item, by=by)
        elif what == "back":
            restore_item(item=item, by=by)
    everything = list(evening.items.all())
    assert len(everything) == total
    show = run_of_show(evening=evening)
    assert {block.title for block in show.blocks} == {
        item.title for item in everything if item.removed_at is None
    }


@pytest.mark.django_db(transaction=True)
def test_two_facilitators_moving_blocks_at_once_keep_every_block(concurrently) -> None:
    programme = makers.make_programme()
    people = [makers.join(programme, role="facilitator").person for _ in range(2)]
    evening = makers.make_evening(programme)
    items = make_blocks(evening, [("break", f"Blok {number}", 5) for number in range(6)])
    for _ in range(6):
        moves = [
            lambda item=item, by=people[number % 2]: move_item(item=item, down=True, by=by)
            for number, item in enumerate(items[1:5])
        ]
        results = concurrently(*moves)
        assert not [result for result in results if isinstance(result, Exception)]
        assert sorted(evening.items.values_list("position", flat=True)) == list(range(6))
    assert sorted(titles(evening)) == [f"Blok {number}" for number in range(6)]
