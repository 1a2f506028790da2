"""Forms at the door of an evening."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import CleanCharField
from sessions.queries.guests import KnownPerson, read_code
from sessions.services.guests import LONGEST_NAME


class CodeForm(forms.Form):
    """The code on the wall."""

    code = CleanCharField(
        label=_("Which code is on the wall?"),
        help_text=_("Six letters and figures. Small letters and spaces do not matter."),
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "class": "kw-input--code",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "autofocus": True,
            }
        ),
        error_messages={"required": _("Fill in the code that is on the wall.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound:
            self.fields["code"].widget.attrs.pop("autofocus")  # the summary of what is wrong takes the focus

    def clean_code(self) -> str:
        """The code as the door has it."""
        code = read_code(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(_("A code has six letters and figures, such as K7M 2XW."))
        return code


class SeatForm(forms.Form):
    """What a guest says: a name, and at which table."""

    name = CleanCharField(
        label=_("What may we call you?"),
        help_text=_("Your first name is enough. It stands below your ideas."),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": _("Say what we may call you.")},
    )
    team = forms.ChoiceField(
        label=_("With which team do you sit?"),
        widget=forms.RadioSelect(),
        error_messages={"required": _("Say with which team you sit.")},
    )
    key = CleanCharField(required=False, max_length=64, widget=forms.HiddenInput())

    def __init__(self, *args: Any, tables: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tables = {team.public_id: team for team in tables}
        self.fields["team"].choices = [(key, team.name) for key, team in self.tables.items()]  # type: ignore[attr-defined]
        if len(tables) < 2:
            del self.fields["team"]
        self.initial.setdefault("key", str(uuid.uuid4()))

    def clean(self) -> dict[str, Any]:
        """The team as an object; None where there is nothing to choose."""
        cleaned = super().clean() or self.cleaned_data
        cleaned["team"] = self.tables.get(cleaned.get("team") or "")
        return cleaned


class TieForm(forms.Form):
    """Who a guest turned out to be."""

    person = forms.ChoiceField(label=_("Who is it?"), error_messages={"required": _("Choose who it is.")})

    def __init__(self, *args: Any, people: tuple[KnownPerson, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose a name")),
            *((one.public_id, f"{one.name} ({one.about})" if one.about else one.name) for one in people),
        ]
