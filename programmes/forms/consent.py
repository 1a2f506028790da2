"""The form with which somebody says how to be named in a programme."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.forms import CardSelect
from programmes.queries.consent import Way


class ConsentForm(forms.Form):
    """One of the ways, each with what would stand below the words of this person."""

    consent = forms.ChoiceField(
        label=_("What stands below what you contribute?"),
        widget=CardSelect(),
        error_messages={
            "required": _("Choose one of the three ways."),
            "invalid_choice": _("Choose one of the three ways."),
        },
    )

    def __init__(self, *args: Any, ways: Iterable[Way], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = list(ways)
        field: Any = self.fields["consent"]
        field.choices = [(way.value, capfirst(way.label)) for way in ways]
        field.widget.hints = {way.value: way.example for way in ways}
