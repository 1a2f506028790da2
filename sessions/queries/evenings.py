"""Evenings on their list and on their own page."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from core.access import allowed
from core.clock import now
from programmes.models import Programme
from programmes.querysets import in_force
from sessions.enums import OVER, Answer, SessionKind, SessionState
from sessions.models import AgendaItem, Attendance, Session
from sessions.queries.calling_off import NewsThatWaits, news_that_waits
from sessions.queries.clock import Pause, pause_of
from sessions.queries.coming import Counts, answers_to, own_attendance
from sessions.queries.methods import Method, method_in


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
    """None in a pause, too."""
    number: int
    of: int
    pause: Pause | None


@dataclass(frozen=True, slots=True)
class EveningPage:
    """An evening for somebody who comes, or leads it."""

    evening: Session
    now: Now | None
    """While it runs."""
    answer: str | None
    """What this person said; None where nobody asks this person."""
    wishes: str
    wants: str
    """The other answer that this person asks for; empty where nothing is asked."""
    has_to_ask: bool
    """Whether the closing moment has been."""
    by_link: bool
    """Whether this person takes part by the video link."""
    may_choose_way: bool
    """Whether this person can say so: the evening has a link."""
    sees_wall: bool
    """Whether the wall is a page for this person."""
    is_here: bool
    """Whether this person was noted as present."""
    may_say_here: bool
    may_answer: bool
    counts: Counts
    is_past: bool
    """Whether its time is over, though nobody closed it."""
    may_lead: bool
    may_change: bool
    may_read_run_of_show: bool
    sees_attendance: bool
    may_remove: bool
    may_put_back: bool
    news: NewsThatWaits | None
    """Of calling it off, or of letting it take place after all; for who can take that back."""

    @property
    def panels(self) -> tuple[str, ...]:
        """Keys of what the phone shows of the work; a pause does not take the pen out of a hand."""
        return self.now.method.panels if self.now else ()

    @property
    def is_off(self) -> bool:
        """Whether it was called off."""
        return self.evening.is_off

    @property
    def pressed(self) -> str:
        """The answer whose button is pressed: who waits said yes."""
        return Answer.YES if self.answer == Answer.WAITS else self.answer or ""

    @property
    def is_full(self) -> bool:
        """Whether who says yes now waits."""
        return self.evening.places is not None and self.counts.in_room >= self.evening.places

    @property
    def meeting_url(self) -> str:
        """The link of the meeting, for who comes and who leads."""
        knows = self.answer == Answer.YES or self.by_link or self.sees_attendance
        return self.evening.meeting_url if knows else ""

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
        """Whether it is over, or off."""
        return self.evening.state in OVER


def is_near(evening: Session) -> bool:
    """Whether ``evening`` is on, or begins within half a day."""
    soon = abs(evening.starts_at - now()) < dt.timedelta(hours=12)
    return evening.state == SessionState.RUNNING or (evening.state == SessionState.PLANNED and soon)


def list_evenings(*, programme: Programme, viewer: Any) -> EveningList:
    """The evenings of ``programme`` that ``viewer`` may see. 2 queries."""
    evenings = list(Session.objects.visible_to(viewer).filter(programme=programme))
    rows = Attendance.objects.filter(
        in_force("participation__"), evening__programme=programme, participation__person=viewer
    )
    said = dict(rows.values_list("evening_id", "answer"))
    here = now()
    cards = {evening.pk: _card(evening, said, viewer) for evening in evenings}
    running = [evening for evening in evenings if evening.state == SessionState.RUNNING]
    to_come = [
        evening for evening in evenings if evening.state == SessionState.PLANNED and evening.ends_at > here
    ]
    first = next(iter([*running, *to_come]), None)
    off = [evening for evening in evenings if evening.is_off and evening.ends_at > here]
    later = [evening for evening in [*running, *to_come] if evening is not first]
    later = sorted([*later, *off], key=lambda evening: (evening.starts_at, evening.pk))
    past = [evening for evening in evenings if evening is not first and evening not in later]
    return EveningList(
        next=cards[first.pk] if first else None,
        to_come=tuple(cards[evening.pk] for evening in later),
        past=tuple(cards[evening.pk] for evening in reversed(past)),
    )


def evening_page(*, evening: Session, viewer: Any) -> EveningPage:
    """What ``viewer`` sees of ``evening``. At most 9 queries, however many people and blocks there are."""
    sees_attendance = allowed(viewer, "evenings.see_attendance", evening)
    mine, row = own_attendance(evening=evening, viewer=viewer)
    expected = mine is not None and allowed(viewer, "evenings.answer", evening)
    may_call_off = allowed(viewer, "evenings.call_off", evening)
    may_put_back = allowed(viewer, "evenings.put_back", evening)
    return EveningPage(
        evening=evening,
        now=now_in(evening=evening),
        answer=(row.answer if row else Answer.NONE) if expected or row else None,
        wishes=row.wishes if row else "",
        wants=row.wants if row else "",
        has_to_ask=evening.answers_until is not None and now() >= evening.answers_until,
        by_link=row is not None and row.by_link,
        may_choose_way=mine is not None
        and bool(evening.meeting_url)
        and allowed(viewer, "evenings.say_here", evening),
        sees_wall=bool(evening.meeting_url) and allowed(viewer, "evenings.see_wall", evening),
        is_here=row is not None and row.is_present is True,
        may_say_here=mine is not None and is_near(evening) and allowed(viewer, "evenings.say_here", evening),
        may_answer=expected and evening.ends_at > now(),
        counts=answers_to(evening=evening),
        is_past=evening.ends_at <= now() and evening.state == SessionState.PLANNED,
        may_lead=allowed(viewer, "evenings.lead_evening", evening),
        may_change=allowed(viewer, "evenings.change_evening", evening),
        may_read_run_of_show=allowed(viewer, "evenings.see_run_of_show", evening),
        sees_attendance=sees_attendance,
        may_remove=allowed(viewer, "evenings.remove_evening", evening),
        may_put_back=may_put_back,
        news=news_that_waits(evening=evening)
        if may_put_back or (may_call_off and evening.ics_sequence)
        else None,
    )


def now_in(*, evening: Session) -> Now | None:
    """The block that a running ``evening`` is in. 1 query while it runs."""
    if evening.state != SessionState.RUNNING:
        return None
    items = list(evening.items.present().filter(skipped_at__isnull=True))
    for place, item in enumerate(items):
        if item.pk == evening.current_item_id:
            return _now(item, evening, place + 1, len(items))
    return None


def _now(item: AgendaItem, evening: Session, number: int, of: int) -> Now:
    return Now(
        public_id=item.public_id,
        title=item.title,
        question=item.question,
        method=method_in(item),
        ends_at=None if evening.paused_at else evening.item_ends_at,
        number=number,
        of=of,
        pause=pause_of(evening, item, now()),
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


def evenings_to_come(*, programme: Programme, viewer: Any) -> list[Session]:
    """The evenings of ``programme`` that are still to come, the next first. 1 query."""
    seen = Session.objects.visible_to(viewer).filter(programme=programme, moment__at__gt=now())
    return list(seen.order_by("moment__at", "pk"))
