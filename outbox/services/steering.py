"""What a facilitator does with messages that did not go yet: edit, hold, release, skip, send now, write anew."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.audit import record
from core.background import knock
from core.clock import now
from core.errors import Conflict
from core.text import clean_text
from outbox.enums import MessageState, Urgency
from outbox.models import Message
from outbox.querysets import MessageQuerySet
from outbox.services.kinds import LONGEST_BODY, LONGEST_SUBJECT, compose_text, kind_of
from outbox.services.queue import Planned, write_messages

OPEN = (MessageState.PLANNED, MessageState.HELD)


def materialise(planned: list[Planned]) -> MessageQuerySet:
    """The rows of ``planned``, written now: what a planner foresees becomes a row when somebody steers it.

    The planner finds it there by its dedupe key when its time comes, and leaves it as it is.
    """
    write_messages(planned)
    return Message.objects.filter(dedupe_key__in=[told.dedupe_key for told in planned])


def first_name_mark() -> str:
    """The word in an edited text that becomes the first name of each reader."""
    return _("[first name]")


def with_mark(body: str, user: User | None) -> str:
    """``body`` as it is edited: in its greeting stands the mark in the place of the first name of ``user``."""
    greeting, line_end, rest = body.partition("\n")
    name = user.first_name if user else ""
    return (greeting.replace(name, first_name_mark()) if name else greeting) + line_end + rest


def _without_mark(body: str, user: User | None) -> str:
    name = user.first_name if user else ""
    return body.replace(first_name_mark(), name) if name else body.replace(f" {first_name_mark()}", "")


def edit_messages(messages: MessageQuerySet, *, subject: str, body: str, by: User) -> int:
    """Give ``messages`` that did not go yet another ``subject`` and ``body`` (Markdown, with the mark).

    Returns how many. Raises ``ValidationError`` for an empty text, ``Conflict`` when all of them went meanwhile.
    """
    subject = clean_text(subject, single_line=True)[:LONGEST_SUBJECT]
    body = clean_text(body)[:LONGEST_BODY]
    if not subject or not body:
        raise ValidationError(_("A message needs a subject and a text."))
    with transaction.atomic():
        for message in messages.filter(state__in=OPEN).select_related("user"):
            text = _without_mark(body, message.user)
            Message.objects.filter(pk=message.pk, state__in=OPEN).update(body=text)
        return _steer(messages, "outbox.edited", by, OPEN, subject=subject, edited_by=by)


@transaction.atomic
def hold_messages(messages: MessageQuerySet, *, by: User) -> int:
    """Keep ``messages`` from going until somebody releases them. Returns how many."""
    reason = (_("held by %(name)s") % {"name": by.first_name or by.email})[:300]
    return _steer(
        messages,
        "outbox.held",
        by,
        [MessageState.PLANNED],
        state=MessageState.HELD,
        reason=reason,
        daily_post=None,
    )


@transaction.atomic
def release_messages(messages: MessageQuerySet, *, by: User) -> int:
    """Let ``messages`` that were held or skipped go at their time after all; at once when that has passed.

    Each is looked at again when it goes: what does not apply any more still does not go. Returns how many.
    """
    stopped = [MessageState.HELD, MessageState.SKIPPED]
    released = _steer(
        messages, "outbox.released", by, stopped, state=MessageState.PLANNED, reason="", daily_post=None
    )
    knock("outbox.send")
    return released


@transaction.atomic
def skip_messages(messages: MessageQuerySet, *, by: User) -> int:
    """Let ``messages`` not go at all. Returns how many."""
    reason = (_("skipped by %(name)s") % {"name": by.first_name or by.email})[:300]
    return _steer(
        messages, "outbox.skipped", by, OPEN, state=MessageState.SKIPPED, reason=reason, daily_post=None
    )


@transaction.atomic
def send_messages_now(messages: MessageQuerySet, *, by: User) -> int:
    """Let ``messages`` go now, quiet hours or not; those that were not delivered are tried again. Returns how many."""
    from_state = [*OPEN, MessageState.FAILED]
    sent = _steer(
        messages, "outbox.sent_now", by, from_state, state=MessageState.PLANNED, urgency=Urgency.NOW, due_at=now(),
        attempts=0, unsure=0, reason="", daily_post=None,
    )  # fmt: skip
    knock("outbox.send")
    return sent


def write_anew(messages: MessageQuerySet, *, by: User) -> int:
    """Write ``messages`` that did not go yet from what is true now; an edited text is lost. Returns how many."""
    composed = [
        (message, compose_text(
            kind_of(message.kind), params=message.params, user=message.user, language=message.language,
            extra_text=str(message.params.get("extra_text", "")),
        ))
        for message in messages.filter(state__in=OPEN).select_related("user")
    ]  # fmt: skip
    with transaction.atomic():
        for message, text in composed:
            Message.objects.filter(pk=message.pk, state__in=OPEN).update(
                subject=text.subject,
                body=text.body,
                action_label=text.action_label,
                action_path=text.action_path,
                layout=text.layout,
                edited_by=None,
            )
        return _steer(messages, "outbox.written_anew", by, OPEN, edited_by=None)


def _steer(messages: MessageQuerySet, verb: str, by: User, states: Sequence[str], **fields: object) -> int:
    """Change those of ``messages`` that are still in ``states``, and say so in the trail.

    Raises ``Conflict`` where there is none left.
    """
    pks = list(messages.filter(state__in=states).order_by("pk").values_list("pk", flat=True))
    changed = Message.objects.filter(pk__in=pks, state__in=states).update(**fields)
    if not changed:
        raise Conflict(_("These messages were sent or changed meanwhile. Nothing was done."))
    first = Message.objects.get(pk=pks[0])
    record(by, verb, first, scope=first.scope, messages=pks)
    return changed
