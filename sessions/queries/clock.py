"""The clock of an evening that runs: when its block ends, and what a pause does to that."""

import datetime as dt
from dataclasses import dataclass

from sessions.models import AgendaItem, Session


@dataclass(frozen=True, slots=True)
class Pause:
    """The evening stands still."""

    until: dt.datetime | None
    """When the facilitator means to go on."""
    left: str
    """Minutes and seconds until then; empty for a pause without a time."""
    next_up: str
    """What goes on after it."""


def countdown(ends: dt.datetime | None, here: dt.datetime) -> str:
    """Minutes and seconds from ``here`` to ``ends``: "06.12", and "00.00" once that has passed."""
    seconds = max(0, round((ends - here).total_seconds())) if ends else 0
    return f"{seconds // 60:02d}.{seconds % 60:02d}"


def ends_of_block(evening: Session, here: dt.datetime) -> dt.datetime | None:
    """When the block that runs ends, if a pause that lasts at ``here`` were over then."""
    if evening.item_ends_at is None or evening.paused_at is None:
        return evening.item_ends_at
    return evening.item_ends_at + (here - evening.paused_at)


def pause_of(evening: Session, current: AgendaItem | None, here: dt.datetime) -> Pause | None:
    """The pause that ``evening`` is in at ``here``. No query."""
    if evening.paused_at is None:
        return None
    until = evening.paused_until
    return Pause(until, countdown(until, here) if until else "", current.title if current else "")
