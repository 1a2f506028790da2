"""A few words in a round."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import CleanCharField


class WordForm(forms.Form):
    """What one says; with ``skip`` nothing."""

    text = CleanCharField(
        label=_("Your answer, in one or a few words"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    block = forms.CharField(max_length=12, required=False, widget=forms.HiddenInput)
    skip = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Something is said, or this person passes."""
        cleaned = super().clean() or {}
        if cleaned.get("skip"):
            cleaned["text"] = ""
        elif not cleaned.get("text") and "text" in cleaned:
            self.add_error("text", _("Write one word first, or pass."))
        return cleaned
