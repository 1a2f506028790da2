"""What administrators fill in about their organisation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import OrganisationKind
from accounts.models import Organisation
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
