"""How somebody is named where others read what that person contributed."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.audit import record
from core.clock import now
from programmes.enums import Consent
from programmes.models import Participation


@transaction.atomic
def choose_consent(*, participation: Participation, consent: str, by: User) -> None:
    """Let contributions be signed like this from now on. Raises ``ValidationError`` for an unknown way."""
    if consent not in Consent.values:
        raise ValidationError(_("Choose one of the three ways."))
    participation.consent = consent
    participation.consent_asked_at = now()
    # What this person made as a guest of an evening, before it was claimed, stands under another participation
    Participation.objects.filter(programme=participation.programme_id, person=participation.person_id).update(
        consent=consent, consent_asked_at=participation.consent_asked_at
    )
    record(
        by, "programmes.consent_chosen", participation, scope=participation.programme.scope, consent=consent
    )


@transaction.atomic
def put_off_consent(*, participation: Participation, by: User) -> None:
    """Note that this person was asked and chooses later; until then nobody is told the name."""
    if participation.consent_asked_at is None:
        choose_consent(participation=participation, consent=Consent.ANONYMOUS, by=by)
