"""What follows when an evening gets another time or place: calendars go on, and who was invited hears it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet
from django.utils import translation
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.enums import Language
from accounts.models import User
from core.clock import now
from outbox.enums import MessageState, Urgency
from outbox.models import Message
from outbox.services.hours import sendable_from
from outbox.services.queue import queue_message
from programmes.enums import ProgrammeState
from programmes.models import Participation
from programmes.queries.changes import batch_of_change
from programmes.queries.dates import Move, Told
from sessions.enums import Answer, SessionState
from sessions.exports import appointment_of
from sessions.models import Attendance, Session
from sessions.queries.calling_off import OFF, ON
from sessions.queries.coming import expected_at
from sessions.services.live import tell_screens

AT_ONCE = dt.timedelta(hours=48)
"""A change so shortly before an evening goes out at once, at night too."""
FOR_UNDO = dt.timedelta(minutes=10)
"""How long news of any other change waits, so that it can be taken back before anybody heard."""

CHANGED = ("evening_changed", "evening_changed_now")
INVITING = ("evening_invitation", *CHANGED, *ON)
"""The kinds of message after which somebody has the evening in a calendar."""
IS_OFF = _("The evening is off.")
"""Why a message about an evening that was called off does not go."""
_WAITING = (MessageState.PLANNED, MessageState.HELD)
_HEARD = (MessageState.SENDING, MessageState.SENT)


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


def hear_of_moves(moves: Sequence[Move], by: User, key: str) -> None:
    """What evenings do when moments move: called by the date chain, in its transaction."""
    before = {move.moment.pk: move.before for move in moves}
    evenings = Session.objects.filter(moment__in=before).select_related(
        "programme__reply_to", "moment", "team"
    )
    for evening in evenings:
        was = Facts(before[evening.moment_id].isoformat(), evening.minutes, evening.place)
        tell_change(evening=evening, was=was, batch=f"{batch_of_change(key)}{evening.pk}")


def tell_change(*, evening: Session, was: Facts, batch: str = "") -> None:
    """Let calendars and people know that ``evening`` is not as it was; in the transaction of the change.

    News that did not go yet is taken back, and each person hears it who last heard otherwise: a change that is undone
    in time is told to nobody. Before its programme runs, and for those without an invitation, there is nothing to tell.
    """
    _next_entry(evening)
    tell_screens(evening=evening)
    present = facts_of(evening)
    if present == was or not _is_to_come(evening):
        return
    people = list(invited_to(evening).select_related("person"))
    no = set(_who_said_no(evening).values_list("participation_id", flat=True))
    _take_back(evening, present)
    knows = _known_by(evening, present)
    groups: dict[Facts, list[User]] = {}
    for person in people:
        last = knows.get(person.person_id, was)
        if last != present and not (last.starts == present.starts and person.pk in no):
            groups.setdefault(last, []).append(person.person)
    at = now()
    for last, readers in groups.items():
        near = _is_near(evening, last)
        queue_message(
            "evening_changed_now" if near else "evening_changed",
            to=readers,
            scope=evening.programme.scope,
            params={"evening": evening.pk, **present.as_params(), "was": last.as_params()},
            dedupe=f"{evening.pk}:{evening.ics_sequence}",
            why=_("You were invited to this evening."),
            due_at=at if near else at + FOR_UNDO,
            batch=batch,
            reply_to=evening.programme.reply_to,
        )


def _messages_about(evening: Session, kinds: Sequence[str]) -> "QuerySet[Message]":
    return Message.objects.filter(
        kind__in=kinds, scope=evening.programme.scope, params__evening=evening.pk, user__isnull=False
    )


def _take_back(evening: Session, present: Facts) -> None:
    """Let news that waits and is not true any more not go. A guarded update: what is being sent meanwhile was heard."""
    told = {f"params__{name}": value for name, value in present.as_params().items()}
    _messages_about(evening, CHANGED).filter(state__in=_WAITING).exclude(**told).update(
        state=MessageState.SKIPPED, reason=gettext("Changed again before it went: nobody heard of this.")
    )


def _known_by(evening: Session, present: Facts) -> dict[int, Facts]:
    """What each person heard last, or will hear by a message that waits and is true; asked after ``_take_back``."""
    rows = _messages_about(evening, INVITING).filter(state__in=(*_HEARD, *_WAITING))
    knows: dict[int, Facts] = {}
    for user, state, params in rows.order_by("pk").values_list("user_id", "state", "params"):
        facts = Facts(params["starts"], params["minutes"], params["place"])
        if state in _HEARD or facts == present:
            knows[user] = facts
    return knows


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


def tell_off(*, evening: Session) -> None:
    """Let those who heard of ``evening`` know that it was called off; in the transaction that does it.

    Who heard that it is off before, and not that it goes on after all, knows it. Before a message about it went,
    ``tell_on`` takes it back.
    """
    _next_entry(evening)
    _skip(evening, ON, gettext("Called off again before it went: nobody heard of this."))
    people = would_hear_that_it_is_off(evening)
    off_at = evening.off_at.isoformat() if evening.off_at else ""
    _queue(
        evening,
        OFF,
        [person.person for person in people.select_related("person")],
        {"off_at": off_at, "reason": evening.off_reason},
    )


def tell_on(*, evening: Session) -> None:
    """Let those who heard that ``evening`` is off know that it takes place after all; who did not, hears nothing."""
    _next_entry(evening)
    _skip(evening, OFF, gettext("It takes place after all: nobody heard of this."))
    people = heard_that_it_is_off(evening)
    _queue(evening, ON, [person.person for person in people.select_related("person")], {})


def heard_that_it_is_off(evening: Session) -> "QuerySet[Participation]":
    """Those who would be told that ``evening`` takes place after all. 1 query, when it is made."""
    return expected_at(evening).filter(person__in=_last_heard(evening, OFF))


def would_hear_that_it_is_off(evening: Session) -> "QuerySet[Participation]":
    """Those who would be told that ``evening`` is off. 1 query, when it is made."""
    knowing = _last_heard(evening, INVITING)
    return expected_at(evening).filter(person__in=knowing).exclude(pk__in=_who_said_no(evening))


def when_told(soonest: dt.datetime) -> dt.datetime | None:
    """When news that comes now about an evening at ``soonest`` would go; None: at once."""
    at = now()
    return None if soonest - at < AT_ONCE else sendable_from(at + FOR_UNDO, Urgency.SOON)


def release_invitations(*, evening: Session) -> None:
    """Let messages about ``evening`` that did not go because it was off go after all: each is looked at again then."""
    reasons = []
    for code in Language.values:
        with translation.override(code):
            reasons.append(str(IS_OFF))
    _messages_about(evening, (*INVITING, "evening_reminder")).filter(
        state=MessageState.SKIPPED, reason__in=reasons
    ).update(state=MessageState.PLANNED, reason="")


def _next_entry(evening: Session) -> None:
    Session.objects.filter(pk=evening.pk).update(ics_sequence=F("ics_sequence") + 1)
    evening.refresh_from_db(fields=["ics_sequence"])


def _skip(evening: Session, kinds: Sequence[str], reason: str) -> None:
    """Let news that waits not go. A guarded update: what is being sent meanwhile was heard."""
    _messages_about(evening, kinds).filter(state__in=_WAITING).update(
        state=MessageState.SKIPPED, reason=reason
    )


def _last_heard(evening: Session, kinds: Sequence[str]) -> list[int]:
    """Users whose last message about whether ``evening`` takes place was one of ``kinds``. 1 query."""
    rows = _messages_about(evening, (*INVITING, *OFF)).filter(state__in=_HEARD)
    last = dict(rows.order_by("pk").values_list("user_id", "kind"))
    return [user for user, kind in last.items() if user is not None and kind in kinds]


def _queue(evening: Session, kinds: Sequence[str], to: list[User], params: dict[str, Any]) -> None:
    """News that waits to be taken back, or goes at once where the evening is near: ``kinds`` has the two names."""
    near = evening.moment.at - now() < AT_ONCE
    queue_message(
        kinds[1] if near else kinds[0],
        to=to,
        scope=evening.programme.scope,
        params={"evening": evening.pk, **facts_of(evening).as_params(), **params},
        dedupe=f"{evening.pk}:{evening.ics_sequence}",
        why=_("You were invited to this evening."),
        due_at=now() if near else now() + FOR_UNDO,
        reply_to=evening.programme.reply_to,
    )


def invited_to(evening: Session) -> "QuerySet[Participation]":
    """Those expected at ``evening`` who have an invitation to it. No query."""
    rows = _messages_about(evening, INVITING).exclude(state=MessageState.SKIPPED)
    return expected_at(evening).filter(person__in=rows.values("user_id"))


def who_is_told(moves: Sequence[Move]) -> Iterable[Told]:
    """Who would get a message about evenings that move. 1 query, and 1 for each evening that moves."""
    after = {move.moment.pk: move for move in moves}
    evenings = Session.objects.filter(moment__in=after).select_related("programme", "moment", "team")
    for evening in sorted(evenings, key=lambda one: after[one.moment_id].after):
        if not _is_to_come(evening):
            continue
        names = [person.person.name for person in invited_to(evening).select_related("person")]
        move = after[evening.moment_id]
        if names:
            text = ngettext(
                "%(count)d person hears that “%(title)s” has another date.",
                "%(count)d people hear that “%(title)s” has another date.",
                len(names),
            )
            yield Told(
                text % {"count": len(names), "title": evening.title},
                tuple(sorted(names, key=str.casefold)),
                when_told(min(move.before, move.after)),
            )


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
