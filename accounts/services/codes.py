"""Codes to sign in with. Accounts stand below the outbox, so the outbox says how one is sent."""

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol

from django.db import connections

from accounts.models import User
from accounts.queries.domains import organisation_with_mail

log = logging.getLogger(__name__)


class Sender(Protocol):
    """Sends a code and stores it nowhere."""

    def __call__(self, *, to: User | str, code: str) -> None:
        """``to`` is a person, or the address of somebody who gets an account when the code comes back."""


_senders: list[Sender] = []
_pool = ThreadPoolExecutor(max_workers=4, thread_name_prefix="codes")
"""Whoever asks for a code gets the same answer in the same time, whether the address is known or not: so everything
that only happens for a known one (its row, the mail server) happens aside."""


def send_codes_by(sender: Sender) -> None:
    """Let ``sender`` send the codes; called in ``AppConfig.ready``."""
    _senders[:] = [sender]


def send_code(*, address: str, code: str) -> Future[None]:
    """Send ``code`` to the person with ``address``, or to one who can get an account by it, aside; else to nobody.

    The future tells when it went.
    """
    return _pool.submit(_send, address, code)


def _send(address: str, code: str) -> None:
    try:
        to = _recipient(address.lower())
        for sender in _senders if to else []:
            assert to is not None  # noqa: S101 - for the type checker
            sender(to=to, code=code)
    except Exception:
        log.exception("code_not_sent")
    finally:
        connections.close_all()


def _recipient(address: str) -> User | str | None:
    user = User.objects.filter(email=address).first()
    if user is None:
        return address if organisation_with_mail(address) else None
    return user if user.is_active and not user.is_guest else None
