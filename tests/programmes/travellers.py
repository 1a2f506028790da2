"""Programmes with something of everything, for files that travel: made by the services that people use."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError

from accounts.models import Organisation, User
from core.clock import local
from homework.models import Assignment
from homework.services.assignments import create_assignment
from programmes.enums import MomentKind, Role
from programmes.models import Moment, Programme
from programmes.queries.dates import Tie, Wish
from programmes.queries.goal_lines import GoalLine
from programmes.queries.invitations import InvitationRow
from programmes.queries.rules import Rule, off_days_of
from programmes.services.blueprints import known_words
from programmes.services.dates import move_moments
from programmes.services.files import begin_from_file, file_of
from programmes.services.goals import put_down_goals, tie_themes
from programmes.services.milestones import add_milestone
from programmes.services.people import invite_people
from programmes.services.programme_file import read_file
from programmes.services.reminders import ReminderChoice, set_reminders
from programmes.services.voices import begin_groups
from sessions.models import AgendaItem, Session
from sessions.services.planning import copy_to_teams, create_evening

_MADE = re.compile(rb"^made: .*\n", re.MULTILINE)
EVENING = {"kind": "conversation", "minutes": 90, "goal": "", "practical": "", "place": "Kamer 3"}


def file(programme: Programme, by: User, *, people: bool = True) -> bytes:
    """Its file, but for the moment at which it was made."""
    made = file_of(programme=programme, people=people, by=by)
    assert len(_MADE.findall(made)) == 1
    return _MADE.sub(b"", made)


def begin(source: bytes, by: User, host: Organisation, day: dt.date | None = None) -> Programme:
    """A programme from a file, on its own first day or on ``day``."""
    reading = read_file(source, known_words())
    assert reading.problems == ()
    assert reading.plan is not None
    return begin_from_file(
        reading=reading, starts_on=day or reading.plan["starts_on"], host=host, people=True, by=by
    )


def days_of(programme: Programme) -> list[tuple[str, str, dt.datetime]]:
    """Everything that has a day, by time."""
    found = Moment.objects.filter(programme=programme).values_list("kind", "name", "at")
    return sorted(found, key=lambda row: (row[2], row[0], row[1]))


def chain_of(programme: Programme) -> list[tuple[Any, ...]]:
    """What hangs on what, and how."""
    fields = (
        "kind",
        "name",
        "clock",
        "anchor__kind",
        "anchor__name",
        "anchor__at",
        "keeps_order",
        "day_kept",
    )
    rows = Moment.objects.filter(programme=programme).values_list(*fields, *Rule.__dataclass_fields__, "at")
    return sorted(rows, key=str)


def load(programme: Programme, by: User, words: str = "Zo is het") -> None:
    """Put something of everything into ``programme``."""
    team = programme.teams.order_by("position").first()
    first = programme.starts_on
    if team is not None:
        one = create_evening(
            programme=programme,
            day=first + dt.timedelta(days=9),
            clock=dt.time(20, 15),
            by=by,
            team=team,
            title=f"Eigen avond {words}"[:160],
            **EVENING,
        )
        AgendaItem.objects.create(
            evening=one,
            position=0,
            method="brainstorm",
            title="Ideeën",
            leader="Anne",
            tables="tafel 1 en 2",
            notes=f"{words}\n\n- een",
        )
        copy_to_teams(evening=one, by=by)
        create_assignment(
            programme=programme,
            recipe="own" if "own" in known_words()["recipe"] else "interview_entrepreneur",
            day=first + dt.timedelta(days=20),
            clock=dt.time(12, 0),
            team=team,
            by=by,
        )
        Assignment.objects.filter(programme=programme, team=team).update(visibility="at_once")
    add_milestone(programme=programme, name=f"Raad: {words}"[:200], day=first + dt.timedelta(days=40), by=by)
    reminders = Moment.objects.filter(programme=programme, kind=MomentKind.REMINDER).order_by("pk")
    choices = {
        moment.public_id: ReminderChoice(bool(number % 2), words[: 1000 * (number % 3)])
        for number, moment in enumerate(reminders)
    }
    set_reminders(programme=programme, choices=choices, by=by)
    begin_groups(programme=programme, by=by)
    lines = [GoalLine(1, "Meer groen"), GoalLine(2, "Minder regels", dt.date(2028, 5, 1))]
    put_down_goals(
        organisation=programme.host,
        agreement=None,
        name=f"Akkoord {programme.pk}",
        starts_on=dt.date(2026, 1, 1),
        ends_on=dt.date(2030, 1, 1),
        lines=lines,
        programme=programme,
        by=by,
    )
    served = programme.served_goals.order_by("pk").first()
    assert served is not None
    tie_themes(served=served, add=list(programme.themes.all()[:2]), leave=[], by=by)
    rows = [
        InvitationRow(
            email=f"{role}.{programme.pk}@example.org",
            name=f"Mens {role}",
            role=role,
            team_id=team.pk if team else None,
            organisation="Gemeente Ergens",
            function="Adviseur",
        )
        for role in (Role.COACH, Role.PARTICIPANT, Role.CLIENT)
    ]
    invite_people(programme=programme, rows=rows, by=by)


def move(programme: Programme, by: User, moves: Sequence[tuple[int, int]]) -> None:
    """Move evenings (by number) so many days; not onto free days, and not where the plan refuses it."""
    is_off = off_days_of(programme.region)
    for number, days in moves:
        evenings = list(Session.objects.filter(programme=programme).select_related("moment"))
        moment = evenings[number % len(evenings)].moment
        moment.programme = programme
        day = local(moment.at).date() + dt.timedelta(days=days)
        if not is_off(day):
            _try(programme, by, [Wish(moment, day)])


def tie(programme: Programme, by: User, rules: Sequence[tuple[int, int, Rule]]) -> None:
    """Let moments (by number) hang on others by a rule, where the plan allows it."""
    for number, anchor, rule in rules:
        kinds = (MomentKind.SESSION, MomentKind.MILESTONE)
        moments = list(Moment.objects.filter(programme=programme, kind__in=kinds).order_by("at", "pk"))
        moment, other = moments[number % len(moments)], moments[anchor % len(moments)]
        moment.programme = programme
        if moment.pk != other.pk:
            _try(programme, by, [Wish(moment, None, None, Tie(other.pk, rule))])


def _try(programme: Programme, by: User, wishes: list[Wish]) -> None:
    try:
        move_moments(programme=programme, wishes=wishes, by=by)
    except ValidationError:
        return


def lies_on_free_days(programme: Programme) -> bool:
    """Whether an evening of the plan lies on a free day: begun elsewhere and back, it would go off it."""
    is_off = off_days_of(programme.region)
    evenings = Moment.objects.filter(programme=programme, kind=MomentKind.SESSION, keeps_order=True)
    return any(is_off(local(moment.at).date()) for moment in evenings)
