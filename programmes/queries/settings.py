"""Reads for the settings of a programme."""

import datetime as dt
from dataclasses import dataclass

from accounts.models import User
from core.clock import now
from programmes.enums import Role
from programmes.models import Programme, Reminder
from programmes.queries.plan import facts_of
from programmes.queries.reminders import words_of
from programmes.querysets import in_force


@dataclass(frozen=True, slots=True)
class ReminderRow:
    """One reminder among the settings; ``key`` names it in the form."""

    key: str
    label: str
    audience: str
    at: dt.datetime
    is_past: bool
    is_on: bool
    extra_text: str


def facilitators_of(*, programme: Programme) -> list[User]:
    """The facilitators of ``programme`` by name. 1 query."""
    return list(
        User.objects.filter(
            in_force("participations__"),
            participations__programme=programme,
            participations__role=Role.FACILITATOR,
        )
        .distinct()
        .order_by("name", "email")
    )


def reminder_rows(*, programme: Programme) -> list[ReminderRow]:
    """The reminders of ``programme`` in the order of time, without those of what is off. 1 query and those of the
    finders."""
    reminders = Reminder.objects.filter(moment__programme=programme).select_related("moment__anchor")
    reminders = reminders.order_by("moment__at", "pk")
    facts = facts_of([one.moment.anchor for one in reminders if one.moment.anchor])
    off = {pk for pk, fact in facts.items() if fact.is_off}
    at = now()
    rows = []
    for reminder in reminders:
        if reminder.moment.anchor_id in off:
            continue
        words = words_of(reminder.kind)
        rows.append(
            ReminderRow(
                key=reminder.moment.public_id,
                label=words.label % {"name": reminder.moment.name},
                audience=str(words.audience),
                at=reminder.moment.at,
                is_past=reminder.moment.at <= at,
                is_on=reminder.is_on,
                extra_text=reminder.extra_text,
            )
        )
    return rows
