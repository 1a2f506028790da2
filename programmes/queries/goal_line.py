"""The period of an agreement as a line, with a flag for each goal on the day that it is due."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import dateformat

LEFT, RIGHT = 30, 1090
"""Where the line begins and ends, in a drawing 1120 wide."""
_GAP = 36
"""Between two flags, so that neither they nor their numbers touch."""
_WORD = 100
"""How much room the word for today takes beside its mark."""


@dataclass(frozen=True, slots=True)
class Pole:
    """A goal to draw: its number, its day, and whether it is done, planned or none (nothing hangs on it)."""

    number: int
    on: dt.date
    kind: str


@dataclass(frozen=True, slots=True)
class Flag:
    """A goal where it stands."""

    number: int
    x: int
    kind: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A mark below the line, with its words; ``anchor`` is how they stand to it."""

    x: int
    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class GoalsDrawn:
    """The line."""

    edges: tuple[Edge, ...]
    today: int | None
    """None outside the period."""
    walked: int
    """Up to where the line is solid."""
    flags: tuple[Flag, ...]

    @property
    def today_words_x(self) -> int:
        """Where the word beside the mark of today stands."""
        at = self.today or LEFT
        return at + 8 if self.today_anchor == "start" else at - 8

    @property
    def today_anchor(self) -> str:
        """From where that word is written: before the mark near the end, and where a flag comes soon."""
        at = self.today or LEFT
        soon = any(at < flag.x < at + _WORD for flag in self.flags)
        return "end" if at > RIGHT - _WORD or (soon and at > LEFT + _WORD) else "start"


def draw_goals(poles: Sequence[Pole], *, begin: dt.date, end: dt.date, here: dt.date) -> GoalsDrawn | None:
    """``poles`` on the line from ``begin`` to ``end``; what is due outside it stands at its end.

    None where more goals stand on it than fit beside each other.
    """
    if len(poles) > (RIGHT - LEFT) // _GAP:
        return None

    def place(day: dt.date) -> int:
        share = (day - begin).days / (end - begin).days
        return round(LEFT + min(max(share, 0), 1) * (RIGHT - LEFT))

    flags: list[Flag] = []
    for pole in sorted(poles, key=lambda pole: (pole.on, pole.number)):
        x = max(place(pole.on), flags[-1].x + _GAP if flags else LEFT)
        flags.append(Flag(pole.number, x, pole.kind))
    limit = RIGHT
    for at in range(len(flags) - 1, -1, -1):  # those pushed beyond the end push back
        flags[at] = Flag(flags[at].number, min(flags[at].x, limit), flags[at].kind)
        limit = flags[at].x - _GAP
    middle = begin + (end - begin) / 2
    return GoalsDrawn(
        edges=(
            Edge(LEFT, _month(begin), "start"),
            Edge(place(middle), _month(middle), "middle"),
            Edge(RIGHT, _month(end), "end"),
        ),
        today=place(here) if begin <= here <= end else None,
        walked=place(here),
        flags=tuple(flags),
    )


def _month(day: dt.date) -> str:
    return dateformat.format(day, "F Y")
