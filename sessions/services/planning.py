"""Evenings on the calendar: made from a blueprint or by hand, changed, removed."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError, Q
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.audit import record
from core.clock import now
from core.errors import Conflict
from core.text import clean_text
from programmes.enums import MomentKind, ProgrammeState
from programmes.models import Moment, Programme, Reminder
from programmes.services.placing import copy_moment, let_go, place_moment
from sessions.enums import SessionState
from sessions.models import AgendaItem, Session
from sessions.queries.methods import method_of
from sessions.services.changes import facts_of, tell_cancelled, tell_change
from sessions.services.date_polls import end_polls_of
from sessions.services.holding import held_evening
from teams.models import Team

REMINDERS = (("evening_invitation", -21, dt.time(9, 0)), ("evening_reminder", -1, None))
"""Of an evening that is added by hand: kind, days before it, and time of day (None: that of the evening)."""

BLOCK = (
    "position",
    "method",
    "title",
    "minutes",
    "question",
    "notes",
    "material",
    "leader",
    "tables",
    "catching",
    "own_method",
)
"""What a copy of a block takes over."""

WORDS = ("title", "goal", "place", "practical", "minutes", "kind")


def build_from_blueprint(
    *, programme: Programme, entry: dict[str, Any], moment: Moment | None, moments: dict[str, Moment]
) -> None:
    """The builder of evenings: the evening at ``moment`` with its draaiboek. Programmes make the reminders.

    The entry of a programme's file has "team" and "place" too, and its blocks "leader" and "tables".
    """
    if moment is None:
        raise ValueError("An evening has a moment")
    evening = Session.objects.create(
        programme=programme,
        team=Team.objects.get(programme=programme, name=entry["team"]) if entry.get("team") else None,
        place=entry.get("place", ""),
        moment=moment,
        kind=entry["kind"],
        title=entry["title"],
        goal=entry["goal"],
        practical=entry["practical"],
        minutes=entry["minutes"],
    )
    AgendaItem.objects.bulk_create(
        AgendaItem(
            evening=evening,
            position=position,
            method=item["method"],
            title=item["title"] or method_of(item["method"]).name,
            minutes=item["minutes"],
            question=item["question"],
            notes=item["notes"],
            material=item["material"],
            leader=item.get("leader", ""),
            tables=item.get("tables", ""),
        )
        for position, item in enumerate(entry["items"])
    )


def remove_evenings_of_concept(programme: Programme) -> None:
    """Take away the evenings of a concept that is thrown away; in the caller's transaction, which writes it down."""
    Session.objects.filter(programme=programme).delete()


@transaction.atomic
def create_evening(
    *,
    programme: Programme,
    day: dt.date,
    clock: dt.time,
    by: User,
    team: Team | None = None,
    **words: Any,
) -> Session:
    """A new evening on ``day`` at local time ``clock``, for ``team`` or for all, with its invitation and reminder.

    While the programme is a concept it moves along with the start. Raises ``ValidationError`` by field.
    """
    start = programme.moments.filter(kind=MomentKind.START).first()
    follows = programme.state == ProgrammeState.CONCEPT and start is not None
    title = clean_text(words.get("title", ""), single_line=True)
    moment = place_moment(
        programme=programme,
        kind=MomentKind.SESSION,
        name=title,
        day=None if follows else day,
        anchor=start if follows else None,
        offset_days=(day - programme.starts_on).days if follows else 0,
        clock=clock,
    )
    if programme.state == ProgrammeState.RUNNING and moment.at <= now():
        raise ValidationError({"day": _("Choose a time that is still to come.")})
    evening = Session(programme=programme, team=team, moment=moment)
    _write(evening, words)
    evening.save()
    for kind, days, at in REMINDERS:
        reminder = place_moment(
            programme=programme,
            kind=MomentKind.REMINDER,
            name=title,
            anchor=moment,
            offset_days=days,
            clock=at or clock,
        )
        overtaken = programme.state == ProgrammeState.RUNNING and reminder.at <= now()
        Reminder.objects.create(moment=reminder, kind=kind, not_before=now() if overtaken else None)
    record(by, "evenings.created", evening, scope=programme.scope)
    return evening


