"""Declining mail that need not come: the button behind "I want less mail"."""

from django.core import signing
from django.db import transaction

from accounts.models import User
from accounts.services.audit import record
from outbox.services.mail import DECLINE_SALT


def reader_of(token: str) -> User | None:
    """Whose mail the signed ``token`` is about; None where nobody's."""
    try:
        return User.objects.filter(pk=signing.loads(token, salt=DECLINE_SALT)).first()
    except signing.BadSignature:
        return None


@transaction.atomic
def choose_extra_mail(*, user: User, wanted: bool) -> None:
    """Let ``user`` get mail that can be declined, or not; the same choice again changes nothing."""
    changed = User.objects.filter(pk=user.pk, reads_extra_mail=not wanted).update(reads_extra_mail=wanted)
    if changed:
        record(user, "outbox.extra_mail_wanted" if wanted else "outbox.extra_mail_declined", user)
