"""The forms about whose voice is heard."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import OrganisationKind
from core.clock import today
from core.forms import CardSelect, CleanCharField, DayInput
from core.text import clean_text
from programmes.enums import HearingKind
from programmes.models import Moment, Participation, StakeholderGroup

OWN_WORDS = ("", _("something else, in your own words"))


class GroupForm(forms.Form):
    """A group, and whose people speak for it."""

    name = CleanCharField(
        label=_("Who notices something of it?"),
        help_text=_("A group of people, such as “farmers and growers”."),
        max_length=80,
    )
    kinds = forms.MultipleChoiceField(
        label=_("Who speaks for this group when they sit in a team?"),
        help_text=_("People of these kinds of organisation. Nothing ticked: only what you write counts."),
        choices=OrganisationKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple(),
    )

    def __init__(self, *args: Any, group: StakeholderGroup | None = None, **kwargs: Any) -> None:
        if group is not None:
            kwargs["initial"] = {"name": group.name, "kinds": group.kinds}
        super().__init__(*args, **kwargs)

    def clean_name(self) -> str:
        """On one line."""
        return clean_text(self.cleaned_data["name"], single_line=True)


class HearingForm(forms.Form):
    """What is done with one cell: it was heard, it is planned, or it is left out with a reason.

    All fields stand in the page; the style sheet shows those of the choice that was made.
    """

    use_required_attribute = False

    kind = forms.ChoiceField(
        label=_("What do we do with it?"),
        choices=[
            (HearingKind.HEARD, _("We heard somebody")),
            (HearingKind.PLANNED, _("We plan it")),
            (HearingKind.LEFT, _("On purpose not, because …")),
        ],
        widget=CardSelect(
            hints={
                HearingKind.HEARD: _("At a meeting, or in a talk elsewhere."),
                HearingKind.PLANNED: _("With a day, and perhaps who asks somebody."),
                HearingKind.LEFT: _("The reason stands in the koersdocument."),
            }
        ),
    )
    heard_at = forms.ChoiceField(label=_("At which meeting?"), required=False)
    planned_at = forms.ChoiceField(label=_("For when?"), required=False)
    what = CleanCharField(label=_("In your own words"), max_length=300, required=False)
    on = forms.DateField(label=_("On which day?"), required=False, widget=DayInput())
    asks = forms.ChoiceField(label=_("Who asks somebody?"), required=False)
    because = CleanCharField(
        label=_("Because"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    for_all = forms.BooleanField(label=_("This holds for every theme"), required=False)

    def __init__(
        self,
        data: Any,
        *,
        held: Sequence[tuple[Moment, str]],
        ahead: Sequence[tuple[Moment, str]],
        people: Sequence[Participation],
        has_themes: bool,
    ) -> None:
        """``held`` and ``ahead`` are the meetings that were and that will be, each with its words."""
        super().__init__(data)
        self._moments = {moment.public_id: moment for moment, _words in (*held, *ahead)}
        self._people = {one.public_id: one for one in people}
        choices: dict[str, Sequence[tuple[Any, Any]]] = {
            "heard_at": [OWN_WORDS, *((moment.public_id, words) for moment, words in held)],
            "planned_at": [*((moment.public_id, words) for moment, words in ahead), OWN_WORDS],
            "asks": [("", _("nobody yet")), *((one.public_id, str(one.person)) for one in people)],
        }
        for name, values in choices.items():
            field: Any = self.fields[name]
            field.choices = values
        self.fields["planned_at"].initial = ahead[0][0].public_id if ahead else ""
        if not has_themes:
            del self.fields["for_all"]

    def mark_needed(self) -> None:
        """Let no label say that it may stay empty what its choice needs; called after cleaning, which asks for it."""
        for name in ("heard_at", "planned_at", "what", "on", "because"):
            self.fields[name].required = True

    def clean(self) -> dict[str, Any]:
        """What the choice needs: a meeting, or words and a day; a reason for leaving out."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        kind = cleaned.get("kind")
        if kind == HearingKind.LEFT:
            if not cleaned.get("because"):
                self.add_error("because", _("Write in a few words why."))
        elif kind and not self._moment(cleaned):
            self._need_words(cleaned, kind)
        return cleaned

    def _moment(self, cleaned: dict[str, Any]) -> Moment | None:
        chosen = cleaned.get("heard_at" if cleaned["kind"] == HearingKind.HEARD else "planned_at", "")
        return self._moments.get(chosen)

    def _need_words(self, cleaned: dict[str, Any], kind: str) -> None:
        if not cleaned.get("what"):
            self.add_error("what", _("Write what it was, or choose a meeting."))
        day = cleaned.get("on")
        if "on" in self.errors:
            return
        if day is None:
            self.add_error("on", _("Choose the day."))
        elif kind == HearingKind.HEARD and day > today():
            self.add_error("on", _("This day is still to come. Then it is planned."))
        elif kind == HearingKind.PLANNED and day < today():
            self.add_error("on", _("This day has been. Then somebody was heard, or not."))
        elif not 2000 <= day.year <= 2100:
            self.add_error("on", _("Choose a year between 2000 and 2100."))

    def kept(self) -> dict[str, Any]:
        """What a service needs of a valid form."""
        cleaned = self.cleaned_data
        kind = HearingKind(cleaned["kind"])
        if kind == HearingKind.LEFT:
            return {"kind": kind, "what": cleaned["because"]}
        moment = self._moment(cleaned)
        asks = self._people.get(cleaned["asks"]) if kind == HearingKind.PLANNED else None
        words = {} if moment else {"what": cleaned["what"], "on": cleaned["on"]}
        return {"kind": kind, "moment": moment, "asks": asks, **words}
