"""Who is how far with homework: per assignment and per person, in one team at a time."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Subquery, Window
from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import allowed, standing_of
from core.clock import now
from core.rendering import NavLink
from homework.enums import SubmissionState
from homework.models import Assignment, Submission
from homework.queries.submissions import without_submission
from outbox.enums import MessageState
from outbox.models import Message
from programmes.enums import Role
from programmes.models import Participation, Programme
from teams.models import Membership, Team

AHEAD = dt.timedelta(days=21)
"""Homework for much later is nobody's concern yet."""
PAUSE = dt.timedelta(hours=20)
"""Whoever was reminded of something is not reminded of it again on the same day."""

DONE, LATE, BEGUN, NOT, AHEAD_OF = "done", "late", "begun", "not", "ahead"


@dataclass(frozen=True, slots=True)
class Cell:
    """How far one person is with one assignment."""

    due_at: dt.datetime
    """Of the assignment: its name where there is no room for a title."""
    word: str
    tone: str
    icon: str


@dataclass(frozen=True, slots=True)
class Row:
    """One person, and how far with each assignment."""

    name: str
    organisation: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One assignment, with how many of the team are how far."""

    title: str
    url: str
    due_at: dt.datetime
    is_over: bool
    done: int
    late: int
    """Of those who are done."""
    of: int
    waiting: int
    remind_url: str
    """Where its button sends the reminder; empty where nobody waits, or it is not this viewer's."""


@dataclass(frozen=True, slots=True)
class Overview:
    """The homework of one team."""

    teams: tuple[NavLink, ...]
    team: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def teams_guided(*, programme: Programme, viewer: Any) -> Sequence[Team]:
    """The teams of ``programme`` whose homework ``viewer`` oversees: all for a facilitator, a coach's own. 1 query."""
    standing = standing_of(viewer)
    teams = Team.objects.filter(programme=programme)
    if Role.FACILITATOR not in standing.roles("programme", programme.pk):
        teams = teams.filter(pk__in=standing.where("team", Role.COACH))
    return list(teams)


def homework_overview(*, programme: Programme, viewer: Any, team_id: str) -> Overview:
    """How far everybody in one team is: that with public id ``team_id``, or the first. 4 queries, whatever its size."""
    teams = teams_guided(programme=programme, viewer=viewer)
    team = next((one for one in teams if one.public_id == team_id), teams[0] if teams else None)
    if team is None:
        return Overview((), "", (), ())
    assignments = [
        one
        for one in Assignment.objects.visible_to(viewer).filter(
            programme=programme, moment__at__lte=now() + AHEAD
        )
        if one.team_id in {None, team.pk}
    ]
    people = [
        membership.participation
        for membership in Membership.objects.active()
        .filter(team=team, role=Role.PARTICIPANT, participation__role=Role.PARTICIPANT)
        .select_related("participation__person__organisation")
    ]
    people.sort(key=lambda one: (str(one.person).casefold(), one.pk))
    rows = Submission.objects.filter(assignment__in=assignments, author__in=people)
    known = {
        (assignment, author): (state, at)
        for assignment, author, state, at in rows.values_list(
            "assignment_id", "author_id", "state", "handed_in_at"
        )
    }
    states = {
        (task.pk, one.pk): _state(task, known.get((task.pk, one.pk)))
        for task in assignments
        for one in people
    }
    return Overview(
        teams=_chips(programme, teams, team),
        team=team.name,
        columns=tuple(_column(task, people, states, team, viewer) for task in assignments),
        rows=tuple(
            Row(
                str(one.person),
                one.person.organisation.name if one.person.organisation else "",
                tuple(_cell(task, states[task.pk, one.pk]) for task in assignments),
            )
            for one in people
        ),
    )


def _state(task: Assignment, found: tuple[str, dt.datetime | None] | None) -> str:
    state, at = found or ("", None)
    if state == SubmissionState.HANDED_IN:
        return LATE if at is not None and at > task.moment.at else DONE
    if state == SubmissionState.DRAFT:
        return BEGUN
    return NOT if task.moment.at < now() else AHEAD_OF


