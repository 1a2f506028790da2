"""A line of straight stretches: level between its points, one leg where the height changes, corners rounded.

And which names fit beside each other along it, and which things stand so near that they share a mark.
"""

from collections.abc import Sequence
from itertools import pairwise

Point = tuple[float, float]

LEAN = 1.15
"""How wide a leg is for each unit of its height."""
SHARE = 0.8
"""The most of a stretch that its leg may take."""


def through(places: Sequence[Point], starts_at: float | None = None) -> list[Point]:
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


def split(line: Sequence[Point], turn: float) -> tuple[list[Point], list[Point]]:
    """The line up to x = ``turn``, and from there."""
    if not line or turn >= line[-1][0]:
        return list(line), []
    if turn <= line[0][0]:
        return [], list(line)
    here = (turn, height_at(line, turn))
    before = [point for point in line if point[0] < turn]
    return [*before, here], [here, *(point for point in line if point[0] > turn)]


def height_at(line: Sequence[Point], x: float) -> float:
    """y of the line at ``x``; level beyond its ends."""
    for (left, y), (right, next_y) in pairwise(line):
        if left <= x <= right and right > left:
            return y + (next_y - y) * (x - left) / (right - left)
    return line[0][1] if line and x < line[0][0] else (line[-1][1] if line else 0.0)


def rounded(line: Sequence[Point], radius: float) -> str:
    """A path through the corners, each rounded by ``radius`` or by half the shorter stretch beside it."""
    if len(line) < 2:
        return ""
    path = f"M{number(line[0][0])} {number(line[0][1])}"
    for before, corner, after in zip(line, line[1:], line[2:], strict=False):
        come, leave = _toward(corner, before, radius), _toward(corner, after, radius)
        path += f"L{number(come[0])} {number(come[1])}"
        path += f"Q{number(corner[0])} {number(corner[1])} {number(leave[0])} {number(leave[1])}"
    return path + f"L{number(line[-1][0])} {number(line[-1][1])}"


def _toward(corner: Point, other: Point, radius: float) -> Point:
    """The point ``radius`` away from ``corner`` towards ``other``, at most halfway."""
    wide, high = other[0] - corner[0], other[1] - corner[1]
    length = (wide * wide + high * high) ** 0.5
    part = min(0.5, radius / length) if length else 0.0
    return corner[0] + wide * part, corner[1] + high * part


def within(value: float, low: float, high: float) -> float:
    return max(low, min(high, value))


def tidy(value: float) -> float:
    return round(value, 1)


def number(value: float) -> str:
    """A number as SVG has it: one decimal at most, and always a point."""
    return f"{value:.1f}".removesuffix(".0")


def beside(
    spans: Sequence[tuple[float, float]], *, first: Sequence[bool], second: Sequence[bool] = ()
) -> list[bool]:
    """Which names, from left to right, may stay so that none touch: the ``first``, the ``second``, then in order."""
    kept: dict[int, tuple[float, float]] = {}
    for index in sorted(
        range(len(spans)), key=lambda index: (not first[index], not (second and second[index]))
    ):
        left, right = spans[index]
        if all(right <= start or left >= end for start, end in kept.values()):
            kept[index] = spans[index]
    return [index in kept for index in range(len(spans))]


def together(places: Sequence[float], reach: float) -> list[slice]:
    """``places``, from left to right, in runs that are narrower than ``reach``."""
    runs: list[slice] = []
    for index, place in enumerate(places):
        if runs and place - places[runs[-1].start] < reach:
            runs[-1] = slice(runs[-1].start, index + 1)
        else:
            runs.append(slice(index, index + 1))
    return runs
