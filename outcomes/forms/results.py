"""Forms for examples, decisions, lessons, a follow-up, and what people learned."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from core.clock import today
from core.forms import CardSelect, CleanCharField, DayInput, SharedForm
from ideas.queries.scribing import Speaker
from outcomes.enums import DecidedHow, ExampleKind, LessonKind, Verdict
from outcomes.models import Example
from outcomes.queries.follow_up import Luggage
from teams.models import Team

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


class LessonWords(forms.Form):
    """What was learned, and where that comes from."""

    kind = forms.ChoiceField(
        label=_("Where does it come from?"), choices=LessonKind.choices, widget=forms.RadioSelect
    )
    text = CleanCharField(
        label=_("What is the lesson?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One or two sentences that help somebody who was not there."),
    )


class LessonForm(LessonWords, SharedForm):
    """A lesson that others may change at the same time."""


class ExampleForm(forms.Form):
    """One time that it worked, or did not: what happened first, the rest where there is time."""

    kind = forms.ChoiceField(
        label=_("Did it work, that time?"), choices=ExampleKind.choices, widget=CardSelect
    )
    what = CleanCharField(
        label=_("What happened?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4, "data-queue-clear": "", "maxlength": 1000}),
        help_text=_("One time, as you would tell it to a colleague."),
        error_messages={"required": _("Write what happened first. Two sentences are enough.")},
    )
    where = CleanCharField(
        label=_("Where and when?"),
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"data-queue-clear": ""}),
    )
    why = CleanCharField(
        label=_("What helped, or what stood in the way?"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "data-queue-clear": "", "maxlength": 600}),
    )

    def words(self) -> dict[str, str]:
        """What was told, by field."""
        return {name: self.cleaned_data[name] for name in ("kind", "what", "where", "why")}


class TellForm(ExampleForm):
    """An example for one team, at the evening in whose block it was begun."""

    team = forms.ChoiceField(label=_("For which team?"))
    block = forms.CharField(
        required=False, max_length=12, widget=forms.HiddenInput(attrs={"data-draft-keep": ""})
    )
    draft_key = CleanCharField(
        required=False,
        max_length=64,
        widget=forms.HiddenInput(attrs={"data-draft-keep": "", "data-queue-key": ""}),
    )

    def __init__(self, *args: Any, teams: Sequence[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.teams = {team.public_id: team for team in teams}
        self.fields["team"].choices = [(team.public_id, team.name) for team in teams]  # type: ignore[attr-defined]
        if len(teams) == 1:
            self.fields["team"].widget = forms.HiddenInput(attrs={"data-draft-keep": ""})
            self.initial.setdefault("team", teams[0].public_id)
        self.initial.setdefault("draft_key", str(uuid.uuid4()))

    def chosen_team(self) -> Team:
        """The team that the example is for."""
        return self.teams[self.cleaned_data["team"]]


class ScribeExampleForm(ExampleForm):
    """An example that somebody told, typed by a scribe."""

    speaker = forms.ChoiceField(label=_("Who told it?"))
    draft_key = CleanCharField(
        required=False, max_length=64, widget=forms.HiddenInput(attrs={"data-draft-keep": ""})
    )
    field_order = ("speaker", "kind", "what", "where", "why")

    def __init__(self, *args: Any, speakers: Sequence[Speaker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.speakers = {one.key: one for one in speakers}
        groups: dict[str, list[tuple[str, Any]]] = {}
        for one in speakers:
            groups.setdefault(one.team.name, []).append(
                (one.key, one.name or _("somebody without a name here"))
            )
        self.fields["speaker"].choices = list(groups.items())  # type: ignore[attr-defined]
        self.initial.setdefault("draft_key", str(uuid.uuid4()))


class AskForm(forms.Form):
    """What one wants to know about an example."""

    text = CleanCharField(
        label=_("What would you like to know?"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 400}),
        help_text=_("Ask what happened. Advice can wait."),
        error_messages={"required": _("Write your question first.")},
    )


class AnswerQuestionForm(forms.Form):
    """What who told the example answers."""

    answer = CleanCharField(
        label=_("Your answer"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 1000}),
    )


class LessonFromExamplesForm(LessonWords):
    """What was learned, and from which examples."""

    examples = forms.MultipleChoiceField(
        label=_("Which examples show it?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("A lesson needs at least one example. Tick one.")},
    )

    def __init__(self, *args: Any, offered: Sequence[Example], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {one.public_id: one for one in offered}
        self.fields["examples"].choices = [  # type: ignore[attr-defined]
            (key, f"{one.get_kind_display()}: {Truncator(one.what).chars(140)}")
            for key, one in self.offered.items()
        ]

    def chosen(self) -> list[Example]:
        """The examples that were ticked."""
        return [self.offered[key] for key in self.cleaned_data["examples"]]


class ReflectionForm(forms.Form):
    """What one takes from an evening."""

    learned = CleanCharField(
        label=_("What did I learn?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 2000}),
    )
    differently = CleanCharField(
        label=_("What will I do differently?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 2000}),
    )
    shared = forms.BooleanField(
        label=_("Share this with the group"),
        required=False,
        help_text=_(
            "Then everybody who works in the programme reads it, also in the verslag. Without it only you do."
        ),
    )

    def clean(self) -> dict[str, Any]:
        """At least one answer."""
        cleaned = super().clean() or {}
        both = [cleaned.get("learned"), cleaned.get("differently")]
        if not any(both) and not self.errors:
            self.add_error("learned", _("Write at least one answer."))
        return cleaned


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
