"""Who was not there of late without a word, and what was said about the next evening."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from core.clock import now
from programmes.models import Participation
from sessions.enums import Answer, SessionState
from sessions.models import Attendance, Session

LOOKED_AT = 2
"""How many evenings back."""


@dataclass(frozen=True, slots=True)
class Evening:
    """An evening, and what somebody answered."""

    title: str
    at: dt.datetime
    answer: str


def missed_of_late(participations: Collection[int]) -> dict[int, tuple[Evening, ...]]:
    """Which of ``participations`` (primary keys) was at none of the last two evenings at which somebody noted who was
    there, and had not said so: those evenings, the first one first. 1 query, two rows each."""
    newest_first = Window(
        RowNumber(), partition_by=F("participation"), order_by=F("evening__moment__at").desc()
    )
    rows = (
        Attendance.objects.filter(
            participation__in=participations,
            evening__state=SessionState.CLOSED,
            is_present__isnull=False,
        )
        .annotate(back=newest_first)
        .filter(back__lte=LOOKED_AT)
        .order_by("evening__moment__at")
        .values_list("participation_id", "is_present", "answer", "evening__title", "evening__moment__at")
    )
    found: dict[int, list[tuple[bool, Evening]]] = {}
    for pk, present, answer, title, at in rows:
        silent = not present and answer != Answer.NO
        found.setdefault(pk, []).append((silent, Evening(title, at, answer)))
    return {
        pk: tuple(evening for _silent, evening in evenings)
        for pk, evenings in found.items()
        if len(evenings) == LOOKED_AT and all(silent for silent, _evening in evenings)
    }


def said_of_next(participations: Collection[Participation], teams: dict[int, set[int]]) -> dict[int, Evening]:
    """Per participation (primary key) the next evening that is for that person, and the answer to it. 2 queries.

    ``teams``: the primary keys of the teams in which each sits.
    """
    coming = list(
        Session.objects.filter(
            programme__in={one.programme_id for one in participations}, moment__at__gt=now()
        )
        .exclude(state=SessionState.CLOSED)
        .select_related("moment")
        .order_by("moment__at")
    )
    next_of: dict[int, Session] = {}
    for one in participations:
        for evening in coming:
            mine = evening.team_id is None or evening.team_id in teams.get(one.pk, ())
            if evening.programme_id == one.programme_id and mine:
                next_of[one.pk] = evening
                break
    answers = {
        (evening, participation): answer
        for evening, participation, answer in Attendance.objects.filter(
            evening__in={evening.pk for evening in next_of.values()}, participation__in=next_of
        ).values_list("evening_id", "participation_id", "answer")
    }
    return {
        pk: Evening(evening.title, evening.moment.at, answers.get((evening.pk, pk), Answer.NONE))
        for pk, evening in next_of.items()
    }
