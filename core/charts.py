"""Numbers as pictures: bars, one bar in shares, a small line. A partial sets each beside a table with the same numbers.

Lengths are attributes of SVG, because a page has no style of its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDE = 1000
"""The width of every drawing; the page stretches it."""
HIGH = 240
"""The height of a line."""
GAP = 6
"""Between two parts of one bar, so that they are told apart without their colours."""
LEAST = 4
"""The width of the smallest part that is not empty."""
TONES = 4
"""As many shades as the styles have; a fifth part gets the last one again."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: ``width`` is its length out of ``WIDE``."""

    label: str
    value: int
    width: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Rows to compare: ``of`` says what each row is ("Team"), ``counted`` what is counted ("Ideas")."""

    caption: str
    of: str
    counted: str
    rows: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a whole, drawn from ``x`` over ``width``, in shade ``tone``; ``percent`` is rounded."""

    label: str
    value: int
    percent: int
    x: int
    width: int
    tone: int


@dataclass(frozen=True, slots=True)
class Shares:
    """One whole in parts that lie end to end."""

    caption: str
    of: str
    counted: str
    parts: tuple[Part, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Dot:
    """A number on a line, and where it lies."""

    label: str
    value: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Line:
    """Numbers one after the other, from left to right; ``path`` is the line through them."""

    caption: str
    of: str
    counted: str
    dots: tuple[Dot, ...]
    path: str
    most: int


def draw_bars(
    caption: object,
    rows: Iterable[Sequence[object]],
    *,
    of: object,
    counted: object,
    whole: int | None = None,
) -> Bars:
    """Bars for ``rows`` of (label, number) or (label, number, address).

    The longest bar is full, or the one that reaches ``whole`` ("11 of 12 handed in").
    """
    found = [(str(row[0]), _number(row[1]), str(row[2]) if len(row) > 2 else "") for row in rows]
    full = max(whole or max((value for _, value, _ in found), default=0), 1)
    return Bars(
        caption=str(caption),
        of=str(of),
        counted=str(counted),
        rows=tuple(
            Bar(label, value, min(round(WIDE * value / full), WIDE), url) for label, value, url in found
        ),
    )


def draw_shares(
    caption: object, given: Iterable[tuple[object, int]], *, of: object, counted: object
) -> Shares:
    """One bar for the parts ``given``: (label, number). A part that is not empty is always seen, however small."""
    found = [(str(label), _number(value)) for label, value in given]
    total = sum(value for _, value in found)
    room = WIDE - GAP * max(sum(value > 0 for _, value in found) - 1, 0)
    widths = [max(round(room * value / total), LEAST) if value else 0 for _, value in found]
    if total:  # what the small parts got, and what rounding left, is the largest part's
        widths[widths.index(max(widths))] += room - sum(widths)
    parts, x = [], 0
    for tone, ((label, value), width) in enumerate(zip(found, widths, strict=True), start=1):
        percent = round(100 * value / total) if total else 0
        parts.append(Part(label, value, percent, x, width, min(tone, TONES)))
        x += width + GAP if width else 0
    return Shares(str(caption), str(of), str(counted), tuple(parts), total)


def draw_line(caption: object, points: Iterable[tuple[object, int]], *, of: object, counted: object) -> Line:
    """A line through ``points`` of (label, number), from nothing at the foot to the highest at the top."""
    found = [(str(label), _number(value)) for label, value in points]
    most = max((value for _, value in found), default=0)
    step = WIDE / max(len(found) - 1, 1)
    dots = tuple(
        Dot(label, value, round(index * step), round(HIGH - HIGH * value / max(most, 1)))
        for index, (label, value) in enumerate(found)
    )
    path = "L".join(f"{dot.x} {dot.y}" for dot in dots)
    return Line(str(caption), str(of), str(counted), dots, f"M{path}" if path else "", most)


def _number(value: object) -> int:
    """What is counted: a whole number, never less than nothing."""
    if not isinstance(value, int) or value < 0:
        raise ValueError(f"A chart counts things; {value!r} is no number of things")
    return value
