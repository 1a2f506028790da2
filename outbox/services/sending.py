"""Sending: hold a few messages for a while, look again whether each still applies, hand it over, mark it.

The promise: never lost, and never doubled but for one copy of the message that a killed worker was handing over. So a
row is held by a guarded update with a lease, and whoever dies leaves a lease that runs out.
"""

import datetime as dt
import logging
import math
import time
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.enums import MailRhythm
from core.background import knock
from core.clock import now
from core.identifiers import new_public_id
from outbox.enums import DAILY_POST, MessageState, Urgency
from outbox.models import Message
from outbox.services.gathering import gather_due
from outbox.services.hours import is_quiet, sendable_from
from outbox.services.kinds import MessageKind, find_kind, kind_of
from outbox.services.mail import envelope_address, our_address, our_host, write_mail
from outbox.services.marking import Lease, begin, fail, mark_sent, put_off, release, settle, take_gathered
from outbox.services.post import Part, write_part, write_post
from outbox.services.rhythm import when_to_send
from outbox.services.transport import Postponed, Refused, Transport, Unreachable, Unsure, open_transport

log = logging.getLogger(__name__)

PER_CONNECTION = 25
MOST_ATTEMPTS = 20
"""Above those of ``PAUSES``: a message that breaks its sender each time would hold up the others for ever."""


def send_due(*, lease_seconds: float | None = None, for_seconds: float = math.inf) -> int:
    """Send everything that is due and held by nobody, in batches over one connection each. Returns how many were sent.

    Stops when the mail server cannot be reached: beat comes again. Begins no new batch after ``for_seconds``: a worker
    that is to restart has soon done its task, and the next task goes on.
    """
    gather_due()
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
            release(lease)
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
            return begin(message, lease) and _hand_over(message, kind_of(message.kind), transport, secret)
    except Unreachable as problem:
        fail(message, problem.sentence)
        return False


def _transport(lease: Lease) -> Transport:
    return open_transport(settings.EMAIL_URL, timeout=lease.silence, host=our_host())


def _attend(message: Message, lease: Lease, transport: Transport) -> bool:
    """Do with a held message what is right now: skip, put off, or send. Returns whether it was sent.

    Raises ``Unreachable`` when no message can go.
    """
    with translation.override(settings.LANGUAGE_CODE):  # reasons are for the outbox
        kind = find_kind(message.kind)
        if kind is None:
            fail(message, _("This kind of message is not known any more."))
            return False
        if _waits(message, kind) or not begin(message, lease):
            return False
        gathered = take_gathered(message, lease) if kind.name == DAILY_POST else []
        if message.attempts > MOST_ATTEMPTS:
            fail(message, _("Sending it broke off again and again."))
            return False
        if kind.name == DAILY_POST:
            return _send_post(message, gathered, transport)
        if not _still_goes(message, kind):
            return False
        return _hand_over(message, kind, transport, "")


def _waits(message: Message, kind: MessageKind) -> bool:
    """Whether ``message`` is put off: it is night, or its reader wants mail once a day since it was written."""
    at, urgency = now(), Urgency.DIGEST
    if message.urgency == Urgency.NOW:
        return False
    due_at = sendable_from(at, urgency) if is_quiet(at, urgency) else at
    if kind.name != DAILY_POST:
        urgency, due_at = when_to_send(kind, params=message.params, user=message.user, due_at=at)
    if due_at > at:
        settle(message, state=MessageState.PLANNED, urgency=urgency, due_at=due_at)
    return due_at > at


def _send_post(post: Message, gathered: Sequence[Message], transport: Transport) -> bool:
    """Send those of ``gathered`` that still go in one mail. Where none is left nothing is sent."""
    letters = []
    for message in gathered:
        kind = find_kind(message.kind)
        if kind is None:
            fail(message, _("This kind of message is not known any more."), daily_post=None)
        elif _still_goes(message, kind) and (part := _part(message, kind)):
            letters.append((message, part))
    if not letters:
        settle(post, state=MessageState.SKIPPED, reason=_("Nothing in it was still needed."))
        return False
    try:
        mail = write_post(post, [part for _message, part in letters]).as_bytes()
    except Exception:
        log.exception("mail_not_written", extra={"public_id": post.public_id})
        put_off(post, _("The mail could not be made."))
        return False
    return _send(mail, [post, *(message for message, _part in letters)], transport)


def _part(message: Message, kind: MessageKind) -> Part | None:
    """``message`` as it stands in a post; None when it cannot be written: it is put off, and holds up no other."""
    try:
        return write_part(message, kind)
    except Exception:
        log.exception("mail_not_written", extra={"public_id": message.public_id})
        put_off(message, _("The mail could not be made."), daily_post=None)
        return None


def _still_goes(message: Message, kind: MessageKind) -> bool:
    """Look again, now that ``message`` is due; what does not go is settled, and leaves the post that it was in."""
    try:
        reason = _reason_to_skip(message, kind)
    except Exception:
        log.exception("message_not_judged", extra={"public_id": message.public_id})
        put_off(message, _("It could not be checked whether this message still applies."), daily_post=None)
        return False
    if reason:
        settle(message, state=MessageState.SKIPPED, reason=reason[:300], daily_post=None)
    return not reason


def _reason_to_skip(message: Message, kind: MessageKind) -> str:
    """Why ``message`` does not go, now that it is due; empty when it does."""
    user = message.user
    if user is not None and not user.is_active:
        return _("This account was closed.")
    if user is not None and kind.can_be_declined and user.mail_rhythm == MailRhythm.NEEDED:
        return _("This person wants no extra mail.")
    return str(kind.still_applies(message))


def _hand_over(message: Message, kind: MessageKind, transport: Transport, secret: str) -> bool:
    if kind.has_secret and not secret:
        fail(message, _("The code in it was not kept. Ask for a new one."))
        return False
    try:
        mail = write_mail(message, kind, secret=secret).as_bytes()
    except Exception:
        log.exception("mail_not_written", extra={"public_id": message.public_id})
        put_off(message, _("The mail could not be made."))
        return False
    return _send(mail, [message], transport, once=bool(secret))


def _send(mail: bytes, messages: Sequence[Message], transport: Transport, *, once: bool = False) -> bool:
    """Send ``mail``, which holds ``messages``: the first of them is the one that is addressed and tried again."""
    message = messages[0]
    try:
        transport.send(
            mail, sender=our_address(), recipient=envelope_address(message.recipient), name=message.public_id
        )
    except Refused as problem:
        fail(message, problem.sentence)
        return False
    except Unsure as problem:
        put_off(message, problem.sentence, unsure=message.unsure + 1)
        return False
    except Postponed as problem:
        put_off(message, problem.sentence)
        return False
    except Unreachable as problem:
        if once:
            raise
        put_off(message, problem.sentence)
        raise
    mark_sent(messages)
    return True
