"""Sending: hold a few messages for a while, look again whether each still applies, hand it over, mark it.

The promise: never lost, and never doubled but for one copy of the message that a killed worker was handing over. So a
row is held by a guarded update with a lease, and whoever dies leaves a lease that runs out.
"""

import datetime as dt
import logging
import math
import time
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import F, Q
from django.utils import translation
from django.utils.translation import gettext as _

from core.background import knock
from core.clock import now
from core.identifiers import new_public_id
from outbox.enums import MessageState, Urgency
from outbox.models import Message
from outbox.services.hours import is_quiet, sendable_from
from outbox.services.kinds import MessageKind, kind_of
from outbox.services.mail import envelope_address, our_address, our_host, write_mail
from outbox.services.transport import Postponed, Refused, Transport, Unreachable, Unsure, open_transport

log = logging.getLogger(__name__)

PER_CONNECTION = 25
PAUSES = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
MOST_ATTEMPTS = 20
"""Above those of ``PAUSES``: a message that breaks its sender each time would hold up the others for ever."""
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


def send_due(*, lease_seconds: float | None = None, for_seconds: float = math.inf) -> int:
    """Send everything that is due and held by nobody, in batches over one connection each. Returns how many were sent.

    Stops when the mail server cannot be reached: beat comes again. Begins no new batch after ``for_seconds``: a worker
    that is to restart has soon done its task, and the next task goes on.
    """
    length = dt.timedelta(seconds=lease_seconds or settings.OUTBOX_LEASE_SECONDS)
    sent, end = 0, time.monotonic() + for_seconds
    while time.monotonic() < end:
        lease = Lease(new_public_id(), length)
        messages = claim_due(lease)
        if not messages:
            return sent
        try:
            with _transport(lease) as transport:
                for message in messages:
                    sent += _attend(message, lease, transport)
        except Unreachable:
            return sent
        finally:
            _release(lease)
    knock("outbox.send")
    return sent


def claim_due(lease: Lease, most: int = PER_CONNECTION) -> list[Message]:
    """Take hold of up to ``most`` messages that are due, first due first."""
    at = now()
    free = Message.objects.claimable(at).order_by("due_at", "pk")
    with transaction.atomic():
        # Where the database has it, two senders pass each other's rows; the guarded update decides on any database.
        pks = list(free.select_for_update(skip_locked=True).values_list("pk", flat=True)[:most])
        Message.objects.claimable(at).filter(pk__in=pks).update(
            state=MessageState.SENDING, claim=lease.claim, leased_until=at + lease.length
        )
    return list(Message.objects.filter(claim=lease.claim).select_related("user").order_by("due_at", "pk"))


def send_claimed(message: Message, *, secret: str) -> bool:
    """Send ``message``, which its maker holds, with its ``secret``: now or never, since nobody keeps the secret."""
    lease = Lease(message.claim, dt.timedelta(seconds=settings.OUTBOX_LEASE_SECONDS))
    try:
        with _transport(lease) as transport:
            return _begin(message, lease) and _hand_over(message, kind_of(message.kind), transport, secret)
    except Unreachable as problem:
        _fail(message, problem.sentence)
        return False


def _transport(lease: Lease) -> Transport:
    return open_transport(settings.EMAIL_URL, timeout=lease.silence, host=our_host())


def _attend(message: Message, lease: Lease, transport: Transport) -> bool:
    """Do with a held message what is right now: skip, put off, or send. Returns whether it was sent.

    Raises ``Unreachable`` when no message can go.
    """
    with translation.override(settings.LANGUAGE_CODE):  # reasons are for the outbox
        try:
            kind = kind_of(message.kind)
        except LookupError:
            _fail(message, _("This kind of message is not known any more."))
            return False
        if message.urgency != Urgency.NOW and is_quiet(now()):
            _settle(message, state=MessageState.PLANNED, due_at=sendable_from(now(), Urgency.SOON))
            return False
        if not _begin(message, lease):
            return False
        if message.attempts > MOST_ATTEMPTS:
            _fail(message, _("Sending it broke off again and again."))
            return False
        try:
            reason = _reason_to_skip(message, kind)
        except Exception:
            log.exception("message_not_judged", extra={"public_id": message.public_id})
            _put_off(message, _("It could not be checked whether this message still applies."))
            return False
        if reason:
            _settle(message, state=MessageState.SKIPPED, reason=reason[:300])
            return False
        return _hand_over(message, kind, transport, "")


def _reason_to_skip(message: Message, kind: MessageKind) -> str:
    """Why ``message`` does not go, now that it is due; empty when it does."""
    user = message.user
    if user is not None and not user.is_active:
        return _("This account was closed.")
    if user is not None and kind.can_be_declined and not user.reads_extra_mail:
        return _("This person wants no extra mail.")
    return str(kind.still_applies(message))


def _hand_over(message: Message, kind: MessageKind, transport: Transport, secret: str) -> bool:
    if kind.has_secret and not secret:
        _fail(message, _("The code in it was not kept. Ask for a new one."))
        return False
    try:
        mail = write_mail(message, kind, secret=secret).as_bytes()
    except Exception:
        log.exception("mail_not_written", extra={"public_id": message.public_id})
        _put_off(message, _("The mail could not be made."))
        return False
    try:
        transport.send(
            mail, sender=our_address(), recipient=envelope_address(message.recipient), name=message.public_id
        )
    except Refused as problem:
        _fail(message, problem.sentence)
        return False
    except Unsure as problem:
        _put_off(message, problem.sentence, unsure=message.unsure + 1)
        return False
    except Postponed as problem:
        _put_off(message, problem.sentence)
        return False
    except Unreachable as problem:
        if secret:
            raise
        _put_off(message, problem.sentence)
        raise
    _mark_sent(message)
    return True


def _begin(message: Message, lease: Lease) -> bool:
    """Count the attempt and renew the lease of ``message`` and of those behind it. False when another one has it."""
    until = now() + lease.length
    held = Message.objects.filter(claim=lease.claim, state=MessageState.SENDING)
    begun = held.filter(pk=message.pk).update(leased_until=until, attempts=F("attempts") + 1)
    held.filter(leased_until__lt=until - lease.length / 3).update(leased_until=until)
    message.attempts += 1
    return bool(begun)


def _put_off(message: Message, sentence: str, **fields: Any) -> None:
    """Try again after a pause that grows; after the last one it stands as not delivered."""
    hopeless = message.attempts > len(PAUSES) or kind_of(message.kind).has_secret
    if hopeless or fields.get("unsure", 0) >= MOST_UNSURE:
        _fail(message, sentence, **fields)
        return
    pause = PAUSES[max(message.attempts, 1) - 1]
    _settle(message, state=MessageState.PLANNED, due_at=now() + pause, reason=sentence[:300], **fields)


def _fail(message: Message, sentence: str, **fields: Any) -> None:
    _settle(message, state=MessageState.FAILED, reason=sentence[:300], **fields)
    log.warning(
        "message_failed",
        extra={"public_id": message.public_id, "kind": message.kind, "attempts": message.attempts},
    )


def _settle(message: Message, **fields: Any) -> None:
    """Let go of ``message`` with ``fields``, if it is still ours."""
    _update(Q(pk=message.pk, claim=message.claim, state=MessageState.SENDING), fields)


def _mark_sent(message: Message) -> None:
    """Write that it went, whoever holds it by now: whoever took over a lease that ran out finds it done."""
    went = {"state": MessageState.SENT, "sent_at": now(), "reason": ""}
    _update(Q(pk=message.pk) & ~Q(state=MessageState.SENT), went)


def _release(lease: Lease) -> None:
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
