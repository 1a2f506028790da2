"""The quiet hours: what can wait does not ring in the night."""

import datetime as dt

from core.clock import at_local, local
from outbox.enums import Urgency

QUIET_FROM = dt.time(21, 0)
QUIET_UNTIL = dt.time(8, 0)


def sendable_from(due_at: dt.datetime, urgency: str) -> dt.datetime:
    """When a message that is due at ``due_at`` may go, on the wall clock of Amsterdam.

    What is for now goes at once, at any hour. What is soon waits from 21:00 until 08:00. A digest goes at the
    first 08:00 that comes.
    """
    if urgency == Urgency.NOW:
        return due_at
    here = local(due_at)
    evening = here.time() >= QUIET_FROM
    morning = at_local(here.date() + dt.timedelta(days=1 if evening else 0), QUIET_UNTIL)
    if urgency == Urgency.DIGEST:
        return morning if due_at <= morning else at_local(here.date() + dt.timedelta(days=1), QUIET_UNTIL)
    return morning if evening or here.time() < QUIET_UNTIL else due_at


def is_quiet(at: dt.datetime) -> bool:
    """Whether it is between 21:00 and 08:00 in Amsterdam."""
    clock = local(at).time()
    return clock >= QUIET_FROM or clock < QUIET_UNTIL
