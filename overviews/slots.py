"""What the demo puts on the door: its accounts, and where its mail is."""

from django.conf import settings

from core.slots import Filling
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
