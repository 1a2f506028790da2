"""Planning and changing assignments."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.audit import record
from core.clock import local, now
from core.errors import Conflict
from core.text import clean_text
from homework.enums import Visibility
from homework.models import Assignment
from homework.queries.recipes import recipes
from programmes.enums import MomentKind, ProgrammeState
from programmes.models import Moment, Programme, Reminder
from programmes.services.placing import copy_moment, let_go, place_moment
from sessions.models import Session
from sessions.services.opening import open_with
from teams.models import Team

HARVEST = "homework_harvest"
"""The method of the block with which an evening begins that has homework before it. A blueprint writes it itself."""
REMINDER = ("homework_reminder", -2, dt.time(9, 0))
"""Of homework that is added by hand: kind, days before it, and time of day."""


def build_from_blueprint(
    *, programme: Programme, entry: dict[str, Any], moment: Moment | None, moments: dict[str, Moment]
) -> None:
    """Make the assignment of a blueprint's ``entry`` ("recipe", "for", optionally "title" and "instructions")
    at ``moment``.

    ``moments`` leads from the key of an evening to its moment. The entry of a programme's file has "team",
    "visibility" and "questions" too. Raises ``KeyError`` for an unknown recipe: the loader checks.
    """
    if moment is None:
        raise ValueError("Homework has a moment")
    recipe = recipes()[entry["recipe"]]
    anchor = moments.get(entry.get("for", ""))
    Assignment.objects.create(
        programme=programme,
        team=Team.objects.get(programme=programme, name=entry["team"]) if entry.get("team") else None,
        evening=getattr(anchor, "session", None),
        moment=moment,
        recipe=recipe.key,
        title=entry.get("title") or recipe.title,
        instructions=entry.get("instructions") or recipe.instructions,
        fields=entry.get("questions") or list(recipe.fields),
        visibility=entry.get("visibility") or Visibility.AFTER_OWN,
    )


def remove_assignments_of_concept(programme: Programme) -> None:
    """Take away the homework of a concept that is thrown away; in the caller's transaction, which writes it down."""
    Assignment.objects.filter(programme=programme).delete()


@transaction.atomic
def change_assignment(
    *, assignment: Assignment, title: str, instructions: str, visibility: Visibility, by: User
) -> Assignment:
    """Change the words of ``assignment`` and when the others see what is handed in."""
    assignment.title = title
    assignment.instructions = instructions
    assignment.visibility = visibility
    assignment.save(update_fields=["title", "instructions", "visibility"])
    record(
        by, "homework.assignment_changed", assignment, scope=assignment.programme.scope, visibility=visibility
    )
    return assignment


@transaction.atomic
def create_assignment(
    *,
    programme: Programme,
    recipe: str,
    day: dt.date,
    clock: dt.time,
    by: User,
    title: str = "",
    team: Team | None = None,
    evening: Session | None = None,
) -> Assignment:
    """Homework of ``recipe`` that should be in on ``day``, for ``team`` or for all, with its reminder.

    It moves along with the ``evening`` that it is for, whose draaiboek begins with its harvest. Raises
    ``ValidationError`` by field.
    """
    made = recipes()[recipe]
    title = clean_text(title, single_line=True) or made.title
    if evening is not None:
        offset = (day - local(evening.moment.at).date()).days
        where: dict[str, Any] = {"anchor": evening.moment, "offset_days": offset}
    else:
        where = {"day": day}
    moment = place_moment(programme=programme, kind=MomentKind.HOMEWORK, name=title, clock=clock, **where)
    if evening is not None and moment.at >= evening.moment.at:
        raise ValidationError({"day": _("Homework is due before the evening that it is for.")})
    if programme.state == ProgrammeState.RUNNING and moment.at <= now():
        raise ValidationError({"day": _("Choose a time that is still to come.")})
    assignment = Assignment.objects.create(
        programme=programme,
        team=team,
        evening=evening,
        moment=moment,
        recipe=made.key,
        title=title,
        instructions=made.instructions,
        fields=list(made.fields),
    )
    _remind(assignment)
    if evening is not None:
        open_with(evening=evening, method=HARVEST, by=by)
    record(by, "homework.assignment_added", assignment, scope=programme.scope)
    return assignment


def _remind(assignment: Assignment) -> None:
    kind, days, clock = REMINDER
    programme = assignment.programme
    at = place_moment(
        programme=programme,
        kind=MomentKind.REMINDER,
        name=assignment.title,
        anchor=assignment.moment,
        offset_days=days,
        clock=clock,
    )
    overtaken = programme.state == ProgrammeState.RUNNING and at.at <= now()
    Reminder.objects.create(moment=at, kind=kind, not_before=now() if overtaken else None)


@transaction.atomic
def copy_to_teams(*, assignment: Assignment, by: User) -> list[Assignment]:
    """Give every other team the homework of one team, on the same day. Returns what was made.

    Raises ``Conflict`` for homework that all teams have.
    """
    if assignment.team_id is None:
        raise Conflict(_("All teams have this homework already."))
    source = assignment.moment
    if assignment.programme.state == ProgrammeState.RUNNING and source.at <= now():
        raise Conflict(_("This has been already."))
    same = Assignment.objects.filter(
        programme=assignment.programme_id, moment__at=source.at, title=assignment.title
    )
    have = set(same.values_list("team_id", flat=True))
    made = []
    for team in (
        Team.objects.filter(programme=assignment.programme_id).exclude(pk__in=have).order_by("position")
    ):
        moment = copy_moment(source)
        made.append(
            Assignment.objects.create(
                programme=assignment.programme,
                team=team,
                evening=assignment.evening,
                moment=moment,
                recipe=assignment.recipe,
                title=assignment.title,
                instructions=assignment.instructions,
                fields=assignment.fields,
                visibility=assignment.visibility,
            )
        )
        record(by, "homework.assignment_added", made[-1], scope=assignment.programme.scope)
    return made


@transaction.atomic
def drop_assignment(*, assignment: Assignment, by: User) -> None:
    """Take homework out of the plan. Raises ``Conflict`` when somebody began with it: people's work stays."""
    held = Assignment.objects.select_for_update().get(pk=assignment.pk)
    if held.submissions.exists():
        raise Conflict(_("Somebody began with this homework, so it stays."))
    moment = assignment.moment
    record(by, "homework.assignment_dropped", assignment, scope=assignment.programme.scope)
    held.delete()
    moment.followers.filter(kind=MomentKind.REMINDER).delete()
    let_go(moment.followers.all())
    moment.delete()
