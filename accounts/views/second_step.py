"""The second step of every way in, and the way in by a passkey: views of allauth with our forms and answers."""

import json
from typing import Any, cast

from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from accounts.models import User
from accounts.queries.second_factor import factors_of, lacks_second_factor
from core.rendering import see_other

ALLOWED = {
    f"accounts:{name}"
    for name in (
        "security",
        "app_add",
        "app_remove",
        "passkey_add",
        "passkey",
        "passkey_remove",
        "recovery_codes",
        "password",
        "proof",
    )
}
"""Where somebody may go who must set up a second factor first, beside what is public (signing out is)."""


class SecondStep(AuthenticateView):
    """After the first step was right: a code of the app, a recovery code, or a passkey."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """The page again, as what it is: not accepted."""
        response: HttpResponse = super().form_invalid(form)
        response.status_code = 422
        return response

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """The forms of what this person has, and no others."""
        shown: dict[str, Any] = super().get_context_data(**context)
        factors = factors_of(cast(User, self.stage.login.user))
        shown["code_form"] = self.auth_form if factors.takes_codes else None
        shown["options"] = json.dumps(shown["js_data"]["request_options"]) if factors.passkeys else ""
        return shown


class PasskeyDoor(LoginWebAuthnView):
    """The whole way in by a passkey: it is a device and what unlocks it, so nothing more is asked."""


second_step = SecondStep.as_view()
passkey_door = PasskeyDoor.as_view()


def hold_without_second_factor(request: HttpRequest) -> HttpResponse | None:
    """Lead an administrator who has no second factor to where one sets it up; None for everybody else."""
    match = request.resolver_match
    if match is None or match.view_name in ALLOWED or not lacks_second_factor(cast(User, request.user)):
        return None
    return see_other(request, reverse("accounts:security"))
