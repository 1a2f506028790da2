"""Makes worlds for tests with keyword arguments, by the services that the product itself uses."""

import datetime as dt
import itertools
from typing import Any

from django.utils import timezone

from accounts.models import Organisation, OrganisationAdmin, User
from core.clock import at_local, today
from homework.models import Assignment, Submission
from ideas.models import Cluster, Idea
from programmes.enums import MomentKind, ProgrammeState, Role, Stage
from programmes.models import Moment, Participation, Phase, Programme, Theme
from sessions.models import Attendance, Session
from teams.models import Membership, Team

_count = itertools.count(1)

FIELDS = [
    {"key": "who", "kind": "short", "label": "Wie sprak je?", "help": "", "required": True},
    {"key": "quote", "kind": "quote", "label": "Welke zin bleef je bij?", "help": "", "required": True},
    {"key": "photos", "kind": "photo", "label": "Foto's", "help": "", "required": False},
]


def make_organisation(**fields: Any) -> Organisation:
    """An organisation."""
    fields.setdefault("name", f"Provincie {next(_count)}")
    return Organisation.objects.create(**fields)


def make_person(**fields: Any) -> User:
    """A person who can sign in."""
    number = next(_count)
    fields.setdefault("name", f"Persoon {number}")
    fields.setdefault("email", f"persoon{number}@example.org")
    return User.objects.create_user(**fields)


def make_programme(*, stage: str = Stage.COLLECTING, teams: int = 1, **fields: Any) -> Programme:
    """A running programme in ``stage`` with ``teams`` teams; ``state="concept"`` for one that did not start."""
    fields.setdefault("name", f"Themateams {next(_count)}")
    fields.setdefault("host", fields.get("host") or make_organisation())
    fields.setdefault("state", ProgrammeState.RUNNING)
    fields.setdefault("starts_on", today() - dt.timedelta(days=30))
    if fields["state"] != ProgrammeState.CONCEPT:
        fields.setdefault("started_at", timezone.now() - dt.timedelta(days=30))
    if fields["state"] == ProgrammeState.CLOSED:
        fields.setdefault("closed_at", timezone.now())
    programme = Programme.objects.create(**fields)
    for position, kind in enumerate(Stage.values[:5]):
        starts = make_moment(programme, days=-30 + 30 * position, kind=MomentKind.PHASE)
        Phase.objects.create(programme=programme, position=position, name=kind, stage=kind, starts=starts)
    move_to_stage(programme, stage)
    for _ in range(teams):
        make_team(programme)
    return programme


def move_to_stage(programme: Programme, stage: str) -> None:
    """Put ``programme`` in the phase of ``stage``; "closed" closes it."""
    if stage == Stage.CLOSED:
        programme.state, programme.closed_at = ProgrammeState.CLOSED, timezone.now()
    else:
        programme.phase = programme.phases.get(stage=stage)
        if programme.state != ProgrammeState.CLOSED:
            programme.closed_at = None
    programme.save()


def make_moment(
    programme: Programme, *, days: int = 7, clock: dt.time = dt.time(17, 30), **fields: Any
) -> Moment:
    """A moment ``days`` from today at ``clock`` in Amsterdam."""
    fields.setdefault("kind", MomentKind.SESSION)
    fields.setdefault("name", "Moment")
    fields.setdefault("at", at_local(today() + dt.timedelta(days=days), clock))
    return Moment.objects.create(programme=programme, clock=clock, **fields)


def make_team(programme: Programme, **fields: Any) -> Team:
    """A team with a theme of its own."""
    number = programme.teams.count()
    name = fields.pop("name", f"Team {chr(65 + number)}")
    theme = Theme.objects.create(programme=programme, name=name, position=number)
    fields.setdefault("letter", chr(65 + number))
    return Team.objects.create(programme=programme, theme=theme, name=name, position=number, **fields)


