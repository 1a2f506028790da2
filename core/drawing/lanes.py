"""The plan: a lane with its own line for each team, on one calendar, with what is sent below.

x is time within a window; y is the lane, and in it how much is still open.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.drawing.parts import (
    Border,
    Label,
    Mark,
    Stretch,
    Waypoint,
    circle_of,
    flag_path,
    in_order,
    level_of,
)
from core.polyline import Point, beside, height_at, number, rounded, split, through, tidy, together, within

_WIDTH, _LEFT = 1120.0, 176.0
_TOP, _LANE, _STEP = 64.0, 100.0, 13.0
_POST, _FOOT = 38.0, 66.0
_LETTER = 10.0
"""The width of a letter of a name, at its largest."""
_NAME_LETTERS = 17
"""Letters of a team's name that stand beside its lane on one row."""
_CLEAR = 24.0


@dataclass(frozen=True, slots=True)
class Lane:
    """A team, or all of them, with what is on its way."""

    name: str
    note: str
    waypoints: Sequence[Waypoint]


@dataclass(frozen=True, slots=True)
class Post:
    """A message that goes, or went, out by itself."""

    at: dt.datetime
    done: bool


@dataclass(frozen=True, slots=True)
class Free:
    """Days on which people have something else to do."""

    name: str
    starts: dt.datetime
    ends: dt.datetime


@dataclass(frozen=True, slots=True)
class DrawnLane:
    """One lane: rows of its name, its line, and its marks."""

    rows: tuple[tuple[str, float], ...]
    note: str
    note_y: float
    bottom: float
    solid: str
    dotted: str
    marks: tuple[Mark, ...]
    words: tuple[tuple[str, Label], ...]
    """What stands below what is of this team alone."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The whole plan, in a box of ``width`` by ``height``."""

    width: float
    height: float
    top: float
    """Where the lanes begin, below the phases and the months."""
    floor: float
    lanes: tuple[DrawnLane, ...]
    borders: tuple[Border, ...]
    ticks: tuple[tuple[float, str, float], ...]
    """x, name, and where that begins."""
    frees: tuple[tuple[float, float, str, float], ...]
    """x, width, name ("" where it has no room) and its middle."""
    post: tuple[tuple[float, bool, int], ...]
    """x, whether it went, and how many share the mark."""
    post_y: float
    names: tuple[Mark, ...]
    """What all teams have, with its name below the floor."""
    today: float | None
    today_word: tuple[float, str] | None
    """Where its word stands, and the end of the word that stands there ("end", "start")."""
    chosen: tuple[float, float] | None

    @property
    def body(self) -> float:
        """How high the lanes are together, with the messages."""
        return self.floor - self.top

    @property
    def tall(self) -> float:
        """That, with the names below."""
        return self.body + _FOOT - 4

    @property
    def post_name_y(self) -> float:
        """Where the word before the messages stands."""
        return self.post_y + 6


def lay_lanes(
    lanes: Sequence[Lane],
    stretches: Sequence[Stretch],
    post: Sequence[Post],
    frees: Sequence[Free],
    *,
    window: tuple[dt.datetime, dt.datetime],
    ticks: Sequence[tuple[dt.datetime, str]],
    now: dt.datetime,
    chosen: dt.datetime | None = None,
) -> Calendar:
    """The lanes from the first to the last time of ``window``; every time is aware."""
    first, last = window
    span = (last - first).total_seconds() or 1.0

    def across(moment: dt.datetime) -> float:
        part = (moment - first).total_seconds() / span
        return within(_LEFT + part * (_WIDTH - _LEFT), _LEFT - 400, _WIDTH + 400)

    inside = [one for one in in_order(_of_all(lanes)) if first <= one.at <= last]
    floor = _TOP + _LANE * len(lanes) + _POST
    drawn = tuple(_lane(lane, _TOP + _LANE * row, across, window, now) for row, lane in enumerate(lanes))
    today = tidy(across(now)) if first <= now <= last else None
    return Calendar(
        width=_WIDTH,
        height=floor + _FOOT,
        top=_TOP,
        floor=floor,
        lanes=drawn,
        borders=_borders(stretches, across, window),
        ticks=_ticks(ticks, across),
        frees=_frees(frees, across, today),
        post=_post([one for one in post if first <= one.at <= last], across),
        post_y=floor - _POST / 2,
        today_word=None if today is None else _today_word(today, drawn),
        names=_names(inside, across, floor),
        today=today,
        chosen=(tidy(across(chosen) - 24), 48.0) if chosen and first <= chosen <= last else None,
    )


