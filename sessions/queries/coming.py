"""Who is expected at an evening, who comes, and what they need."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, FilteredRelation, Q, QuerySet

from programmes.enums import AT_WORK, Role
from programmes.models import Participation
from sessions.enums import Answer
from sessions.models import Attendance, Session
from teams.models import Membership


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who is expected."""

    public_id: str
    """Of the participation."""
    name: str
    about: str
    """Team and organisation."""
    role: str
    answer: str
    wishes: str
    by_link: bool
    """Whether by the video link."""
    is_present: bool | None
    answered_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many say what."""

    yes: int = 0
    maybe: int = 0
    no: int = 0
    silent: int = 0
    present: int = 0
    """Of those expected."""
    guests: int = 0
    """Who came in at the door, and was not expected."""
    waits: int = 0
    """Who said yes when every place was taken."""
    by_link: int = 0
    """Of those who say yes: by the video link."""

    @property
    def everybody(self) -> int:
        """All who are there."""
        return self.present + self.guests

    @property
    def expected(self) -> int:
        """All of them."""
        return self.yes + self.maybe + self.no + self.silent + self.waits

    @property
    def at_most(self) -> int:
        """How many chairs are needed when all who hesitate come."""
        return self.in_room + self.maybe

    @property
    def in_room(self) -> int:
        """Of those who say yes: who takes a place."""
        return self.yes - self.by_link


@dataclass(frozen=True, slots=True)
class Guests:
    """Who is expected, in groups by their answer."""

    yes: tuple[Guest, ...]
    maybe: tuple[Guest, ...]
    silent: tuple[Guest, ...]
    no: tuple[Guest, ...]
    waits: tuple[Guest, ...]
    """The first in line first."""
    counts: Counts

    @property
    def everybody(self) -> tuple[Guest, ...]:
        """All, by name."""
        return tuple(
            sorted(
                (*self.yes, *self.maybe, *self.silent, *self.no, *self.waits),
                key=lambda guest: guest.name.casefold(),
            )
        )

    @property
    def wishes(self) -> tuple[Guest, ...]:
        """Those who come to the room or may come, and asked for something."""
        return tuple(guest for guest in (*self.yes, *self.maybe) if guest.wishes and not guest.by_link)


def expected_at(evening: Session) -> "QuerySet[Participation]":
    """Whom ``evening`` is for: its team and the facilitators, or everybody in a team's work. Not who left. No query."""
    active = Participation.objects.active().filter(programme=evening.programme_id, person__is_active=True)
    if evening.team_id is None:
        return active.filter(role__in=AT_WORK)
    in_team = Membership.objects.active().filter(team=evening.team_id).values("participation_id")
    return active.filter(role=Role.FACILITATOR) | active.filter(pk__in=in_team)


def guests(*, evening: Session) -> Guests:
    """Everybody who is expected at ``evening``, by name in each group. 3 queries."""
    people = list(expected_at(evening).select_related("person__organisation").order_by("person__name", "pk"))
    rows = Attendance.objects.filter(evening=evening).select_related("participation")
    said = {row.participation_id: row for row in rows}
    teams: dict[int, list[str]] = {}
    members = Membership.objects.active().filter(participation__in=[person.pk for person in people])
    for participation, team in members.order_by("team__position").values_list(
        "participation_id", "team__name"
    ):
        teams.setdefault(participation, []).append(team)
    groups: dict[str, list[Guest]] = {answer: [] for answer in Answer.values}
    for person in people:
        row = said.get(person.pk)
        guest = _guest(person, row, teams.get(person.pk, []))
        groups[guest.answer].append(guest)
    return Guests(
        yes=tuple(groups[Answer.YES]),
        maybe=tuple(groups[Answer.MAYBE]),
        silent=tuple(groups[Answer.NONE]),
        no=tuple(groups[Answer.NO]),
        waits=tuple(sorted(groups[Answer.WAITS], key=lambda guest: str(guest.answered_at))),
        counts=Counts(
            yes=len(groups[Answer.YES]),
            maybe=len(groups[Answer.MAYBE]),
            no=len(groups[Answer.NO]),
            silent=len(groups[Answer.NONE]),
            waits=len(groups[Answer.WAITS]),
            by_link=sum(guest.by_link for guest in groups[Answer.YES]),
            present=sum(guest.is_present is True for group in groups.values() for guest in group),
            guests=sum(_came_as_guest(row.participation.role, row.is_present) for row in said.values()),
        ),
    )


def answers_to(*, evening: Session) -> Counts:
    """How many of those expected say what. 2 queries."""
    expected = set(expected_at(evening).values_list("pk", flat=True))
    rows = list(
        Attendance.objects.filter(evening=evening).values_list(
            "participation_id", "answer", "is_present", "by_link", "participation__role"
        )
    )
    said = [(answer, present, by_link) for pk, answer, present, by_link, _role in rows if pk in expected]
    counted = {answer: sum(given == answer for given, *_ in said) for answer in Answer.values}
    return Counts(
        yes=counted[Answer.YES],
        maybe=counted[Answer.MAYBE],
        no=counted[Answer.NO],
        silent=len(expected) - len(said) + counted[Answer.NONE],
        waits=counted[Answer.WAITS],
        by_link=sum(answer == Answer.YES and by_link for answer, _present, by_link in said),
        present=sum(present is True for _answer, present, _by_link in said),
        guests=sum(_came_as_guest(role, present) for _pk, _answer, present, _by_link, role in rows),
    )


def count_answers(evening: Session) -> dict[str, int]:
    """How many of those expected at ``evening`` say what; who did not answer is with ``Answer.NONE``. 1 query."""
    said = FilteredRelation("attendances", condition=Q(attendances__evening=evening))
    rows = (
        expected_at(evening)
        .annotate(said=said)
        .order_by()
        .values_list("said__answer")
        .annotate(count=Count("pk", distinct=True))
    )
    counted = dict.fromkeys(Answer.values, 0)
    for answer, count in rows:
        counted[answer or Answer.NONE] += count
    return counted


def _came_as_guest(role: str, present: bool | None) -> bool:
    return role == Role.GUEST and present is True


def own_attendance(*, evening: Session, viewer: Any) -> tuple[Participation | None, Attendance | None]:
    """How ``viewer`` takes part in the programme of ``evening``, and what this person said about coming. 2 queries."""
    mine = Participation.objects.active().filter(programme=evening.programme_id, person=viewer).first()
    if mine is None:
        return None, None
    return mine, Attendance.objects.filter(evening=evening, participation=mine).first()


def _guest(person: Participation, row: Attendance | None, teams: list[str]) -> Guest:
    organisation = person.person.organisation
    about = [", ".join(teams), organisation.name if organisation else ""]
    return Guest(
        public_id=person.public_id,
        name=str(person.person),
        about=", ".join(part for part in about if part),
        role=str(Role(person.role).label),
        answer=row.answer if row else Answer.NONE,
        wishes=row.wishes if row else "",
        by_link=row is not None and row.by_link,
        is_present=row.is_present if row else None,
        answered_at=row.answered_at if row else None,
    )
