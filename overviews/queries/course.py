"""The course of programmes as their homes draw it: what is read once, told to ``programmes.queries.course``."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F

from core.drawing import Stretch, Waypoint
from homework.queries.course import point_of_homework
from ideas.models import Proposal
from ideas.queries.course import ideas_caught, point_of_proposal
from outcomes.enums import Verdict
from overviews.queries.calendar import Calendar, calendars_of
from programmes.models import Programme
from programmes.queries.course import Caught, point_of_milestone, stretches_between, ways_of
from sessions.queries.course import point_of_evening


@dataclass(frozen=True, slots=True)
class Reading:
    """What the pages about programmes read once and use everywhere."""

    calendars: dict[int, Calendar]
    caught: dict[int, list[Caught]]
    proposals: dict[int, list[Proposal]]
    """Those that the viewer may see."""
    decided: dict[int, Verdict]
    """What was decided on those that a body decided upon, by primary key."""


def read_programmes(*, programmes: Iterable[Programme], viewer: Any) -> Reading:
    """The dates, the counted ideas and the proposals of ``programmes``. 3 queries, however many and however large."""
    chosen = list(programmes)
    caught: dict[int, list[Caught]] = defaultdict(list)
    for ideas in ideas_caught(programme.pk for programme in chosen):
        caught[ideas.programme].append(ideas)
    proposals: dict[int, list[Proposal]] = defaultdict(list)
    decided: dict[int, Verdict] = {}
    visible = Proposal.objects.visible_to(viewer).filter(programme__in=chosen)
    for proposal in visible.annotate(verdict=F("decision__verdict")):
        proposals[proposal.programme_id].append(proposal)
        if proposal.verdict:
            decided[proposal.pk] = Verdict(proposal.verdict)
    return Reading(calendars_of(programmes=chosen, viewer=viewer), caught, proposals, decided)


def waypoints_of(pk: int, reading: Reading) -> list[Waypoint]:
    """The waypoints of the programme with primary key ``pk`` in order of time, with their levels. No query.

    The levels count ideas, not whose they are, and only those of revealed evenings: the line tells nobody
    what is hidden.
    """
    calendar = reading.calendars[pk]
    points = [
        *map(point_of_evening, calendar.evenings),
        *map(point_of_homework, calendar.assignments),
        *map(point_of_milestone, calendar.milestones),
        *(point_of_proposal(one) for one in reading.proposals[pk] if one.agreed_at is not None),
    ]
    return ways_of(points, reading.caught[pk], calendar.phases)


def stretches_of(*, programme: Programme, ways: list[Waypoint], reading: Reading) -> list[Stretch]:
    """The phases of ``programme`` as stretches of its line. No query."""
    phases = reading.calendars[programme.pk].phases
    return stretches_between(programme=programme, ways=ways, phases=phases)
