"""Writing messages down, in the transaction of what causes them; and the planners that tell what falls due."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.validators import validate_email
from django.utils import translation

from accounts.enums import Language
from accounts.models import GUEST_DOMAIN, User
from core.background import knock
from core.clock import now
from core.text import clean_text
from outbox.enums import Urgency
from outbox.models import Message
from outbox.services.kinds import Words, compose_text, kind_of
from outbox.services.rhythm import when_to_send

Recipient = User | str
"""A user, or the address of somebody who has no account."""

LONGEST_KEY = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One message for one person, as a planner tells it: what ``queue_message`` takes."""

    kind: str
    to: Recipient
    scope: str
    params: Mapping[str, Any]
    dedupe: str
    """The cause and the version of its date: the same for everybody whom it concerns."""
    why: Words
    """Why this person gets it, in a sentence to that person; lazy, it is read in that person's language."""
    due_at: dt.datetime
    batch: str = ""
    """What belongs together in the outbox; one batch per kind and cause unless given."""
    reply_to: User | str | None = None
    """Who gets the answer; a user gives the name in which it goes, too."""
    extra_text: str = ""
    """Words of the facilitator below those of the kind; kept, so that making the text anew keeps them."""
    language: str = field(default=Language.DUTCH)
    """Of somebody without an account; a user reads in the language of the account."""

    @property
    def address(self) -> str:
        """The normalised address that it goes to."""
        return normalise_address(self.to.email if isinstance(self.to, User) else self.to)

    @property
    def is_for_guest(self) -> bool:
        """Whether it would go to a guest of an evening, who has no address."""
        return str(self.to.email if isinstance(self.to, User) else self.to).lower().endswith(GUEST_DOMAIN)

    @property
    def user(self) -> User | None:
        """The recipient's account, if there is one."""
        return self.to if isinstance(self.to, User) else None

    @property
    def reads(self) -> str:
        """The language in which it is written."""
        return self.to.language if isinstance(self.to, User) else self.language

    @property
    def dedupe_key(self) -> str:
        """What the database lets in once: kind, cause, person."""
        person = str(self.to.pk) if isinstance(self.to, User) else self.address
        return _short(f"{self.kind}:{self.dedupe}:{person}", LONGEST_KEY)

    @property
    def batch_key(self) -> str:
        """The batch, as a row holds it."""
        return _short(self.batch or f"{self.kind}:{self.dedupe}", 120)

    @property
    def urgency(self) -> Urgency:
        """How it goes to this person."""
        return self.goes[0]

    @property
    def sendable_from(self) -> dt.datetime:
        """When it goes: ``due_at``, the end of the quiet hours for what can wait, or the hour of the daily post."""
        return self.goes[1]

    @property
    def goes(self) -> tuple[Urgency, dt.datetime]:
        """Both; a kind may have to look up its matter for it."""
        return when_to_send(kind_of(self.kind), params=self.params, user=self.user, due_at=self.due_at)


Planner = Callable[[dt.datetime, dt.datetime], Iterable[Planned]]
"""Takes a window (since, until] and yields what falls due in it; it is asked about the past and about the future."""

planners: dict[str, Planner] = {}


def register_planner(name: str, planner: Planner) -> None:
    """Let ``planner(since, until)`` be asked in every run, under a stable ``name``; called in ``AppConfig.ready``."""
    planners[name] = planner


def _short(key: str, most: int) -> str:
    """``key``, or where it is too long its beginning and a digest of the whole."""
    return key if len(key) <= most else f"{key[: most - 33]}:{hashlib.sha256(key.encode()).hexdigest()[:32]}"


def normalise_address(address: str) -> str:
    """``address`` trimmed and in lower case. Raises ``ValidationError`` for what is no address."""
    cleaned = address.strip().lower()
    validate_email(cleaned)
    return cleaned


def queue_message(
    kind: str,
    *,
    to: Recipient | Iterable[Recipient],
    scope: str,
    params: Mapping[str, Any],
    dedupe: str,
    why: Words,
    due_at: dt.datetime | None = None,
    batch: str = "",
    reply_to: User | str | None = None,
    extra_text: str = "",
    language: str = Language.DUTCH,
) -> int:
    """Write a message of ``kind`` to each of ``to``, in the caller's transaction; a worker hears of it after commit.

    The same ``dedupe`` to the same person is written once, ever: a double click or a second beat changes nothing.
    ``due_at`` is now unless given; what can wait goes outside the quiet hours. ``scope`` is "" for messages about an
    account. Returns how many messages are new. Raises ``LookupError`` for an unknown kind and ``ValidationError`` for
    what is no address.
    """
    people: Iterable[Recipient] = [to] if isinstance(to, User | str) else to
    at = now()
    planned = [
        Planned(
            kind=kind, to=person, scope=scope, params=params, dedupe=dedupe, why=why, due_at=due_at or at, batch=batch,
            reply_to=reply_to, extra_text=extra_text, language=language,
        )
        for person in people
    ]  # fmt: skip
    written = write_messages(planned)
    if written and any(plan.sendable_from <= at for plan in planned):
        knock("outbox.send")
    return written


def write_messages(planned: Iterable[Planned]) -> int:
    """Write each of ``planned`` that is not there yet, in the caller's transaction. Returns how many are new."""
    wanted = {plan.dedupe_key: plan for plan in planned}
    return insert_rows([make_row(plan) for plan in missing(wanted)])


def missing(wanted: Mapping[str, Planned]) -> list[Planned]:
    """Those of ``wanted`` (by dedupe key) for which there is no row; guests of an evening never get one."""
    there = set(Message.objects.filter(dedupe_key__in=wanted).values_list("dedupe_key", flat=True))
    return [plan for key, plan in wanted.items() if key not in there and not plan.is_for_guest]


def insert_rows(rows: list[Message]) -> int:
    """Insert ``rows``, but those whose dedupe key another connection wrote meanwhile. Returns how many went in."""
    Message.objects.bulk_create(rows, ignore_conflicts=True, batch_size=200)
    return Message.objects.filter(public_id__in=[row.public_id for row in rows]).count() if rows else 0


def make_row(plan: Planned) -> Message:
    """The row of ``plan``, with its words, not saved."""
    kind = kind_of(plan.kind)
    user, sender = plan.user, plan.reply_to
    urgency, sendable_from = plan.goes
    text = compose_text(kind, params=plan.params, user=user, language=plan.reads, extra_text=plan.extra_text)
    with translation.override(plan.reads):
        why = clean_text(str(plan.why), single_line=True)[:300]
    params = dict(plan.params) | ({"extra_text": clean_text(plan.extra_text)} if plan.extra_text else {})
    return Message(
        kind=kind.name,
        dedupe_key=plan.dedupe_key,
        batch=plan.batch_key,
        scope=plan.scope,
        recipient=plan.address,
        user=user,
        language=plan.reads,
        reply_to=normalise_address(sender.email if isinstance(sender, User) else sender) if sender else "",
        sender_name=clean_text(sender.name, single_line=True) if isinstance(sender, User) else "",
        urgency=urgency,
        subject=text.subject,
        body=text.body,
        action_label=text.action_label,
        action_path=text.action_path,
        layout=text.layout,
        why=why,
        params=params,
        due_at=sendable_from,
    )
