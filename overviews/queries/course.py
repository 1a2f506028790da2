"""The course of programmes as the drawing wants it: evenings, homework and results, with how much is open
after each."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.clock import now
from core.drawing import HIGHEST, Stretch, Waypoint, levels
from core.templatetags.kw_dates import kw_date
from homework.models import Assignment
from ideas.enums import IdeaState
from ideas.models import Idea, Proposal
from programmes.enums import Stage
from programmes.models import Phase, Programme
from sessions.models import Session

_STEP_BY_STAGE = {
    Stage.PREPARING: 1,
    Stage.COLLECTING: 1,
    Stage.CLUSTERING: -1,
    Stage.DECIDING: -2,
    Stage.SHARING: -4,
    Stage.CLOSED: -4,
}
"""How the line is drawn ahead: it climbs while ideas come in, and reaches the ground when each has its place."""


def waypoints_of(*, programmes: Iterable[Programme], viewer: Any) -> dict[int, list[Waypoint]]:
    """Per programme its waypoints in order of time, with their levels. 5 queries, however many programmes.

    The levels count ideas, not whose they are, and only those of revealed evenings: the line tells nobody
    what is hidden.
    """
    pks = [programme.pk for programme in programmes]
    here = now()
    evenings: dict[int, list[Session]] = defaultdict(list)
    for evening in Session.objects.visible_to(viewer).filter(programme__in=pks).order_by("moment__at"):
        evenings[evening.programme_id].append(evening)
    homework: dict[int, list[Assignment]] = defaultdict(list)
    for assignment in Assignment.objects.visible_to(viewer).filter(programme__in=pks).order_by("moment__at"):
        homework[assignment.programme_id].append(assignment)
    caught: dict[int, list[tuple[dt.datetime, dt.datetime | None]]] = defaultdict(list)
    rows = Idea.objects.revealed().filter(programme__in=pks).exclude(state=IdeaState.MERGED)
    for pk, at, placed, state in rows.values_list(
        "programme_id", "created_at", "cluster__created_at", "state"
    ):
        caught[pk].append((at, at if state == IdeaState.NOT_FURTHER else placed))
    results: dict[int, list[Waypoint]] = defaultdict(list)
    agreed = Proposal.objects.filter(programme__in=pks, agreed_at__isnull=False).select_related("team")
    for proposal in agreed:
        results[proposal.programme_id].append(
            Waypoint(
                kind="result",
                at=proposal.agreed_at or here,
                label=proposal.title,
                note=_("proposal of %(team)s") % {"team": proposal.team.name},
                url=reverse("ideas:proposal", args=[proposal.public_id]),
                state="done",
            )
        )
    phases: dict[int, list[Phase]] = defaultdict(list)
    for phase in Phase.objects.filter(programme__in=pks).select_related("starts").order_by("position"):
        phases[phase.programme_id].append(phase)
    return {
        pk: sorted(
            _with_levels(evenings[pk], homework[pk], caught[pk], phases[pk], here) + results[pk],
            key=lambda way: way.at,
        )
        for pk in pks
    }


def _with_levels(
    evenings: list[Session],
    homework: list[Assignment],
    caught: list[tuple[dt.datetime, dt.datetime | None]],
    phases: list[Phase],
    here: dt.datetime,
) -> list[Waypoint]:
    """Evenings with the level after each, and homework on the level of the line there."""
    past = [evening for evening in evenings if evening.ends_at <= here]
    ends = [evening.moment.at for evening in past[1:]] + [here]
    open_after = [
        sum(1 for at, placed in caught if at < end and (placed is None or placed >= end))
        for end in ends[: len(past)]
    ]
    known = levels(open_after)
    level, ways = 0, []
    for number, evening in enumerate(evenings):
        if number < len(past):
            level = known[number]
            note = kw_date(evening.moment.at, "short")
        else:
            stage = next(
                (one.stage for one in reversed(phases) if one.starts.at <= evening.moment.at),
                Stage.COLLECTING,
            )
            last = number == len(evenings) - 1
            level = 0 if last else max(0, min(HIGHEST, level + _STEP_BY_STAGE[Stage(stage)]))
            note = kw_date(evening.moment.at, "short")
        ways.append(
            Waypoint(
                kind="evening",
                at=evening.moment.at,
                label=evening.title,
                note=note,
                url=reverse("evenings:evening", args=[evening.public_id]),
                level=level,
                state="done" if number < len(past) else "next" if number == len(past) else "planned",
            )
        )
    for assignment in homework:
        before = [way for way in ways if way.kind == "evening" and way.at <= assignment.moment.at]
        ways.append(
            Waypoint(
                kind="homework",
                at=assignment.moment.at,
                label=assignment.title,
                note=kw_date(assignment.moment.at, "short"),
                url=reverse("homework:assignment", args=[assignment.public_id]),
                level=before[-1].level if before else 0,
                state="done" if assignment.moment.at <= here else "planned",
            )
        )
    return ways


def stretches_of(*, programme: Programme, ways: list[Waypoint]) -> list[Stretch]:
    """The phases of ``programme`` as stretches of its line; the last one ends with the last waypoint. 1 query."""
    phases = list(programme.phases.select_related("starts").order_by("position"))
    if not phases:
        return []
    end = max([way.at for way in ways] + [phases[-1].starts.at]) + dt.timedelta(days=7)
    edges = [phase.starts.at for phase in phases] + [end]
    return [
        Stretch(phase.name, starts, ends, current=phase.pk == programme.phase_id)
        for phase, (starts, ends) in zip(phases, pairwise(edges), strict=True)
        if starts < ends
    ]
