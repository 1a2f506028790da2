"""Boxes to tick by several people at once."""

from collections.abc import Sequence
from typing import Any

from django import forms


class TickForm(forms.Form):
    """Boxes to tick, with what was ticked when the page was made: so that two people who tick at the same time each
    change only what they changed.
    """

    ticked = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple())
    was = forms.CharField(required=False, max_length=20_000, widget=forms.HiddenInput())

    def __init__(
        self, data: Any, *, label: Any, choices: Sequence[tuple[str, Any]], ticked: Sequence[str]
    ) -> None:
        super().__init__(data, initial={"ticked": list(ticked), "was": " ".join(ticked)})
        field: Any = self.fields["ticked"]
        field.label, field.choices = label, choices

    def changes(self) -> tuple[set[str], set[str]]:
        """What was ticked, and what was unticked."""
        now, was = set(self.cleaned_data["ticked"]), set(self.cleaned_data["was"].split())
        return now - was, was - now
