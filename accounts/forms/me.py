"""What a person says about himself or herself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import Language, MailRhythm
from accounts.models import User
from core.forms import CleanCharField, FileInput


class ProfileForm(forms.Form):
    """What a person says about himself or herself."""

    name = CleanCharField(
        label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    function = CleanCharField(
        label=_("Your function"),
        help_text=_("As it may stand below what you write: “adviser rural areas”."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    organisation = CleanCharField(
        label=_("Your organisation"),
        help_text=_("Choose one that is known, or type its name."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"list": "organisations", "autocomplete": "organization"}),
    )
    language = forms.ChoiceField(
        label=_("Language of pages and mail"), choices=Language.choices, widget=forms.RadioSelect()
    )
    mail_rhythm = forms.ChoiceField(
        label=_("How often do you get mail?"),
        help_text=_("A code that you ask for, an invitation and a changed date come at once in any case."),
        choices=MailRhythm.choices,
        widget=forms.RadioSelect(),
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "name": person.name,
            "function": person.function,
            "organisation": person.organisation.name if person.organisation else "",
            "language": person.language,
            "mail_rhythm": person.mail_rhythm,
        }
        super().__init__(*args, **kwargs)


class PictureForm(forms.Form):
    """A picture of oneself."""

    picture = forms.FileField(
        label=_("Your picture"),
        help_text=_("We cut a square from the middle, and keep nothing but the picture: no place, no date."),
        allow_empty_file=True,
        error_messages={"required": _("Choose a picture first.")},
        widget=FileInput(accept="image/*"),
    )
