"""Everything dated in programmes, read at once: evenings, homework and phases all hang on a moment."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Q

from homework.models import Assignment
from homework.querysets import assignments_seen
from programmes.enums import MomentKind
from programmes.models import Moment, Phase, Programme
from sessions.models import Session
from sessions.querysets import evenings_seen


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a viewer sees of the dates of one programme, in order of time."""

    evenings: list[Session] = field(default_factory=list)
    assignments: list[Assignment] = field(default_factory=list)
    phases: list[Phase] = field(default_factory=list)
    milestones: list[Moment] = field(default_factory=list)
    sent: dict[int, bool] = field(default_factory=dict)
    """Whether the verslag of an evening was sent, by the evening's primary key; only where somebody began one."""


def calendars_of(*, programmes: Iterable[Programme], viewer: Any) -> dict[int, Calendar]:
    """The calendar of each of ``programmes`` by its primary key. 1 query, however many and however large.

    Evenings and assignments know their programme and moment: asking the rules about them takes no query.
    """
    known = {programme.pk: programme for programme in programmes}
    found = {pk: Calendar() for pk in known}
    moments = (
        Moment.objects.filter(programme__in=known)
        .filter(
            Q(phase__isnull=False)
            | Q(kind=MomentKind.MILESTONE)
            | (Q(session__isnull=False) & evenings_seen(viewer, "session__"))
            | (Q(assignment__isnull=False) & assignments_seen(viewer, "assignment__"))
        )
        .select_related("session", "assignment", "phase")
        .annotate(verslag_sent=F("session__verslag__times_sent"))
        .order_by("at", "pk")
    )
    for moment in moments:
        calendar, programme = found[moment.programme_id], known[moment.programme_id]
        if moment.kind == MomentKind.MILESTONE:
            calendar.milestones.append(moment)
        for name, kept in (
            ("session", calendar.evenings),
            ("assignment", calendar.assignments),
            ("phase", calendar.phases),
        ):
            one: Any = getattr(moment, name, None)
            if one is not None:
                one.programme = programme
                kept.append(one)
        if moment.verslag_sent is not None:
            calendar.sent[moment.session.pk] = moment.verslag_sent > 0
    for calendar in found.values():
        calendar.phases.sort(key=lambda phase: phase.position)
    return found
