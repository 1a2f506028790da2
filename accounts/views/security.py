"""Signing in and safety: what one has, adding and removing it, a password, recovery codes."""

import json
from typing import cast

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import clear_totp_secret, get_totp_secret
from allauth.mfa.webauthn.internal.auth import begin_registration
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.forms.security import AppForm, NewPasswordForm, PasskeyForm, PasskeyNameForm
from accounts.models import User
from accounts.queries.second_factor import factors_of, fresh_recovery_codes, lacks_second_factor
from accounts.services.devices import end_other_devices
from accounts.services.second_factor import (
    add_app,
    add_passkey,
    remove_app,
    remove_passkey,
    rename_passkey,
    renew_recovery_codes,
    set_password,
)
from accounts.views.security_proof import proved
from core.access import signed_in
from core.errors import conflict_as_error
from core.rendering import render_page, see_other
from core.slots import fill


@signed_in
@never_cache
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """What this person has to sign in with; and what upper apps and our neighbours show beside it."""
    person = _person(request)
    factors = factors_of(person)
    context = {
        "factors": factors,
        "must": lacks_second_factor(person),
        "has_password": person.has_usable_password(),
        "fillings": fill("me.security", viewer=person, request=request),
    }
    return render_page(request, "accounts/security/page.html", None, context)


@signed_in
@never_cache
@require_http_methods(["GET", "POST"])
@proved
def app_add(request: HttpRequest) -> HttpResponse:
    """Show the secret as a picture and as words, and ask for the first code."""
    person = _person(request)
    if factors_of(person).app_since:
        return _back(request)
    secret = get_totp_secret()
    form = AppForm(request.POST or None)
    if form.is_valid():
        with conflict_as_error(form, "code"):
            codes = add_app(person=person, secret=secret, code=form.cleaned_data["code"], by=person)
            clear_totp_secret(request)
            return _added(request, codes, _("From now on we ask for a code of your app when you sign in."))
    address = get_adapter().build_totp_url(person, secret)
    context = {
        "form": form,
        "picture": get_adapter().build_totp_svg(address),
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "address": address,
    }
    return render_page(request, "accounts/security/app.html", None, context)


@signed_in
@require_http_methods(["GET", "POST"])
@proved
def app_remove(request: HttpRequest) -> HttpResponse:
    """Say what it means, and take the app away."""
    person = _person(request)
    factors = factors_of(person)
    if request.method == "POST":
        remove_app(person=person, by=person)
        return _back(request, _("The app with codes is removed."))
    if not factors.app_since:
        return _back(request)
    return render_page(request, "accounts/security/app_remove.html", None, {"last": not factors.passkeys})


@signed_in
@never_cache
@require_http_methods(["GET", "POST"])
@proved
def passkey_add(request: HttpRequest) -> HttpResponse:
    """Let the browser make a passkey, and keep its public half."""
    person = _person(request)
    form = PasskeyForm(request.POST or None)
    if form.is_valid():
        codes = add_passkey(
            person=person,
            credential=form.cleaned_data["credential"],
            name=form.cleaned_data["name"],
            by=person,
        )
        return _added(request, codes, _("From now on you can sign in with this passkey."))
    context = {"form": form, "options": json.dumps(begin_registration(person, True))}
    return render_page(request, "accounts/security/passkey_add.html", None, context)


@signed_in
@require_http_methods(["GET", "POST"])
@proved
def passkey(request: HttpRequest, passkey_id: str) -> HttpResponse:
    """One passkey: call it otherwise, or remove it."""
    person = _person(request)
    factors = factors_of(person)
    found = next((one for one in factors.passkeys if one.public_id == passkey_id), None)
    if found is None:
        raise Http404
    form = PasskeyNameForm(request.POST or None, initial={"name": found.name})
    if form.is_valid():
        with conflict_as_error(form, "name"):
            rename_passkey(person=person, public_id=passkey_id, name=form.cleaned_data["name"], by=person)
            return _back(request, _("That is what it is called now."))
    last = len(factors.passkeys) == 1 and not factors.app_since
    context = {"form": form, "passkey": found, "last": last}
    return render_page(request, "accounts/security/passkey.html", None, context)


@signed_in
@require_POST
@proved
def passkey_remove(request: HttpRequest, passkey_id: str) -> HttpResponse:
    """Take a passkey away."""
    person = _person(request)
    remove_passkey(person=person, public_id=passkey_id, by=person)
    return _back(request, _("The passkey is removed."))


@signed_in
@never_cache
@require_http_methods(["GET", "POST"])
@proved
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Show the codes while they are new; afterwards only how many are left. The button makes new ones."""
    person = _person(request)
    if request.method == "POST":
        renew_recovery_codes(person=person, by=person)
        return see_other(request, reverse("accounts:recovery_codes"))
    factors = factors_of(person)
    if factors.codes_left is None:
        return _back(request)
    codes = fresh_recovery_codes(person)
    context = {"codes": codes, "file": "\r\n".join(codes), "left": factors.codes_left}
    return render_page(request, "accounts/security/recovery_codes.html", None, context)


@signed_in
@never_cache
@require_http_methods(["GET", "POST"])
@proved
def password(request: HttpRequest) -> HttpResponse:
    """Set or change a password; other devices are signed out by it."""
    person = _person(request)
    form = NewPasswordForm(request.POST or None)
    if form.is_valid():
        with conflict_as_error(form, "password"):
            set_password(person=person, password=form.cleaned_data["password"], by=person)
            update_session_auth_hash(request, person)
            end_other_devices(user=person, keep=request.session.session_key, by=person)
            say = _("You can sign in with your new password. Other devices are signed out.")
            return _back(request, say)
    context = {"form": form, "has_password": person.has_usable_password()}
    return render_page(request, "accounts/security/password.html", None, context)


def _person(request: HttpRequest) -> User:
    return cast(User, request.user)


def _back(request: HttpRequest, say: str = "") -> HttpResponse:
    return see_other(request, reverse("accounts:security"), say=say)


def _added(request: HttpRequest, codes_made: bool, say: str) -> HttpResponse:
    """On to the recovery codes where they were made just now. Who set a factor up has shown it."""
    record_authentication(request, request.user, method="mfa", reauthenticated=True)
    page = "accounts:recovery_codes" if codes_made else "accounts:security"
    return see_other(request, reverse(page), say=say)
