"""A datumprikker for the first evening of the programme of these tests, and what people say in it."""

import datetime as dt
from typing import Any

from accounts.models import User
from core.clock import at_local
from sessions.models import Asked, DatePoll, Session
from sessions.queries.date_polls import PollPage, poll_page
from sessions.services.date_polls import ask_for_days
from sessions.services.day_answers import answer_days

DAY = dt.date(2027, 1, 15)
DAYS = [at_local(dt.date(2027, 2, day), dt.time(17, 30)) for day in (4, 9, 11)]
"""The first is the day on which the evening is already."""
UNTIL = at_local(dt.date(2027, 1, 22), dt.time(23, 59))


def ask(evening: Session, by: User) -> DatePoll:
    """Everybody expected is asked about three days, and somebody without an account."""
    return ask_for_days(
        evening=evening, starts=DAYS, closes_at=UNTIL, emails=["Gast@Example.org "], note="Met soep.", by=by
    )


def read(poll: DatePoll) -> PollPage:
    """What its facilitator reads, as it stands now."""
    found = DatePoll.objects.select_related("evening__programme", "evening__moment", "evening__team")
    return poll_page(poll=found.get(pk=poll.pk))


def asked(poll: DatePoll, name: str = "") -> Asked:
    """The person called ``name``, or the one without an account."""
    who = {"participation__person__name": name} if name else {"participation": None}
    return Asked.objects.select_related(
        "participation__person", "poll__evening__programme", "poll__evening__moment", "poll__chosen"
    ).get(poll=poll, **who)


def say(one: Asked, *choices: str, **more: Any) -> Asked:
    """Let ``one`` answer about the days in their order; "" leaves a day open."""
    days = list(one.poll.days.all())
    answers = {day.public_id: choice for day, choice in zip(days, choices, strict=True) if choice}
    person = one.participation.person if one.participation else None
    return answer_days(asked=one, answers=answers, **{"seen": one.version, "by": person, **more})
