"""Forms for decisions, lessons and a follow-up."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from core.clock import today
from core.forms import CleanCharField, DayInput, SharedForm
from outcomes.enums import DecidedHow, LessonKind, Verdict
from outcomes.queries.follow_up import Luggage

EARLIEST = dt.date(1990, 1, 1)
LATEST = dt.date(2100, 1, 1)


class DecisionForm(forms.Form):
    """What a body decided on a proposal."""

    body = CleanCharField(
        label=_("Which body decided?"),
        max_length=160,
        help_text=_("For example the joint board, or the provincial executive."),
    )
    decided_on = forms.DateField(label=_("On which day?"), widget=DayInput)
    verdict = forms.ChoiceField(
        label=_("What was decided?"), choices=Verdict.choices, widget=forms.RadioSelect
    )
    how = forms.ChoiceField(label=_("How?"), choices=DecidedHow.choices, widget=forms.RadioSelect)
    reason = CleanCharField(
        label=_("Why?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What the body considered. With changes or a no this helps the team most."),
    )
    owner = CleanCharField(label=_("Who takes it on?"), max_length=160, required=False)
    follow_up_on = forms.DateField(
        label=_("When do we look back?"),
        widget=DayInput,
        required=False,
        help_text=_("On that day we ask what came of it."),
    )

    def clean_decided_on(self) -> dt.date:
        """A day that was."""
        day: dt.date = self.cleaned_data["decided_on"]
        if not EARLIEST <= day <= today():
            raise forms.ValidationError(_("A decision was taken today or earlier. Choose that day."))
        return day

    def clean(self) -> dict[str, Any]:
        """Looking back happens after the decision; no without a reason helps nobody."""
        cleaned = super().clean() or {}
        decided, back = cleaned.get("decided_on"), cleaned.get("follow_up_on")
        if back and decided and not decided <= back < LATEST:
            self.add_error("follow_up_on", _("Looking back happens after the decision."))
        if cleaned.get("verdict") == Verdict.REJECTED and "reason" in cleaned and not cleaned["reason"]:
            self.add_error("reason", _("Write why it was not adopted."))
        return cleaned


class LessonForm(SharedForm):
    """What was learned."""

    kind = forms.ChoiceField(
        label=_("Where does it come from?"), choices=LessonKind.choices, widget=forms.RadioSelect
    )
    text = CleanCharField(
        label=_("What is the lesson?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One or two sentences that help somebody who was not there."),
    )


class FollowUpForm(forms.Form):
    """A new programme after this one, and what comes along."""

    name = CleanCharField(
        label=_("What is the follow-up called?"),
        min_length=3,
        max_length=160,
        help_text=_("Question, client and mandate come along. In the next steps you can change everything."),
    )
    blueprint = forms.ChoiceField(label=_("How do you want to work?"))
    starts_on = forms.DateField(label=_("On which day does it begin?"), widget=DayInput)
    people = forms.MultipleChoiceField(
        label=_("Who comes along?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They get an invitation when the follow-up starts, and nothing before."),
    )
    lessons = forms.MultipleChoiceField(
        label=_("Which lessons come along?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    proposals = forms.MultipleChoiceField(
        label=_("Which open proposals come along?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each team with such a proposal comes back as a theme of the follow-up."),
    )

    def __init__(
        self,
        *args: Any,
        blueprints: Sequence[tuple[str, str]],
        luggage: Luggage,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offered: dict[str, dict[str, Any]] = {
            "people": {one.public_id: one for one, _line in luggage.people},
            "lessons": {one.public_id: one for one in luggage.lessons},
            "proposals": {one.public_id: one for one in luggage.proposals},
        }
        lines = {
            "people": [(one.public_id, line) for one, line in luggage.people],
            "lessons": [(one.public_id, Truncator(one.text).chars(160)) for one in luggage.lessons],
            "proposals": [(one.public_id, f"{one.title} ({one.team})") for one in luggage.proposals],
        }
        self.fields["blueprint"].choices = blueprints  # type: ignore[attr-defined]
        for name, choices in lines.items():
            if not choices:
                del self.fields[name]
                continue
            self.fields[name].choices = choices  # type: ignore[attr-defined]
            self.fields[name].initial = [key for key, _line in choices]
            self.fields[name].error_messages["invalid_choice"] = _(
                "Something of this is not there any more. Look at the list once more."
            )

    def clean_starts_on(self) -> dt.date:
        """A day from today on."""
        day: dt.date = self.cleaned_data["starts_on"]
        if not today() <= day < LATEST:
            raise forms.ValidationError(_("This day has passed. Choose today or later."))
        return day

    def chosen(self, name: str) -> list[Any]:
        """The things that were ticked under ``name``."""
        return [self.offered[name][key] for key in self.cleaned_data.get(name, [])]
