"""From a row to the mail that leaves: both texts, headers, attachments. Secrets come in here alone."""

import datetime as dt
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import punycode
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries.house_style import style_of_scope
from accounts.services.links import make_personal_link
from core.clock import now
from core.rendering import NavLink
from core.text import plain_words, render_markdown
from outbox.models import Message
from outbox.services.kinds import SECRET, Day, MessageKind

POLICY = SMTP.clone(cte_type="7bit")
"""Any mail server takes seven bits."""
DECLINE_SALT = "outbox.decline"


def our_host() -> str:
    """The name of this installation in Message-IDs and to mail servers."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def our_address() -> str:
    """The address that all mail comes from; answers go elsewhere."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def shown_sender(message: Message) -> str:
    """In whose name it goes: "Marit Duinstra via Koerswerk"."""
    product = parseaddr(settings.DEFAULT_FROM_EMAIL)[0] or "Koerswerk"
    return (
        _("%(name)s via %(product)s") % {"name": message.sender_name, "product": product}
        if message.sender_name
        else product
    )


def decline_url(user: User) -> str:
    """The page on which ``user`` can decline extra mail, without signing in."""
    return settings.SITE_URL + reverse("outbox:decline", args=[signing.dumps(user.pk, salt=DECLINE_SALT)])


def _preheader(body: str) -> str:
    """What a list of mails shows behind the subject: the first paragraph below the greeting."""
    greeting, _blank, below = body.partition("\n\n")
    return Truncator(plain_words(below.split("\n\n")[0] or greeting)).chars(140)


def action_url(message: Message, kind: MessageKind) -> str:
    """Where the button of ``message`` leads; a personal link is made for it."""
    if not message.action_path:
        return ""
    if kind.personal_link and message.user is not None:
        return make_personal_link(user=message.user, leads_to=message.action_path)
    return f"{settings.SITE_URL}{message.action_path}"


def day_of(message: Message) -> Day | None:
    """The day that ``message`` shows as a leaf of a calendar."""
    kept = message.layout.get("day")
    return Day(dt.datetime.fromisoformat(kept["at"]), kept["title"], kept["text"]) if kept else None


def text_to_send(message: Message, kind: MessageKind) -> str:
    """The text of ``message`` with the links that are made at sending."""
    body = message.body
    for word, link in kind.put_in(message).items():
        body = body.replace(word, link)
    return body


def write_mail(message: Message, kind: MessageKind, *, secret: str = "") -> EmailMessage:
    """The mail of ``message``, in its reader's language. Makes the personal link, so only call it to send.

    ``secret`` stands in a box, and in the subject where that has ``SECRET``.
    """
    with translation.override(message.language):
        mail = _write(message, kind, secret)
    mail["Content-Language"] = message.language  # last: parts that come in take such headers with them
    return mail


def _write(message: Message, kind: MessageKind, secret: str) -> EmailMessage:
    subject = message.subject.replace(SECRET, secret) if secret else message.subject
    decline = decline_url(message.user) if kind.can_be_declined and message.user else ""
    closing = message.layout.get("closing", "")
    body = text_to_send(message, kind)
    context = {
        "preheader": _preheader(body),
        "heading": subject,
        "programme": message.layout.get("programme", ""),
        "accent": message.layout.get("accent", ""),
        "house": style_of_scope(message.scope),
        "body_text": body,
        "body_html": render_markdown(body),
        "day": day_of(message),
        "code": secret,
        "action_label": message.action_label,
        "action_url": action_url(message, kind),
        "after_text": closing,
        "after_html": render_markdown(closing),
    }
    mail = make_mail(message, subject=subject, decline=decline, template="mail/base", context=context)
    for attachment in kind.attachments(message):
        base, *options = (part.strip() for part in attachment.content_type.split(";"))
        maintype, subtype = base.split("/", 1)
        params = dict(option.split("=", 1) for option in options)
        mail.add_attachment(
            attachment.content, maintype=maintype, subtype=subtype, filename=attachment.name, params=params
        )
    return mail


def make_mail(
    message: Message, *, subject: str, decline: str, template: str, context: dict[str, object]
) -> EmailMessage:
    """A mail with the headers of ``message`` and both forms of ``template``, but its language; ``decline`` is where its
    reader chooses less mail."""
    mail = EmailMessage(policy=POLICY)
    mail["Subject"] = subject
    mail["From"] = Address(display_name=shown_sender(message), addr_spec=our_address())
    name = message.user.name if message.user else ""
    mail["To"] = Address(display_name=name, addr_spec=envelope_address(message.recipient))
    if message.reply_to:
        mail["Reply-To"] = Address(
            display_name=message.sender_name, addr_spec=envelope_address(message.reply_to)
        )
    mail["Date"] = format_datetime(now())
    mail["Message-ID"] = f"<{message.public_id}@{our_host()}>"
    mail["Auto-Submitted"] = "auto-generated"
    if decline:
        mail["List-Unsubscribe"] = f"<{decline}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    footer_links = [NavLink(url=decline, label=_("I want less mail"))] if decline else []
    whole = {"why": message.why, "footer_links": footer_links} | context
    mail.set_content(render_to_string(f"{template}.txt", whole).strip() + "\n")
    mail.add_alternative(render_to_string(f"{template}.html", whole), subtype="html")
    return mail


def envelope_address(address: str) -> str:
    """``address`` with its domain in ASCII, as mail servers take it."""
    local, _at, domain = address.rpartition("@")
    return f"{local}@{punycode(domain)}"
