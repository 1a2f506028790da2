"""Codes to sign in with. Accounts stand below the outbox, so the outbox says how one is sent."""

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol

from django.db import connections

from accounts.models import User

log = logging.getLogger(__name__)


class Sender(Protocol):
    """Sends a code and stores it nowhere."""

    def __call__(self, *, user: User, code: str) -> None: ...


_senders: list[Sender] = []
_pool = ThreadPoolExecutor(max_workers=4, thread_name_prefix="codes")
"""Whoever asks for a code gets the same answer in the same time, whether the address is known or not: so everything
that only happens for a known one (its row, the mail server) happens aside."""


def send_codes_by(sender: Sender) -> None:
    """Let ``sender`` send the codes; called in ``AppConfig.ready``."""
    _senders[:] = [sender]


def send_code(*, address: str, code: str) -> Future[None]:
    """Send ``code`` to the person with ``address``, aside; to nobody where nobody has it.

    The future tells when it went.
    """
    return _pool.submit(_send, address, code)


def _send(address: str, code: str) -> None:
    try:
        user = User.objects.filter(email=address.lower(), is_active=True, is_guest=False).first()
        for sender in _senders if user else []:
            assert user is not None  # noqa: S101 - for the type checker
            sender(user=user, code=code)
    except Exception:
        log.exception("code_not_sent")
    finally:
        connections.close_all()
