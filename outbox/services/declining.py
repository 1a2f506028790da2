"""Choosing less mail: the button behind "I want less mail"."""

from django.core import signing
from django.db import transaction

from accounts.enums import MailRhythm
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
def choose_rhythm(*, user: User, rhythm: MailRhythm) -> None:
    """Let ``user`` get mail in ``rhythm`` from now on; the same choice again changes nothing."""
    changed = User.objects.filter(pk=user.pk).exclude(mail_rhythm=rhythm).update(mail_rhythm=rhythm)
    user.mail_rhythm = rhythm
    if not changed:
        return
    if rhythm == MailRhythm.DAILY:
        record(user, "outbox.daily_mail_wanted", user)
    else:
        needed = rhythm == MailRhythm.NEEDED
        record(user, "outbox.extra_mail_declined" if needed else "outbox.extra_mail_wanted", user)
