"""The mail of the daily post: per programme its messages, each with its text, its own link and why it came."""

from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from itertools import groupby
from urllib.parse import quote

from django.utils import dateformat, translation
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.queries.house_style import style_of_scope
from core.clock import local, now
from core.text import render_markdown
from outbox.models import Message
from outbox.services.kinds import Day, MessageKind, greeting
from outbox.services.mail import action_url, day_of, decline_url, envelope_address, make_mail, text_to_send


@dataclass(frozen=True, slots=True)
class Part:
    """One message, as it stands in a post."""

    scope: str
    programme: str
    accent: str
    language: str
    subject: str
    body_text: str
    body_html: SafeString
    day: Day | None
    action_label: str
    action_url: str
    why: str
    answer_to: str
    """The address of who answers; empty where nobody does."""
    answerer: str

    @property
    def answer_url(self) -> str:
        """The link that begins a mail to who answers."""
        return f"mailto:{quote(envelope_address(self.answer_to), safe='@')}"


@dataclass(frozen=True, slots=True)
class Programme:
    """The messages of one programme; of none, for those about an account."""

    name: str
    parts: tuple[Part, ...]


def write_part(message: Message, kind: MessageKind) -> Part:
    """``message`` as it stands in a post, in its own language, without its greeting."""
    with translation.override(message.language):
        body = _without_greeting(message, text_to_send(message, kind))
    return Part(
        scope=message.scope,
        programme=message.layout.get("programme", ""),
        accent=message.layout.get("accent", ""),
        language=message.language,
        subject=message.subject,
        body_text=body,
        body_html=render_markdown(body),
        day=day_of(message),
        action_label=message.action_label,
        action_url=action_url(message, kind),
        why=message.why,
        answer_to=message.reply_to,
        answerer=message.sender_name or message.reply_to,
    )


def _without_greeting(message: Message, body: str) -> str:
    """``body`` without the line that every kind begins with: the post greets once."""
    first, _line_end, rest = body.partition("\n")
    return rest.lstrip("\n") if first.strip() in {greeting(message.user), greeting(None)} else body


def write_post(post: Message, parts: Sequence[Part]) -> EmailMessage:
    """The mail of ``post`` with ``parts``: from one person where all of them are, and answered by that one."""
    with translation.override(post.language):
        mail = _write(post, parts)
    mail["Content-Language"] = post.language  # last: parts that come in take such headers with them
    return mail


def _write(post: Message, parts: Sequence[Part]) -> EmailMessage:
    answerers = {(part.answer_to, part.answerer) for part in parts}
    is_of_one = len(answerers) == 1
    if is_of_one:
        post.reply_to = parts[0].answer_to
        post.sender_name = parts[0].answerer if parts[0].answerer != post.reply_to else ""
    accents = {part.accent for part in parts}
    houses = [style_of_scope(scope) for scope in {part.scope for part in parts}]
    context: dict[str, object] = {
        "preheader": Truncator(" · ".join(part.subject for part in parts)).chars(140),
        "heading": _("Your post of %(day)s") % {"day": dateformat.format(local(now()), "l j F")},
        "greeting": greeting(post.user),
        "programmes": _by_programme(parts),
        "accent": accents.pop() if len(accents) == 1 else "",
        "house": houses[0] if all(house == houses[0] for house in houses) else None,
        "tells_who_answers": not is_of_one,
        "is_answered": is_of_one and bool(post.reply_to),
    }
    decline = decline_url(post.user) if post.user else ""
    return make_mail(post, subject=_subject(parts), decline=decline, template="mail/post", context=context)


def _subject(parts: Sequence[Part]) -> str:
    """The first, and how many more."""
    first, more = parts[0].subject, len(parts) - 1
    if not more:
        return first
    told = {"first": Truncator(first).chars(120), "more": more}
    return (
        ngettext("%(first)s, and %(more)d message more", "%(first)s, and %(more)d messages more", more) % told
    )


def _by_programme(parts: Sequence[Part]) -> list[Programme]:
    """The parts by programme, each where its first message stands."""
    order = {scope: place for place, scope in reversed(list(enumerate(part.scope for part in parts)))}
    by_scope = groupby(sorted(parts, key=lambda part: order[part.scope]), key=lambda part: part.scope)
    return [
        Programme(of_scope[0].programme, tuple(of_scope))
        for of_scope in (list(group) for _s, group in by_scope)
    ]
