"""The course line: pure geometry, from what a programme plans and did to what a template writes as SVG.

x is time; y is how much is still open, in steps from 0 (the ground) up. Between two waypoints the line runs
level, with one straight leg halfway where the level changes; corners are round. Solid to today, dotted after.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest
from typing import Literal

Kind = Literal["evening", "homework", "result"]
State = Literal["done", "next", "planned"]
Point = tuple[float, float]

HIGHEST = 4
"""The highest level; the ground is 0."""

LEAN = 1.15
"""How wide a leg is for each unit of its height."""
SHARE = 0.8
"""The most of a stretch that its leg may take."""


@dataclass(frozen=True, slots=True)
class Waypoint:
    """Something on the way: an evening, homework or a result. ``short`` is its name where room is scarce."""

    kind: Kind
    at: dt.datetime
    label: str
    note: str = ""
    url: str = ""
    level: int = 0
    state: State = "planned"
    short: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A phase: from ``starts`` up to ``ends``."""

    name: str
    starts: dt.datetime
    ends: dt.datetime
    current: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """Where a text stands, anchored by its ``start``, ``middle`` or ``end``."""

    x: float
    y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One drawn waypoint; ``path`` is empty for an evening, a circle of radius ``r`` around (x, y)."""

    waypoint: Waypoint
    x: float
    y: float
    r: float = 0
    halo: float = 0
    path: str = ""
    name_at: Label | None = None

    @property
    def touch(self) -> Point:
        """The upper left corner of a square of 24 by 24 around it that a finger can find."""
        return _tidy(self.x - 12), _tidy(self.y - 22)


@dataclass(frozen=True, slots=True)
class Border:
    """The hairline with which a phase begins."""

    name: str
    x: float
    current: bool


@dataclass(frozen=True, slots=True)
class Lying:
    """The line across the page, in a box of ``width`` by ``height``."""

    width: int
    height: int
    solid: str
    dotted: str
    marks: tuple[Mark, ...]
    borders: tuple[Border, ...]
    today: Point | None
    today_label: Label | None
    floor: float


@dataclass(frozen=True, slots=True)
class Stop:
    """One row of the upright line: its mark, and the leg to the next row (empty for the last)."""

    waypoint: Waypoint
    x: float
    mark: str
    leg: str
    dotted: bool
    phase: str


@dataclass(frozen=True, slots=True)
class Small:
    """The line on a card: circles for evenings, a flag at the end."""

    width: int
    height: int
    solid: str
    dotted: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """The same course twice: lying for wide screens, upright for narrow ones and for readers."""

    lying: Lying
    stops: tuple[Stop, ...]


def levels(still_open: Sequence[int], highest: int = HIGHEST) -> tuple[int, ...]:
    """The level of each count, by the largest of them; never on the ground while something is open."""
    most = max(still_open, default=0)
    return tuple(max(1, round(count / most * highest)) if count > 0 else 0 for count in still_open)


def draw_course(
    waypoints: Iterable[Waypoint], stretches: Iterable[Stretch] = (), *, now: dt.datetime
) -> Course:
    """The course of a programme, lying and upright. Every time is aware."""
    ordered, phases = _ordered(waypoints), sorted(stretches, key=lambda stretch: stretch.starts)
    return Course(lay_course(ordered, phases, now=now), stand_course(ordered, phases))


# ---- lying -------------------------------------------------------------------------------------------------

_WIDTH, _HEIGHT, _ROW = 1120, 230, 56
_GROUND, _STEP = 148.0, 20.0
_NAME_Y = 197.0
_LETTER = 11.0
"""The width of a letter of a name, at its largest: where the drawing is at its smallest."""
_CLEAR = 32.0
"""How far today stays away from the next evening, so that its halo is free."""


def lay_course(
    waypoints: Sequence[Waypoint], stretches: Sequence[Stretch] = (), *, now: dt.datetime
) -> Lying:
    """The line across the page. Names that would touch go to a second row, or stay away if that is full."""
    ordered = _ordered(waypoints)
    moments = [point.at for point in ordered] + [edge for one in stretches for edge in (one.starts, one.ends)]
    first, last = min(moments, default=now), max(moments, default=now)
    margin = 0.0 if stretches else 60.0
    span = (last - first).total_seconds() or 1.0

    def across(moment: dt.datetime) -> float:
        part = (moment - first).total_seconds() / span
        return _within(margin + part * (_WIDTH - 2 * margin), 0, _WIDTH)

    evenings = [
        (min(max(across(one.at), 12.0), _WIDTH - 12.0), one) for one in ordered if one.kind == "evening"
    ]
    line = _polyline([(x, _GROUND - _STEP * _level(one)) for x, one in evenings], starts_at=0.0)
    line = line or [(0.0, _GROUND), (float(_WIDTH), _GROUND)]
    turn = _today(across(now), [(x, one.state) for x, one in evenings])
    solid, dotted = _split(line, turn)
    marks, rows = _labelled(_marks(ordered, evenings, line, across))
    return Lying(
        width=_WIDTH,
        height=_HEIGHT + _ROW * (rows - 1),
        solid=_rounded(solid, 14),
        dotted=_rounded(dotted, 14),
        marks=marks,
        borders=tuple(Border(one.name, _tidy(across(one.starts)), one.current) for one in stretches),
        today=(_tidy(turn), _tidy(_height_at(line, turn) - 8)) if first <= now <= last else None,
        today_label=Label(_tidy(turn - 7), 54, "end") if turn > 80 else Label(_tidy(turn + 7), 54, "start"),
        floor=170,
    )


def _marks(
    ordered: Sequence[Waypoint],
    evenings: Sequence[tuple[float, Waypoint]],
    line: Sequence[Point],
    across: Callable[[dt.datetime], float],
) -> list[Mark]:
    """Circles on their day, ticks just before the evening that homework is for, flags beside each other."""
    marks = [_circle(one, x, _GROUND - _STEP * _level(one), r=10, halo=22) for x, one in evenings]
    ticks: dict[float, int] = {}
    flag_from = 0.0
    for one in ordered:
        if one.kind == "homework":
            host = next((x for x, evening in evenings if evening.at >= one.at), across(one.at) + 21)
            ticks[host] = ticks.get(host, 0) + 1
            x = _within(host - 8 - 13 * ticks[host], 4, _WIDTH - 4)
            y = _height_at(line, x)
            marks.append(Mark(one, _tidy(x), _tidy(y), path=f"M{_n(x)} {_n(y - 8)}V{_n(y + 8)}"))
        elif one.kind == "result":
            there = across(one.at)
            x = max(next((x + 34 for x, _ in evenings if abs(x - there) < 34), there), flag_from)
            x = _within(x, 0, _WIDTH - 20)
            flag_from = x + 28
            y = _height_at(line, x)
            path = _flag(x, y, 1, 30) if one.state == "done" else _flag(x, y, 0.8, 22.4)
            marks.append(Mark(one, _tidy(x), _tidy(y), path=path))
    return sorted(marks, key=lambda mark: mark.x)


def _labelled(marks: Sequence[Mark]) -> tuple[tuple[Mark, ...], int]:
    """The marks with the names of evenings below the line, and how many rows of names that takes."""
    ends = [-_LETTER, -_LETTER]
    labelled: list[Mark] = []
    for mark in marks:
        wide = len(mark.waypoint.short or mark.waypoint.label) * _LETTER
        left = _within(mark.x - wide / 2, 0, max(0.0, _WIDTH - wide))
        row = next((index for index, end in enumerate(ends) if left >= end + _LETTER), -1)
        if mark.waypoint.kind != "evening" or row < 0 or wide > _WIDTH / 3:
            labelled.append(mark)
            continue
        ends[row] = left + wide
        anchor, x = "middle", mark.x
        if left == 0:
            anchor, x = "start", 0.0
        elif left == _WIDTH - wide:
            anchor, x = "end", float(_WIDTH)
        labelled.append(replace(mark, name_at=Label(x, _NAME_Y + row * _ROW, anchor)))
    return tuple(labelled), 2 if ends[1] > 0 else 1


# ---- upright -----------------------------------------------------------------------------------------------


def stand_course(waypoints: Sequence[Waypoint], stretches: Sequence[Stretch] = ()) -> tuple[Stop, ...]:
    """The line as rows of a list; a leg is solid below what is done. The phase stands at its first row."""
    rows: list[Stop] = []
    named = ""
    for one, below in zip_longest(waypoints, waypoints[1:]):
        x = 10 + 8 * _level(one)
        phase = next((part.name for part in stretches if part.starts <= one.at < part.ends), "")
        rows.append(
            Stop(
                waypoint=one,
                x=x,
                mark=_stop_mark(one, x),
                leg="" if below is None else _leg(x, 10 + 8 * _level(below)),
                dotted=one.state != "done",
                phase=phase if phase != named else "",
            )
        )
        named = phase or named
    return tuple(rows)


def _stop_mark(one: Waypoint, x: float) -> str:
    if one.kind == "homework":
        return f"M{_n(x - 8)} 12h16"
    return _flag(x, 20, 0.8, 14.4) if one.kind == "result" else ""


def _leg(x: float, below: float) -> str:
    if x == below:
        return f"M{_n(x)} 0V100"
    return f"M{_n(x)} 0V22C{_n(x)} 62 {_n(below)} 44 {_n(below)} 86V100"


# ---- small -------------------------------------------------------------------------------------------------


def draw_small(waypoints: Iterable[Waypoint], *, now: dt.datetime) -> Small:
    """The line on a card: evenings at even distances, without labels and homework; the last one is a flag."""
    evenings = [one for one in _ordered(waypoints) if one.kind == "evening"]
    width, height, ground, step = 320, 56, 44.0, 8.0
    gap = 278 / max(1, len(evenings) - 1)
    r, halo = (6.0, 13.0) if gap >= 18 else (4.0, 9.0)
    places = [(10 + gap * index, one) for index, one in enumerate(evenings)]
    line = _polyline([(x, ground - step * _level(one)) for x, one in places])
    turn = 10.0
    for (x, one), (next_x, ahead) in pairwise(places):
        if one.state == "done":
            turn = next_x if ahead.state == "done" else x + gap * _part(one, ahead, now)
    solid, dotted = _split(line, turn)
    marks = [_circle(one, x, ground - step * _level(one), r=r, halo=halo) for x, one in places[:-1]]
    if places:
        x, one = places[-1]
        y = ground - step * _level(one)
        marks.append(Mark(one, _tidy(x), _tidy(y), path=_flag(x, y, 0.85, 22.1)))
    return Small(width, height, _rounded(solid, 8), _rounded(dotted, 8), tuple(marks))


def _part(before: Waypoint, ahead: Waypoint, now: dt.datetime) -> float:
    """How far between the evening before and the one ahead we are, kept off both circles."""
    whole = (ahead.at - before.at).total_seconds()
    return _within((now - before.at).total_seconds() / whole, 0.2, 0.8) if whole > 0 else 0.8


# ---- the line itself ---------------------------------------------------------------------------------------


def _polyline(places: Sequence[Point], starts_at: float | None = None) -> list[Point]:
    """The corners of the line through ``places``: level, and one leg halfway to the next."""
    if not places:
        return []
    line: list[Point] = [(places[0][0] if starts_at is None else starts_at, places[0][1])]
    for (x, y), (next_x, next_y) in pairwise(places):
        if y != next_y and next_x > x:
            middle, wide = (x + next_x) / 2, min(LEAN * abs(next_y - y), SHARE * (next_x - x))
            line += [(middle - wide / 2, y), (middle + wide / 2, next_y)]
        elif y != next_y:
            line.append((next_x, next_y))
    line.append(places[-1])
    return line


def _split(line: Sequence[Point], turn: float) -> tuple[list[Point], list[Point]]:
    """The line up to x = ``turn``, and from there."""
    if not line or turn >= line[-1][0]:
        return list(line), []
    if turn <= line[0][0]:
        return [], list(line)
    here = (turn, _height_at(line, turn))
    before = [point for point in line if point[0] < turn]
    return [*before, here], [here, *(point for point in line if point[0] > turn)]


def _height_at(line: Sequence[Point], x: float) -> float:
    """y of the line at ``x``; level beyond its ends."""
    for (left, y), (right, next_y) in pairwise(line):
        if left <= x <= right and right > left:
            return y + (next_y - y) * (x - left) / (right - left)
    return line[0][1] if line and x < line[0][0] else (line[-1][1] if line else 0.0)


def _rounded(line: Sequence[Point], radius: float) -> str:
    """A path through the corners, each rounded by ``radius`` or by half the shorter stretch beside it."""
    if len(line) < 2:
        return ""
    path = f"M{_n(line[0][0])} {_n(line[0][1])}"
    for before, corner, after in zip(line, line[1:], line[2:], strict=False):
        come, leave = _toward(corner, before, radius), _toward(corner, after, radius)
        path += f"L{_n(come[0])} {_n(come[1])}"
        path += f"Q{_n(corner[0])} {_n(corner[1])} {_n(leave[0])} {_n(leave[1])}"
    return path + f"L{_n(line[-1][0])} {_n(line[-1][1])}"


def _toward(corner: Point, other: Point, radius: float) -> Point:
    """The point ``radius`` away from ``corner`` towards ``other``, at most halfway."""
    wide, high = other[0] - corner[0], other[1] - corner[1]
    length = (wide * wide + high * high) ** 0.5
    part = min(0.5, radius / length) if length else 0.0
    return corner[0] + wide * part, corner[1] + high * part


def _today(x: float, evenings: Sequence[tuple[float, State]]) -> float:
    """Where solid ends: at today, but beside the circle of the evening before and clear of the one ahead."""
    ahead = min((place for place, state in evenings if state != "done"), default=None)
    behind = max((place for place, state in evenings if state == "done"), default=0.0)
    x = max(x, behind)
    return x if ahead is None else min(x, max(ahead - _CLEAR, behind))


def _circle(one: Waypoint, x: float, y: float, *, r: float, halo: float) -> Mark:
    return Mark(one, _tidy(x), _tidy(y), r, halo if one.state == "next" else 0)


def _flag(x: float, y: float, scale: float, pole: float) -> str:
    """A swallow-tailed flag, 20 wide at ``scale`` 1, on a pole of ``pole`` that stands on (x, y)."""
    wide, notch, half = _n(20 * scale), _n(5 * scale), _n(6 * scale)
    return f"M{_n(x)} {_n(y)}v-{_n(pole)}h{wide}l-{notch} {half}l{notch} {half}h-{wide}"


def _level(one: Waypoint) -> int:
    return max(0, min(HIGHEST, one.level))


def _ordered(waypoints: Iterable[Waypoint]) -> list[Waypoint]:
    return sorted(waypoints, key=lambda one: one.at)


def _within(value: float, low: float, high: float) -> float:
    return max(low, min(high, value))


def _tidy(value: float) -> float:
    return round(value, 1)


def _n(value: float) -> str:
    """A number as SVG has it: one decimal at most, and always a point."""
    return f"{value:.1f}".removesuffix(".0")