def _cell(task: Assignment, state: str) -> Cell:
    words = {
        DONE: (_("handed in"), "good", "check"),
        LATE: (_("handed in late"), "good", "clock"),
        BEGUN: (_("has begun"), "warn", "homework"),
        NOT: (_("not handed in"), "warn", "clock"),
        AHEAD_OF: (_("not begun yet"), "", ""),
    }
    return Cell(task.moment.at, *words[state])


def _column(
    task: Assignment, people: list[Participation], states: dict[tuple[int, int], str], team: Team, viewer: Any
) -> Column:
    counts = Counter(states[task.pk, one.pk] for one in people)
    done = counts[DONE] + counts[LATE]
    may_remind = done < len(people) and allowed(viewer, "homework.remind", task)
    return Column(
        title=task.title,
        url=reverse("homework:assignment", args=[task.public_id]),
        due_at=task.moment.at,
        is_over=task.moment.at < now(),
        done=done,
        late=counts[LATE],
        of=len(people),
        waiting=len(people) - done,
        remind_url=reverse("homework:remind", args=[task.public_id, team.public_id]) if may_remind else "",
    )


def _chips(programme: Programme, teams: Sequence[Team], team: Team) -> tuple[NavLink, ...]:
    if len(teams) < 2:
        return ()
    here = reverse("homework:behind", args=[programme.public_id])
    return tuple(
        NavLink(url=f"{here}?team={one.public_id}", label=one.name, current=one == team) for one in teams
    )


def to_remind(*, assignment: Assignment, team: Team) -> list[Participation]:
    """Who in ``team`` did not hand in ``assignment``, and was not reminded of it today. 2 queries."""
    waiting = list(
        without_submission(assignment)
        .filter(pk__in=Membership.objects.active().filter(team=team).values("participation"))
        .select_related("person")
    )
    told = Message.objects.filter(
        kind="homework_reminder",
        user__in=[one.person_id for one in waiting],
        params__assignment=assignment.pk,
        due_at__gt=now() - PAUSE,
    ).exclude(state__in=[MessageState.SKIPPED, MessageState.FAILED])
    known = set(told.values_list("user_id", flat=True))
    return [one for one in waiting if one.person_id not in known]


@dataclass(frozen=True, slots=True)
class Missing:
    """Somebody who did not hand in yet."""

    public_id: str
    """Of the participation."""
    name: str
    organisation: str
    team: str
    has_draft: bool


@dataclass(frozen=True, slots=True)
class FirstMissing:
    """The first of those who did not hand in, by name, and how many there are."""

    people: tuple[Missing, ...]
    total: int


def first_missing(*, assignment: Assignment, viewer: Any, most: int) -> FirstMissing:
    """At most ``most`` of those who did not hand in ``assignment``: of everybody for a facilitator, of the own teams
    for a coach. 1 query."""
    standing = standing_of(viewer)
    seats = Membership.objects.active()
    people = without_submission(assignment)
    if Role.FACILITATOR not in standing.roles("programme", assignment.programme_id):
        mine = seats.filter(team__in=standing.where("team", Role.COACH))
        people = people.filter(pk__in=mine.values("participation"))
    drafts = Submission.objects.filter(
        assignment=assignment, author=OuterRef("pk"), state=SubmissionState.DRAFT
    )
    team = seats.filter(participation=OuterRef("pk")).order_by("team__position").values("team__name")[:1]
    named = ("person__name", "person__email", "person__organisation__name")
    rows = list(
        people.annotate(total=Window(Count("pk")), team_name=Subquery(team), has_draft=Exists(drafts))
        .order_by("person__name", "pk")
        .values_list("total", "public_id", "has_draft", "team_name", *named)[:most]
    )
    return FirstMissing(
        tuple(
            Missing(public_id, name or email, organisation or "", team_name or "", has_draft)
            for _total, public_id, has_draft, team_name, name, email, organisation in rows
        ),
        rows[0][0] if rows else 0,
    )
