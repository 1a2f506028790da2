"""What becomes of messages that a sender holds, written down by guarded updates: only its holder settles a message.

What stands here of a message stands of the messages in it, too, when it is a daily post.
"""

import datetime as dt
import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import InterfaceError, OperationalError, connection
from django.db.models import F, Q

from core.clock import now
from outbox.enums import MessageState
from outbox.models import Message
from outbox.services.kinds import find_kind

log = logging.getLogger(__name__)

PAUSES = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
MOST_UNSURE = 2
"""How often a mail server may hang up on the whole text: a third try could be a third copy."""
LONGEST_SILENCE = 30.0
"""Seconds that the mail server may take for one answer."""
DATABASE_PAUSES = (0.1, 0.3, 1.0, 2.0, 4.0, 8.0, 15.0)
"""Seconds to wait for a database that is away at the worst moment: the mail is sent, and nobody wrote it down yet."""


@dataclass(frozen=True, slots=True)
class Lease:
    """One sender's hold on some messages."""

    claim: str
    length: dt.timedelta

    @property
    def silence(self) -> float:
        """Seconds that the server may take for an answer: well within the lease, so that nobody else begins."""
        return min(LONGEST_SILENCE, self.length.total_seconds() / 3)


def begin(message: Message, lease: Lease) -> bool:
    """Count the attempt and renew the lease of ``message`` and of those behind it. False when another one has it."""
    until = now() + lease.length
    held = Message.objects.filter(claim=lease.claim, state=MessageState.SENDING)
    begun = held.filter(pk=message.pk).update(leased_until=until, attempts=F("attempts") + 1)
    held.filter(leased_until__lt=until - lease.length / 3).update(leased_until=until)
    message.attempts += 1
    return bool(begun)


def take_gathered(post: Message, lease: Lease) -> list[Message]:
    """Take hold of what goes in ``post``, which its sender holds: also of what a killed sender left half-way.

    What somebody held, skipped or sent by itself meanwhile is not in the post any more.
    """
    open_states = [MessageState.PLANNED, MessageState.SENDING]
    Message.objects.filter(daily_post=post, state__in=open_states).update(
        state=MessageState.SENDING,
        claim=post.claim,
        leased_until=now() + lease.length,
        attempts=F("attempts") + 1,
    )
    gathered = Message.objects.filter(daily_post=post, claim=post.claim, state=MessageState.SENDING)
    return list(gathered.select_related("user").order_by("due_at", "pk"))


def put_off(message: Message, sentence: str, **fields: Any) -> None:
    """Try again after a pause that grows; after the last one it stands as not delivered."""
    kind = find_kind(message.kind)
    hopeless = message.attempts > len(PAUSES) or (kind is not None and kind.has_secret)
    if hopeless or fields.get("unsure", 0) >= MOST_UNSURE:
        fail(message, sentence, **fields)
        return
    pause = PAUSES[max(message.attempts, 1) - 1]
    settle(message, state=MessageState.PLANNED, due_at=now() + pause, reason=sentence[:300], **fields)


def fail(message: Message, sentence: str, **fields: Any) -> None:
    """Let it stand as not delivered, with ``sentence`` as the reason."""
    settle(message, state=MessageState.FAILED, reason=sentence[:300], **fields)
    log.warning(
        "message_failed",
        extra={"public_id": message.public_id, "kind": message.kind, "attempts": message.attempts},
    )


def settle(message: Message, **fields: Any) -> None:
    """Let go of ``message`` with ``fields``, if it is still ours."""
    it = Q(pk=message.pk) | Q(daily_post=message.pk)
    _update(it & Q(claim=message.claim, state=MessageState.SENDING), fields)


def mark_sent(messages: Iterable[Message]) -> None:
    """Write that they went, whoever holds them by now: whoever took over a lease that ran out finds it done."""
    went = {"state": MessageState.SENT, "sent_at": now(), "reason": ""}
    _update(Q(pk__in=[message.pk for message in messages]) & ~Q(state=MessageState.SENT), went)


def release(lease: Lease) -> None:
    """Let go of what this sender did not come to."""
    _update(Q(claim=lease.claim, state=MessageState.SENDING), {"state": MessageState.PLANNED})


def _update(which: Q, fields: dict[str, Any]) -> None:
    for pause in (*DATABASE_PAUSES, None):
        try:
            Message.objects.filter(which).update(claim="", leased_until=None, **fields)
            return
        except (OperationalError, InterfaceError):
            if pause is None or connection.in_atomic_block:
                raise
            log.warning("database_away", exc_info=True)
            connection.close()
            time.sleep(pause)
