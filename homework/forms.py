"""Forms of homework: made from the harvest fields of its assignment."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import CleanCharField, ClockInput, DayInput, MarkdownInput, PhotosField, SharedForm
from homework.enums import Visibility
from homework.models import Assignment, Submission
from homework.services.submissions import MOST_PICTURES
from programmes.models import StakeholderGroup

TALKED_WITH = "talked-with"
"""The name of the field about the group; no harvest field can be called so."""
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
        self,
        data: Any,
        files: Any,
        *,
        assignment: Assignment,
        submission: Submission | None,
        groups: Sequence[StakeholderGroup] = (),
    ) -> None:
        """``groups`` are those that the person may belong to with whom somebody talked; none where nobody is asked."""
        talked_with = submission.talked_with_id if submission else None
        self._groups = {group.public_id: group for group in groups}
        initial = {
            **(submission.answers if submission else {}),
            "learned": submission.learned if submission else "",
            TALKED_WITH: next((key for key, group in self._groups.items() if group.pk == talked_with), ""),
        }
        super().__init__(data, files, initial=initial)
        self.assignment = assignment
        if groups:
            self.fields[TALKED_WITH] = forms.ChoiceField(
                label=_("Which group does this person belong to?"),
                help_text=_("So that we see whom this programme heard. Only the group is counted, no name."),
                choices=[("", _("none of these")), *((group.public_id, group.name) for group in groups)],
                required=False,
            )
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

    def talked_with(self) -> StakeholderGroup | None:
        """The group of the person with whom somebody talked."""
        return self._groups.get(self.cleaned_data.get(TALKED_WITH, ""))

    def photo_key(self) -> str:
        """The key of the field for photos, or ""."""
        return next((field["key"] for field in self.assignment.fields if field["kind"] == "photo"), "")


class ReplyForm(SharedForm):
    """The answer of a coach or facilitator."""

    text = CleanCharField(
        label=_("Your answer"), max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class NewAssignmentForm(forms.Form):
    """Homework that is added by hand: a recipe, for whom, and by when."""

    recipe = forms.ChoiceField(label=_("What do people do?"))
    title = CleanCharField(
        label=_("What is it called?"),
        max_length=160,
        required=False,
        help_text=_("The name of the recipe, unless you give another."),
    )
    team = forms.ChoiceField(label=_("For whom?"), required=False)
    evening = forms.ChoiceField(
        label=_("For which evening is it?"),
        required=False,
        help_text=_("The evening begins with what was handed in. If it moves, the homework moves along."),
    )
    day = forms.DateField(label=_("By which day?"), widget=DayInput())
    clock = forms.TimeField(label=_("By what time?"), widget=ClockInput(), initial=dt.time(20, 0))

    def __init__(
        self,
        *args: Any,
        recipes: Mapping[str, Any],
        teams: Sequence[Any],
        evenings: Sequence[Any],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._teams = {team.public_id: team for team in teams}
        self._evenings = {evening.public_id: evening for evening in evenings}
        fields: Any = self.fields
        fields["recipe"].choices = [(key, recipe.title) for key, recipe in recipes.items()]
        fields["team"].choices = [
            ("", _("for all teams")),
            *((key, one.name) for key, one in self._teams.items()),
        ]
        fields["evening"].choices = [
            ("", _("for none")),
            *((key, one.title) for key, one in self._evenings.items()),
        ]

    def clean_team(self) -> Any:
        """The team itself, or None for all."""
        return self._teams.get(self.cleaned_data["team"])

    def clean_evening(self) -> Any:
        """The evening itself, or None."""
        return self._evenings.get(self.cleaned_data["evening"])

    def clean_day(self) -> dt.date:
        """The day, in the years that a programme can have."""
        day: dt.date = self.cleaned_data["day"]
        if not 2000 <= day.year <= 2100:
            raise forms.ValidationError(_("Choose a year between 2000 and 2100."))
        return day


class AssignmentForm(SharedForm):
    """The words of an assignment, and who sees what comes in."""

    title = CleanCharField(label=_("Title"), max_length=160)
    instructions = CleanCharField(
        label=_("What to do"), max_length=4000, widget=MarkdownInput(attrs={"rows": 8})
    )
    visibility = forms.ChoiceField(label=_("When do the others see it?"), choices=Visibility.choices)
