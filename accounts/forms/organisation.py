"""What administrators fill in about their organisation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import OrganisationKind
from accounts.models import Organisation, SignOn
from core.forms import CleanCharField


class OrganisationForm(forms.Form):
    """What an organisation is called, and what it is."""

    name = CleanCharField(
        label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "organization"})
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=OrganisationKind.choices)

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        kwargs["initial"] = {"name": organisation.name, "kind": organisation.kind}
        super().__init__(*args, **kwargs)


class AdministratorForm(forms.Form):
    """Who administers an organisation as well."""

    address = CleanCharField(
        label=_("E-mail address of a new administrator"),
        help_text=_("This person gets a mail, and can do here all that you can."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class DomainForm(forms.Form):
    """A mail domain."""

    domain = CleanCharField(
        label=_("Mail domain"),
        help_text=_("What stands behind the @ in your own address."),
        max_length=300,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}
        ),
    )


class SignOnForm(forms.Form):
    """The OpenID Connect provider of an organisation."""

    issuer = CleanCharField(
        label=_("Address of the provider (issuer)"),
        help_text=_(
            "Such as https://login.microsoftonline.com/…/v2.0. We ask there at once whether it is right."
        ),
        max_length=260,
        widget=forms.URLInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    client_id = CleanCharField(
        label=_("Client id"), max_length=190, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    secret = forms.CharField(
        label=_("Client secret"),
        max_length=500,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, row: SignOn | None, **kwargs: Any) -> None:
        kwargs["initial"] = {"issuer": row.issuer, "client_id": row.client_id} if row else {}
        super().__init__(*args, **kwargs)
        self.fields["secret"].required = row is None
        if row:
            self.fields["secret"].help_text = _("We have one. Leave this empty to keep it.")


class WorkAddressForm(forms.Form):
    """The address that one has at work."""

    address = forms.EmailField(
        label=_("Your e-mail address at work"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}),
    )
