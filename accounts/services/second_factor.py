"""Setting up, using and taking away second factors: an app with codes, passkeys, recovery codes for a lost phone."""

import logging
from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.utils import encrypt
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.enums import SecurityChange
from accounts.models import Organisation, User
from accounts.queries.second_factor import STEP_KEYS, app_secret, has_second_factor, step_of, why_not_helped
from accounts.services.audit import record
from core.errors import Conflict
from core.identifiers import new_public_id
from core.text import clean_text

log = logging.getLogger(__name__)

Teller = Callable[[User, SecurityChange, str], None]
"""Takes whose account it is, what changed, and the name of the passkey where it is one."""

_tellers: list[Teller] = []

LONGEST_NAME = 60


def tell_changes_by(teller: Teller) -> None:
    """Let ``teller`` tell people what changed in how they sign in; called in ``AppConfig.ready``."""
    _tellers[:] = [teller]


def note_change(
    *, person: User, change: SecurityChange, by: User | None, name: str = "", scope: str = ""
) -> None:
    """Write the trail of ``change`` (that of ``person`` or of ``scope``), and tell ``person``, in the caller's
    transaction."""
    record(by, f"accounts.{change}", person, scope=scope)
    for teller in _tellers:
        teller(person, change, name)


@transaction.atomic
def add_app(*, person: User, secret: str, code: str, by: User) -> bool:
    """Let an app that shares ``secret`` be the second factor of ``person``. Returns whether recovery codes were made.

    Raises ``ValidationError`` when ``code`` is not what such an app shows now, and ``Conflict`` when there is one.
    """
    step = step_of(secret, code)
    if step is None:
        raise ValidationError(_("This is not the code that your app shows now."))
    _lock(person)
    if Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists():
        raise Conflict(_("You have an app with codes already."))
    Authenticator.objects.create(
        user=person, type=Authenticator.Type.TOTP, data={"secret": encrypt(secret), "step": step}
    )
    return _added(person, SecurityChange.APP_ADDED, by)


@transaction.atomic
def add_passkey(*, person: User, credential: dict[str, Any], name: str, by: User) -> bool:
    """Let ``person`` sign in with the passkey of ``credential``. Returns whether recovery codes were made."""
    _lock(person)
    name = clean_text(name, single_line=True)[:LONGEST_NAME] or _("Passkey")
    data = {"name": name, "credential": credential, "public_id": new_public_id()}
    Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data=data)
    return _added(person, SecurityChange.PASSKEY_ADDED, by, name)


def _added(person: User, change: SecurityChange, by: User, name: str = "") -> bool:
    note_change(person=person, change=change, by=by, name=name)
    if Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).exists():
        return False
    RecoveryCodes.activate(person)
    return True


@transaction.atomic
def rename_passkey(*, person: User, public_id: str, name: str, by: User) -> None:
    """Call a passkey of ``person`` ``name``. Raises ``Conflict`` when it is gone."""
    passkey = _passkey(person, public_id)
    passkey.data["name"] = clean_text(name, single_line=True)[:LONGEST_NAME]
    passkey.save(update_fields=["data"])
    record(by, "accounts.passkey_renamed", person)


@transaction.atomic
def remove_passkey(*, person: User, public_id: str, by: User) -> None:
    """Take a passkey of ``person`` away. Raises ``Conflict`` when it is gone."""
    passkey = _passkey(person, public_id)
    name = passkey.data["name"]
    passkey.delete()
    _removed(person, SecurityChange.PASSKEY_REMOVED, by, name)


@transaction.atomic
def remove_app(*, person: User, by: User) -> None:
    """Take the app with codes of ``person`` away. Raises ``Conflict`` when it is gone."""
    _lock(person)
    deleted, _kinds = Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).delete()
    if not deleted:
        raise Conflict(_("That was removed already."))
    _removed(person, SecurityChange.APP_REMOVED, by)


def _removed(person: User, change: SecurityChange, by: User, name: str = "") -> None:
    if not has_second_factor(person):
        Authenticator.objects.filter(user=person).delete()  # recovery codes alone are no second factor
    note_change(person=person, change=change, by=by, name=name)


