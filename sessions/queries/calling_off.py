"""What calling an evening off would mean, and what people know of it once it is off."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Q

from core.clock import now
from outbox.enums import MessageState
from outbox.models import Message
from programmes.enums import MomentKind
from programmes.models import Moment
from programmes.queries.dates import Tie, Wish, plan_move
from programmes.queries.rules import rule_of
from programmes.queries.setup import moments_of
from sessions.enums import SessionState
from sessions.models import Session

OFF = ("evening_off", "evening_off_now")
"""The kinds of message that tell that an evening does not take place."""
ON = ("evening_on", "evening_on_now")
"""The kinds that tell that it does, after all."""


@dataclass(frozen=True, slots=True)
class HomeworkMove:
    """Homework for the evening, and when it would be due if it went along."""

    name: str
    due: dt.datetime
    due_then: dt.datetime | None
    """None where it cannot go along."""


@dataclass(frozen=True, slots=True)
class CallingOff:
    """What calling an evening off would mean."""

    homework: tuple[HomeworkMove, ...]
    next_evening: str
    """Title of the evening to which homework can go; empty where it cannot."""
    problems: tuple[str, ...]
    """Why homework cannot go along."""
    shown: str
    """Names the plan of what goes along."""
    reminders: int
    """How many messages were to go before it."""


@dataclass(frozen=True, slots=True)
class NewsThatWaits:
    """That people have not heard yet."""

    people: int
    goes_at: dt.datetime


def next_evening_after(evening: Session) -> Session | None:
    """The evening after ``evening`` at which the same people are expected. 1 query."""
    for_same = (
        Q(team__isnull=True) if evening.team_id is None else Q(team__isnull=True) | Q(team=evening.team_id)
    )
    later = Session.objects.filter(
        for_same, programme=evening.programme_id, state=SessionState.PLANNED, moment__at__gt=evening.moment.at
    )
    return later.exclude(pk=evening.pk).select_related("moment").order_by("moment__at", "pk").first()


def homework_for(evening: Session) -> list[Moment]:
    """The moments of homework that is due before ``evening`` and was not due yet. 1 query."""
    hung = Moment.objects.filter(anchor=evening.moment_id, kind=MomentKind.HOMEWORK, at__gt=now())
    return list(hung.select_related("programme"))


def goes_along(homework: Iterable[Moment], following: Session) -> list[Wish]:
    """What ties ``homework`` to ``following`` by the rule that it has. No query."""
    return [
        Wish(one, None, tie=Tie(following.moment_id, replace(rule_of(one), shifted_days=0)))
        for one in homework
    ]


def calling_off(*, evening: Session) -> CallingOff:
    """What calling ``evening`` off would mean. 4 queries."""
    homework = homework_for(evening)
    following = next_evening_after(evening)
    reminders = Moment.objects.filter(
        anchor=evening.moment_id, kind=MomentKind.REMINDER, at__gt=now()
    ).count()
    if not homework or following is None:
        lines = tuple(HomeworkMove(one.name, one.at, None) for one in homework)
        return CallingOff(lines, "", (), "", reminders)
    plan = plan_move(wishes=goes_along(homework, following), moments=moments_of(evening.programme), now=now())
    then = {move.moment.pk: move.after for move in plan.moves}
    return CallingOff(
        homework=tuple(
            HomeworkMove(one.name, one.at, None if plan.problems else then.get(one.pk, one.at))
            for one in homework
        ),
        next_evening="" if plan.problems else following.title,
        problems=plan.problems,
        shown=plan.shown,
        reminders=reminders,
    )


def news_that_waits(*, evening: Session) -> NewsThatWaits | None:
    """How many have not heard yet that ``evening`` is off, or takes place after all, and when they do. 1 query."""
    waiting = Message.objects.filter(
        kind__in=(*OFF, *ON),
        scope=evening.programme.scope,
        params__evening=evening.pk,
        state__in=(MessageState.PLANNED, MessageState.HELD),
    )
    due: Iterable[dt.datetime] = waiting.values_list("due_at", flat=True)
    times = sorted(due)
    return NewsThatWaits(len(times), times[0]) if times else None
