"""Forms about tables and pairs."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sessions.enums import WhoSits
from sessions.queries.seating import SeatedPerson

TABLES, SIZE = "tables", "size"


class PairsForm(forms.Form):
    """Who is put in pairs."""

    who = forms.ChoiceField(label=_("Who gets a seat?"), choices=WhoSits.choices, widget=forms.RadioSelect)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    """Of the seating that this person saw."""


class TablesForm(PairsForm):
    """How many tables, or how large."""

    by = forms.ChoiceField(
        label=_("What do you want to say?"),
        choices=[(SIZE, _("How many people at a table, at most")), (TABLES, _("How many tables"))],
        widget=forms.RadioSelect,
        initial=SIZE,
    )
    number = forms.IntegerField(label=_("How many?"), min_value=1, max_value=500, initial=4)
    field_order = ("by", "number", "who", "version")

    def clean(self) -> dict[str, Any]:
        """Refuse a table of one."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("by") == SIZE and cleaned.get("number") == 1:
            self.add_error("number", _("Choose at least two people at a table: nobody should sit alone."))
        return cleaned


class SwapForm(forms.Form):
    """Two people who change seats."""

    one = forms.ChoiceField(label=_("Who?"))
    other = forms.ChoiceField(label=_("With whom?"))

    def __init__(self, *args: Any, people: Iterable[tuple[int, SeatedPerson]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            ("", _("Choose a name")),
            *(
                (one.public_id, _("%(name)s, number %(table)s") % {"name": one.name, "table": table})
                for table, one in people
            ),
        ]
        for name in ("one", "other"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]


class ShowForm(forms.Form):
    """Show it on phones, or not."""

    shown = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])
