"""Filters on messages."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from outbox.enums import DAILY_POST, MessageState, Urgency

if TYPE_CHECKING:
    from outbox.models import Message  # noqa: F401 - ruff does not look into QuerySet["Message"]


class MessageQuerySet(QuerySet["Message"]):
    """Messages by what is to happen to them."""

    def of_scope(self, scope: str) -> "MessageQuerySet":
        """The messages of one programme ("programme:12")."""
        return self.filter(scope=scope)

    def claimable(self, at: dt.datetime) -> "MessageQuerySet":
        """Due at ``at`` and held by nobody: planned, or being sent by a worker whose lease ran out.

        Not what goes in the daily post: that is sent with the post.
        """
        return self.filter(
            Q(state=MessageState.PLANNED, due_at__lte=at)
            | Q(state=MessageState.SENDING, leased_until__lt=at),
            ~Q(urgency=Urgency.DIGEST) | Q(kind=DAILY_POST),
            daily_post=None,
        )

    def for_the_post(self, at: dt.datetime) -> "MessageQuerySet":
        """What is due at ``at`` for the daily post and in none yet."""
        due = self.filter(state=MessageState.PLANNED, urgency=Urgency.DIGEST, due_at__lte=at, daily_post=None)
        return due.exclude(kind=DAILY_POST)
