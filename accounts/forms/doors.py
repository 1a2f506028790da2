"""What people type on the way in."""

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, LoginForm, RequestLoginCodeForm
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from core.forms import CleanCharField


def _dress_address(field: Any) -> None:
    field.label = _("Your e-mail address")
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(autocomplete="email", inputmode="email", maxlength="254", spellcheck="false")
    field.validators.append(MaxLengthValidator(254))


class AddressForm(RequestLoginCodeForm):
    """The address that a code goes to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress_address(self.fields["email"])


class PasswordForm(LoginForm):
    """Address and password, for who has one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress_address(self.fields["login"])
        password = self.fields["password"]
        password.label = _("Your password")
        password.help_text = ""
        password.widget.attrs.pop("placeholder", None)


class CodeForm(ConfirmLoginCodeForm):
    """The code from the mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label = _("Fill in the code")
        code.help_text = _("The code works for fifteen minutes.")
        code.widget = forms.TextInput(
            attrs={
                "class": "kw-input--code",
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "maxlength": "12",
                "autofocus": True,
            }
        )


class NameForm(forms.Form):
    """One's name, on the way in; it may wait."""

    name = CleanCharField(
        label=_("What is your name?"),
        help_text=_("So that others know who you are. You can change it later."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
