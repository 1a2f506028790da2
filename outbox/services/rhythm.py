"""Whether a message goes by itself or in the daily post of its reader, and when."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.enums import MailRhythm
from accounts.models import User
from core.templatetags.kw_dates import kw_time
from outbox.enums import MessageState, Urgency
from outbox.services.hours import POST_AT, sendable_from
from outbox.services.kinds import MessageKind, Params

SPARE = dt.timedelta(hours=4)
"""How long before its matter a message must have come: a reminder at half past seven of nine o'clock is none."""


def when_to_send(
    kind: MessageKind, *, params: Params, user: User | None, due_at: dt.datetime
) -> tuple[Urgency, dt.datetime]:
    """How and from when a message of ``kind`` that is due at ``due_at`` goes to ``user``.

    In the daily post (``Urgency.DIGEST``) goes what is a matter for it, and what can wait where its reader wants mail
    once a day; but for what must go alone, and for what the post would bring too late.
    """
    gathers = user is not None and user.mail_rhythm == MailRhythm.DAILY and kind.urgency == Urgency.SOON
    if (gathers or kind.urgency == Urgency.DIGEST) and not kind.goes_alone:
        post = sendable_from(due_at, Urgency.DIGEST)
        if _comes_in_time(kind, params, post):
            return Urgency.DIGEST, post
    urgency = Urgency.NOW if kind.urgency == Urgency.NOW else Urgency.SOON
    return urgency, sendable_from(due_at, urgency)


def _comes_in_time(kind: MessageKind, params: Params, post: dt.datetime) -> bool:
    try:
        matter = kind.matter_at(params)
    except (LookupError, TypeError, ValueError):  # a row of an older version may lack what the kind asks for
        return False
    return matter is None or post + SPARE <= matter


def about_post(*, in_post: int, people: int, state: str) -> str:
    """That ``in_post`` of ``people`` get a message in their daily post, or got it; empty where nobody does."""
    if not in_post or state not in {MessageState.PLANNED, MessageState.SENDING, MessageState.SENT}:
        return ""
    told = {"n": in_post, "clock": kw_time(POST_AT)}
    if state == MessageState.SENT:
        some = ngettext(
            "One of them got it in the daily post of %(clock)s.",
            "%(n)d of them got it in the daily post of %(clock)s.",
            in_post,
        )
        return (_("It went in the daily post of %(clock)s.") if in_post == people else some) % told
    some = ngettext(
        "One of them gets it in the daily post of %(clock)s.",
        "%(n)d of them get it in the daily post of %(clock)s.",
        in_post,
    )
    return (_("It goes in the daily post of %(clock)s.") if in_post == people else some) % told
