"""Time as people in the Netherlands live it: stored in UTC, thought of on the wall clock of Amsterdam."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.utils import timezone

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def now() -> dt.datetime:
    """The present moment, aware, in UTC."""
    return timezone.now()


def today() -> dt.date:
    """Today's date in Amsterdam."""
    return timezone.now().astimezone(AMSTERDAM).date()


def local(moment: dt.datetime) -> dt.datetime:
    """``moment`` on the wall clock of Amsterdam."""
    return moment.astimezone(AMSTERDAM)


def at_local(day: dt.date, clock: dt.time) -> dt.datetime:
    """The moment, in UTC, at which the wall clock of Amsterdam shows ``clock`` on ``day``.

    An hour that does not exist (the last Sunday of March, 02:00-03:00) becomes the same time an hour later; of an hour
    that comes twice (October) it is the first one.
    """
    return dt.datetime.combine(day, clock.replace(fold=0), tzinfo=AMSTERDAM).astimezone(dt.UTC)


def move_days(moment: dt.datetime, days: int, clock: dt.time | None = None) -> dt.datetime:
    """``days`` later (or earlier) on the wall clock, at the same local time or at ``clock``."""
    here = local(moment)
    return at_local(here.date() + dt.timedelta(days=days), clock or here.time())
