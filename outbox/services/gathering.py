"""The daily post: what can wait comes together in one mail per reader and day, a message of its own."""

import datetime as dt
import logging
from collections import defaultdict

from django.db import transaction
from django.utils.translation import gettext_lazy

from core.clock import local, now
from outbox.enums import DAILY_POST, MessageState, Urgency
from outbox.models import Message
from outbox.services.hours import is_quiet
from outbox.services.kinds import find_kind
from outbox.services.queue import Planned, insert_rows, make_row
from outbox.services.rhythm import when_to_send

log = logging.getLogger(__name__)
WHY = gettext_lazy("What can wait comes together in one mail, once a day.")


def gather_due() -> None:
    """Put what is due for the daily post into one post per reader; at night it stays for the morning."""
    at = now()
    if is_quiet(at, Urgency.DIGEST):
        return
    of_reader: dict[int | str, list[int]] = defaultdict(list)
    for pk, user, address in Message.objects.for_the_post(at).values_list("pk", "user", "recipient"):
        of_reader[user or address].append(pk)
    for pks in of_reader.values():
        try:
            _gather(pks, at)
        except Exception:  # one post that cannot be made holds up no other
            log.exception("post_not_gathered", extra={"messages": pks})


@transaction.atomic
def _gather(pks: list[int], at: dt.datetime) -> None:
    """Write the post of one reader with the messages ``pks``, unless somebody else just did.

    Post and messages are tied in one transaction, so nothing comes into a post that is on its way. There is one a day
    (the dedupe key): what comes after it waits until tomorrow, or goes by itself.
    """
    messages = list(Message.objects.filter(pk__in=pks).select_related("user").order_by("due_at", "pk"))
    first = messages[0]
    post = make_row(
        Planned(
            kind=DAILY_POST, to=first.user or first.recipient, scope="", params={}, why=WHY, due_at=at,
            dedupe=local(at).date().isoformat(), language=first.language,
        )
    )  # fmt: skip
    post.due_at = at
    if insert_rows([post]):
        post = Message.objects.get(public_id=post.public_id)
        Message.objects.for_the_post(at).filter(pk__in=pks).update(daily_post=post)
        return
    for message in messages:
        _wait_on(message, at)


def _wait_on(message: Message, at: dt.datetime) -> None:
    kind = find_kind(message.kind)
    urgency, due_at = Urgency.SOON, at
    if kind is not None:
        urgency, due_at = when_to_send(kind, params=message.params, user=message.user, due_at=at)
    waiting = Message.objects.filter(pk=message.pk, state=MessageState.PLANNED, daily_post=None)
    waiting.update(urgency=urgency, due_at=due_at)
