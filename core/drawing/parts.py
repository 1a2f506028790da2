"""What a course line is drawn from and drawn of, and the shapes that all of its drawings share."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from core.polyline import Point, number, tidy

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
    own: bool = False
    """Whether it is of one team."""


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
    """One drawn waypoint, and those that share its mark (``also``). An evening is a circle of radius ``r`` around
    (x, y), or with others a ``path``; so is its ``halo``, or ``halo_path``."""

    waypoint: Waypoint
    x: float
    y: float
    r: float = 0
    halo: float = 0
    path: str = ""
    halo_path: str = ""
    name_at: Label | None = None
    also: tuple[Waypoint, ...] = ()

    @property
    def told(self) -> tuple[Waypoint, ...]:
        """All that it stands for, in order of time."""
        return tuple(in_order([self.waypoint, *self.also]))

    @property
    def folds(self) -> bool:
        """Whether its name says how many it stands for; what comes next keeps its own name."""
        return bool(self.also) and self.waypoint.state != "next"

    @property
    def span(self) -> tuple[dt.datetime, dt.datetime]:
        """The days that stand below its name: the first and the last, which may be one."""
        told = self.told if self.folds else (self.waypoint,)
        return told[0].at, told[-1].at

    @property
    def untold(self) -> tuple[Waypoint, ...]:
        """All that it stands for, where its name does not tell that."""
        return self.told if self.also or not self.name_at else ()

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
    """One row of the upright line: its mark, and the leg to the next row (none for the last). ``also`` is folded in."""

    waypoint: Waypoint
    x: float
    mark: str
    leg: str
    dotted: bool
    phase: str
    also: tuple[Waypoint, ...] = ()

    @property
    def told(self) -> tuple[Waypoint, ...]:
        """All that it stands for, in order of time."""
        return (self.waypoint, *self.also)

    @property
    def counts(self) -> dict[str, int]:
        """How many of each kind it stands for."""
        return Counter(one.kind for one in self.told)


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


MANY = 20
"""More evenings or rows than this are folded."""
CLEAR = 32.0
"""How far today stays away from the next evening, so that its halo is free."""


def pill_path(left: float, right: float, y: float, r: float) -> str:
    return (
        f"M{number(left)} {number(y - r)}H{number(right)}A{number(r)} {number(r)} 0 0 1 {number(right)} {number(y + r)}"
        f"H{number(left)}A{number(r)} {number(r)} 0 0 1 {number(left)} {number(y - r)}Z"
    )


def turn_of(x: float, evenings: Sequence[tuple[float, State]]) -> float:
    """Where solid ends: at today, but beside the circle of the evening before and clear of the one ahead."""
    ahead = min((place for place, state in evenings if state != "done"), default=None)
    behind = max((place for place, state in evenings if state == "done"), default=0.0)
    x = max(x, behind)
    return x if ahead is None else min(x, max(ahead - CLEAR, behind))


def circle_of(one: Waypoint, x: float, y: float, *, r: float, halo: float) -> Mark:
    return Mark(one, tidy(x), tidy(y), r, halo if one.state == "next" else 0)


def flag_path(x: float, y: float, scale: float, pole: float) -> str:
    """A swallow-tailed flag, 20 wide at ``scale`` 1, on a pole of ``pole`` that stands on (x, y)."""
    wide, notch, half = number(20 * scale), number(5 * scale), number(6 * scale)
    return f"M{number(x)} {number(y)}v-{number(pole)}h{wide}l-{notch} {half}l{notch} {half}h-{wide}"


def level_of(one: Waypoint) -> int:
    return max(0, min(HIGHEST, one.level))


def in_order(waypoints: Iterable[Waypoint]) -> list[Waypoint]:
    return sorted(waypoints, key=lambda one: one.at)
