"""What a scribe fills in, one field after the other."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import CleanCharField
from ideas.queries.scribing import Speaker


class WriteForm(forms.Form):
    """Who said it, and what."""

    speaker = forms.ChoiceField(label=_("Whose idea is it?"))
    text = CleanCharField(
        label=_("The idea, in the words of who said it"),
        max_length=2000,
        widget=forms.Textarea(
            attrs={
                "class": "kw-capture__text kw-scribe__text",
                "rows": 3,
                "autofocus": True,
                "data-enter-sends": "",
                "maxlength": 2000,
            }
        ),
        error_messages={"required": _("Write the idea first. A few words are enough.")},
    )
    draft_key = CleanCharField(
        required=False, max_length=64, widget=forms.HiddenInput(attrs={"data-draft-keep": ""})
    )

    def __init__(self, *args: Any, speakers: list[Speaker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound:
            self.fields["text"].widget.attrs.pop("autofocus")  # the summary of what is wrong takes the focus
        self.speakers = {speaker.key: speaker for speaker in speakers}
        groups: dict[str, list[tuple[str, Any]]] = {}
        for speaker in speakers:
            label = speaker.name or _("somebody without a name here")
            groups.setdefault(speaker.team.name, []).append((speaker.key, label))
        one = len(groups) == 1
        self.fields["speaker"].choices = (  # type: ignore[attr-defined]
            next(iter(groups.values())) if one else list(groups.items())
        )
        self.initial.setdefault("draft_key", str(uuid.uuid4()))

    def chosen(self) -> Speaker:
        """Who said it."""
        return self.speakers[self.cleaned_data["speaker"]]


class CorrectForm(forms.Form):
    """Other words for an idea that the scribe typed."""

    idea = forms.CharField(max_length=20, widget=forms.HiddenInput)
    text = CleanCharField(
        label=_("What should it be?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
