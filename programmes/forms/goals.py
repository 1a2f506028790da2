"""The forms about policy goals."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import CleanCharField, DayInput, FileInput, SharedForm
from core.text import clean_text
from core.ticks import TickForm
from programmes.models import Agreement, PolicyGoal, Theme
from programmes.queries.goal_lines import MOST_GOALS, YEARS, GoalLine, read_goals
from programmes.queries.goals import tickable
from programmes.queries.pasting import decode_file

LARGEST_FILE = 1024 * 1024
NEW = "new"


class AgreementForm(forms.Form):
    """Name and period of an agreement."""

    name = CleanCharField(label=_("Name of the agreement"), max_length=160)
    starts_on = forms.DateField(label=_("From"), widget=DayInput())
    ends_on = forms.DateField(label=_("Until"), widget=DayInput())

    def clean(self) -> dict[str, Any]:
        """The end after the beginning, and no typing error that is centuries away."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        begin, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        for name in ("starts_on", "ends_on"):
            if cleaned.get(name) and cleaned[name].year not in YEARS:
                self.add_error(name, _("Choose a year between 2000 and 2100."))
        if begin and end and end <= begin:
            self.add_error("ends_on", _("An agreement ends after it begins."))
        return cleaned


class GoalsForm(AgreementForm):
    """Pasted lines or a file with goals, and the agreement that they stand in: one there is, or a new one."""

    use_required_attribute = False  # a file instead of lines is fine, and an agreement instead of a new one

    agreement = forms.ChoiceField(label=_("In which agreement do they stand?"))
    goals = forms.CharField(
        label=_("Paste the goals here"),
        help_text=_(
            "One goal per line. Behind a semicolon you can put when it is due: “A letter that everybody "
            "understands; October 2027”."
        ),
        error_messages={"required": _("Paste at least one goal.")},
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 9}),
    )
    file = forms.FileField(
        label=_("A file with goals"),
        help_text=_("A list from a spreadsheet, kept as CSV, with a column “goal” and perhaps “due”."),
        required=False,
        allow_empty_file=True,
        widget=FileInput(accept=".csv,.txt,text/csv,text/plain"),
    )

    def __init__(self, *args: Any, agreements: Sequence[Agreement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._agreements = {one.public_id: one for one in agreements}
        self.fields["goals"].required = not self.files.get("file")
        choice: Any = self.fields["agreement"]
        choice.choices = [*((one.public_id, one.name) for one in agreements), (NEW, _("a new agreement"))]
        choice.initial = agreements[0].public_id if agreements else NEW
        if not agreements:
            choice.widget = forms.HiddenInput()
        if self.is_bound and self.chosen is not None:
            for name in ("name", "starts_on", "ends_on"):
                self.fields[name].required = False

    @property
    def chosen(self) -> Agreement | None:
        """The agreement that was chosen; None for a new one."""
        return self._agreements.get(str(self.data.get("agreement", "")))

    def clean_goals(self) -> str:
        """The text, without what nobody can see."""
        return clean_text(self.cleaned_data["goals"])

    def clean(self) -> dict[str, Any]:
        """The lines of the text and of the file together, as they were read."""
        if self.chosen is not None:  # what stands in the fields of a new one does not count then
            cleaned = self.cleaned_data
            for name in ("name", "starts_on", "ends_on"):
                self.errors.pop(name, None)
        else:
            cleaned = super().clean()
        upload = cleaned.get("file")
        if upload is not None:
            if upload.size > LARGEST_FILE:
                self.add_error("file", _("This file is too large for a list of goals."))
            else:
                whole = "\n".join(filter(None, (cleaned.get("goals", ""), decode_file(upload.read()))))
                cleaned["goals"] = clean_text(whole)
        if "goals" in cleaned and "file" not in self.errors:
            self._read(cleaned)
        return cleaned

    def _read(self, cleaned: dict[str, Any]) -> None:
        known = self.chosen.goals.values_list("text", flat=True) if self.chosen else ()
        lines = read_goals(cleaned["goals"], known=known)
        if not lines:
            self.add_error("goals", _("Paste at least one goal."))
        elif len(lines) > MOST_GOALS:
            too_many = _("An agreement has at most %(count)d goals.")
            self.add_error(
                "goals", forms.ValidationError(too_many, params={"count": MOST_GOALS}, code="too_many")
            )
        cleaned["lines"] = lines

    def kept(self) -> dict[str, Any]:
        """What a service needs of a valid form."""
        return {name: self.cleaned_data.get(name) for name in ("name", "starts_on", "ends_on", "lines")}

    @property
    def lines(self) -> tuple[GoalLine, ...]:
        """What was read; empty before anything was sent."""
        read: tuple[GoalLine, ...] = getattr(self, "cleaned_data", {}).get("lines", ())
        return read


class GoalForm(SharedForm):
    """What one goal says, and when it is due."""

    text = CleanCharField(
        label=_("Goal"), max_length=300, widget=forms.Textarea(attrs={"rows": 2, "maxlength": 300})
    )
    due_on = forms.DateField(
        label=_("Due on"),
        help_text=_("Empty: by the end of the agreement."),
        required=False,
        widget=DayInput(),
    )

    def __init__(self, data: Any, *, goal: PolicyGoal) -> None:
        super().__init__(data, initial={"text": goal.text, "due_on": goal.due_on})

    def clean_text(self) -> str:
        """On one line."""
        return clean_text(self.cleaned_data["text"], single_line=True)

    def clean_due_on(self) -> dt.date | None:
        """No typing error that is centuries away."""
        day: dt.date | None = self.cleaned_data["due_on"]
        if day is not None and day.year not in YEARS:
            raise forms.ValidationError(_("Choose a year between 2000 and 2100."))
        return day


def goals_to_tick(data: Any, *, goals: Sequence[PolicyGoal], ticked: Sequence[str]) -> TickForm:
    """The goals of an organisation, by agreement."""
    label = _("Which goals does this programme serve?")
    return TickForm(data, label=label, choices=tickable(goals), ticked=ticked)


def themes_to_tick(data: Any, *, themes: Sequence[Theme], ticked: Sequence[str]) -> TickForm:
    """The themes of a programme."""
    choices = [(theme.public_id, theme.name) for theme in themes]
    return TickForm(data, label=_("Which themes work on this goal?"), choices=choices, ticked=ticked)


class BecauseForm(forms.Form):
    """Why nothing will come of it."""

    because = CleanCharField(
        label=_("On purpose not, because"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
