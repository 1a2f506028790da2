"""The line upright: the rows of a list, for narrow screens and for readers."""

from collections.abc import Sequence
from itertools import zip_longest

from core.drawing.parts import MANY, Stop, Stretch, Waypoint, flag_path, level_of, pill_path
from core.polyline import number


def stand_course(waypoints: Sequence[Waypoint], stretches: Sequence[Stretch] = ()) -> tuple[Stop, ...]:
    """The line as rows of a list; a leg is solid below what is done. The phase stands at its first row.

    Of more than ``MANY`` rows those around the next evening stay, and the others are one row per phase.
    """
    phases = [
        next((part.name for part in stretches if part.starts <= one.at < part.ends), "") for one in waypoints
    ]
    folded = _folded(waypoints, phases)
    rows: list[Stop] = []
    named = ""
    for group, below in zip_longest(folded, folded[1:]):
        one, last = waypoints[group.start], waypoints[group.stop - 1]
        x = 10 + 8 * level_of(last)
        phase = phases[group.start]
        rows.append(
            Stop(
                waypoint=one,
                x=x,
                mark=_stop_mark(one, x, together=group.stop - group.start > 1),
                leg="" if below is None else _leg(x, 10 + 8 * level_of(waypoints[below.stop - 1])),
                dotted=last.state != "done",
                phase=phase if phase != named else "",
                also=tuple(waypoints[group][1:]),
            )
        )
        named = phase or named
    return tuple(rows)


def _folded(waypoints: Sequence[Waypoint], phases: Sequence[str]) -> list[slice]:
    """Which waypoints share a row."""
    if len(waypoints) <= MANY:
        return [slice(index, index + 1) for index in range(len(waypoints))]
    here = next((i for i, one in enumerate(waypoints) if one.state == "next"), None)
    if here is None:
        here = next((i for i, one in enumerate(waypoints) if one.state != "done"), len(waypoints) - 1)
    rows: list[slice] = []
    for index, phase in enumerate(phases):
        near = here - 2 <= index <= here + 3
        if rows and not near and not here - 2 <= index - 1 <= here + 3 and phase == phases[index - 1]:
            rows[-1] = slice(rows[-1].start, index + 1)
        else:
            rows.append(slice(index, index + 1))
    return rows


def _stop_mark(one: Waypoint, x: float, *, together: bool) -> str:
    if together:
        return pill_path(x - 5, x + 5, 12, 8)
    if one.kind == "homework":
        return f"M{number(x - 8)} 12h16"
    return flag_path(x, 20, 0.8, 14.4) if one.kind == "result" else ""


def _leg(x: float, below: float) -> str:
    if x == below:
        return f"M{number(x)} 0V100"
    return f"M{number(x)} 0V22C{number(x)} 62 {number(below)} 44 {number(below)} 86V100"
