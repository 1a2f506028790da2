"""Kinds of message: an upper app says how one is written, when it still applies, and what it carries.

A kind is defined in the ``messages.py`` of its app and registered in ``AppConfig.ready``.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.models import User
from core.text import clean_text
from outbox.enums import Urgency
from outbox.models import Message

Params = Mapping[str, Any]
Words = str | Promise

SECRET = "[code]"  # noqa: S105 - the word that stands where the secret is put in at sending
"""Stands in the outbox and in previews where a kind with a secret (a code to sign in) tells it."""

LONGEST_SUBJECT = 200
LONGEST_BODY = 20_000


def greeting(user: User | None, name: str = "") -> str:
    """How a message begins: with the first name of ``user``, or with ``name`` for who has no account."""
    called = user.first_name if user else name
    return _("Hello %(name)s,") % {"name": called} if called else _("Hello,")


@dataclass(frozen=True, slots=True)
class Day:
    """A day drawn as a leaf of a calendar ("donderdag 4 februari"), and beside it what and where."""

    at: dt.datetime
    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a message, in the language of its reader: what a facilitator may edit, and what stands around it."""

    subject: str
    body: str
    """Markdown, greeting included."""
    action_label: str = ""
    action_path: str = ""
    """Of the button: a path of ours (``reverse``)."""
    closing: str = ""
    """Markdown below the button, such as the greeting at the end; the daily post leaves it out."""
    day: Day | None = None
    programme: str = ""
    """Its name, beside ours at the top."""
    accent: str = ""
    """Its colour (``Programme.accent``)."""

    def cleaned(self) -> "Text":
        """Without control characters, on one line where that is needed, and no longer than a row holds."""
        return replace(
            self,
            subject=clean_text(str(self.subject), single_line=True)[:LONGEST_SUBJECT],
            body=clean_text(str(self.body))[:LONGEST_BODY],
            action_label=clean_text(str(self.action_label), single_line=True)[:80],
            closing=clean_text(str(self.closing))[:LONGEST_BODY],
        )

    @property
    def layout(self) -> dict[str, Any]:
        """What stands around the text, as a row keeps it."""
        kept: dict[str, Any] = {"programme": self.programme, "accent": self.accent, "closing": self.closing}
        if self.day:
            kept["day"] = {
                "at": self.day.at.isoformat(),
                "title": clean_text(self.day.title),
                "text": clean_text(self.day.text),
            }
        return {name: value for name, value in kept.items() if value}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes along, such as ``uitnodiging.ics`` ("text/calendar; method=REQUEST")."""

    name: str
    content_type: str
    content: bytes


def _always(message: Message) -> str:
    return ""


def _no_matter(params: Params) -> dt.datetime | None:
    return None


def _nothing(message: Message) -> Sequence[Attachment]:
    return ()


def _as_it_is(message: Message) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True, slots=True)
class MessageKind:
    """One kind of message."""

    name: str
    """Short and stable, such as "homework_reminder": it stands in the rows."""
    urgency: Urgency
    compose: Callable[[Params, User | None], Text]
    """Makes the words from primary keys, in the language that is active; may query; raises when the object is gone."""
    still_applies: Callable[[Message], str] = _always
    """Asked just before sending: empty when it does; otherwise the reason, in a sentence for the outbox."""
    matter_at: Callable[[Params], dt.datetime | None] = _no_matter
    """When what it is about happens (the evening begins, the homework is due): a later daily post would be too late."""
    can_be_declined: bool = False
    """Whether people who want only what they need are left out; such mail carries a link to decline it."""
    personal_link: bool = False
    """Whether the button signs its reader in: the link is made when the message is sent."""
    has_secret: bool = False
    """Whether it tells a secret, in a box below the text, and in the subject where that holds ``SECRET``.

    Only ``send_secret`` sends it.
    """
    attachments: Callable[[Message], Sequence[Attachment]] = field(default=_nothing)
    put_in: Callable[[Message], Mapping[str, str]] = field(default=_as_it_is)
    """What is sent in the place of a word of the kept text: a signed link is made at sending, and stored nowhere."""

    @property
    def goes_alone(self) -> bool:
        """Whether it never goes in the daily post.

        A calendar takes an invitation only from a mail that holds one, and who forwards a post must not give away a
        link that signs in.
        """
        return self.attachments is not _nothing or self.personal_link or self.has_secret


_kinds: dict[str, MessageKind] = {}


def register_kind(kind: MessageKind) -> None:
    """Let messages of ``kind`` be queued; called in ``AppConfig.ready``."""
    _kinds[kind.name] = kind


def find_kind(name: str) -> MessageKind | None:
    """The kind registered as ``name``, or None: a row of an older version may have one that is gone."""
    return _kinds.get(name)


def kind_of(name: str) -> MessageKind:
    """The kind registered as ``name``. Raises ``LookupError`` where there is none."""
    try:
        return _kinds[name]
    except KeyError:
        raise LookupError(f"There is no message kind {name}") from None


def compose_text(
    kind: MessageKind, *, params: Params, user: User | None, language: str, extra_text: str = ""
) -> Text:
    """The cleaned words of a message of ``kind`` in ``language``, with the facilitator's own words below them."""
    with translation.override(language):
        text = kind.compose(params, user).cleaned()
    extra = clean_text(extra_text)
    return replace(text, body=f"{text.body}\n\n{extra}"[:LONGEST_BODY]) if extra else text
