"""Who comes to an evening, for who leads it: the kitchen, the line, who is silent, and what people ask."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from core.access import allowed
from core.clock import now
from sessions.enums import Answer, SessionState
from sessions.models import Attendance, Session
from sessions.queries.coming import Guests, guests


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish as it was typed, and how many typed it."""

    text: str
    yes: int
    maybe: int


@dataclass(frozen=True, slots=True)
class AskedChange:
    """Somebody asks for another answer after the list closed."""

    public_id: str
    """Of the attendance."""
    name: str
    was: str
    wants: str
    asked_at: dt.datetime


@dataclass(frozen=True, slots=True)
class ComingPage:
    """Who comes, with what can be done about it."""

    guests: Guests
    kitchen: tuple[Wish, ...]
    asks: tuple[AskedChange, ...]
    is_closed: bool
    """Whether the closing moment has been."""
    is_over: bool
    may_change: bool
    may_remind: bool
    may_settle: bool


def coming_page(*, evening: Session, viewer: Any) -> ComingPage:
    """Who comes to ``evening``. 4 queries."""
    found = guests(evening=evening)
    until = evening.answers_until
    return ComingPage(
        guests=found,
        kitchen=_kitchen(found),
        asks=_asks(evening),
        is_closed=until is not None and now() >= until,
        is_over=evening.state == SessionState.CLOSED,
        may_change=allowed(viewer, "evenings.change_evening", evening),
        may_remind=allowed(viewer, "evenings.remind_silent", evening) and evening.starts_at > now(),
        may_settle=allowed(viewer, "evenings.note_presence", evening),
    )


def _kitchen(found: Guests) -> tuple[Wish, ...]:
    """Wishes of those who come or may come, alike ones together (capitals, spaces and a full stop do not count)."""
    yes = Counter(_alike(guest.wishes) for guest in found.wishes if guest.answer == Answer.YES)
    maybe = Counter(_alike(guest.wishes) for guest in found.wishes if guest.answer == Answer.MAYBE)
    typed: dict[str, str] = {}
    for guest in found.wishes:
        typed.setdefault(_alike(guest.wishes), guest.wishes)
    lines = [Wish(text, yes[key], maybe[key]) for key, text in typed.items()]
    return tuple(sorted(lines, key=lambda wish: (-wish.yes - wish.maybe, wish.text.casefold())))


def _alike(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".!")


def _asks(evening: Session) -> tuple[AskedChange, ...]:
    rows = (
        Attendance.objects.filter(evening=evening, asked_at__isnull=False)
        .select_related("participation__person")
        .order_by("asked_at", "pk")
    )
    return tuple(
        AskedChange(
            row.public_id,
            str(row.participation.person),
            str(Answer(row.answer).label),
            str(Answer(row.wants).label),
            row.asked_at,
        )
        for row in rows
        if row.asked_at is not None
    )