@transaction.atomic
def renew_recovery_codes(*, person: User, by: User) -> None:
    """Give ``person`` new recovery codes; the old ones are dead. Raises ``Conflict`` without a second factor."""
    _lock(person)
    if not has_second_factor(person):
        raise Conflict(_("Recovery codes belong to an app with codes or a passkey. Add one first."))
    Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).delete()
    RecoveryCodes.activate(person)
    note_change(person=person, change=SecurityChange.CODES_RENEWED, by=by)


@transaction.atomic
def remove_second_factor(*, person: User, by: User | None) -> int:
    """Take every second factor of ``person`` away, recovery codes included; what an operator does for a lost phone.

    Returns how many apps and passkeys there were.
    """
    _lock(person)
    count: int = Authenticator.objects.filter(user=person, type__in=STEP_KEYS).count()
    Authenticator.objects.filter(user=person).delete()
    if count:
        note_change(person=person, change=SecurityChange.REMOVED_BY_OPERATOR, by=by)
    return count


@transaction.atomic
def help_who_lost_factor(*, organisation: Organisation, person: User, by: User) -> None:
    """Take every second factor of a colleague away who lost it; ``by`` administers ``organisation`` and has found out
    that it is really this colleague who asks. From then on a code from the mail lets in; an administrator must set up
    a new second step before anything else.

    Raises ``ValidationError`` with the sentence of ``why_not_helped``, and ``Conflict`` where there is nothing (left).
    """
    _lock(person)
    if refusal := why_not_helped(organisation=organisation, person=person, by=by):
        raise ValidationError(refusal)
    if not has_second_factor(person):
        raise Conflict(_("This account has no second step (any more)."))
    Authenticator.objects.filter(user=person).delete()
    note_change(
        person=person,
        change=SecurityChange.REMOVED_BY_ADMINISTRATOR,
        by=by,
        name=f"{by} ({organisation.name})",
        scope=organisation.scope,
    )


@transaction.atomic
def use_code(*, person: User, code: str) -> Authenticator | None:
    """The app or the recovery codes of ``person`` that ``code`` belongs to, or None. What was used works no more:
    a code of the app and all before it, and a recovery code."""
    factors = (
        Authenticator.objects.select_for_update()
        .filter(user=person)
        .exclude(type=Authenticator.Type.WEBAUTHN)
    )
    for factor in factors.order_by("-type"):  # the app first
        try:
            if _uses(factor, code):
                return factor
        except ValueError:
            log.error("second_factor_sealed_with_a_key_that_is_gone", extra={"factor": factor.pk})
    return None


def _uses(factor: Authenticator, code: str) -> bool:
    if factor.type == Authenticator.Type.RECOVERY_CODES:
        return bool(factor.wrap().validate_code(code))
    secret = app_secret(factor)
    step = step_of(secret, code)
    if step is None or step <= factor.data.get("step", 0):
        return False
    factor.data |= {"step": step, "secret": encrypt(secret)}  # sealed with the newest key from now on
    factor.save(update_fields=["data"])
    return True


@transaction.atomic
def set_password(*, person: User, password: str, by: User) -> None:
    """Let ``person`` sign in with ``password``; other devices are signed out. Raises ``ValidationError``."""
    validate_password(password, person)
    person.set_password(password)
    person.save(update_fields=["password"])
    note_change(person=person, change=SecurityChange.PASSWORD_SET, by=by)


def _passkey(person: User, public_id: str) -> Authenticator:
    passkey: Authenticator | None = (
        Authenticator.objects.select_for_update()
        .filter(user=person, type=Authenticator.Type.WEBAUTHN, data__public_id=public_id)
        .first()
    )
    if passkey is None:
        raise Conflict(_("That was removed already."))
    return passkey


def _lock(person: User) -> None:
    """Two presses at once come one after the other."""
    User.objects.select_for_update().get(pk=person.pk)
