"""The messages of a datumprikker: to whom they go, and why."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from outbox.enums import MessageState
from outbox.models import Message
from outbox.querysets import MessageQuerySet
from outbox.services.queue import Recipient, queue_message
from sessions.models import Asked, DatePoll

QUESTION, REMINDER, OUTCOME, WITHDRAWN = (
    "date_poll",
    "date_poll_reminder",
    "date_poll_outcome",
    "date_poll_withdrawn",
)
ALL_KINDS = (QUESTION, REMINDER, OUTCOME, WITHDRAWN)
_WAITING = (MessageState.PLANNED, MessageState.HELD)
_HEARD = (MessageState.SENDING, MessageState.SENT)


def send(
    poll: DatePoll,
    kind: str,
    asked: Sequence[Asked],
    *,
    dedupe: str,
    params: Mapping[str, Any] | None = None,
    due_at: dt.datetime | None = None,
    batch: str = "",
) -> int:
    """Queue a message of ``kind`` to each of ``asked``. Returns how many are new."""
    return sum(
        queue_message(
            kind,
            to=reader_of(one),
            scope=poll.programme.scope,
            params={"poll": poll.pk, "asked": one.pk, "version": poll.version, **(params or {})},
            dedupe=dedupe,
            why=why_asked(poll, one),
            due_at=due_at,
            batch=batch or f"{kind}:{dedupe}",
            reply_to=poll.programme.reply_to or poll.made_by,
            language=one.language,
        )
        for one in asked
    )


def reader_of(asked: Asked) -> Recipient:
    """Where a message to ``asked`` goes."""
    return asked.participation.person if asked.participation else asked.email


def why_asked(poll: DatePoll, asked: Asked) -> Any:
    """Why ``asked`` gets a message, in a sentence."""
    if asked.participation is not None:
        return gettext_lazy("You take part, and a day is sought that suits everybody.")
    return format_lazy(
        gettext_lazy(
            "A facilitator of {programme} filled in this address, to find a day that suits you too."
        ),
        programme=poll.programme.name,
    )


def take_back(poll: DatePoll, kinds: Sequence[str], reason: str) -> None:
    """Let news that waits not go. A guarded update: what is being sent meanwhile was heard."""
    messages_of(poll, kinds).filter(state__in=_WAITING).update(state=MessageState.SKIPPED, reason=reason)


def messages_of(poll: DatePoll, kinds: Sequence[str]) -> MessageQuerySet:
    """The messages of ``kinds`` about ``poll``. No query."""
    return Message.objects.filter(kind__in=kinds, scope=poll.programme.scope, params__poll=poll.pk)


def heard(poll: DatePoll, kinds: Sequence[str]) -> set[int]:
    """Who (primary keys of ``Asked``) got a message of ``kinds``, or is getting it. 1 query."""
    return set(messages_of(poll, kinds).filter(state__in=_HEARD).values_list("params__asked", flat=True))
