"""Messages with a secret (a code to sign in): sent in the same call, and the secret is stored nowhere."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction

from accounts.models import User
from core.clock import now
from core.identifiers import new_public_id
from outbox.enums import MessageState
from outbox.models import Message
from outbox.services.kinds import Words
from outbox.services.queue import Planned, Recipient, make_row
from outbox.services.sending import send_claimed


def send_secret(
    kind: str,
    *,
    to: Recipient,
    secret: str,
    params: Mapping[str, Any],
    why: Words,
    scope: str = "",
    reply_to: User | str | None = None,
    language: str = "nl",
) -> Message:
    """Send a message of ``kind`` with ``secret`` to ``to``; returns its row, which holds no secret.

    The row is written in the caller's transaction and sent after commit: before this returns where there is none.
    A mail server that is away makes it fail at once: whoever waits for it asks for another secret.
    """
    row = make_row(
        Planned(
            kind=kind, to=to, scope=scope, params=params, dedupe=new_public_id(), why=why, due_at=now(),
            reply_to=reply_to, language=language,
        )
    )  # fmt: skip
    row.state = MessageState.SENDING
    row.claim = new_public_id()
    row.leased_until = now() + dt.timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)
    row.save()
    transaction.on_commit(lambda: send_claimed(row, secret=secret))
    return row