def _of_all(lanes: Sequence[Lane]) -> list[Waypoint]:
    """The evenings that are not of one team; each lane has them."""
    return [one for one in (lanes[0].waypoints if lanes else ()) if one.kind == "evening" and not one.own]


def _lane(
    lane: Lane,
    top: float,
    across: Callable[[dt.datetime], float],
    window: tuple[dt.datetime, dt.datetime],
    now: dt.datetime,
) -> DrawnLane:
    ground = top + _LANE - 18
    ways = in_order(lane.waypoints)
    evenings = [one for one in ways if one.kind == "evening"]
    places = [(across(one.at), ground - _STEP * level_of(one)) for one in evenings]
    if not places or places[0][0] > _LEFT:
        places.insert(0, (_LEFT, ground))
    if len(places) == 1:
        places.append((_WIDTH, places[0][1]))
    whole = through(places)
    solid, dotted = split(_clipped(whole), within(across(now), _LEFT, _WIDTH))
    shown = [one for one in ways if window[0] <= one.at <= window[1]]
    r = 9.0 if _least_gap([across(one.at) for one in shown if one.kind == "evening"]) >= _CLEAR else 4.5
    marks: list[Mark] = []
    for one in shown:
        x = across(one.at)
        y = height_at(whole, x)
        if one.kind == "evening":
            marks.append(circle_of(one, x, y, r=min(r, 6.0) if one.own else r, halo=0))
        elif one.kind == "homework":
            marks.append(Mark(one, tidy(x), tidy(y), path=f"M{number(x)} {number(y - 8)}V{number(y + 8)}"))
        else:
            marks.append(Mark(one, tidy(x), tidy(y), path=flag_path(x, y, 0.8, 22.4)))
    rows = _wrapped(lane.name)
    return DrawnLane(
        rows=tuple((row, top + 46 + 21 * place - 10.5 * (len(rows) - 1)) for place, row in enumerate(rows)),
        note=lane.note,
        note_y=top + 67 + 10.5 * (len(rows) - 1),
        bottom=top + _LANE,
        solid=rounded(solid, 14),
        dotted=rounded(dotted, 14),
        marks=tuple(marks),
        words=_own_words(marks),
    )


def _clipped(line: Sequence[Point]) -> list[Point]:
    """The line between the left edge and the right one."""
    _before, rest = split(line, _LEFT) if line and line[0][0] < _LEFT else ([], list(line))
    inside, _after = split(rest, _WIDTH)
    return inside


def _least_gap(places: Sequence[float]) -> float:
    return min((after - before for before, after in pairwise(places)), default=_WIDTH)


def _wrapped(name: str) -> list[str]:
    """The name on at most three rows."""
    rows: list[str] = []
    for word in name.split():
        if rows and len(rows[-1]) + 1 + len(word) <= _NAME_LETTERS:
            rows[-1] += f" {word}"
        else:
            rows.append(word)
    if len(rows) > 3:
        rows = [*rows[:2], f"{rows[2][: _NAME_LETTERS - 1]}…"]
    return [row if len(row) <= _NAME_LETTERS + 3 else f"{row[: _NAME_LETTERS + 1]}…" for row in rows]


def _own_words(marks: Sequence[Mark]) -> tuple[tuple[str, Label], ...]:
    """Names below what is of one team, where they have room."""
    own = [mark for mark in marks if mark.waypoint.own and mark.waypoint.kind == "evening"]
    spans = []
    for mark in own:
        wide = (len(mark.waypoint.label) + 1) * _LETTER * 0.82
        left = within(mark.x - wide / 2, _LEFT, _WIDTH - wide)
        spans.append((left, left + wide))
    fits = beside(spans, first=[False] * len(own))
    return tuple(
        (mark.waypoint.label, Label(tidy((left + right) / 2), tidy(mark.y + 26), "middle"))
        for mark, (left, right), fit in zip(own, spans, fits, strict=True)
        if fit and right - left < _WIDTH / 3
    )


