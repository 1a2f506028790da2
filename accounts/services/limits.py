"""How often somebody may try to get in: a guesser is stopped, and whose account it is still comes in.

What is tried is counted per account and address together, so that a guesser elsewhere locks nobody out. What goes wrong
is counted per account and per address too, against many guessers of one account and one guesser of many. A device on
which this person was signed in before is counted by itself. Why these numbers: docs/decisions/0014.
"""

import ipaddress
import secrets
from dataclasses import dataclass

from django.utils.crypto import constant_time_compare, salted_hmac

from core.limits import Limit

FLOOD = Limit("flood", 600, 60)
"""From one address, whatever it is: sixty people within a minute, some of them clumsy, and a tenfold of that."""
PASSWORDS = Limit("password", 10, 300)
"""Tried for one account, from one address or one known device."""
WRONG_AT_ACCOUNT = Limit("password-account", 50, 3600)
WRONG_FROM_ADDRESS = (Limit("password-address", 30, 300), Limit("password-address-long", 100, 3600))
CODES = (Limit("ask", 5, 60), Limit("ask-long", 15, 3600))
"""Asked for one account, from one address or one known device."""
CODES_OF_ACCOUNT = Limit("ask-account", 40, 3600)
WRONG_CODES = (Limit("code-address", 30, 300), Limit("code-address-long", 100, 3600))
"""Filled in from one address; each code takes three tries at most."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody who tries to get in: for which account, from where, on which device."""

    email: str
    place: str
    mark: str = ""
    """What the device shows of an earlier stay; empty where that was not of this account."""

    @property
    def key(self) -> str:
        """Who tries: the device where it is known, otherwise the address; both for this account alone."""
        return f"{hidden(self.email)}:{self.mark or self.place}"


def attempt_at(*, email: str, address: str, mark: str) -> Attempt:
    """An attempt at the account with ``email`` from the network ``address``, with what the device shows (``mark``)."""
    email = email.strip().lower()
    return Attempt(email, place_of(address), mark if is_marked(mark, email) else "")


def place_of(address: str) -> str:
    """``address`` as it is counted: of IPv6 the network, because a household has billions of addresses in it."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else str(found)


def hidden(email: str) -> str:
    """``email`` as the cache has it: not readable there."""
    return salted_hmac("accounts.limits", email, algorithm="sha256").hexdigest()[:32]


# ---- passwords -------------------------------------------------------------------------------------------------


def take_password_try(attempt: Attempt) -> bool:
    """Whether this password may be tried; it counts. The same for accounts that there are and that there are not."""
    FLOOD.count(attempt.place)
    if FLOOD.is_reached(attempt.place) or PASSWORDS.is_reached(attempt.key):
        return False
    if not attempt.mark and (
        WRONG_AT_ACCOUNT.is_reached(hidden(attempt.email))
        or any(limit.is_reached(attempt.place) for limit in WRONG_FROM_ADDRESS)
    ):
        return False
    PASSWORDS.count(attempt.key)
    return True


def note_wrong_password(attempt: Attempt) -> None:
    """It was wrong, or there is no such account."""
    if not attempt.mark:
        WRONG_AT_ACCOUNT.count(hidden(attempt.email))
        for limit in WRONG_FROM_ADDRESS:
            limit.count(attempt.place)


# ---- codes -----------------------------------------------------------------------------------------------------


def take_code_request(attempt: Attempt) -> bool:
    """Whether a code may be asked for; it counts, for accounts that there are and that there are not."""
    FLOOD.count(attempt.place)
    if FLOOD.is_reached(attempt.place) or any(limit.is_reached(attempt.key) for limit in CODES):
        return False
    if not attempt.mark and CODES_OF_ACCOUNT.is_reached(hidden(attempt.email)):
        return False
    for limit in CODES:
        limit.count(attempt.key)
    CODES_OF_ACCOUNT.count(hidden(attempt.email))
    return True


def may_fill_in_code(attempt: Attempt) -> bool:
    """Whether a code may be filled in: not where too many wrong ones came from this address."""
    return bool(attempt.mark) or not any(limit.is_reached(attempt.place) for limit in WRONG_CODES)


def note_wrong_code(attempt: Attempt) -> None:
    """It was another one."""
    if not attempt.mark:
        for limit in WRONG_CODES:
            limit.count(attempt.place)


# ---- known devices ---------------------------------------------------------------------------------------------


def mark_for(email: str) -> str:
    """What a device keeps after its owner was in: nobody can read an address in it, or make one for another account."""
    nonce = secrets.token_urlsafe(16)
    return f"{nonce}.{_seal(nonce, email)}"


def is_marked(mark: str, email: str) -> bool:
    """Whether the person with ``email`` was signed in on the device that shows ``mark``."""
    nonce, dot, seal = mark.partition(".")
    return bool(dot) and constant_time_compare(seal, _seal(nonce, email.lower()))


def _seal(nonce: str, email: str) -> str:
    return salted_hmac("accounts.known", f"{nonce}:{email}", algorithm="sha256").hexdigest()
