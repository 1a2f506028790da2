"""The line on a card."""

import datetime as dt
from collections.abc import Iterable
from itertools import pairwise

from core.drawing.parts import MANY, Mark, Small, Waypoint, circle_of, flag_path, in_order, level_of
from core.polyline import beside, rounded, split, through, tidy, within


def draw_small(waypoints: Iterable[Waypoint], *, now: dt.datetime) -> Small:
    """The line on a card: evenings at even distances, without labels and homework; the last one is a flag.

    Of many evenings some are drawn, among them the next.
    """
    evenings = [one for one in in_order(waypoints) if one.kind == "evening"]
    width, height, ground, step = 320, 56, 44.0, 8.0
    gap = 278 / max(1, len(evenings) - 1)
    r, halo = (6.0, 13.0) if gap >= 18 else (4.0, 9.0)
    free = r + 2 if len(evenings) <= MANY else 16.0
    places = [(10 + gap * index, one) for index, one in enumerate(evenings)]
    line = through([(x, ground - step * level_of(one)) for x, one in places])
    turn = 10.0
    for (x, one), (next_x, ahead) in pairwise(places):
        if one.state == "done":
            turn = next_x if ahead.state == "done" else x + gap * _part(one, ahead, now)
    solid, dotted = split(line, turn)
    shown = beside(
        [(x - free, x + free) for x, _ in places[:-1]], first=[one.state == "next" for _, one in places[:-1]]
    )
    marks = [
        circle_of(one, x, ground - step * level_of(one), r=r, halo=halo)
        for (x, one), fits in zip(places, shown, strict=False)
        if fits
    ]
    if places:
        x, one = places[-1]
        y = ground - step * level_of(one)
        marks.append(Mark(one, tidy(x), tidy(y), path=flag_path(x, y, 0.85, 22.1)))
    return Small(width, height, rounded(solid, 8), rounded(dotted, 8), tuple(marks))


def _part(before: Waypoint, ahead: Waypoint, now: dt.datetime) -> float:
    """How far between the evening before and the one ahead we are, kept off both circles."""
    whole = (ahead.at - before.at).total_seconds()
    return within((now - before.at).total_seconds() / whole, 0.2, 0.8) if whole > 0 else 0.8
