"""Who did not hand in the last homework."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from core.clock import now
from homework.enums import SubmissionState
from homework.models import Assignment, Submission
from programmes.models import Participation

LOOKED_AT = 2
"""How many assignments back."""


@dataclass(frozen=True, slots=True)
class NotHandedIn:
    """Homework whose day is past, and whether somebody began it: that it was begun, never what stands in it."""

    title: str
    due_at: dt.datetime
    has_begun: bool


def left_of_late(
    participations: Collection[Participation], teams: dict[int, set[int]]
) -> dict[int, tuple[NotHandedIn, ...]]:
    """Which of ``participations`` handed in neither of the last two assignments that were theirs: those two, the first
    one first, by primary key. 2 queries.

    ``teams``: the primary keys of the teams in which each sits. What was due before somebody came counts for nobody.
    """
    past = list(
        Assignment.objects.filter(
            programme__in={one.programme_id for one in participations}, moment__at__lte=now()
        )
        .select_related("moment")
        .order_by("-moment__at")
    )
    theirs: dict[int, list[Assignment]] = {}
    for one in participations:
        mine = [
            assignment
            for assignment in past
            if assignment.programme_id == one.programme_id
            and assignment.moment.at > one.since
            and (assignment.team_id is None or assignment.team_id in teams.get(one.pk, ()))
        ]
        if len(mine) >= LOOKED_AT:
            theirs[one.pk] = mine[:LOOKED_AT]
    states = {
        (assignment, author): state
        for assignment, author, state in Submission.objects.filter(
            assignment__in={assignment.pk for two in theirs.values() for assignment in two},
            author__in=theirs,
        ).values_list("assignment_id", "author_id", "state")
    }
    return {
        pk: tuple(
            NotHandedIn(one.title, one.moment.at, has_begun=(one.pk, pk) in states) for one in reversed(two)
        )
        for pk, two in theirs.items()
        if all(states.get((one.pk, pk)) != SubmissionState.HANDED_IN for one in two)
    }
