"""Forms about an evening itself: what it says, who comes, its steps, and that it is off."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.clock import at_local, local
from core.forms import CleanCharField, ClockInput, DayInput, SharedForm, longest
from sessions.enums import CAN_SAY, AnchoredHomework, SessionKind
from sessions.models import Session


class AnswerForm(forms.Form):
    """Whether somebody comes, and what this person needs."""

    answer = forms.ChoiceField(choices=[(one.value, one.label) for one in CAN_SAY])
    wishes = CleanCharField(
        label=_("Is there something that we should know?"),
        help_text=_(
            "Such as: no meat, or a place without stairs. Only those who lead the evening read this."
        ),
        max_length=300,
        required=False,
    )


class EveningForm(forms.Form):
    """What an evening says about itself."""

    title = CleanCharField(label=_("What is it called?"), max_length=longest(Session, "title"))
    kind = forms.ChoiceField(label=_("What kind of evening is it?"), choices=SessionKind.choices)
    goal = CleanCharField(
        label=_("What do you want to have at the end?"),
        widget=forms.Textarea(attrs={"rows": 2, "class": "kw-input--low"}),
        max_length=1000,
        required=False,
    )
    place = CleanCharField(
        label=_("Where is it?"),
        help_text=_("With the room, and how one gets there."),
        max_length=longest(Session, "place"),
        required=False,
    )
    practical = CleanCharField(
        label=_("What is good to know?"),
        help_text=_("Such as: with soup, six tables, a projector."),
        max_length=longest(Session, "practical"),
        required=False,
    )
    minutes = forms.IntegerField(
        label=_("How many minutes does it last?"), min_value=15, max_value=720, initial=150
    )


class EditEveningForm(SharedForm, EveningForm):
    """The words of an evening that there is, which two may change at a time."""


class NewEveningForm(EveningForm):
    """An evening that is added by hand."""

    day = forms.DateField(label=_("On which day?"), widget=DayInput)
    clock = forms.TimeField(label=_("From what time?"), widget=ClockInput, initial=dt.time(17, 30))
    team = forms.ChoiceField(label=_("For whom?"), required=False)
    field_order = ("title", "kind", "team", "day", "clock", "minutes", "place", "practical", "goal")

    def __init__(self, *args: Any, teams: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.teams = {team.public_id: team for team in teams}
        self.fields["team"].choices = [  # type: ignore[attr-defined]
            ("", _("for all teams")),
            *((key, team.name) for key, team in self.teams.items()),
        ]

    def clean_day(self) -> dt.date:
        """The day, in the years that a programme can have."""
        day: dt.date = self.cleaned_data["day"]
        if not 2000 <= day.year <= 2100:
            raise forms.ValidationError(_("Choose a year between 2000 and 2100."))
        return day

    def clean(self) -> dict[str, Any]:
        """Refuse an hour that the clock skips on that day."""
        cleaned = super().clean() or self.cleaned_data
        day, clock = cleaned.get("day"), cleaned.get("clock")
        if day and clock and local(at_local(day, clock)).time() != clock:
            self.add_error(
                "clock", _("This time does not exist on that day: the clock goes forward an hour.")
            )
        cleaned["team"] = self.teams.get(cleaned.get("team") or "")
        return cleaned


class TimeForm(forms.Form):
    """More or less time for the block that runs."""

    minutes = forms.IntegerField(min_value=-60, max_value=60)


class StepForm(forms.Form):
    """A step of the evening, from the block that the person had on screen."""

    seen = forms.CharField(max_length=20, required=False)
    reveal = forms.BooleanField(required=False)


PRESENCE = {"yes": True, "no": False, "unknown": None}


class PresenceForm(forms.Form):
    """A name that somebody taps."""

    person = forms.CharField(max_length=20)
    present = forms.ChoiceField(choices=[(key, key) for key in PRESENCE])


class CallOffForm(forms.Form):
    """Why an evening does not take place, and what becomes of its homework."""

    reason = CleanCharField(
        label=_("Why does it not take place?"),
        help_text=_("In one sentence. Everybody who was invited reads it."),
        max_length=longest(Session, "off_reason"),
    )
    homework = forms.ChoiceField(
        label=_("What becomes of the homework?"), choices=AnchoredHomework.choices, widget=forms.RadioSelect
    )
    shown = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput())

    def __init__(self, *args: Any, can_go_along: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not can_go_along:
            del self.fields["homework"]
