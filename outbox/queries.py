"""Reads about messages, for screens."""

import datetime as dt
import hashlib
from dataclasses import dataclass

from django.db.models import Count, Max, Min, Q

from outbox.enums import MessageState, Urgency
from outbox.models import Message

WAITING = (MessageState.PLANNED, MessageState.SENDING)
GONE = (MessageState.SENT, MessageState.SKIPPED)


def token_of(key: str) -> str:
    """A batch or a dedupe key as it stands in an address: short, and telling nothing."""
    return hashlib.sha256(key.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many messages of a scope are where."""

    waiting: int
    held: int
    sent: int
    failed: int


@dataclass(frozen=True, slots=True)
class BatchRow:
    """Messages that were made together and are in the same state, as one line of the outbox."""

    key: str
    kind: str
    state: str
    subject: str
    why: str
    reason: str
    """Of the first of them: who holds or skipped it, or why it did not arrive."""
    people: int
    at: dt.datetime
    """When it is due, or for what has gone, when it went."""
    edited: bool
    in_post: int
    """How many of them go, or went, in the daily post of their readers."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """One message, as a line in the list of those who get it."""

    token: str
    public_id: str
    name: str
    state: str
    reason: str


def count_messages(*, scope: str) -> Counts:
    """How many messages of ``scope`` wait, are held, went, and did not arrive. 1 query."""
    counted = Message.objects.of_scope(scope).aggregate(
        waiting=Count("pk", filter=Q(state__in=WAITING)),
        held=Count("pk", filter=Q(state=MessageState.HELD)),
        sent=Count("pk", filter=Q(state=MessageState.SENT)),
        failed=Count("pk", filter=Q(state=MessageState.FAILED)),
    )
    return Counts(**counted)


def list_batches(
    *, scope: str, states: tuple[str, ...], latest_first: bool = False, start: int = 0, most: int = 200
) -> list[BatchRow]:
    """The batches of ``scope`` with messages in ``states``: one line per batch and state. 2 queries."""
    grouped = (
        Message.objects.of_scope(scope)
        .filter(state__in=states)
        .order_by()
        .values("batch", "state")
        .annotate(
            people=Count("pk"),
            due=Min("due_at"),
            went=Max("sent_at"),
            first=Min("pk"),
            edited=Count("edited_by"),
            in_post=Count("pk", filter=Q(urgency=Urgency.DIGEST)),
        )
        .order_by("-due" if latest_first else "due", "first")[start : start + most]
    )
    found = list(grouped)
    firsts = Message.objects.in_bulk([group["first"] for group in found])
    return [
        BatchRow(
            key=group["batch"],
            kind=(first := firsts[group["first"]]).kind,
            state=group["state"],
            subject=first.subject,
            why=first.why,
            reason=first.reason,
            people=group["people"],
            at=group["went"] or group["due"],
            edited=bool(group["edited"]),
            in_post=group["in_post"],
        )
        for group in found
    ]


def list_recipients(*, scope: str, batch: str, states: tuple[str, ...]) -> list[Recipient]:
    """Who gets the messages of ``batch`` in ``states``. 1 query."""
    messages = Message.objects.of_scope(scope).filter(batch=batch, state__in=states).select_related("user")
    return [recipient_of(message) for message in messages]


def recipient_of(message: Message) -> Recipient:
    """``message`` as a line; no query when ``user`` was fetched along."""
    return Recipient(
        token=token_of(message.dedupe_key),
        public_id=message.public_id,
        name=str(message.user or message.recipient),
        state=message.state,
        reason=message.reason,
    )
