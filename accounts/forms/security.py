"""What people type or give for the second step, and to say that it is really they."""

import binascii
from typing import Any

from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.internal.flows import check_rate_limit, post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm, LoginWebAuthnForm
from allauth.mfa.webauthn.internal import auth
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.services.second_factor import LONGEST_NAME, use_code
from core.forms import CleanCharField

NO_PASSKEY = _("That passkey did not work. Try again, or take another way.")
MALFORMED = (AttributeError, KeyError, LookupError, TypeError, ValueError, binascii.Error)
"""What the library raises for a credential that no browser would send."""
LONGEST_CREDENTIAL = 20_000


def _code_input(**attrs: Any) -> forms.TextInput:
    return forms.TextInput(
        attrs={"class": "kw-input--code", "autocomplete": "one-time-code", "maxlength": "20", **attrs}
    )


class SecondStepForm(AuthenticateForm):
    """A code of the app, or a recovery code; each works once."""

    reauthenticated = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = forms.CharField(
            label=_("The code"),
            help_text=_("Six digits from your app, or one of your recovery codes."),
            max_length=20,
            widget=_code_input(inputmode="numeric"),
        )

    def clean_code(self) -> str:
        """The code, used up. Raises ``ValidationError`` for a wrong one, and after too many."""
        forget_tries = check_rate_limit(self.user)
        code: str = self.cleaned_data["code"]
        factor = use_code(person=self.user, code=code)
        if factor is None:
            raise ValidationError(_("This code is not right, or has been used. Wait for the next one."))
        forget_tries()
        factor.user = self.user
        self.authenticator = factor
        return code

    def save(self) -> None:
        """Remember in this session which factor was shown."""
        post_authentication(context.request, self.authenticator, reauthenticated=self.reauthenticated)


class ProofForm(SecondStepForm):
    """The same, by somebody who is in."""

    reauthenticated = True


class CredentialField(forms.JSONField):
    """What a browser gives for a passkey, in a field that nobody sees."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(error_messages={"required": NO_PASSKEY, "invalid": NO_PASSKEY})

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What stands in the field when the page comes back: nothing, for a credential is good for once."""
        return None

    def prepare_value(self, value: Any) -> str:
        """Never shown."""
        return ""

    def to_python(self, value: Any) -> Any:
        """The credential. Raises ``ValidationError`` for what is too long or too deep to be one."""
        if isinstance(value, str) and len(value) > LONGEST_CREDENTIAL:
            raise ValidationError(NO_PASSKEY)
        try:
            return super().to_python(value)
        except RecursionError as problem:
            raise ValidationError(NO_PASSKEY) from problem


class _WithPasskey:
    """What the forms of the library lack: a sentence for what no browser would send."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = CredentialField()

    def clean_credential(self) -> Authenticator:
        """The passkey that was shown."""
        try:
            passkey: Authenticator = super().clean_credential()  # type: ignore[misc]
        except MALFORMED as problem:
            raise ValidationError(NO_PASSKEY) from problem
        except ValidationError as problem:
            if getattr(problem, "code", "") == "incorrect_code":
                raise ValidationError(NO_PASSKEY) from problem
            raise
        return passkey


class PasskeyStepForm(_WithPasskey, AuthenticateWebAuthnForm):
    """A passkey as the second step."""


class PasskeyProofForm(_WithPasskey, AuthenticateWebAuthnForm):
    """The same, by somebody who is in."""

    reauthenticated = True


class PasskeyDoorForm(_WithPasskey, LoginWebAuthnForm):
    """A passkey as the whole way in: the device, and what unlocks it."""


class AppForm(forms.Form):
    """The code that a new app shows."""

    code = forms.CharField(
        label=_("Which code does your app show?"),
        max_length=20,
        widget=_code_input(inputmode="numeric"),
    )


class PasskeyForm(forms.Form):
    """A new passkey, and what it is called."""

    name = CleanCharField(
        label=_("What do you call it?"),
        help_text=_("Such as “my phone”, so that you know later which one it is."),
        max_length=LONGEST_NAME,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    credential = CredentialField()

    def clean_credential(self) -> dict[str, Any]:
        """What the browser gave, checked against what was asked in this session."""
        credential: dict[str, Any] = self.cleaned_data["credential"]
        try:
            auth.parse_registration_response(credential)
            auth.complete_registration(credential)
        except (*MALFORMED, ValidationError) as problem:
            raise ValidationError(NO_PASSKEY) from problem
        return credential


class PasskeyNameForm(forms.Form):
    """What a passkey is called."""

    name = CleanCharField(
        label=_("What do you call it?"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class NewPasswordForm(forms.Form):
    """A password of one's own."""

    password = forms.CharField(
        label=_("A new password"),
        help_text=_("At least twelve characters. A sentence of a few words is strong, and easy to keep."),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class PasswordProofForm(forms.Form):
    """One's password, by somebody who is in."""

    password = forms.CharField(
        label=_("Your password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class MailProofForm(forms.Form):
    """The code from the mail, by somebody who is in."""

    code = forms.CharField(
        label=_("Fill in the code"),
        help_text=_("The code works for fifteen minutes."),
        max_length=20,
        widget=_code_input(inputmode="numeric"),
    )