@transaction.atomic
def copy_to_teams(*, evening: Session, by: User) -> list[Session]:
    """Give every other team the evening of one team, at the same time, with its draaiboek. Returns what was made.

    A team that has one of that name at that time keeps it. Raises ``Conflict`` for an evening of all teams.
    """
    if evening.team_id is None:
        raise Conflict(_("This evening is for all teams already."))
    if evening.programme.state == ProgrammeState.RUNNING and evening.moment.at <= now():
        raise Conflict(_("This has been already."))
    same = Session.objects.filter(
        programme=evening.programme_id, moment__at=evening.moment.at, title=evening.title
    )
    have = set(same.values_list("team_id", flat=True))
    blocks = list(evening.items.present())
    made = []
    for team in Team.objects.filter(programme=evening.programme_id).exclude(pk__in=have).order_by("position"):
        copy = Session(programme=evening.programme, team=team, moment=copy_moment(evening.moment))
        for name in WORDS:
            setattr(copy, name, getattr(evening, name))
        copy.save()
        AgendaItem.objects.bulk_create(
            AgendaItem(evening=copy, **{name: getattr(block, name) for name in BLOCK}) for block in blocks
        )
        record(by, "evenings.created", copy, scope=evening.programme.scope)
        made.append(copy)
    return made


@transaction.atomic
def change_evening(*, evening: Session, by: User, **words: Any) -> Session:
    """Change fields of ``WORDS`` of ``evening``; those who were invited hear of another place or length.

    Its date is moved in the plan. Raises ``ValidationError`` by field, ``Conflict`` when it is over.
    """
    evening = held_evening(evening)
    if evening.state == SessionState.OFF:
        raise Conflict(_("This evening is off. Let it take place after all first."))
    if evening.state == SessionState.CLOSED:
        raise Conflict(_("This evening is over."))
    was, title = facts_of(evening), evening.title
    before = {name: getattr(evening, name) for name in words}
    _write(evening, words)
    evening.save(update_fields=list(words))
    if before == {name: getattr(evening, name) for name in words}:
        return evening
    if evening.title != title:
        reminders = Q(anchor=evening.moment_id, kind=MomentKind.REMINDER)
        Moment.objects.filter(Q(pk=evening.moment_id) | reminders).update(name=evening.title)
    record(by, "evenings.changed", evening, scope=evening.programme.scope, fields=sorted(words))
    tell_change(evening=evening, was=was)
    return evening


@transaction.atomic
def remove_evening(*, evening: Session, by: User) -> None:
    """Take an evening that was not opened out of the programme; those who were invited hear that it is off.

    Homework that was due before it keeps its date. Raises ``Conflict`` when it was opened, or when ideas hang on it.
    """
    evening = held_evening(evening)
    if evening.state == SessionState.OFF:
        raise Conflict(_("People know that this evening is off, so it stays in the plan as such."))
    if evening.state != SessionState.PLANNED:
        raise Conflict(_("This evening was opened already. What was made in it stays."))
    moment = evening.moment
    tell_cancelled(evening=evening)
    end_polls_of(evening=evening, by=by)
    record(by, "evenings.removed", evening, scope=evening.programme.scope)
    try:
        evening.delete()
    except ProtectedError as error:
        raise Conflict(_("There is work of people in this evening, so it stays.")) from error
    moment.followers.filter(kind=MomentKind.REMINDER).delete()
    let_go(moment.followers.all())
    moment.delete()


def _write(evening: Session, words: dict[str, Any]) -> None:
    for name, value in words.items():
        if name not in WORDS:
            raise ValueError(f"{name} is not changed here")
        setattr(
            evening, name, clean_text(value, single_line=name != "goal") if isinstance(value, str) else value
        )
    evening.full_clean(exclude=["programme", "moment", "team", "current_item"])
