"""Input about evenings."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.clock import at_local, local
from core.forms import CleanCharField, ClockInput, DayInput
from sessions.enums import Answer, SessionKind
from sessions.models import AgendaItem, Session
from sessions.queries.guests import KnownPerson, read_code
from sessions.queries.methods import methods
from sessions.services.guests import LONGEST_NAME


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


class CodeForm(forms.Form):
    """The code on the wall."""

    code = CleanCharField(
        label=_("Which code is on the wall?"),
        help_text=_("Six letters and figures. Small letters and spaces do not matter."),
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "class": "kw-input--code",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "autofocus": True,
            }
        ),
        error_messages={"required": _("Fill in the code that is on the wall.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound:
            self.fields["code"].widget.attrs.pop("autofocus")  # the summary of what is wrong takes the focus

    def clean_code(self) -> str:
        """The code as the door has it."""
        code = read_code(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(_("A code has six letters and figures, such as K7M 2XW."))
        return code


class SeatForm(forms.Form):
    """What a guest says: a name, and at which table."""

    name = CleanCharField(
        label=_("What may we call you?"),
        help_text=_("Your first name is enough. It stands below your ideas."),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": _("Say what we may call you.")},
    )
    team = forms.ChoiceField(
        label=_("With which team do you sit?"),
        widget=forms.RadioSelect(),
        error_messages={"required": _("Say with which team you sit.")},
    )
    key = CleanCharField(required=False, max_length=64, widget=forms.HiddenInput())

    def __init__(self, *args: Any, tables: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tables = {team.public_id: team for team in tables}
        self.fields["team"].choices = [(key, team.name) for key, team in self.tables.items()]  # type: ignore[attr-defined]
        if len(tables) < 2:
            del self.fields["team"]
        self.initial.setdefault("key", str(uuid.uuid4()))

    def clean(self) -> dict[str, Any]:
        """The team as an object; None where there is nothing to choose."""
        cleaned = super().clean() or self.cleaned_data
        cleaned["team"] = self.tables.get(cleaned.get("team") or "")
        return cleaned


class TieForm(forms.Form):
    """Who a guest turned out to be."""

    person = forms.ChoiceField(label=_("Who is it?"), error_messages={"required": _("Choose who it is.")})

    def __init__(self, *args: Any, people: tuple[KnownPerson, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose a name")),
            *((one.public_id, f"{one.name} ({one.about})" if one.about else one.name) for one in people),
        ]
