"""The places of an evening: how many there are, and who moves up from the waiting list."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.audit import record
from core.clock import now
from core.text import clean_text
from programmes.enums import ProgrammeState
from sessions.enums import Answer, SessionState
from sessions.models import Attendance, Session
from sessions.queries.coming import expected_at
from sessions.services.coming_news import tell_link, tell_place
from sessions.services.holding import held_evening, held_open_evening
from sessions.services.live import tell_screens

WAYS = ("route_url", "meeting_url")
FIELDS = ("places", "closes_days", *WAYS)
"""What ``change_places`` changes."""


@transaction.atomic
def change_places(*, evening: Session, by: User, **fields: Any) -> Session:
    """Change fields of ``FIELDS``; more places let people move up. Who has a place keeps it when there are fewer.
    Who takes part by video hears of another link.

    Raises ``ValidationError`` by field, ``Conflict`` when the evening is over or off.
    """
    evening = held_open_evening(evening)
    link_was = evening.meeting_url
    for name, value in fields.items():
        if name not in FIELDS:
            raise ValueError(f"{name} is not changed here")
        setattr(evening, name, clean_text(value, single_line=True) if name in WAYS else value)
    for name in WAYS:
        link = getattr(evening, name)
        if link and not link.startswith(("https://", "http://")):
            raise ValidationError({name: _("Begin the address with https://.")})
    evening.full_clean(exclude=["programme", "moment", "team", "current_item"])
    evening.save(update_fields=list(fields))
    record(by, "evenings.coming_changed", evening, scope=evening.programme.scope, fields=sorted(fields))
    if link_was and evening.meeting_url != link_was:
        tell_link(evening=evening)
    if not evening.meeting_url:  # whoever would have taken part by it is in the room, or says no
        evening.attendances.filter(by_link=True).update(by_link=False)
        evening.scribes.filter(by_link=True).update(by_link=False)
    let_move_up(evening=evening)
    tell_screens(evening=evening)
    return evening


def is_full(evening: Session) -> bool:
    """Whether every place is taken. 1 query, none without a limit; ``evening`` is held."""
    return evening.places is not None and _taken(evening) >= evening.places


def let_move_up(*, evening: Session) -> list[Attendance]:
    """Give places that are free to those who wait longest, and tell them; in the caller's transaction, which holds
    ``evening``. Returns who got one."""
    if evening.state != SessionState.PLANNED or evening.starts_at <= now():
        return []
    line = Attendance.objects.filter(
        evening=evening, answer=Answer.WAITS, participation__in=expected_at(evening)
    ).order_by("answered_at", "pk")
    if not line.exists():
        return []
    free = None if evening.places is None else max(0, evening.places - _taken(evening))
    rows = list(line.select_related("participation__person")[:free])
    for row in rows:
        row.answer = Answer.YES
        row.save(update_fields=["answer"])
        record(
            None,
            "evenings.moved_up",
            row,
            scope=evening.programme.scope,
            for_whom=row.participation.person,
        )
        tell_place(row=row, evening=evening)
    return rows


def let_all_move_up() -> int:
    """Give places that somebody left behind without a word (who stopped) to who waits. Returns how many moved up."""
    waiting = Attendance.objects.filter(
        answer=Answer.WAITS,
        evening__state=SessionState.PLANNED,
        evening__programme__state=ProgrammeState.RUNNING,
        evening__moment__at__gt=now(),
    )
    moved = 0
    for evening in Session.objects.filter(pk__in=waiting.values("evening")):
        with transaction.atomic():
            moved += len(let_move_up(evening=held_evening(evening)))
    return moved


def _taken(evening: Session) -> int:
    return Attendance.objects.filter(
        evening=evening, answer=Answer.YES, by_link=False, participation__in=expected_at(evening)
    ).count()
