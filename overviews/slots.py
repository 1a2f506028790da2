"""What overviews put on pages of lower apps: on the page about oneself, and on the door of the demo."""

from typing import Any

from django.conf import settings

from core.slots import Filling
from overviews.queries.quiet import seen_of
from overviews.services.demo.people import ADMIN, FACILITATOR, PASSWORD, PEOPLE


def demo_accounts() -> Filling | None:
    """At the door: who one can be. No query."""
    if not settings.DEMO:
        return None
    accounts = [(somebody.email, somebody.name) for somebody in (FACILITATOR, *PEOPLE[:5], ADMIN)]
    return Filling("overviews/_demo_accounts.html", {"accounts": accounts, "password": PASSWORD})


def demo_mail() -> Filling | None:
    """Where a code is asked for: the mail of the demo, which reaches nobody. No query."""
    return Filling("overviews/_demo_mail.html", {}) if settings.DEMO else None


def seen_of_me(*, viewer: Any) -> Filling | None:
    """On the page about oneself: what facilitators and coaches read about this person. 11 queries."""
    rows = seen_of(viewer)
    return Filling("overviews/_seen_of_me.html", {"rows": rows}) if rows else None
