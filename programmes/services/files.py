"""A programme into a file, and a file into a programme."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from accounts.services.audit import record
from accounts.services.organisations import clean_address
from core.access import forget_standing, standing_of
from core.clock import at_local, move_days, now
from programmes.enums import MomentKind, Role, SetupStep
from programmes.models import Moment, Participation, Phase, Programme, Reminder, StakeholderGroup, Theme
from programmes.queries.file_days import FILE_KEY, START, Place, as_blueprint, dated, place_all, settled
from programmes.queries.file_of import programme_as_file
from programmes.queries.file_people import judge_people
from programmes.queries.goal_lines import GoalLine
from programmes.queries.seats import teams_of
from programmes.services.blueprint_shape import YEARS, clock_of
from programmes.services.blueprints import build_part, known_words
from programmes.services.goals import add_goals, make_agreement
from programmes.services.people import invite_people, seat
from programmes.services.placing import MORNING
from programmes.services.programme_file import FileReading, read_file, write_file
from programmes.services.programmes import organisation_of


@transaction.atomic
def file_of(*, programme: Programme, people: bool, by: User) -> bytes:
    """The file of ``programme``, with who takes part where ``people`` says so; written in the trail.

    The notes in a draaiboek are of facilitators: in the file of anybody else they are left out.
    """
    record(by, "programmes.file_made", programme, scope=programme.scope, people=people)
    facilitates = Role.FACILITATOR in standing_of(by).roles("programme", programme.pk)
    said = programme_as_file(programme, people=people, notes=facilitates)
    plan = read_file(write_file(said), known_words()).plan
    return write_file(settled(plan) if plan else said)


@transaction.atomic
def begin_from_file(
    *, reading: FileReading, starts_on: dt.date, host: Organisation, people: bool, by: User
) -> Programme:
    """A concept of ``host`` with all that ``reading`` found, beginning on ``starts_on``; ``by`` facilitates it.

    On its own first day everything lies as the file says; on another one as ``place_all`` finds. With ``people`` those
    whose line is good are on the list; nobody hears of it before the programme starts. Raises ``ValidationError``.
    """
    plan = reading.plan
    if plan is None:
        raise ValidationError([problem.text for problem in reading.problems])
    if starts_on.year not in YEARS:
        raise ValidationError({"starts_on": _("Choose a year between 2000 and 2100.")})
    programme = Programme(
        name=plan["name"],
        question=plan["question"],
        mandate=plan["mandate"],
        kind=plan["kind"],
        client=organisation_of(plan["client"], by=by),
        host=host,
        starts_on=starts_on,
        region=plan["region"],
        accent=plan["accent"],
        setup_step=SetupStep.CALENDAR,
        blueprint={"key": FILE_KEY, "version": 1, "plan": as_blueprint(plan)},
        reply_to=by,
        created_by=by,
    )
    programme.full_clean(exclude=["blueprint", "phase"])
    programme.save()
    Participation.objects.create(
        programme=programme, person=by, role=Role.FACILITATOR, invited_by=by, accepted_at=now()
    )
    forget_standing(by)
    record(by, "programmes.begun_from_file", programme, scope=programme.scope)
    themes = _make_themes(programme, plan)
    for team in plan["teams"]:
        entry = {**team, "theme": themes.get(team["theme"])}
        build_part("teams", programme=programme, entry=entry, moment=None, moments={})
    _make_calendar(programme, plan, place_all(plan, starts_on))
    StakeholderGroup.objects.bulk_create(
        StakeholderGroup(programme=programme, name=group["name"], kinds=group["kinds"], position=position)
        for position, group in enumerate(plan["groups"])
    )
    for agreement in plan["agreements"]:
        _serve(programme, agreement, themes, by)
    if people:
        _invite(programme, reading, by)
    return programme


def _make_themes(programme: Programme, plan: Mapping[str, Any]) -> dict[str, Theme]:
    return {
        entry["name"]: Theme.objects.create(programme=programme, name=entry["name"], position=position)
        for position, entry in enumerate(plan["themes"])
    }


def _make_calendar(programme: Programme, plan: Mapping[str, Any], places: Mapping[str, Place]) -> None:
    """Everything that has a day, with what belongs to it, in the order of the file."""
    moments = _make_moments(programme, plan, places)
    Phase.objects.bulk_create(
        Phase(
            programme=programme,
            position=position,
            name=entry["name"],
            stage=entry["stage"],
            starts=moments[entry["key"]],
        )
        for position, entry in enumerate(plan["phases"])
    )
    for part in ("evenings", "homework", "koersdocument"):
        for entry in plan[part]:
            moment = moments.get(entry.get("key", ""))
            build_part(part, programme=programme, entry=entry, moment=moment, moments=moments)
    _make_reminders(
        [
            (moments[entry["key"]], one)
            for part in ("evenings", "homework")
            for entry in plan[part]
            for one in entry["reminders"]
        ]
    )


_KINDS = {
    "phases": MomentKind.PHASE,
    "evenings": MomentKind.SESSION,
    "homework": MomentKind.HOMEWORK,
    "milestones": MomentKind.MILESTONE,
}


def _make_moments(
    programme: Programme, plan: Mapping[str, Any], places: Mapping[str, Place]
) -> dict[str, Moment]:
    """The moments by key: made first, then tied to each other, for one may hang on another that comes later."""
    made = {START: _moment(programme, MomentKind.START, {"name": "Start"}, places[START])}
    for part, kind in _KINDS.items():
        for entry in plan[part]:
            made[entry["key"]] = _moment(programme, kind, entry, places[entry["key"]])
    Moment.objects.bulk_create(made.values())
    tied = [entry for entry in dated(plan) if entry["from"]]
    for entry in tied:
        moment = made[entry["key"]]
        moment.anchor = made[entry["from"]]
        for name, value in places[entry["key"]].rule.fields().items():
            setattr(moment, name, value)
    Moment.objects.bulk_update(
        [made[entry["key"]] for entry in tied],
        ["anchor", *(places[START].rule.fields())],
    )
    return made


def _moment(programme: Programme, kind: MomentKind, entry: Mapping[str, Any], place: Place) -> Moment:
    clock = clock_of(entry["time"]) if "time" in entry else MORNING
    in_turn = kind == MomentKind.PHASE or (kind == MomentKind.SESSION and not entry["loose"])
    return Moment(
        programme=programme,
        kind=kind,
        name=entry.get("title") or entry["name"],
        clock=clock,
        at=at_local(place.day, clock),
        keeps_order=in_turn,
        day_kept=bool(entry.get("kept")),
    )


def _make_reminders(wanted: Sequence[tuple[Moment, Mapping[str, Any]]]) -> None:
    """A reminder for each moment and what the file says of it."""
    made = []
    for moment, entry in wanted:
        clock = clock_of(entry["time"])
        at = Moment(
            programme=moment.programme,
            kind=MomentKind.REMINDER,
            name=moment.name,
            anchor=moment,
            offset_days=entry["days"],
            clock=clock,
            at=move_days(moment.at, entry["days"], clock),
        )
        made.append(
            Reminder(moment=at, kind=entry["kind"], is_on=not entry["off"], extra_text=entry["words"])
        )
    Moment.objects.bulk_create(reminder.moment for reminder in made)
    Reminder.objects.bulk_create(made)


def _serve(programme: Programme, entry: Mapping[str, Any], themes: Mapping[str, Theme], by: User) -> None:
    """Let ``programme`` serve the goals of an agreement: those that its host has, and new ones below it."""
    there = programme.host.agreements.filter(name__iexact=entry["name"]).first()
    agreement = there or make_agreement(
        organisation=programme.host,
        name=entry["name"],
        starts_on=entry["starts_on"],
        ends_on=entry["ends_on"],
        by=by,
    )
    lines = [
        GoalLine(number=number, text=goal["text"], due_on=goal["due_on"] or None)
        for number, goal in enumerate(entry["goals"], start=1)
    ]
    add_goals(agreement=agreement, lines=lines, by=by, programme=programme)
    goals = {goal.text.casefold(): goal for goal in agreement.goals.all()}
    for goal in entry["goals"]:
        goals[goal["text"].casefold()].themes.add(*(themes[name] for name in goal["themes"]))


def _invite(programme: Programme, reading: FileReading, by: User) -> None:
    """Put those on the list whose line is good, in their teams; ``by`` is there already, and gets a place too."""
    teams = {team.team: team.team_id for team in teams_of(programme)}
    people = judge_people(people=reading.people, lines=reading.people_lines, by=by)
    rows = [replace(person.row, function=person.function) for person in people if person.row is not None]
    invite_people(programme=programme, rows=rows, by=by)
    there = {
        participation.person.email: participation
        for participation in Participation.objects.enlisted()
        .filter(programme=programme)
        .select_related("person", "programme")
    }
    for person in people:
        if person.comes_along:
            participation = there[clean_address(person.line.email)]
            for place in person.seats:
                seat(participation, teams[place.team], place.role)
