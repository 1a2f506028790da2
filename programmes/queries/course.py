"""The course of programmes: evenings, homework and results, with how much is open after each.

One source for every drawing of it (home, cards, plan). The apps that know of something on the way tell it: they
register a source in their ``AppConfig.ready``.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from core.clock import local, now
from core.drawing import HIGHEST, Kind, State, Stretch, Waypoint, levels
from core.templatetags.kw_dates import kw_date
from programmes.enums import MomentKind, Stage
from programmes.models import Moment, Phase, Programme

_STEP_BY_STAGE = {
    Stage.PREPARING: 1,
    Stage.COLLECTING: 1,
    Stage.CLUSTERING: -1,
    Stage.DECIDING: -2,
    Stage.SHARING: -4,
    Stage.CLOSED: -4,
}
"""How the line is drawn ahead: it climbs while ideas come in, and reaches the ground when each has its place."""


@dataclass(frozen=True, slots=True)
class Point:
    """Something on the way of a programme: an evening, homework, or a result."""

    programme: int
    kind: Kind
    at: dt.datetime
    label: str
    url: str
    ends_at: dt.datetime | None = None
    note: str = ""
    team: int | None = None
    """Primary key of the one team that it is of; None for all teams."""
    moment: int | None = None
    """Primary key of its moment, if it has one."""
    is_off: bool = False
    """Whether it does not take place; the label says so."""


@dataclass(frozen=True, slots=True)
class Caught:
    """So many ideas of one team, caught on one day, with the same place."""

    programme: int
    team: int
    day: dt.date
    placed: dt.date | None
    """The day on which they got a bundle, or went no further; None: they wait for one."""
    count: int

    def is_open_on(self, day: dt.date | None) -> bool:
        """Whether they had come before ``day``, that of an evening, and got their place then or later; None: whether
        they wait now."""
        if day is None:
            return self.placed is None
        return self.day < day and (self.placed is None or self.placed >= day)


@dataclass(frozen=True, slots=True)
class Lane:
    """A team on the plan."""

    pk: int
    name: str
    people: int


PointSource = Callable[[Collection[int], Any], Iterable[Point]]
"""Points of programmes (by primary key) that a viewer may see; bounded queries, however many programmes."""
IdeaSource = Callable[[Collection[int]], Iterable[Caught]]
LaneSource = Callable[[Programme], Iterable[Lane]]

_points: list[PointSource] = []
_ideas: list[IdeaSource] = []
_lanes: list[LaneSource] = []


def register_points(source: PointSource) -> None:
    """Let ``source`` tell what is on the way."""
    if source not in _points:
        _points.append(source)


def register_ideas(source: IdeaSource) -> None:
    """Let ``source`` tell how many ideas were open when."""
    if source not in _ideas:
        _ideas.append(source)


def register_lanes(source: LaneSource) -> None:
    """Let ``source`` tell the teams of a programme, in their order."""
    if source not in _lanes:
        _lanes.append(source)


@dataclass(frozen=True, slots=True)
class CourseFacts:
    """What the sources told about some programmes; drawings are made of it without a query."""

    points: dict[int, list[Point]]
    caught: dict[int, list[Caught]]
    phases: dict[int, list[Phase]]

    def ways(self, programme: int, *, team: int | None = None) -> list[Waypoint]:
        """The waypoints of ``programme`` in order of time, with their levels; of one ``team`` and of all, or just all.

        The levels count ideas, not whose they are, and only those of revealed evenings: the line tells nobody what is
        hidden.
        """
        points = self.points.get(programme, [])
        caught = self.caught.get(programme, [])
        if team is not None:
            points = [one for one in points if one.team in {None, team}]
            caught = [one for one in caught if one.team == team]
        return ways_of(points, caught, self.phases.get(programme, []))


def course_facts(*, programmes: Iterable[Programme], viewer: Any) -> CourseFacts:
    """What is known of the courses of ``programmes``: 2 queries and those of the sources, however many programmes."""
    pks = [programme.pk for programme in programmes]
    points: dict[int, list[Point]] = defaultdict(list)
    for source in (_milestones, *_points):
        for point in source(pks, viewer):
            points[point.programme].append(point)
    caught: dict[int, list[Caught]] = defaultdict(list)
    for ideas in _ideas:
        for idea in ideas(pks):
            caught[idea.programme].append(idea)
    phases: dict[int, list[Phase]] = defaultdict(list)
    for phase in Phase.objects.filter(programme__in=pks).select_related("starts").order_by("position"):
        phases[phase.programme_id].append(phase)
    return CourseFacts(points, caught, phases)


def lanes_of(programme: Programme) -> list[Lane]:
    """The teams of ``programme`` in their order. 1 query."""
    return [lane for source in _lanes for lane in source(programme)]


def _milestones(programmes: Collection[int], viewer: Any) -> Iterable[Point]:
    """The milestones of programmes, for whoever sees the programme."""
    rows = Moment.objects.filter(programme__in=programmes, kind=MomentKind.MILESTONE)
    return map(point_of_milestone, rows)


def point_of_milestone(moment: Moment) -> Point:
    """A milestone on the course. No query."""
    return Point(moment.programme_id, "result", moment.at, moment.name, "", moment=moment.pk)


def ways_of(points: Sequence[Point], caught: Sequence[Caught], phases: Sequence[Phase]) -> list[Waypoint]:
    """Evenings with the level after each; homework and results on the level of the line there. No query."""
    here = now()
    evenings = sorted((one for one in points if one.kind == "evening"), key=lambda one: one.at)
    past = [evening for evening in evenings if (evening.ends_at or evening.at) <= here]
    days = [*(local(evening.at).date() for evening in past[1:]), None]
    open_after = [sum(ideas.count for ideas in caught if ideas.is_open_on(day)) for day in days[: len(past)]]
    known = levels(open_after)
    level, ways = 0, []
    for number, evening in enumerate(evenings):
        if number < len(past):
            level = known[number]
        elif number == len(evenings) - 1:
            level = 0
        else:
            stage = next(
                (one.stage for one in reversed(phases) if one.starts.at <= evening.at), Stage.COLLECTING
            )
            level = max(0, min(HIGHEST, level + _STEP_BY_STAGE[Stage(stage)]))
        state: State = "done" if number < len(past) else "next" if number == len(past) else "planned"
        ways.append(_waypoint(evening, level, state))
    before = list(ways)
    for point in points:
        if point.kind == "evening":
            continue
        level = next((way.level for way in reversed(before) if way.at <= point.at), 0)
        ways.append(_waypoint(point, level, "done" if point.at <= here else "planned"))
    return sorted(ways, key=lambda way: way.at)


def _waypoint(point: Point, level: int, state: State) -> Waypoint:
    return Waypoint(
        kind=point.kind,
        at=point.at,
        label=point.label,
        note=point.note or kw_date(point.at, "short"),
        url=point.url,
        level=level,
        state=state,
        own=point.team is not None,
    )


def stretches_between(
    *, programme: Programme, ways: Sequence[Waypoint], phases: Sequence[Phase]
) -> list[Stretch]:
    """The phases of ``programme`` as stretches of its line; the last one ends a week after the last waypoint."""
    if not phases:
        return []
    end = max([way.at for way in ways] + [phases[-1].starts.at]) + dt.timedelta(days=7)
    edges = [phase.starts.at for phase in phases] + [end]
    return [
        Stretch(phase.name, starts, ends, current=phase.pk == programme.phase_id)
        for phase, (starts, ends) in zip(phases, pairwise(edges), strict=True)
        if starts < ends
    ]
