"""Switches reminders on and off, and puts a facilitator's own words in them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from accounts.services.audit import record
from core.text import clean_text
from programmes.models import Programme, Reminder


@dataclass(frozen=True, slots=True)
class ReminderChoice:
    """What somebody chose for one reminder."""

    is_on: bool
    extra_text: str


@transaction.atomic
def set_reminders(*, programme: Programme, choices: Mapping[str, ReminderChoice], by: User) -> int:
    """Keep ``choices`` by the public id of the reminder's moment; those of other programmes are left alone.

    Returns how many reminders changed.
    """
    reminders = Reminder.objects.select_for_update().filter(
        moment__programme=programme, moment__public_id__in=choices.keys()
    )
    changed = []
    for reminder in reminders.select_related("moment").order_by("pk"):
        choice = choices[reminder.moment.public_id]
        text = clean_text(choice.extra_text)
        if (reminder.is_on, reminder.extra_text) != (choice.is_on, text):
            reminder.is_on, reminder.extra_text = choice.is_on, text
            changed.append(reminder)
    Reminder.objects.bulk_update(changed, ["is_on", "extra_text"])
    for reminder in changed:
        record(by, "programmes.reminder_set", reminder, scope=programme.scope, is_on=reminder.is_on)
    return len(changed)
