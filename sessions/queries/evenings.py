"""Evenings on their list and on their own page."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from core.access import allowed
from core.clock import now
from programmes.models import Programme
from sessions.enums import Answer, SessionKind, SessionState
from sessions.models import AgendaItem, Attendance, Session
from sessions.queries.coming import Counts, Guests, answers_to, guests, own_attendance
from sessions.queries.methods import Method, method_of


@dataclass(frozen=True, slots=True)
class EveningCard:
    """An evening on the list."""

    title: str
    url: str
    kind: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    place: str
    team: str
    state: str
    answer: str
    """What the viewer said; empty where nobody asks this person."""


@dataclass(frozen=True, slots=True)
class EveningList:
    """The evenings of a programme: the one that is next or on, those to come, and those that have been."""

    next: EveningCard | None
    to_come: tuple[EveningCard, ...]
    past: tuple[EveningCard, ...]


@dataclass(frozen=True, slots=True)
class Now:
    """The block that the evening is in."""

    public_id: str
    title: str
    question: str
    method: Method
    ends_at: dt.datetime | None
    number: int
    of: int


@dataclass(frozen=True, slots=True)
class EveningPage:
    """An evening for somebody who comes, or leads it."""

    evening: Session
    now: Now | None
    """While it runs."""
    answer: str | None
    """What this person said; None where nobody asks this person."""
    wishes: str
    may_answer: bool
    guests: Guests | None
    """Who comes, for those who lead it."""
    counts: Counts
    is_past: bool
    """Whether its time is over, though nobody closed it."""
    may_lead: bool
    may_change: bool
    may_read_run_of_show: bool
    sees_attendance: bool
    may_remove: bool

    @property
    def is_near(self) -> bool:
        """Whether it is so soon that opening it is the next thing to do."""
        return is_near(self.evening)

    @property
    def is_running(self) -> bool:
        """Whether it is on."""
        return self.evening.state == SessionState.RUNNING

    @property
    def is_closed(self) -> bool:
        """Whether it is over."""
        return self.evening.state == SessionState.CLOSED


def is_near(evening: Session) -> bool:
    """Whether ``evening`` is on, or begins within half a day."""
    soon = abs(evening.starts_at - now()) < dt.timedelta(hours=12)
    return evening.state == SessionState.RUNNING or (evening.state == SessionState.PLANNED and soon)


def list_evenings(*, programme: Programme, viewer: Any) -> EveningList:
    """The evenings of ``programme`` that ``viewer`` may see. 2 queries."""
    evenings = list(Session.objects.visible_to(viewer).filter(programme=programme))
    rows = Attendance.objects.filter(
        evening__programme=programme, participation__person=viewer, participation__until__isnull=True
    )
    said = dict(rows.values_list("evening_id", "answer"))
    here = now()
    cards = {evening.pk: _card(evening, said, viewer) for evening in evenings}
    running = [evening for evening in evenings if evening.state == SessionState.RUNNING]
    to_come = [
        evening for evening in evenings if evening.state == SessionState.PLANNED and evening.ends_at > here
    ]
    first = next(iter([*running, *to_come]), None)
    later = [evening for evening in [*running, *to_come] if evening is not first]
    past = [evening for evening in evenings if evening is not first and evening not in later]
    return EveningList(
        next=cards[first.pk] if first else None,
        to_come=tuple(cards[evening.pk] for evening in later),
        past=tuple(cards[evening.pk] for evening in reversed(past)),
    )


def evening_page(*, evening: Session, viewer: Any) -> EveningPage:
    """What ``viewer`` sees of ``evening``. At most 8 queries, however many people and blocks there are."""
    sees_attendance = allowed(viewer, "evenings.see_attendance", evening)
    mine, row = own_attendance(evening=evening, viewer=viewer)
    expected = mine is not None and allowed(viewer, "evenings.answer", evening)
    people = guests(evening=evening) if sees_attendance else None
    return EveningPage(
        evening=evening,
        now=now_in(evening=evening),
        answer=(row.answer if row else Answer.NONE) if expected or row else None,
        wishes=row.wishes if row else "",
        may_answer=expected and evening.ends_at > now(),
        guests=people,
        counts=people.counts if people else answers_to(evening=evening),
        is_past=evening.ends_at <= now() and evening.state == SessionState.PLANNED,
        may_lead=allowed(viewer, "evenings.lead_evening", evening),
        may_change=allowed(viewer, "evenings.change_evening", evening),
        may_read_run_of_show=allowed(viewer, "evenings.see_run_of_show", evening),
        sees_attendance=sees_attendance,
        may_remove=allowed(viewer, "evenings.remove_evening", evening),
    )


def now_in(*, evening: Session) -> Now | None:
    """The block that a running ``evening`` is in. 1 query while it runs."""
    if evening.state != SessionState.RUNNING:
        return None
    items = list(evening.items.present())
    for place, item in enumerate(items):
        if item.pk == evening.current_item_id:
            return _now(item, evening, place + 1, len(items))
    return None


def _now(item: AgendaItem, evening: Session, number: int, of: int) -> Now:
    return Now(
        public_id=item.public_id,
        title=item.title,
        question=item.question,
        method=method_of(item.method),
        ends_at=evening.item_ends_at,
        number=number,
        of=of,
    )


def _card(evening: Session, said: dict[int, str], viewer: Any) -> EveningCard:
    asked = allowed(viewer, "evenings.answer", evening) or evening.pk in said
    return EveningCard(
        title=evening.title,
        url=reverse("evenings:evening", args=[evening.public_id]),
        kind=str(SessionKind(evening.kind).label),
        starts_at=evening.starts_at,
        ends_at=evening.ends_at,
        place=evening.place,
        team=evening.team.name if evening.team else "",
        state=evening.state,
        answer=said.get(evening.pk, Answer.NONE) if asked else "",
    )
