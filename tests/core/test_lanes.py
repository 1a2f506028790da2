"""The geometry of the plan: whatever a programme holds, it stays in its box, and lines never run back in time."""

import datetime as dt
import re
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from core.clock import AMSTERDAM
from core.drawing import Calendar, Free, Lane, Post, Stretch, Waypoint, lay_lanes

START = dt.datetime(2027, 2, 4, 17, 30, tzinfo=AMSTERDAM)
TIMES = st.integers(-200, 800).map(lambda days: START + dt.timedelta(days=days))
WAYS = st.lists(
    st.builds(
        Waypoint,
        kind=st.sampled_from(["evening", "homework", "result"]),
        at=TIMES,
        label=st.text(max_size=60),
        level=st.integers(-2, 9),
        state=st.sampled_from(["done", "next", "planned"]),
        own=st.booleans(),
    ),
    max_size=20,
)


def evening(day: int, *, own: bool = False, label: str = "Avond") -> Waypoint:
    return Waypoint("evening", START + dt.timedelta(days=day), label, level=2, own=own)


def drawn(lanes: list[Lane], *, days: int = 100, now: int = 10, **more: Any) -> Calendar:
    window = (START, START + dt.timedelta(days=days))
    about: dict[str, Any] = {"stretches": [], "post": [], "frees": [], "ticks": []} | more
    return lay_lanes(
        lanes, about["stretches"], about["post"], about["frees"], window=window, ticks=about["ticks"],
        now=START + dt.timedelta(days=now), chosen=about.get("chosen"),
    )  # fmt: skip


@settings(deadline=None)
@given(lanes=st.lists(WAYS, max_size=4), names=st.text(max_size=60), now=TIMES, days=st.integers(0, 900))
def test_everything_stays_in_the_box_and_no_line_runs_back(lanes, names, now, days):
    calendar = lay_lanes(
        [Lane(names, "11 mensen", ways) for ways in lanes],
        [Stretch("Verkennen", START, START + dt.timedelta(days=30), current=True)],
        [Post(START, True), Post(START, True), Post(START + dt.timedelta(days=1), False)],
        [Free("meivakantie", START, START + dt.timedelta(days=9))],
        window=(START, START + dt.timedelta(days=days)),
        ticks=[(START, "februari")],
        now=now,
        chosen=now,
    )
    for lane in calendar.lanes:
        for path in (lane.solid, lane.dotted):
            found = [float(text) for text in re.findall(r"-?\d+(?:\.\d+)?", path)]
            across = found[::2]
            assert all(before <= after + 0.2 for before, after in pairwise(across))
            assert all(0 <= x <= calendar.width for x in across)
        assert all(0 <= mark.x <= calendar.width and 0 <= mark.y <= calendar.floor for mark in lane.marks)
    assert all(0 <= x <= calendar.width for x, _done, _count in calendar.post)
    assert sum(count for _x, _done, count in calendar.post) <= 3


def test_names_of_all_teams_stand_below_once_and_of_one_team_in_its_lane():
    together = evening(20, label="Avond 1")
    lanes = [
        Lane("Landschap", "11 mensen", [together, evening(40, own=True, label="Excursie")]),
        Lane("Stad", "10 mensen", [together]),
    ]
    calendar = drawn(lanes)
    assert [mark.waypoint.label for mark in calendar.names] == ["Avond 1"]
    assert [words for words, _at in calendar.lanes[0].words] == ["Excursie"]
    assert calendar.lanes[1].words == ()


def test_names_that_would_touch_give_way_to_the_next_evening():
    ways = [evening(day, label="Een lange naam") for day in (10, 11, 12)]
    ways[1] = Waypoint("evening", ways[1].at, "De volgende", state="next")
    assert [mark.waypoint.label for mark in drawn([Lane("A", "", ways)]).names] == ["De volgende"]


def test_what_lies_outside_the_window_is_not_marked_but_its_line_goes_on():
    calendar = drawn([Lane("A", "", [evening(-50), evening(50), evening(400)])])
    assert len(calendar.lanes[0].marks) == 1
    assert calendar.lanes[0].dotted.rstrip().endswith("1120 112") or "1120" in calendar.lanes[0].dotted
    assert calendar.chosen is None
    assert calendar.today is not None
    assert drawn([Lane("A", "", [])], now=300).today is None


def test_today_stands_behind_its_line_where_a_flag_is_in_the_way():
    high = Waypoint("evening", START + dt.timedelta(days=20), "Avond", level=4)
    flag = Waypoint("result", START + dt.timedelta(days=38), "Kaart af")
    free = drawn([Lane("A", "", [high])], now=40)
    taken = drawn([Lane("A", "", [high, flag])], now=40)
    today = free.today
    assert today is not None
    assert free.today_word == (today - 8, "end")
    assert taken.today_word == (today + 8, "start")


def test_a_month_has_its_name_where_that_fits_in_the_plan():
    ticks = [(START + dt.timedelta(days=day), "oktober") for day in (50, 98)]
    assert [name for _x, name, _at in drawn([Lane("A", "", [])], ticks=ticks).ticks] == ["oktober", ""]


def test_sixty_evenings_get_small_marks_and_messages_that_touch_share_one():
    many = drawn([Lane("A", "", [evening(day) for day in range(60)])])
    assert {mark.r for mark in many.lanes[0].marks} == {4.5}
    post = [Post(START + dt.timedelta(hours=hour), False) for hour in range(48)]
    assert len(drawn([Lane("A", "", [])], post=post).post) == 2
    assert sum(count for _x, _done, count in drawn([Lane("A", "", [])], post=post).post) == 48