def join(programme: Programme, person: User | None = None, role: str = Role.PARTICIPANT, team: Team | None = None,
         **fields: Any) -> Participation:  # fmt: skip
    """Let ``person`` (a new one if none is given) take part, named in full unless ``consent`` says otherwise; in
    ``team`` too if one is given. ``consent_asked_at=None`` for somebody who did not choose yet."""
    person = person or make_person()
    fields.setdefault("consent_asked_at", timezone.now())
    fields.setdefault("consent", "name" if fields["consent_asked_at"] else "anonymous")
    participation = Participation.objects.create(programme=programme, person=person, role=role, **fields)
    if team is not None:
        Membership.objects.create(team=team, participation=participation, role=role)
    person.__dict__.pop("_standing", None)
    return participation


def make_admin(organisation: Organisation, person: User | None = None) -> User:
    """An administrator of ``organisation``."""
    person = person or make_person()
    OrganisationAdmin.objects.create(organisation=organisation, user=person)
    return person


def make_evening(programme: Programme, *, days: int = 7, revealed: bool = False, **fields: Any) -> Session:
    """An evening ``days`` from today, at 17:30 in Amsterdam."""
    fields.setdefault("title", f"Avond {programme.sessions.count() + 1}")
    moment = fields.pop("moment", None) or make_moment(programme, days=days, name=fields["title"])
    if revealed:
        fields.update(state="closed", opened_at=moment.at, closed_at=moment.at, revealed_at=moment.at)
    return Session.objects.create(programme=programme, moment=moment, **fields)


def attend(evening: Session, participation: Participation, answer: str = "none", **fields: Any) -> Attendance:
    """What ``participation`` says about coming to ``evening``."""
    return Attendance.objects.create(evening=evening, participation=participation, answer=answer, **fields)


def make_assignment(programme: Programme, *, days: int = 3, **fields: Any) -> Assignment:
    """Homework that should be in ``days`` from today, at 20:00."""
    fields.setdefault("title", "Interview een ondernemer die je inspireert")
    fields.setdefault("recipe", "interview_entrepreneur")
    fields.setdefault("instructions", "Ga bij iemand langs die iets durfde.")
    fields.setdefault("fields", FIELDS)
    moment = make_moment(
        programme, days=days, clock=dt.time(20, 0), kind=MomentKind.HOMEWORK, name=fields["title"]
    )
    return Assignment.objects.create(programme=programme, moment=moment, **fields)


def make_submission(assignment: Assignment, author: Participation, **fields: Any) -> Submission:
    """Homework of ``author``, handed in unless ``state`` says otherwise."""
    membership = author.memberships.first()
    fields.setdefault("team", membership.team if membership else None)
    fields.setdefault("state", "handed_in")
    if fields["state"] == "handed_in":
        fields.setdefault("handed_in_at", timezone.now())
    fields.setdefault(
        "answers", {"who": "Gerda Wolters", "quote": "Ik krijg geld voor een rand die niemand ziet."}
    )
    return Submission.objects.create(
        assignment=assignment, programme=assignment.programme, author=author, **fields
    )


def make_idea(team: Team, author: Participation | None = None, **fields: Any) -> Idea:
    """An idea of ``team``; hidden when its ``evening`` is not revealed."""
    team.ideas_given += 1
    team.save(update_fields=["ideas_given"])
    fields.setdefault("text", f"Idee {team.letter}{team.ideas_given}")
    return Idea.objects.create(
        programme=team.programme, team=team, number=team.ideas_given, author=author, **fields
    )


def make_cluster(team: Team, *, ideas: int = 0, **fields: Any) -> Cluster:
    """A bundle of ``team`` with ``ideas`` new ideas in it."""
    fields.setdefault("title", f"Bundel {next(_count)}")
    cluster = Cluster.objects.create(programme=team.programme, team=team, **fields)
    for _ in range(ideas):
        make_idea(team, cluster=cluster)
    return cluster
