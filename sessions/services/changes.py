"""What follows when an evening gets another time or place: calendars go on, and who was invited hears it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import User
from core.clock import now
from outbox.enums import MessageState
from outbox.models import Message
from outbox.services.queue import queue_message
from programmes.enums import ProgrammeState
from programmes.models import Participation
from programmes.queries.dates import Move
from sessions.enums import Answer, SessionState
from sessions.exports import appointment_of
from sessions.models import Attendance, Session
from sessions.queries.coming import expected_at
from sessions.services.live import tell_screens

AT_ONCE = dt.timedelta(hours=48)
"""A change so shortly before an evening goes out at once, at night too."""

INVITING = ("evening_invitation", "evening_changed", "evening_changed_now")
"""The kinds of message after which somebody has the evening in a calendar."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What people plan by: when they differ, a message that tells the old ones is not sent any more."""

    starts: str
    minutes: int
    place: str

    def as_params(self) -> dict[str, Any]:
        """As a message keeps them."""
        return {"starts": self.starts, "minutes": self.minutes, "place": self.place}


def facts_of(evening: Session) -> Facts:
    """What people plan by at ``evening`` as it is now."""
    return Facts(evening.moment.at.isoformat(), evening.minutes, evening.place)


def hear_of_moves(moves: Sequence[Move], by: User) -> None:
    """What evenings do when moments move: called by the date chain, in its transaction."""
    before = {move.moment.pk: move.before for move in moves}
    evenings = Session.objects.filter(moment__in=before).select_related(
        "programme__reply_to", "moment", "team"
    )
    for evening in evenings:
        was = Facts(before[evening.moment_id].isoformat(), evening.minutes, evening.place)
        tell_change(evening=evening, was=was)


def tell_change(*, evening: Session, was: Facts) -> None:
    """Let calendars and people know that ``evening`` is not as it was; in the transaction of the change.

    Before its programme runs, and for those who have no invitation yet, there is nothing to tell.
    """
    Session.objects.filter(pk=evening.pk).update(ics_sequence=F("ics_sequence") + 1)
    evening.refresh_from_db(fields=["ics_sequence"])
    tell_screens(evening=evening)
    present = facts_of(evening)
    if present == was or not _is_to_come(evening):
        return
    people = invited_to(evening)
    if present.starts == was.starts:
        people = people.exclude(pk__in=_who_said_no(evening))
    queue_message(
        "evening_changed_now" if _is_near(evening, was) else "evening_changed",
        to=[person.person for person in people.select_related("person")],
        scope=evening.programme.scope,
        params={"evening": evening.pk, **present.as_params(), "was": was.as_params()},
        dedupe=f"{evening.pk}:{evening.ics_sequence}",
        why=_("You were invited to this evening."),
        reply_to=evening.programme.reply_to,
    )


def tell_cancelled(*, evening: Session) -> None:
    """Let those who have ``evening`` in a calendar know that it is off; in the transaction that removes it."""
    if not _is_to_come(evening):
        return
    entry = appointment_of(evening)
    people = invited_to(evening).exclude(pk__in=_who_said_no(evening)).select_related("person")
    queue_message(
        "evening_cancelled_now" if evening.moment.at - now() < AT_ONCE else "evening_cancelled",
        to=[person.person for person in people],
        scope=evening.programme.scope,
        params={
            "programme": evening.programme_id,
            "uid": entry.uid,
            "sequence": entry.sequence + 1,
            "title": evening.title,
            "starts": entry.starts.isoformat(),
            "ends": entry.ends.isoformat(),
            "place": entry.place,
        },
        dedupe=entry.uid,
        why=_("You were invited to this evening."),
        reply_to=evening.programme.reply_to,
    )


def invited_to(evening: Session) -> "QuerySet[Participation]":
    """Those expected at ``evening`` who have an invitation to it. No query."""
    rows = Message.objects.filter(
        kind__in=INVITING, scope=evening.programme.scope, params__evening=evening.pk, user__isnull=False
    ).exclude(state=MessageState.SKIPPED)
    return expected_at(evening).filter(person__in=rows.values("user_id"))


def who_is_told(moves: Sequence[Move]) -> Iterable[str]:
    """Sentences for the preview of a move about who gets a message. 1 query, and 1 for each evening that moves."""
    moments = [move.moment.pk for move in moves]
    for evening in Session.objects.filter(moment__in=moments).select_related("programme", "moment", "team"):
        count = invited_to(evening).count() if _is_to_come(evening) else 0
        if count:
            text = ngettext(
                "%(count)d person hears that “%(title)s” has another date.",
                "%(count)d people hear that “%(title)s” has another date.",
                count,
            )
            yield text % {"count": count, "title": evening.title}


def _is_to_come(evening: Session) -> bool:
    return (
        evening.programme.state == ProgrammeState.RUNNING
        and evening.state == SessionState.PLANNED
        and evening.ends_at > now()
    )


def _is_near(evening: Session, was: Facts) -> bool:
    """Whether the evening is, or was to be, so soon that people may be on their way."""
    soonest = min(evening.moment.at, dt.datetime.fromisoformat(was.starts))
    return soonest - now() < AT_ONCE


def _who_said_no(evening: Session) -> "QuerySet[Attendance, Any]":
    return Attendance.objects.filter(evening=evening, answer=Answer.NO).values("participation_id")
