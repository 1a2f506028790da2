"""Links that let their reader in: made when a message is sent, used once, and kept as a hash only."""

import datetime as dt
import secrets
from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import PersonalLink, User
from accounts.queries.links import TAPPED_TWICE, hash_secret
from accounts.services.audit import record
from accounts.services.profile import name_person
from core.clock import now
from core.errors import Conflict

VALID_DAYS = 30

EntryListener = Callable[[User, str], None]
"""Takes who came in and the path that the link led to; "" where somebody signed in without a link."""

_listeners: list[EntryListener] = []


def on_entry(listener: EntryListener) -> None:
    """Let ``listener`` hear of everybody who comes in; called in ``AppConfig.ready``."""
    if listener not in _listeners:
        _listeners.append(listener)


def announce_entry(*, user: User, leads_to: str = "") -> None:
    """Tell the listeners that ``user`` came in, on the way to the path ``leads_to``."""
    for listener in _listeners:
        listener(user, leads_to)


def make_personal_link(*, user: User, leads_to: str, days: int = VALID_DAYS) -> str:
    """A whole address that signs ``user`` in after one press of a button, and then goes on to the path ``leads_to``.

    It works once, and for ``days`` days. Only the hash of its secret is stored.
    """
    secret = secrets.token_urlsafe(32)
    PersonalLink.objects.create(
        user=user,
        secret_hash=hash_secret(secret),
        leads_to=leads_to,
        expires_at=now() + dt.timedelta(days=days),
    )
    return settings.SITE_URL + reverse("accounts:personal_link", args=[secret])


def end_links(*, user: User, leads_to: str) -> None:
    """End the links of ``user`` that lead to the path ``leads_to``, in the caller's transaction."""
    links = PersonalLink.objects.filter(user=user, leads_to=leads_to, used_at__isnull=True)
    links.filter(expires_at__gt=now()).update(expires_at=now())


@transaction.atomic
def use_link(*, link: PersonalLink, name: str = "") -> None:
    """Mark ``link`` as used; ``name`` is what its reader wants to be called, if said.

    Whoever lets the reader in announces that (``announce_entry``): there may be a second step before it.

    The same press of the button twice is one use. Raises ``Conflict`` when it was used before or has expired.
    """
    at = now()
    works = Q(used_at__isnull=True, expires_at__gt=at) | Q(used_at__gt=at - TAPPED_TWICE)
    if not PersonalLink.objects.filter(works, pk=link.pk).update(used_at=Coalesce("used_at", at)):
        raise Conflict(_("This link has been used, or is too old."))
    if name and not link.user.name:
        name_person(person=link.user, name=name, by=link.user)
    record(link.user, "accounts.link_used", link, scope=link.user.scope)
