"""The line across the page: x is time, and what stands too near is told by one mark."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from core.drawing.parts import (
    MANY,
    Border,
    Label,
    Lying,
    Mark,
    State,
    Stretch,
    Waypoint,
    circle_of,
    flag_path,
    in_order,
    level_of,
    pill_path,
    turn_of,
)
from core.polyline import Point, beside, height_at, number, rounded, split, through, tidy, together, within

_WIDTH, _HEIGHT, _ROW = 1120, 230, 56
_GROUND, _STEP = 148.0, 20.0
_NAME_Y = 197.0
_LETTER = 11.0
"""The width of a letter of a name, at its largest: where the drawing is at its smallest."""
_NEAR, _FAR = 26.0, 75.0
"""How wide a stretch of evenings is that share a mark: where they would touch, and where there are many."""
_GAP = 52.0
"""What stays free between marks of many evenings, for a flag and the tick of homework."""
_TWO_ROWS = 14
"""Up to so many marks have their names in two rows; where there are more, some go without in one."""
_ROOM = 60.0
"""Flags that stand within this, and are more than ``_FLAGS``, are one."""
_FLAGS = 3


def lay_course(
    waypoints: Sequence[Waypoint], stretches: Sequence[Stretch] = (), *, now: dt.datetime
) -> Lying:
    """The line across the page. Names that would touch go to a second row, or stay away if that is full."""
    ordered = in_order(waypoints)
    moments = [point.at for point in ordered] + [edge for one in stretches for edge in (one.starts, one.ends)]
    first, last = min(moments, default=now), max(moments, default=now)
    margin = 0.0 if stretches else 60.0
    span = (last - first).total_seconds() or 1.0

    def across(moment: dt.datetime) -> float:
        part = (moment - first).total_seconds() / span
        return within(margin + part * (_WIDTH - 2 * margin), 0, _WIDTH)

    bunches = _bunches(
        [(within(across(one.at), 12, _WIDTH - 12), one) for one in ordered if one.kind == "evening"]
    )
    line = through([(x, bunch.y) for bunch in bunches for x in (bunch.left, bunch.right)], starts_at=0.0)
    line = line or [(0.0, _GROUND), (float(_WIDTH), _GROUND)]
    turn = turn_of(
        across(now), [(one.right if one.state == "done" else one.left, one.state) for one in bunches]
    )
    solid, dotted = split(line, turn)
    marks = [_bunch_mark(bunch) for bunch in bunches]
    marks += _ticks([one for one in ordered if one.kind == "homework"], bunches, line, across)
    marks += _flags([one for one in ordered if one.kind == "result"], bunches, line, across, turn)
    named, rows = _labelled(sorted(marks, key=lambda mark: mark.x))
    return Lying(
        width=_WIDTH,
        height=_HEIGHT + _ROW * (rows - 1),
        solid=rounded(solid, 14),
        dotted=rounded(dotted, 14),
        marks=named,
        borders=_borders(stretches, across),
        today=(tidy(turn), tidy(height_at(line, turn) - 8)) if first <= now <= last else None,
        today_label=Label(tidy(turn - 7), 29, "end") if turn > 80 else Label(tidy(turn + 7), 29, "start"),
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


@dataclass(frozen=True, slots=True)
class _Bunch:
    """Evenings that share a mark, from ``left`` to ``right``; mostly one."""

    left: float
    right: float
    evenings: tuple[Waypoint, ...]

    @property
    def leads(self) -> Waypoint:
        """The one that it is called after: the next evening, else the first."""
        return next((one for one in self.evenings if one.state == "next"), self.evenings[0])

    @property
    def state(self) -> State:
        return self.leads.state

    @property
    def y(self) -> float:
        return _GROUND - _STEP * level_of(self.evenings[-1])


def _bunches(evenings: Sequence[tuple[float, Waypoint]]) -> list[_Bunch]:
    """Evenings that would touch, together; where there are many, stretches of some weeks, with room between them."""
    many = len(evenings) > MANY
    runs = [evenings[run] for run in together([x for x, _ in evenings], _FAR if many else _NEAR)]
    bunches = [_Bunch(run[0][0], run[-1][0], tuple(one for _, one in run)) for run in runs]
    if many:
        bunches = [
            replace(one, right=max(one.left, min(one.right, ahead.left - _GAP))) if ahead else one
            for one, ahead in zip_longest(bunches, bunches[1:])
        ]
    return bunches


def _bunch_mark(bunch: _Bunch) -> Mark:
    one, y = bunch.leads, bunch.y
    if len(bunch.evenings) == 1:
        return circle_of(one, bunch.left, y, r=10, halo=22)
    return Mark(
        one,
        tidy((bunch.left + bunch.right) / 2),
        tidy(y),
        path=pill_path(bunch.left, bunch.right, y, 7),
        halo_path=pill_path(bunch.left, bunch.right, y, 17) if bunch.state == "next" else "",
        also=tuple(other for other in bunch.evenings if other is not one),
    )


def _ticks(
    tasks: Sequence[Waypoint],
    bunches: Sequence[_Bunch],
    line: Sequence[Point],
    across: Callable[[dt.datetime], float],
) -> list[Mark]:
    """Homework just before the evening that it is for; what finds no room beside the rest shares the first tick."""
    hosted: dict[tuple[float, float], list[Waypoint]] = defaultdict(list)
    for one in tasks:
        index = next((i for i, bunch in enumerate(bunches) if bunch.evenings[-1].at >= one.at), None)
        before = bunches[index - 1].right if index else 0.0
        host = across(one.at) + 21 if index is None else bunches[index].left
        hosted[host, -_GAP if index is None else before].append(one)
    marks = []
    for (host, before), due in hosted.items():
        room = int((host - before - 20) / 13) if host - before > _GAP else 1
        room = max(1, room)
        shared, alone = due[: max(0, len(due) - room) + 1], due[max(0, len(due) - room) + 1 :]
        for place, group in enumerate(reversed([shared, *([one] for one in alone)]), start=1):
            x = within(host - 8 - 13 * place, 4, _WIDTH - 4)
            y = height_at(line, x)
            path = f"M{number(x)} {number(y - 8)}V{number(y + 8)}"
            marks.append(Mark(group[0], tidy(x), tidy(y), path=path, also=tuple(group[1:])))
    return marks


def _flags(
    results: Sequence[Waypoint],
    bunches: Sequence[_Bunch],
    line: Sequence[Point],
    across: Callable[[dt.datetime], float],
    turn: float,
) -> list[Mark]:
    """Results on their day, beside the mark of an evening, each other and today; many at once are one flag.

    What is done joins the flag before it rather than stand behind today.
    """
    marks: list[Mark] = []
    free = 0.0
    places = [across(one.at) for one in results]
    for run in together(places, _ROOM):
        group = results[run]
        for flag in [group] if len(group) > _FLAGS else [[one] for one in group]:
            x = _clear_of(bunches, across(flag[0].at))
            if turn - 24 < x < turn + 8:
                if marks and flag[0].state == "done" and marks[-1].x < turn:
                    marks[-1] = replace(marks[-1], also=(*marks[-1].also, *flag))
                    continue
                x = turn + 8
            x = max(x, free)
            if x > _WIDTH - 20 and marks:
                marks[-1] = replace(marks[-1], also=(*marks[-1].also, *flag))
                continue
            x = min(x, _WIDTH - 20.0)
            free = x + 28
            y = height_at(line, x)
            path = flag_path(x, y, 1, 30) if flag[0].state == "done" else flag_path(x, y, 0.8, 22.4)
            marks.append(Mark(flag[0], tidy(x), tidy(y), path=path, also=tuple(flag[1:])))
    return marks


def _clear_of(bunches: Sequence[_Bunch], x: float) -> float:
    """Where a flag of ``x`` stands free of the marks of evenings: behind the one that it would touch."""
    for one, ahead in zip_longest(bunches, bunches[1:]):
        if one.left - 34 < x < one.right + 34:
            return one.right + (34 if ahead is None or ahead.left - one.right > 80 else 14)
    return x


def _labelled(marks: Sequence[Mark]) -> tuple[tuple[Mark, ...], int]:
    """The marks with the names of evenings below the line, and how many rows of names that takes.

    The next evening has its name first of all; then the first and the last, and the others where there is room.
    """
    evenings = [mark for mark in marks if mark.waypoint.kind == "evening"]
    wides = {mark: _wide(mark) for mark in evenings}
    waiting = [mark for mark in evenings if wides[mark] <= _WIDTH / 3]
    named: dict[Mark, Label] = {}
    rows = 0
    for row in range(1 if len(evenings) > _TWO_ROWS else 2):
        lefts = [within(mark.x - wides[mark] / 2, 0, _WIDTH - wides[mark]) for mark in waiting]
        spans = [(left, left + wides[mark] + _LETTER) for left, mark in zip(lefts, waiting, strict=True)]
        ends = {waiting[0], waiting[-1]} if waiting and not row else set()
        fits = beside(
            spans,
            first=[mark.waypoint.state == "next" for mark in waiting],
            second=[mark in ends for mark in waiting],
        )
        for mark, left, fit in zip(waiting, lefts, fits, strict=True):
            if fit:
                named[mark] = _name_at(mark.x, left, wides[mark], _NAME_Y + row * _ROW)
        rows += any(fits)
        waiting = [mark for mark, fit in zip(waiting, fits, strict=True) if not fit]
    return tuple(replace(mark, name_at=named.get(mark)) for mark in marks), rows


def _wide(mark: Mark) -> float:
    """How wide its name is, or what stands for several: "12 evenings", and from when to when."""
    letters = len(mark.waypoint.short or mark.waypoint.label)
    return (max(letters + 4, 15) if mark.also else letters) * _LETTER


def _name_at(x: float, left: float, wide: float, y: float) -> Label:
    if left == 0:
        return Label(0.0, y, "start")
    return Label(float(_WIDTH), y, "end") if left == _WIDTH - wide else Label(x, y, "middle")
