"""Forms of homework: made from the harvest fields of its assignment."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import CleanCharField, MarkdownInput, PhotosField
from homework.enums import Visibility
from homework.models import Assignment, Submission
from homework.services.submissions import MOST_PICTURES

LONGEST = {"short": 300, "long": 5000, "quote": 1500, "idea": 1000}


class HandInForm(forms.Form):
    """The harvest fields of one assignment. Nothing is required here: a draft may be half; handing in asks
    the service."""

    learned = CleanCharField(
        label=_("What kept you from it, and what do you learn from that?"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(
        self, data: Any, files: Any, *, assignment: Assignment, submission: Submission | None
    ) -> None:
        initial = {
            **(submission.answers if submission else {}),
            "learned": submission.learned if submission else "",
        }
        super().__init__(data, files, initial=initial)
        self.assignment = assignment
        for field in assignment.fields:
            self.fields[field["key"]] = self._field(field)

    @staticmethod
    def _field(field: dict[str, Any]) -> forms.Field:
        label, hint = field["label"], field.get("help", "")
        if field["kind"] == "photo":
            return PhotosField(
                most=MOST_PICTURES,
                too_many=_("Choose eight photos at most."),
                label=label,
                help_text=hint,
                required=False,
            )
        if field["kind"] == "link":
            return forms.URLField(
                label=label, help_text=hint, required=False, max_length=500, assume_scheme="https"
            )
        lines = {"short": 0, "idea": 2, "quote": 3, "long": 5}[field["kind"]]
        widget: forms.Widget = forms.Textarea(attrs={"rows": lines}) if lines else forms.TextInput()
        if field["kind"] == "quote":
            widget.attrs["class"] = "kw-input--quote"
        return CleanCharField(
            label=label, help_text=hint, required=False, max_length=LONGEST[field["kind"]], widget=widget
        )

    def mark_required(self) -> None:
        """Let the labels tell which answers handing in asks for; called after cleaning, which asks for none."""
        self.use_required_attribute = False
        for field in self.assignment.fields:
            self.fields[field["key"]].required = bool(field.get("required"))

    def text_keys(self) -> list[str]:
        """The harvest fields that hold text."""
        return [field["key"] for field in self.assignment.fields if field["kind"] != "photo"]

    def answers(self) -> dict[str, str]:
        """What is valid of what was typed, by key; what is empty stays out."""
        return {key: self.cleaned_data[key] for key in self.text_keys() if self.cleaned_data.get(key)}

    def photo_key(self) -> str:
        """The key of the field for photos, or ""."""
        return next((field["key"] for field in self.assignment.fields if field["kind"] == "photo"), "")


class ReplyForm(forms.Form):
    """The answer of a coach or facilitator."""

    text = CleanCharField(
        label=_("Your answer"), max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class AssignmentForm(forms.Form):
    """The words of an assignment, and who sees what comes in."""

    title = CleanCharField(label=_("Title"), max_length=160)
    instructions = CleanCharField(
        label=_("What to do"), max_length=4000, widget=MarkdownInput(attrs={"rows": 8})
    )
    visibility = forms.ChoiceField(label=_("When do the others see it?"), choices=Visibility.choices)
