"""Which reminders fall due in a stretch of time."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from programmes.enums import ProgrammeState
from programmes.models import Moment, Programme, Reminder


@dataclass(frozen=True, slots=True)
class DueReminder:
    """A reminder that is to go out."""

    reminder: Reminder
    programme: Programme
    moment: Moment
    """Of the evening or homework that it reminds of."""
    due_at: dt.datetime
    key: str
    """Names the reminder and the version of the date: the same thing is never told twice."""


@dataclass(frozen=True, slots=True)
class Words:
    """How the plan speaks of a kind of reminder."""

    label: Promise
    """With %(name)s for what it reminds of."""
    audience: Promise


_WORDS = {
    "evening_invitation": Words(
        _("Invitation: %(name)s"), _("to everybody who is expected, with a calendar file")
    ),
    "evening_reminder": Words(_("Reminder: %(name)s"), _("to those who come or may come")),
    "homework_reminder": Words(_("Reminder: %(name)s"), _("to those who have not handed in yet")),
}
_OTHER = Words(_("Message: %(name)s"), _("to those whom it concerns"))


def words_of(kind: str) -> Words:
    """The words for reminders of ``kind``."""
    return _WORDS.get(kind, _OTHER)


def due_reminders(*, kind: str, since: dt.datetime, until: dt.datetime) -> list[DueReminder]:
    """Reminders of ``kind``, switched on, in running programmes, due after ``since`` and not after ``until``. 1 query.

    One is due at its moment, but not before its programme started, nor before a move that put it in the past; and only
    while what it reminds of is still to come. Where two of one date fall together, the later one stands for both.
    """
    window = {"gt": since, "lte": until}
    due = Q()
    for field in ("moment__at", "moment__programme__started_at", "not_before"):
        due |= Q(**{f"{field}__{lookup}": value for lookup, value in window.items()})
    reminders = (
        Reminder.objects.filter(
            due,
            kind=kind,
            is_on=True,
            moment__anchor__isnull=False,
            moment__programme__state=ProgrammeState.RUNNING,
        )
        .select_related("moment__programme__phase", "moment__programme__reply_to", "moment__anchor")
        .order_by("moment__at", "pk")
    )
    found: dict[tuple[int, dt.datetime], DueReminder] = {}
    for reminder in reminders:
        programme, anchor = reminder.moment.programme, reminder.moment.anchor
        earliest = [reminder.moment.at, programme.started_at, reminder.not_before]
        due_at = max(time for time in earliest if time is not None)
        if anchor is not None and since < due_at <= until and anchor.at > due_at:
            key = f"{reminder.pk}:{anchor.at.isoformat()}"
            found[anchor.pk, due_at] = DueReminder(reminder, programme, anchor, due_at, key)
    return sorted(found.values(), key=lambda item: (item.due_at, item.reminder.pk))
