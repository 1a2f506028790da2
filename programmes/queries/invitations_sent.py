"""Invitations that were sent: the last one to each, and until when its link lets in."""

import datetime as dt
from collections.abc import Collection

from django.urls import reverse

from accounts.services.links import VALID_DAYS
from core.clock import now
from outbox.enums import MessageState
from outbox.models import Message
from programmes.models import Participation, Programme

A_WEEK = dt.timedelta(days=7)


def home_of(programme: Programme) -> str:
    """Where the link of an invitation leads."""
    return reverse("overviews:programme", args=[programme.public_id])


def last_invitation(participation: Participation) -> Message | None:
    """The last invitation to ``participation``, whatever became of it. 1 query."""
    invitations = Message.objects.of_scope(f"programme:{participation.programme_id}").filter(
        kind="invitation"
    )
    return invitations.filter(params__participation=participation.pk).order_by("-pk").first()


def last_invitations(programme: Programme) -> dict[int, Message]:
    """The last invitation by the primary key of its participation. 1 query."""
    invitations = Message.objects.of_scope(programme.scope).filter(kind="invitation").order_by("pk")
    fields = ("public_id", "params", "state", "sent_at", "due_at", "reason")
    return {message.params["participation"]: message for message in invitations.only(*fields)}


def has_expired(message: Message) -> bool:
    """Whether the link in the mail lets nobody in any more."""
    if message.state != MessageState.SENT or message.sent_at is None:
        return False
    return message.sent_at < now() - dt.timedelta(days=VALID_DAYS)


def never_opened(participations: Collection[Participation]) -> dict[int, dt.datetime]:
    """When the last invitation went to each of ``participations`` that never came in, by primary key; only where that
    was more than a week ago. 1 query, with ``programme`` fetched along."""
    outside = {one.pk: one for one in participations if one.accepted_at is None}
    sent = Message.objects.filter(
        scope__in={one.programme.scope for one in outside.values()},
        kind="invitation",
        state=MessageState.SENT,
        user__in={one.person_id for one in outside.values()},
    )
    last = dict(sent.order_by("sent_at").values_list("params__participation", "sent_at"))
    return {pk: at for pk, at in last.items() if pk in outside and at < now() - A_WEEK}
