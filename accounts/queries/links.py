"""Reads about personal links: what state one is in, and what it leads to, in words."""

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from accounts.enums import LinkState
from accounts.models import PersonalLink, User
from core.clock import now

TAPPED_TWICE = dt.timedelta(seconds=30)
"""How long a link that was used works on: a second tap of the button was on its way when the first one let in."""


@dataclass(frozen=True, slots=True)
class Welcome:
    """What a link leads to, for the one who opens it."""

    title: str
    text: str = ""
    accent: str = ""


@dataclass(frozen=True, slots=True)
class FoundLink:
    """A link as its page needs it."""

    state: LinkState
    link: PersonalLink | None = None
    welcome: Welcome | None = None


Welcomer = Callable[[User, str], Welcome | None]
"""Takes the person whose link it is and the path that it leads to; None where that is not of its app."""

_welcomers: list[Welcomer] = []


def welcome_by(welcomer: Welcomer) -> None:
    """Let ``welcomer`` say in words what links lead to; called in ``AppConfig.ready``."""
    if welcomer not in _welcomers:
        _welcomers.append(welcomer)


def hash_secret(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def find_link(secret: str) -> FoundLink:
    """The link with ``secret``, its state now, and what it leads to. 1 query, and those of the welcomer."""
    link = PersonalLink.objects.select_related("user").filter(secret_hash=hash_secret(secret)).first()
    if link is None or not link.user.is_active:
        return FoundLink(LinkState.UNKNOWN)
    if link.used_at is not None:
        return FoundLink(LinkState.USED, link)
    if link.expires_at <= now():
        return FoundLink(LinkState.EXPIRED, link)
    welcomes = (welcomer(link.user, link.leads_to) for welcomer in _welcomers)
    return FoundLink(LinkState.OPEN, link, next(filter(None, welcomes), None))
