"""The geometry of the course line: what holds for every programme, and the drawing of the design."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from django.template.loader import render_to_string
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from core.clock import AMSTERDAM
from core.drawing import (
    HIGHEST,
    Stretch,
    Waypoint,
    draw_course,
    draw_small,
    lay_course,
    levels,
    stand_course,
)
from core.evening_line import Block, draw_evening
from tests.core.big_programmes import big

START = dt.datetime(2027, 2, 4, 17, 30, tzinfo=AMSTERDAM)


def evening(day: int, level: int = 0, state: str = "planned", label: str = "Avond") -> Waypoint:
    return Waypoint("evening", START + dt.timedelta(days=day), label, level=level, state=state)


def numbers(path: str) -> list[tuple[float, float]]:
    """The points of a path of M, L and Q with absolute coordinates, corners of a curve included."""
    found = [float(text) for text in re.findall(r"-?\d+(?:\.\d+)?", path)]
    return list(zip(found[::2], found[1::2], strict=True))


moments = st.integers(-500_000, 500_000).map(lambda minutes: START + dt.timedelta(minutes=minutes))
waypoints = st.lists(
    st.builds(
        Waypoint,
        kind=st.sampled_from(["evening", "homework", "result"]),
        at=moments,
        label=st.text(max_size=60),
        level=st.integers(-2, 9),
        state=st.sampled_from(["done", "next", "planned"]),
    ),
    max_size=25,
)


@given(waypoints, moments)
def test_every_line_stays_in_its_box_and_never_runs_back_in_time(
    points: list[Waypoint], now: dt.datetime
) -> None:
    for drawing in (lay_course(points, now=now), draw_small(points, now=now)):
        for path in (drawing.solid, drawing.dotted):
            xs = [x for x, _ in numbers(path)]
            assert xs == sorted(xs)
            assert all(0 <= x <= drawing.width and 0 <= y <= drawing.height for x, y in numbers(path))
        assert all(0 <= mark.x <= drawing.width and 0 <= mark.y <= drawing.height for mark in drawing.marks)


@given(waypoints, moments)
def test_the_same_programme_gives_the_same_drawing_in_whatever_order_it_is_told(
    points: list[Waypoint], now: dt.datetime
) -> None:
    by_moment = {point.at: point for point in points}
    told = list(by_moment.values())
    assert draw_course(told, now=now) == draw_course(reversed(told), now=now)


@given(waypoints, moments)
def test_solid_and_dotted_meet_where_the_one_becomes_the_other(
    points: list[Waypoint], now: dt.datetime
) -> None:
    drawing = lay_course(points, now=now)
    if drawing.solid and drawing.dotted:
        assert numbers(drawing.solid)[-1] == numbers(drawing.dotted)[0]


@given(waypoints, moments)
def test_names_below_the_line_never_touch(points: list[Waypoint], now: dt.datetime) -> None:
    rows: dict[float, list[tuple[float, float]]] = {}
    for mark in lay_course(points, now=now).marks:
        if mark.name_at:
            wide = len(mark.waypoint.short or mark.waypoint.label) * 11
            left = {"start": 0, "middle": wide / 2, "end": wide}[mark.name_at.anchor]
            rows.setdefault(mark.name_at.y, []).append((mark.name_at.x - left, mark.name_at.x - left + wide))
    for spans in rows.values():
        spans.sort()
        assert all(end <= start for (_, end), (start, _) in pairwise(spans))


@given(waypoints)
def test_the_upright_line_is_one_line_without_a_jump(points: list[Waypoint]) -> None:
    stops = stand_course(points)
    for stop, below in pairwise(stops):
        assert stop.leg.startswith(f"M{stop.x} 0")
        assert stop.leg.endswith(f"{below.x} 86V100") or (stop.x == below.x and stop.leg.endswith("V100"))
    assert not stops or stops[-1].leg == ""


@given(st.lists(st.integers(0, 5000), max_size=30))
def test_a_level_is_on_the_ground_exactly_when_nothing_is_open(counts: Sequence[int]) -> None:
    drawn = levels(counts)
    assert [level == 0 for level in drawn] == [count == 0 for count in counts]
    assert all(level <= HIGHEST for level in drawn)
    assert max(drawn, default=0) in (0, HIGHEST)


def test_the_leg_of_the_design_is_drawn_as_in_the_design() -> None:
    """Two levels up between 4 February and 4 March, with a corner of 14 px, as in mock-up 03."""
    begin = dt.datetime(2027, 1, 18, 17, 30, tzinfo=AMSTERDAM)
    phase = Stretch("Verkennen", begin, begin + dt.timedelta(days=168))
    drawing = lay_course(
        [evening(0, 0, "done"), evening(28, 2, "done"), evening(63, 3, "next")], [phase], now=begin
    )
    path = drawing.solid + drawing.dotted
    assert "L169.7 148Q183.7 148 194.2 138.8L219.1 117.2Q229.7 108 243.7 108" in path
    assert [(mark.x, mark.y) for mark in drawing.marks][:2] == [(113.3, 148.0), (300.0, 108.0)]


def test_solid_ends_clear_of_the_halo_of_the_next_evening() -> None:
    drawing = lay_course(
        [evening(0, 0, "done"), evening(30, 2, "next")], now=START + dt.timedelta(days=29, hours=23)
    )
    ahead = drawing.marks[1]
    assert ahead.halo > 0
    assert numbers(drawing.solid)[-1][0] <= ahead.x - ahead.halo


def test_homework_ticks_stand_before_their_evening_and_beside_each_other() -> None:
    tasks = [Waypoint("homework", START + dt.timedelta(days=day), "Huiswerk") for day in (20, 25)]
    drawing = lay_course([evening(0), *tasks, evening(30)], now=START)
    first, second = [mark for mark in drawing.marks if mark.waypoint.kind == "homework"]
    assert second.x - first.x >= 13
    assert drawing.marks[-1].x - second.x == 21


def test_flags_of_the_same_evening_stand_beside_each_other() -> None:
    results = [Waypoint("result", START + dt.timedelta(days=10, hours=hour), "Voorstel") for hour in range(3)]
    flags = [
        mark.x
        for mark in lay_course([evening(0), evening(10), evening(40), *results], now=START).marks
        if mark.waypoint.kind == "result"
    ]
    assert [round(right - left) for left, right in pairwise(flags)] == [28, 28]


def test_nothing_planned_draws_no_more_than_the_ground() -> None:
    drawing = lay_course([], now=START)
    assert drawing.marks == ()
    assert draw_small([], now=START).marks == ()
    assert stand_course([]) == ()


def test_a_phase_is_named_once_at_its_first_row() -> None:
    phases = [
        Stretch("Verzamelen", START, START + dt.timedelta(days=20)),
        Stretch("Kiezen", START + dt.timedelta(days=20), START + dt.timedelta(days=60)),
    ]
    stops = stand_course([evening(1), evening(10), evening(30)], phases)
    assert [stop.phase for stop in stops] == ["Verzamelen", "", "Kiezen"]


def test_names_of_phases_stay_in_the_box_and_the_present_one_always_shows() -> None:
    day = dt.timedelta(days=1)
    phases = [
        Stretch("Voorbereiden", START, START + 2 * day),
        Stretch("Verzamelen", START + 2 * day, START + 5 * day, current=True),
        Stretch("Delen van wat er is", START + 100 * day, START + 100 * day),
    ]
    borders = lay_course([evening(1), evening(90)], phases, now=START).borders
    assert [border.name for border in borders] == ["", "Verzamelen", "Delen van wat er is"]
    assert all(border.name_x + 11 * len(border.name) <= 1120 for border in borders)


def test_a_leg_is_dotted_below_what_is_not_done() -> None:
    stops = stand_course([evening(0, 0, "done"), evening(10, 1, "next"), evening(20, 2)])
    assert [stop.dotted for stop in stops] == [False, True, True]


# ---- large programmes ----------------------------------------------------------------------------------------------

SIZES = pytest.mark.parametrize(("evenings", "teams"), [(4, 4), (12, 4), (20, 12), (60, 12), (240, 48)])


def spans(path: str) -> tuple[float, float]:
    """From where to where a path of a mark goes across; of a pill its straight sides."""
    xs = [x for x, _ in numbers(re.sub(r"H([\d.]+)A[^HZ]*", r"L\1 0", path).replace("Z", ""))]
    return min(xs), max(xs)


@SIZES
def test_marks_of_evenings_never_touch_however_many_there_are(evenings: int, teams: int) -> None:
    ways, phases, now = big(evenings=evenings, teams=teams)
    edges = []
    for mark in lay_course(ways, phases, now=now).marks:
        if mark.waypoint.kind == "evening":
            left, right = spans(mark.path) if mark.path else (mark.x, mark.x)
            edges.append((left - (mark.r or 7), right + (mark.r or 7)))
    assert all(end < start for (_, end), (start, _) in pairwise(sorted(edges)))
    assert len(edges) <= 24


@SIZES
def test_a_large_programme_is_drawn_no_higher_and_every_waypoint_is_told_once(
    evenings: int, teams: int
) -> None:
    ways, phases, now = big(evenings=evenings, teams=teams)
    course = draw_course(ways, phases, now=now)
    told = [one for mark in course.lying.marks for one in mark.told]
    assert sorted(told, key=str) == sorted(ways, key=str)
    assert sorted([one for stop in course.stops for one in stop.told], key=str) == sorted(ways, key=str)
    assert course.lying.height <= 290
    assert len(course.stops) <= 20


@SIZES
def test_the_next_evening_keeps_its_name_and_a_row_of_its_own(evenings: int, teams: int) -> None:
    ways, phases, now = big(evenings=evenings, teams=teams)
    course = draw_course(ways, phases, now=now)
    (mark,) = [one for one in course.lying.marks if one.waypoint.state == "next"]
    assert mark.name_at
    (stop,) = [one for one in course.stops if one.waypoint.state == "next"]
    assert stop.also == ()
    assert any(one.waypoint.state == "next" for one in draw_small(ways, now=now).marks)


@SIZES
def test_marks_on_a_card_never_touch(evenings: int, teams: int) -> None:
    ways, _phases, now = big(evenings=evenings, teams=teams)
    *circles, _flag = draw_small(ways, now=now).marks
    assert all(two.x - one.x >= one.r + two.r + 4 for one, two in pairwise(circles))


@SIZES
def test_the_words_of_both_lines_name_every_waypoint(evenings: int, teams: int) -> None:
    ways, phases, now = big(evenings=evenings, teams=teams)
    course = draw_course(ways, phases, now=now)
    for name, context in (
        ("course_lying", {"line": course.lying, "label": "koers"}),
        ("stops", {"stops": course.stops}),
    ):
        html = render_to_string(f"partials/{name}.html", context)
        assert [way.label for way in ways if not re.search(rf"\b{escape(way.label)}\b", html)] == []


def test_a_link_that_stands_for_several_is_called_what_one_sees() -> None:
    ways = [
        replace(evening(days, number, "planned"), url=f"/{number}/")
        for number, days in enumerate((0, 60, 61, 62, 120))
    ]
    line = draw_course(ways, now=START).lying
    html = render_to_string("partials/course_lying.html", {"line": line, "label": "koers"})
    seen = [
        (label, [" ".join(text.split()) for text in re.findall(r"<text[^>]*>([^<]*)</text>", inner)])
        for label, inner in re.findall(r'<a href="[^"]*" aria-label="([^"]*)">(.*?)</a>', html, re.DOTALL)
    ]
    assert any(texts and texts[0] == "3 avonden" for _label, texts in seen)
    assert all(label.startswith(" ".join(texts)) for label, texts in seen)


@SIZES
def test_flags_and_ticks_stay_off_each_other(evenings: int, teams: int) -> None:
    ways, phases, now = big(evenings=evenings, teams=teams)
    marks = lay_course(ways, phases, now=now).marks
    flags = [mark.x for mark in marks if mark.waypoint.kind == "result"]
    ticks = [mark.x for mark in marks if mark.waypoint.kind == "homework"]
    assert all(right - left >= 28 for left, right in pairwise(flags))
    assert all(right - left >= 13 for left, right in pairwise(ticks))


def test_a_flag_leaves_today_its_place() -> None:
    result = Waypoint("result", START + dt.timedelta(days=20), "Voorstel", state="done")
    drawing = lay_course(
        [evening(0, 0, "done"), result, evening(60, 4, "next")], now=START + dt.timedelta(days=20)
    )
    (flag,) = [mark.x for mark in drawing.marks if mark.waypoint.kind == "result"]
    assert drawing.today
    assert flag >= drawing.today[0] + 8


# ---- the evening -----------------------------------------------------------------------------------------------------


@given(
    st.lists(st.tuples(st.integers(5, 60), st.text(max_size=40)), max_size=14),
    st.integers(-60, 400),
    st.integers(0, 13),
)
def test_an_evening_stays_on_its_line_and_the_block_of_now_is_first_to_have_its_name(
    plan: list[tuple[int, str]], minute: int, current: int
) -> None:
    clock, blocks = START, []
    for index, (minutes, label) in enumerate(plan):
        blocks.append(Block(label, clock, "now" if index == current else "planned"))
        clock += dt.timedelta(minutes=minutes)
    line = draw_evening(blocks, clock, now=START + dt.timedelta(minutes=minute))
    xs = [point.x for point in line.points]
    assert xs == sorted(xs)
    assert all(line.left <= x <= line.right for x in [*xs, line.now])
    spans = [(point.x - 12, point.x - 12 + 13.5 * len(point.label)) for point in line.points if point.label]
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    if current < len(plan) and xs[current] - 12 + 13.5 * len(plan[current][1]) <= 1824:
        assert line.points[current].label == plan[current][1]


def test_an_evening_without_a_plan_is_a_bare_line() -> None:
    assert draw_evening([], START, now=START).points == ()


def test_what_was_decided_before_today_joins_the_flag_before_it_rather_than_stand_behind_today():
    day = dt.timedelta(days=1)
    early = Waypoint("result", START + 20 * day, "Voorstel A", state="done")
    late = Waypoint("result", START + 39 * day, "Voorstel B", state="done")
    drawing = lay_course([evening(0, 0, "done"), early, late, evening(80, 4, "next")], now=START + 40 * day)
    (flag,) = [mark for mark in drawing.marks if mark.waypoint.kind == "result"]
    assert (flag.waypoint, flag.also) == (early, (late,))
    assert drawing.today is not None
    assert flag.x < drawing.today[0]
