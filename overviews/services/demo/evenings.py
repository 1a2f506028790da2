"""Evenings of the demo: who says to come, and those that are over."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager

from accounts.models import User
from core.clock import now
from overviews.services.demo.accounts import put_back
from programmes.models import Participation
from sessions.enums import Answer
from sessions.models import Attendance, Session
from sessions.services.coming import answer_evening, note_presence
from sessions.services.live import close_evening, open_evening

ANSWERS = (Answer.YES, Answer.YES, Answer.MAYBE, Answer.YES, Answer.NONE, Answer.YES, Answer.NO, Answer.YES)
"""What one says of an evening to come, by turns."""
WISHES = ("vegetarisch", "", "Vegetarisch", "een plek zonder trap", "", "", "", "glutenvrij", "")
"""What one asks for, by turns."""
AWAY_EACH = 6
"""One in so many says not to come to an evening that is over; each evening it is somebody else."""


def say_who_comes(evening: Session, people: Iterable[Participation], *, turn: int) -> None:
    """What ``people`` said some days ago of an ``evening`` to come; it changes with the ``turn``."""
    for number, one in enumerate(people, start=turn):
        answer = ANSWERS[number % len(ANSWERS)]
        if answer != Answer.NONE:
            wishes = WISHES[number % len(WISHES)]
            answer_evening(evening=evening, participation=one, answer=answer, by=one.person, wishes=wishes)
    Attendance.objects.filter(evening=evening).update(answered_at=now() - dt.timedelta(days=2))


@contextmanager
def held(
    evening: Session,
    people: Iterable[Participation],
    *,
    speaking: Collection[Participation],
    turn: int,
    by: User,
    missing: Collection[Participation] = (),
) -> Iterator[None]:
    """Around what happened on ``evening``, which is over: some of ``people`` had said not to come, ``missing`` said
    nothing and were not there either, all others were, ``speaking`` among them."""
    at = evening.moment.at
    for number, one in enumerate(people, start=turn):
        says_no = number % AWAY_EACH == 0 and one not in speaking and one not in missing
        if says_no:
            answer_evening(evening=evening, participation=one, answer=Answer.NO, by=one.person)
        note_presence(evening=evening, participation=one, present=not says_no and one not in missing, by=by)
    Attendance.objects.filter(evening=evening, answered_at__isnull=False).update(
        answered_at=at - dt.timedelta(days=9)
    )
    open_evening(evening=evening, by=by)
    yield
    close_evening(evening=evening, by=by)
    evening.items.filter(began_at__isnull=False).update(began_at=at)
    put_back(
        evening,
        opened_at=at,
        revealed_at=at + dt.timedelta(minutes=100),
        closed_at=at + dt.timedelta(minutes=evening.minutes),
    )
