"""Forms for decisions and lessons."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.clock import today
from core.forms import CleanCharField, DayInput
from outcomes.enums import DecidedHow, LessonKind, Verdict

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


class LessonForm(forms.Form):
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
