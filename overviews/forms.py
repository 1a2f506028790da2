"""The form of a note to one person."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import CleanCharField
from overviews.services.asking import LONGEST_NOTE


class NoteForm(forms.Form):
    """A few words to one person; ``known`` is the last contact that the writer saw."""

    text = CleanCharField(
        label=_("Your note"),
        max_length=LONGEST_NOTE,
        help_text=_("From you, with your address: the answer comes to you. Write it as you would say it."),
        widget=forms.Textarea(attrs={"rows": 9, "class": "kw-input kw-input--area kw-quiet__text"}),
        error_messages={"required": _("Write a few words first.")},
    )
    key = CleanCharField(max_length=40, widget=forms.HiddenInput(attrs={"data-draft-keep": ""}))
    known = forms.IntegerField(min_value=0, max_value=2**62, widget=forms.HiddenInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", str(uuid.uuid4()))
