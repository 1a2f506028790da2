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
from programmes.services.placing import place_moment
from sessions.enums import SessionState
from sessions.models import AgendaItem, Session
from sessions.queries.methods import method_of
from sessions.services.changes import facts_of, tell_cancelled, tell_change
from teams.models import Team

REMINDERS = (("evening_invitation", -21, dt.time(9, 0)), ("evening_reminder", -1, None))
"""Of an evening that is added by hand: kind, days before it, and time of day (None: that of the evening)."""

WORDS = ("title", "goal", "place", "practical", "minutes", "kind")


def build_from_blueprint(
    *, programme: Programme, entry: dict[str, Any], moment: Moment | None, moments: dict[str, Moment]
) -> None:
    """The builder of evenings: the evening at ``moment`` with its draaiboek. Programmes make the reminders."""
    if moment is None:
        raise ValueError("An evening has a moment")
    evening = Session.objects.create(
        programme=programme,
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
            notes=item["notes"],
            material=item["material"],
        )
        for position, item in enumerate(entry["items"])
    )


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
def change_evening(*, evening: Session, by: User, **words: Any) -> Session:
    """Change fields of ``WORDS`` of ``evening``; those who were invited hear of another place or length.

    Its date is moved in the plan. Raises ``ValidationError`` by field, ``Conflict`` when it is over.
    """
    evening = _held(evening)
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
    evening = _held(evening)
    if evening.state != SessionState.PLANNED:
        raise Conflict(_("This evening was opened already. What was made in it stays."))
    moment = evening.moment
    tell_cancelled(evening=evening)
    record(by, "evenings.removed", evening, scope=evening.programme.scope)
    try:
        evening.delete()
    except ProtectedError as error:
        raise Conflict(_("There is work of people in this evening, so it stays.")) from error
    moment.followers.filter(kind=MomentKind.REMINDER).delete()
    moment.followers.update(anchor=None, offset_days=0)
    moment.delete()


def _held(evening: Session) -> Session:
    """The row itself, with what the rest needs, held until the transaction ends."""
    Session.objects.select_for_update().get(pk=evening.pk)
    return Session.objects.select_related("programme__reply_to", "moment", "team").get(pk=evening.pk)


def _write(evening: Session, words: dict[str, Any]) -> None:
    for name, value in words.items():
        if name not in WORDS:
            raise ValueError(f"{name} is not changed here")
        setattr(
            evening, name, clean_text(value, single_line=name != "goal") if isinstance(value, str) else value
        )
    evening.full_clean(exclude=["programme", "moment", "team", "current_item"])
