"""The quiet hours: what can wait does not ring in the night; and the hour of the daily post."""

import datetime as dt

from core.clock import at_local, local
from outbox.enums import Urgency

QUIET_FROM = dt.time(21, 0)
QUIET_UNTIL = dt.time(8, 0)
POST_AT = dt.time(7, 30)
"""When the daily post goes: before the quiet hours end, so that it is there with the first coffee."""


def sendable_from(due_at: dt.datetime, urgency: str) -> dt.datetime:
    """When a message that is due at ``due_at`` may go, on the wall clock of Amsterdam.

    What is for now goes at once, at any hour. What is soon waits from 21:00 until 08:00. The daily post goes at the
    first 07:30 that comes.
    """
    if urgency == Urgency.NOW:
        return due_at
    here = local(due_at)
    if urgency == Urgency.DIGEST:
        post = at_local(here.date(), POST_AT)
        return post if due_at <= post else at_local(here.date() + dt.timedelta(days=1), POST_AT)
    if not is_quiet(due_at):
        return due_at
    evening = here.time() >= QUIET_FROM
    return at_local(here.date() + dt.timedelta(days=1 if evening else 0), QUIET_UNTIL)


def is_quiet(at: dt.datetime, urgency: str = Urgency.SOON) -> bool:
    """Whether it is between 21:00 and 08:00 in Amsterdam; for the daily post, until 07:30."""
    clock = local(at).time()
    return clock >= QUIET_FROM or clock < (POST_AT if urgency == Urgency.DIGEST else QUIET_UNTIL)
