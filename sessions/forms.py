"""Input about evenings."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.clock import at_local, local
from core.forms import CleanCharField, ClockInput, DayInput
from sessions.enums import Answer, SessionKind
from sessions.models import AgendaItem, Session
from sessions.queries.methods import methods


def _longest(model: Any, field: str) -> int:
    return int(model._meta.get_field(field).max_length or 0)


class AnswerForm(forms.Form):
    """Whether somebody comes, and what this person needs."""

    answer = forms.ChoiceField(choices=[(one.value, one.label) for one in Answer if one is not Answer.NONE])
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

    title = CleanCharField(label=_("What is it called?"), max_length=_longest(Session, "title"))
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
        max_length=_longest(Session, "place"),
        required=False,
    )
    practical = CleanCharField(
        label=_("What is good to know?"),
        help_text=_("Such as: with soup, six tables, a projector."),
        max_length=_longest(Session, "practical"),
        required=False,
    )
    minutes = forms.IntegerField(
        label=_("How many minutes does it last?"), min_value=15, max_value=720, initial=150
    )


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


class BlockForm(forms.Form):
    """A block of a draaiboek."""

    title = CleanCharField(label=_("Name on the screens"), max_length=_longest(AgendaItem, "title"))
    method = forms.ChoiceField(label=_("Method"))
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=1,
        max_value=480,
        widget=forms.NumberInput(attrs={"class": "kw-input--mini"}),
    )
    leader = CleanCharField(label=_("Who leads"), max_length=_longest(AgendaItem, "leader"), required=False)
    question = CleanCharField(
        label=_("The question on the wall"),
        help_text=_("Stands large on the wall while the block runs."),
        max_length=_longest(AgendaItem, "question"),
        required=False,
    )
    notes = CleanCharField(
        label=_("Notes"),
        widget=forms.Textarea(attrs={"rows": 2, "class": "kw-input--low"}),
        max_length=3000,
        required=False,
    )
    material = CleanCharField(
        label=_("What has to be there"),
        help_text=_("With commas between."),
        max_length=_longest(AgendaItem, "material"),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["method"].choices = [  # type: ignore[attr-defined]
            (key, method.name) for key, method in methods().items()
        ]


class LengthForm(forms.Form):
    """Another length for a block, with one tap."""

    minutes = forms.IntegerField(min_value=1, max_value=480)


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
