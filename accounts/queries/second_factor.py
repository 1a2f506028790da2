"""Reads about second factors: what a person has, and whether a code is one of this moment."""

import datetime as dt
import time
from collections.abc import Collection
from dataclasses import dataclass

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.utils.translation import gettext as _

from accounts.models import Organisation, OrganisationAdmin, User
from accounts.policies import ADMINISTRATOR
from core.access import standing_of
from core.clock import now

SHOWN_FOR = dt.timedelta(minutes=10)
"""How long recovery codes can be read after they were made: a page that is opened again by mistake loses nothing."""
DRIFT = 1
"""Steps of half a minute that the clock of a phone may be off, either way."""
STEP_KEYS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""What counts as a second factor. Recovery codes only stand in for one that was lost."""


@dataclass(frozen=True, slots=True)
class Passkey:
    """One passkey, as its owner knows it."""

    public_id: str
    name: str
    added_at: dt.datetime
    used_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Factors:
    """What one person has beside a password or the mail."""

    app_since: dt.datetime | None
    app_used_at: dt.datetime | None
    passkeys: tuple[Passkey, ...]
    codes_left: int | None
    """Recovery codes; None where none were made."""

    @property
    def any(self) -> bool:
        """Whether a second step is asked when this person signs in."""
        return self.app_since is not None or bool(self.passkeys)

    @property
    def takes_codes(self) -> bool:
        """Whether there is a code that this person could type."""
        return self.app_since is not None or bool(self.codes_left)


def factors_of(person: User) -> Factors:
    """What ``person`` has. 1 query."""
    app = codes = None
    passkeys = []
    for factor in Authenticator.objects.filter(user=person).order_by("pk"):
        if factor.type == Authenticator.Type.TOTP:
            app = factor
        elif factor.type == Authenticator.Type.RECOVERY_CODES:
            codes = factor
        else:
            passkeys.append(
                Passkey(factor.data["public_id"], factor.data["name"], factor.created_at, factor.last_used_at)
            )
    return Factors(
        app_since=app.created_at if app else None,
        app_used_at=app.last_used_at if app else None,
        passkeys=tuple(passkeys),
        codes_left=_codes_left(codes) if codes else None,
    )


def _codes_left(codes: Authenticator) -> int:
    return int(app_settings.RECOVERY_CODE_COUNT) - int(codes.data["used_mask"]).bit_count()


def has_second_factor(person: User) -> bool:
    """Whether a second step is asked when ``person`` signs in. 1 query."""
    return bool(Authenticator.objects.filter(user=person, type__in=STEP_KEYS).exists())


def lacks_second_factor(person: User) -> bool:
    """Whether ``person`` must set up a second factor before anything else. At most 1 query beyond the standing."""
    if not settings.SECOND_FACTOR_FOR_ADMINISTRATORS:
        return False
    return bool(standing_of(person).where("organisation", ADMINISTRATOR)) and not has_second_factor(person)


def who_has_second_factor(people: Collection[int]) -> set[int]:
    """Those of ``people`` (primary keys) of whom a second step is asked. 1 query."""
    factors = Authenticator.objects.filter(user__in=people, type__in=STEP_KEYS)
    return set(factors.values_list("user", flat=True))


def why_not_helped(*, organisation: Organisation, person: User, by: User) -> str:
    """Why ``by``, who administers ``organisation``, may not take the lost second factor of ``person`` away; empty where
    that may be done. At most 2 queries beyond the standing.

    Not for oneself: a second person has to look. Not for who does not belong here, and not for who administers an
    organisation that ``by`` does not: its door would open to whoever reads one mailbox.
    """
    if person == by:
        return _("Not for yourself: ask another administrator, or whoever keeps Koerswerk running.")
    admins = set(OrganisationAdmin.objects.filter(user=person).values_list("organisation", flat=True))
    if not person.is_active or organisation.pk not in {person.organisation_id, *admins}:
        return _("This person does not belong to your organisation.")
    if admins - standing_of(by).where("organisation", ADMINISTRATOR):
        return _("This person administers another organisation too. Ask whoever keeps Koerswerk running.")
    return ""


def fresh_recovery_codes(person: User) -> list[str]:
    """The recovery codes of ``person``, while they are new; afterwards nobody sees them again. 1 query."""
    codes = Authenticator.objects.filter(
        user=person, type=Authenticator.Type.RECOVERY_CODES, created_at__gt=now() - SHOWN_FOR
    ).first()
    return [f"{code[:4]} {code[4:]}" for code in codes.wrap().get_unused_codes()] if codes else []


def step_of(secret: str, code: str) -> int | None:
    """The number of the half minute that ``code`` belongs to, for an app with ``secret``; None where it is wrong."""
    here = int(time.time()) // app_settings.TOTP_PERIOD
    for step in range(here - DRIFT, here + DRIFT + 1):
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, step))):
            return step
    return None


def app_secret(factor: Authenticator) -> str:
    """The secret that an app shares with us. Raises ``ValueError`` where it was sealed with a key that is gone."""
    secret: str = decrypt(factor.data["secret"])
    return secret
