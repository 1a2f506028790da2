"""The course line: pure geometry, from what a programme plans and did to what a template writes as SVG.

x is time; y is how much is still open, in steps from 0 (the ground) up. Between two waypoints the line runs
level, with one straight leg halfway where the level changes; corners are round. Solid to today, dotted after.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest
from typing import Literal

from core.polyline import Point, beside, height_at, number, rounded, split, through, tidy, within

Kind = Literal["evening", "homework", "result"]
State = Literal["done", "next", "planned"]

HIGHEST = 4
"""The highest level; the ground is 0."""


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
        return tidy(self.x - 12), tidy(self.y - 22)


@dataclass(frozen=True, slots=True)
class Border:
    """The hairline with which a phase begins; ``name`` is empty where it would run into the next one."""

    name: str
    x: float
    name_x: float
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
        return within(margin + part * (_WIDTH - 2 * margin), 0, _WIDTH)

    evenings = [
        (min(max(across(one.at), 12.0), _WIDTH - 12.0), one) for one in ordered if one.kind == "evening"
    ]
    line = through([(x, _GROUND - _STEP * _level(one)) for x, one in evenings], starts_at=0.0)
    line = line or [(0.0, _GROUND), (float(_WIDTH), _GROUND)]
    turn = _today(across(now), [(x, one.state) for x, one in evenings])
    solid, dotted = split(line, turn)
    marks, rows = _labelled(_marks(ordered, evenings, line, across))
    return Lying(
        width=_WIDTH,
        height=_HEIGHT + _ROW * (rows - 1),
        solid=rounded(solid, 14),
        dotted=rounded(dotted, 14),
        marks=marks,
        borders=_borders(stretches, across),
        today=(tidy(turn), tidy(height_at(line, turn) - 8)) if first <= now <= last else None,
        today_label=Label(tidy(turn - 7), 54, "end") if turn > 80 else Label(tidy(turn + 7), 54, "start"),
        floor=170,
    )


def _borders(stretches: Sequence[Stretch], across: Callable[[dt.datetime], float]) -> tuple[Border, ...]:
    """The hairlines; of two names that do not fit beside each other, that of the present phase stays."""
    places = [across(one.starts) for one in stretches]
    wides = [len(one.name) * _LETTER for one in stretches]
    lefts = [within(x + 10, 0, max(0.0, _WIDTH - wide)) for x, wide in zip(places, wides, strict=True)]
    spans = [(left, left + wide) for left, wide in zip(lefts, wides, strict=True)]
    fits = beside(spans, first=[one.current for one in stretches])
    return tuple(
        Border(one.name if fit else "", tidy(x), tidy(left), one.current)
        for one, fit, x, left in zip(stretches, fits, places, lefts, strict=True)
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
            x = within(host - 8 - 13 * ticks[host], 4, _WIDTH - 4)
            y = height_at(line, x)
            marks.append(Mark(one, tidy(x), tidy(y), path=f"M{number(x)} {number(y - 8)}V{number(y + 8)}"))
        elif one.kind == "result":
            there = across(one.at)
            x = max(next((x + 34 for x, _ in evenings if abs(x - there) < 34), there), flag_from)
            x = within(x, 0, _WIDTH - 20)
            flag_from = x + 28
            y = height_at(line, x)
            path = _flag(x, y, 1, 30) if one.state == "done" else _flag(x, y, 0.8, 22.4)
            marks.append(Mark(one, tidy(x), tidy(y), path=path))
    return sorted(marks, key=lambda mark: mark.x)


def _labelled(marks: Sequence[Mark]) -> tuple[tuple[Mark, ...], int]:
    """The marks with the names of evenings below the line, and how many rows of names that takes."""
    ends = [-_LETTER, -_LETTER]
    labelled: list[Mark] = []
    for mark in marks:
        wide = len(mark.waypoint.short or mark.waypoint.label) * _LETTER
        left = within(mark.x - wide / 2, 0, max(0.0, _WIDTH - wide))
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
    return tuple(labelled), sum(end > 0 for end in ends)


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
        return f"M{number(x - 8)} 12h16"
    return _flag(x, 20, 0.8, 14.4) if one.kind == "result" else ""


def _leg(x: float, below: float) -> str:
    if x == below:
        return f"M{number(x)} 0V100"
    return f"M{number(x)} 0V22C{number(x)} 62 {number(below)} 44 {number(below)} 86V100"


# ---- small -------------------------------------------------------------------------------------------------


def draw_small(waypoints: Iterable[Waypoint], *, now: dt.datetime) -> Small:
    """The line on a card: evenings at even distances, without labels and homework; the last one is a flag."""
    evenings = [one for one in _ordered(waypoints) if one.kind == "evening"]
    width, height, ground, step = 320, 56, 44.0, 8.0
    gap = 278 / max(1, len(evenings) - 1)
    r, halo = (6.0, 13.0) if gap >= 18 else (4.0, 9.0)
    places = [(10 + gap * index, one) for index, one in enumerate(evenings)]
    line = through([(x, ground - step * _level(one)) for x, one in places])
    turn = 10.0
    for (x, one), (next_x, ahead) in pairwise(places):
        if one.state == "done":
            turn = next_x if ahead.state == "done" else x + gap * _part(one, ahead, now)
    solid, dotted = split(line, turn)
    marks = [_circle(one, x, ground - step * _level(one), r=r, halo=halo) for x, one in places[:-1]]
    if places:
        x, one = places[-1]
        y = ground - step * _level(one)
        marks.append(Mark(one, tidy(x), tidy(y), path=_flag(x, y, 0.85, 22.1)))
    return Small(width, height, rounded(solid, 8), rounded(dotted, 8), tuple(marks))


def _part(before: Waypoint, ahead: Waypoint, now: dt.datetime) -> float:
    """How far between the evening before and the one ahead we are, kept off both circles."""
    whole = (ahead.at - before.at).total_seconds()
    return within((now - before.at).total_seconds() / whole, 0.2, 0.8) if whole > 0 else 0.8


# ---- what both have --------------------------------------------------------------------------------------


def _today(x: float, evenings: Sequence[tuple[float, State]]) -> float:
    """Where solid ends: at today, but beside the circle of the evening before and clear of the one ahead."""
    ahead = min((place for place, state in evenings if state != "done"), default=None)
    behind = max((place for place, state in evenings if state == "done"), default=0.0)
    x = max(x, behind)
    return x if ahead is None else min(x, max(ahead - _CLEAR, behind))


def _circle(one: Waypoint, x: float, y: float, *, r: float, halo: float) -> Mark:
    return Mark(one, tidy(x), tidy(y), r, halo if one.state == "next" else 0)


def _flag(x: float, y: float, scale: float, pole: float) -> str:
    """A swallow-tailed flag, 20 wide at ``scale`` 1, on a pole of ``pole`` that stands on (x, y)."""
    wide, notch, half = number(20 * scale), number(5 * scale), number(6 * scale)
    return f"M{number(x)} {number(y)}v-{number(pole)}h{wide}l-{notch} {half}l{notch} {half}h-{wide}"


def _level(one: Waypoint) -> int:
    return max(0, min(HIGHEST, one.level))


def _ordered(waypoints: Iterable[Waypoint]) -> list[Waypoint]:
    return sorted(waypoints, key=lambda one: one.at)
