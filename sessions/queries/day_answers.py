"""The datumprikker for who is asked: the days, the own answers, and how many others say what."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.urls import reverse

from core.clock import now
from programmes.models import Programme
from programmes.querysets import in_force
from sessions.enums import DayChoice, SessionState
from sessions.models import Asked, DatePoll, DayAnswer
from sessions.queries.date_polls import asked_of, why_closed


@dataclass(frozen=True, slots=True)
class SheetDay:
    """One day on the page of somebody who is asked: the own answer, and how many others say what; no names."""

    public_id: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    choice: str
    """Empty while this person did not answer."""
    yes: int
    maybe: int
    no: int
    is_present: bool
    """Whether the evening is on this day now."""

    @property
    def others(self) -> int:
        """How many others answered."""
        return self.yes + self.maybe + self.no


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """The days as somebody who is asked sees them."""

    days: tuple[SheetDay, ...]
    is_open: bool
    sentence: str
    """Why nothing can be answered; empty while it can."""
    has_account: bool
    called: str
    """First name, where it is known."""


def answer_sheet(asked: Asked) -> AnswerSheet:
    """The days of the datumprikker of ``asked``, with everything fetched along. 3 queries."""
    poll = asked.poll
    evening = poll.evening
    own = dict(asked.answers.values_list("day_id", "choice"))
    counted = _counted(poll, without=asked.pk)
    length = dt.timedelta(minutes=evening.minutes)
    person = asked.participation.person if asked.participation else None
    sentence = why_closed(poll)
    return AnswerSheet(
        days=tuple(
            SheetDay(
                public_id=day.public_id,
                starts_at=day.starts_at,
                ends_at=day.starts_at + length,
                choice=own.get(day.pk, ""),
                yes=counted.get((day.pk, DayChoice.YES), 0),
                maybe=counted.get((day.pk, DayChoice.MAYBE), 0),
                no=counted.get((day.pk, DayChoice.NO), 0),
                is_present=day.starts_at == evening.moment.at,
            )
            for day in poll.days.all()
        ),
        is_open=not sentence,
        sentence=sentence,
        has_account=person is not None,
        called=person.first_name if person else asked.name.split(" ")[0],
    )


def _counted(poll: DatePoll, *, without: int = 0) -> dict[tuple[int, str], int]:
    """How many say what about each day: (primary key of the day, choice) → number. 1 query."""
    rows = DayAnswer.objects.filter(day__poll=poll).exclude(asked=without)
    return {
        (day, choice): count
        for day, choice, count in rows.values_list("day", "choice").annotate(n=Count("pk"))
    }


def asked_as(*, poll: DatePoll, viewer: Any) -> Asked | None:
    """As whom ``viewer`` is asked in ``poll``. 1 query."""
    return asked_of(poll).filter(participation__person=viewer).first()


@dataclass(frozen=True, slots=True)
class DayAsk:
    """What stands on the home of a programme for somebody who is asked about days."""

    title: str
    until: dt.datetime
    url: str
    is_answered: bool


def day_asks(*, programme: Programme, viewer: Any) -> tuple[DayAsk, ...]:
    """The datumprikkers of ``programme`` in which ``viewer`` can answer. 1 query."""
    rows = Asked.objects.filter(
        in_force("participation__"),
        participation__person=viewer,
        poll__ended_at__isnull=True,
        poll__closes_at__gt=now(),
        poll__evening__programme=programme,
        poll__evening__state=SessionState.PLANNED,
    )
    return tuple(
        DayAsk(
            one.poll.evening.title,
            one.poll.closes_at,
            reverse("evenings:answer_date_poll", args=[one.poll.public_id]),
            one.answered_at is not None,
        )
        for one in rows.select_related("poll__evening").order_by("poll__closes_at", "pk")
    )
