"""The forms with which a programme is set up."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from core.clock import today
from core.forms import CardSelect, CleanCharField, DayInput
from programmes.enums import Region
from programmes.models import Programme, Question
from programmes.queries.blueprint_page import length_of
from programmes.queries.fitting import likely_start
from programmes.queries.setup import EveningRow
from programmes.services.blueprint_shape import YEARS
from programmes.services.blueprints import Choice


class QuestionForm(forms.Form):
    """What the programme is about, for whom, and when it begins."""

    name = CleanCharField(
        label=_("What is the programme called?"),
        min_length=3,
        max_length=160,
        help_text=_("As it will stand above every message: “Theme teams of the twelve provinces”."),
    )
    question = CleanCharField(
        label=_("Which question lies on the table?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In the words of the one who asks. People read it with their invitation."),
    )
    client = CleanCharField(
        label=_("Who is the client?"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"list": "organisations", "autocomplete": "off"}),
        help_text=_("The organisation that asks the question and decides on the proposals."),
    )
    mandate = CleanCharField(
        label=_("What may the teams decide themselves?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("And from whom they have that. It saves a quarrel later on."),
    )
    starts_on = forms.DateField(
        label=_("On which day does it begin?"),
        widget=DayInput(),
        help_text=_("The day of the first evening. All other days follow from it, and you can change them."),
    )
    region = forms.ChoiceField(
        label=_("Whose school holidays count?"),
        choices=Region.choices,
        help_text=_("No evening is planned in them, nor on a public holiday."),
    )

    def clean_starts_on(self) -> dt.date:
        """A day from today on, unless it stood there already."""
        day: dt.date = self.cleaned_data["starts_on"]
        if day.year not in YEARS:
            raise forms.ValidationError(_("Choose a year between 2000 and 2100."))
        if day < today() and day != self.initial.get("starts_on"):
            raise forms.ValidationError(_("This day has passed. Choose today or later."))
        return day


class BeginForm(QuestionForm):
    """The same, with what is chosen once: the way of working and the organisation that hosts it.

    With the names of the themes of an ``earlier`` programme it takes over that plan, and asks about the themes instead.
    """

    blueprint = forms.ChoiceField(label=_("How do you want to work?"), widget=CardSelect())
    with_themes = forms.BooleanField(label=_("Take over the themes too"), required=False)
    host = forms.ChoiceField(
        label=_("For which organisation?"),
        help_text=_("Its administrators see the programme and keep its archive."),
    )
    field_order = (
        "blueprint", "name", "question", "client", "mandate", "with_themes", "starts_on", "region", "host",
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        blueprints: Sequence[Choice],
        hosts: Sequence[Organisation],
        earlier: Sequence[str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._themes = list(earlier or ())
        if earlier is None:
            self._offer(blueprints)
        else:
            del self.fields["blueprint"]
        if self._themes:
            self.fields["with_themes"].help_text = ", ".join(self._themes)
        else:
            del self.fields["with_themes"]
        self.fields["starts_on"].initial = likely_start
        self.fields["starts_on"].help_text = _(
            "The day of the first evening; all others follow from it. It stands some five weeks ahead, in time for "
            "the invitations."
        )
        host: Any = self.fields["host"]
        host.choices = [(item.public_id, item.name) for item in hosts]
        self._hosts = {item.public_id: item for item in hosts}
        if len(hosts) == 1:
            host.widget = forms.HiddenInput()
            host.initial = hosts[0].public_id

    def _offer(self, blueprints: Sequence[Choice]) -> None:
        blueprint: Any = self.fields["blueprint"]
        blueprint.choices = [(item.reference, _named(item)) for item in blueprints]
        blueprint.widget.hints = {
            item.reference: f"{item.summary} {length_of(item.plan)}." for item in blueprints
        }
        blueprint.initial = blueprints[0].reference if blueprints else None

    def clean_host(self) -> Organisation:
        """The organisation itself."""
        return self._hosts[self.cleaned_data["host"]]

    def asked(self) -> dict[str, Any]:
        """What was asked, as the service takes it."""
        asked = dict(self.cleaned_data)
        themes = self._themes if asked.pop("with_themes", False) else []
        return {"blueprint_key": asked.pop("blueprint", ""), "themes": themes, **asked}


def begin_initial(*, brought: Question | None, earlier: Programme | None) -> dict[str, Any]:
    """What ``BeginForm`` shows of a question that somebody brought and of an earlier programme, as far as it fits."""
    initial: dict[str, Any] = {}
    if earlier is not None:
        initial = {
            "client": earlier.client.name if earlier.client else "",
            "mandate": earlier.mandate,
            "region": earlier.region,
            "host": earlier.host.public_id,
            "starts_on": likely_start(earlier.starts_on.weekday()),
        }
    if brought is not None:
        initial |= {
            "name": brought.title,
            "question": brought.text[: Programme._meta.get_field("question").max_length],
            "host": brought.organisation.public_id,
        }
    return initial


def _named(item: Choice) -> str:
    """With whose it is, where it is not ours."""
    return f"{item.name} ({item.organisation})" if item.organisation else item.name


def question_initial(programme: Programme) -> dict[str, Any]:
    """What ``QuestionForm`` shows of a programme that exists."""
    return {
        "name": programme.name,
        "question": programme.question,
        "client": programme.client.name if programme.client else "",
        "mandate": programme.mandate,
        "starts_on": programme.starts_on,
        "region": programme.region,
    }


class ThemesForm(forms.Form):
    """Themes, pasted one per line."""

    themes = CleanCharField(
        label=_("Themes, one per line"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Each theme gets a team. You can change this until the programme starts."),
    )

    def names(self) -> list[str]:
        """The lines that have text."""
        return [line for line in self.cleaned_data["themes"].splitlines() if line.strip()]


class CalendarForm(forms.Form):
    """The day of each evening, in a field per evening."""

    def __init__(self, *args: Any, rows: Sequence[EveningRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in rows:
            self.fields[row.field_name] = forms.DateField(label=row.name, widget=DayInput(), initial=row.day)

    def asked(self) -> dict[str, dt.date]:
        """The days that could be read, by field name."""
        return {name: day for name, day in getattr(self, "cleaned_data", {}).items() if day is not None}