def _borders(
    stretches: Sequence[Stretch],
    across: Callable[[dt.datetime], float],
    window: tuple[dt.datetime, dt.datetime],
) -> tuple[Border, ...]:
    """The phases: a hairline where each begins; one that began before stands at the left edge."""
    seen = [one for one in stretches if one.ends > window[0] and one.starts < window[1]]
    places = [max(_LEFT, across(one.starts)) for one in seen]
    spans = [(x + 8, x + 8 + len(one.name) * _LETTER) for x, one in zip(places, seen, strict=True)]
    fits = beside(spans, first=[one.current for one in seen])
    return tuple(
        Border(one.name if fit else "", tidy(x), tidy(x + 8), one.current)
        for one, fit, x in zip(seen, fits, places, strict=True)
    )


def _ticks(
    ticks: Sequence[tuple[dt.datetime, str]], across: Callable[[dt.datetime], float]
) -> tuple[tuple[float, str, float], ...]:
    places = [(across(at), name) for at, name in ticks]
    inside = [(x, name) for x, name in places if _LEFT <= x <= _WIDTH - 8]
    fits = beside([(x, x + 14 + len(name) * _LETTER) for x, name in inside], first=[False] * len(inside))
    return tuple(
        (tidy(x), name if fit and x + 6 + len(name) * _LETTER <= _WIDTH else "", tidy(x + 6))
        for (x, name), fit in zip(inside, fits, strict=True)
    )


def _today_word(today: float, lanes: Sequence[DrawnLane]) -> tuple[float, str]:
    """Before the line of today; behind it where a mark of the first lane stands in the way."""
    marks = lanes[0].marks if lanes else ()
    in_the_way = any(today - 8 * _LETTER < mark.x < today and mark.y < _TOP + _LANE / 2 for mark in marks)
    return (tidy(today + 8), "start") if in_the_way else (tidy(today - 8), "end")


def _frees(
    frees: Sequence[Free], across: Callable[[dt.datetime], float], today: float | None
) -> tuple[tuple[float, float, str, float], ...]:
    drawn = []
    for one in frees:
        left, right = within(across(one.starts), _LEFT, _WIDTH), within(across(one.ends), _LEFT, _WIDTH)
        if right - left < 1:
            continue
        middle, wide = (left + right) / 2, len(one.name) * _LETTER * 0.9
        named = right - left >= wide and (today is None or not middle - wide / 2 - 80 < today < middle + wide)
        drawn.append((tidy(left), tidy(right - left), one.name if named else "", tidy(middle)))
    return tuple(drawn)


def _post(
    post: Sequence[Post], across: Callable[[dt.datetime], float]
) -> tuple[tuple[float, bool, int], ...]:
    """Messages; those that would touch share a mark, but what went and what is to go stay apart."""
    marks = []
    for done in (True, False):
        places = sorted(across(one.at) for one in post if one.done is done)
        marks += [(tidy(places[run.start]), done, run.stop - run.start) for run in together(places, 18)]
    return tuple(sorted(marks))


def _names(
    evenings: Sequence[Waypoint], across: Callable[[dt.datetime], float], floor: float
) -> tuple[Mark, ...]:
    wides = [max(len(one.short or one.label), 10) * 0.9 * _LETTER for one in evenings]
    lefts = [
        within(across(one.at) - wide / 2, _LEFT - 60, _WIDTH - wide)
        for one, wide in zip(evenings, wides, strict=True)
    ]
    spans = [(left, left + wide + _LETTER) for left, wide in zip(lefts, wides, strict=True)]
    fits = beside(spans, first=[one.state == "next" for one in evenings])
    return tuple(
        Mark(
            one,
            tidy(across(one.at)),
            floor,
            name_at=Label(
                _WIDTH if left == _WIDTH - wide else tidy(across(one.at)),
                floor + 28,
                "end" if left == _WIDTH - wide else "middle",
            ),
        )
        for one, left, wide, fit in zip(evenings, lefts, wides, fits, strict=True)
        if fit
    )
