"""Our answers to what allauth asks: nobody signs up, codes go out by the outbox, how long one stays signed in, and how
second factors are kept and drawn."""

from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.codes import send_code
from accounts.services.limits import Attempt, attempt_at, note_wrong_password, take_password_try
from accounts.services.links import announce_entry
from accounts.services.stay import stay_of
from core.sealing import seal, unseal


class InvitationOnly(DefaultAccountAdapter):
    """People come in by an invitation, and after that by a code or a password."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("This address and this password do not belong together."),
        "incorrect_code": _("This is not the code that we sent."),
        "rate_limited": _("That was too often. Wait a few minutes and try again."),
        "too_many_passwords": _("That was too often from here. Ask for a code, or wait a few minutes."),
        "too_many_login_attempts": _("That was too often. Wait a few minutes and try again."),
    }

    def attempt(self, request: HttpRequest, email: str) -> Attempt:
        """Who tries to get in to the account with ``email``, as the limits count it."""
        mark = request.COOKIES.get(settings.KNOWN_DEVICE_COOKIE_NAME, "")
        return attempt_at(email=email, address=self.get_client_ip(request), mark=mark)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a password before it is looked at, by our limits instead of the library's."""
        if not take_password_try(self.attempt(request, credentials.get("email", ""))):
            raise self.validation_error("too_many_passwords")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a wrong one."""
        note_wrong_password(self.attempt(request, credentials.get("email", "")))

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account of their own."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Give the code to whoever sends it; there is no other mail that we have allauth send."""
        if template_prefix != "account/email/login_code":
            raise LookupError(f"We send no mail {template_prefix}")
        send_code(address=email, code=context["code"])

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Show what went wrong. That something went well is seen on the page one comes to."""
        if message:
            super().add_message(request, level, extra_tags=extra_tags, message=message)

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign ``user`` in for as long as the role allows."""
        super().login(request, user)
        request.session.set_expiry(stay_of(user))

    def post_login(self, request: HttpRequest, user: User, **about: Any) -> HttpResponse:
        """Tell that ``user`` came in, by the front door or by a personal link, and go on."""
        by_link = about.get("signal_kwargs") or {}
        announce_entry(user=user, leads_to=by_link.get("leads_to", ""))
        return super().post_login(request, user, **about)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """Somebody whose account was closed is told nothing more than somebody unknown."""
        self.add_message(request, 40, message=str(self.error_messages["email_password_mismatch"]))
        return redirect("account_login")


class SecondFactor(DefaultMFAAdapter):
    """Secrets are sealed in the database, and stand under one name in every app."""

    def get_totp_issuer(self) -> str:
        """What an app with codes shows above the code."""
        return "Koerswerk"

    def build_totp_svg(self, url: str) -> str:
        """The address for an app as a picture to point a phone at: black on white, in the dark too."""
        code = segno.make(url, micro=False, error="m")
        return str(code.svg_data_uri(scale=5, border=4, light="#fff"))

    def encrypt(self, text: str) -> str:
        """The secret of an app, or of recovery codes, as the database has it."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret itself. Raises ``ValueError`` where its key is gone: nothing may pass for a secret."""
        secret = unseal(encrypted_text)
        if not secret:
            raise ValueError("Sealed with a key that is gone")
        return secret

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """For whom a passkey is: this address, under our name."""
        return super().get_public_key_credential_rp_entity() | {"name": "Koerswerk"}
