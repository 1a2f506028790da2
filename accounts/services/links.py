"""Links that let their reader in: made when a message is sent, and kept as a hash only."""

import datetime as dt
import hashlib
import secrets

from django.conf import settings
from django.urls import reverse

from accounts.models import PersonalLink, User
from core.clock import now

VALID_FOR = dt.timedelta(days=30)


def hash_secret(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def make_personal_link(*, user: User, leads_to: str) -> str:
    """A whole address that signs ``user`` in after one press of a button, and then goes on to the path ``leads_to``."""
    secret = secrets.token_urlsafe(32)
    PersonalLink.objects.create(
        user=user, secret_hash=hash_secret(secret), leads_to=leads_to, expires_at=now() + VALID_FOR
    )
    return settings.SITE_URL + reverse("accounts:personal_link", args=[secret])
