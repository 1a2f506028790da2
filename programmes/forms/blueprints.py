"""Forms about blueprints. What may stand in a field is for the blueprint's reader to say, beside that field."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from core.forms import REQUIRED, CleanCharField, ClockInput, FileInput
from programmes.enums import Accent, ProgrammeKind, Stage
from programmes.services.blueprint_reader import EVENING_REMINDERS, LARGEST
from programmes.services.blueprint_shape import Problem
from programmes.services.blueprints import choices_of

NUMBER = re.compile(r"[+-]?[0-9]{1,6}")
REMINDER_WORDS = {
    "evening_invitation": _("invitation"),
    "evening_reminder": _("reminder"),
}


class SaveForm(forms.Form):
    """What a programme is called as a blueprint."""

    name = CleanCharField(label=_("What is the blueprint called?"), max_length=80)
    summary = CleanCharField(
        label=_("What is it for, in two or three sentences?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("People read it when they choose."),
    )
    key = forms.ChoiceField(label=_("Is it new?"), required=False, widget=forms.RadioSelect())
    notes = forms.BooleanField(
        label=_("Take along my own notes in the draaiboek"),
        required=False,
        help_text=_("So far only facilitators of this programme read them. Is nobody named in them?"),
    )

    def __init__(self, *args: Any, known: Sequence[tuple[str, str]], has_notes: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_notes:
            del self.fields["notes"]
        key: Any = self.fields["key"]
        key.choices = [("", _("A new blueprint")), *((one, _NEXT % {"name": name}) for one, name in known)]
        if not known:
            key.widget = forms.HiddenInput()


_NEXT = _("The next version of “%(name)s”")


class ImportForm(forms.Form):
    """A file with a blueprint, or its text; the text comes back with the preview."""

    largest = LARGEST
    """Bytes that are read of a file, and one more."""

    file = forms.FileField(
        label=_("File"), required=False, allow_empty_file=True, widget=FileInput(accept=".yaml,.yml,.txt")
    )
    text = forms.CharField(
        label=_("Or paste the text of the file"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )
    organisation = forms.ChoiceField(label=_("For which organisation?"))

    def __init__(self, *args: Any, organisations: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["organisation"]
        choice.choices = [(one.public_id, one.name) for one in organisations]
        self._organisations = {one.public_id: one for one in organisations}
        if len(organisations) == 1:
            choice.widget = forms.HiddenInput()
            choice.initial = organisations[0].public_id

    def clean_organisation(self) -> Organisation:
        """The organisation itself."""
        return self._organisations[self.cleaned_data["organisation"]]

    def clean(self) -> dict[str, Any]:
        """``source``: the bytes of the file, or of the text where no file came."""
        data: dict[str, Any] = super().clean() or {}
        file, text = data.get("file"), data.get("text", "")
        if file is not None:
            data["source"] = file.read(self.largest + 1)
        elif text.strip():
            data["source"] = text.encode("utf-8", "replace")
        else:
            self.add_error("file", _("Choose a file, or paste its text."))
        return data


class JudgedText(forms.CharField):
    """A text of which the blueprint's reader says whether it may be missing."""

    def validate(self, value: Any) -> None:
        """Nothing is refused here."""


class JudgedChoice(forms.ChoiceField):
    """A choice of which the blueprint's reader says whether it may be missing."""

    def validate(self, value: Any) -> None:
        """What was never offered is refused."""
        if value:
            super().validate(value)


def _text(label: Any, *, lines: int = 0, hint: Any = "", must: bool = False) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": lines}) if lines else forms.TextInput()
    return JudgedText(label=label, required=must, strip=False, widget=widget, help_text=hint)


def _number(label: Any, hint: Any = "") -> forms.CharField:
    widget = forms.TextInput(attrs={"inputmode": "numeric", "size": 5})
    return JudgedText(label=label, widget=widget, help_text=hint)


def _clock() -> forms.CharField:
    return JudgedText(label=_("Time"), widget=ClockInput())


def _choice(label: Any, choices: Callable[[], list[tuple[str, str]]] | list[Any]) -> forms.ChoiceField:
    return JudgedChoice(label=label, choices=choices)


class EntryForm(forms.Form):
    """One entry of a list; an empty one is none."""

    numbers: tuple[str, ...] = ()
    """Fields that the plan keeps as numbers."""
    weighs: tuple[str, ...] = ()
    """Fields by which one sees whether anything was filled in."""
    gone = forms.BooleanField(label=_("Take away"), required=False)

    @property
    def is_empty(self) -> bool:
        """Whether nobody filled this in."""
        return not any(str(self.cleaned_data.get(name) or "").strip() for name in self.weighs)

    def entry(self) -> dict[str, Any]:
        """The fields as a plan has them; a number that is none stays as it was typed, for the reader to judge."""
        found: dict[str, Any] = {}
        for name, value in self.cleaned_data.items():
            if name in {"gone", "place"}:
                continue
            text = str(value or "")
            found[name] = int(text) if name in self.numbers and NUMBER.fullmatch(text.strip()) else text
        return found


class PhaseForm(EntryForm):
    """A phase."""

    numbers, weighs = ("day",), ("name", "day")
    key = forms.CharField(required=False, widget=forms.HiddenInput())
    name = _text(_("Name"), must=True)
    stage = _choice(_("What people may do"), Stage.choices[:-1])
    day = _number(_("Day"))


class EveningForm(EntryForm):
    """An evening in the list: when it is, and how long."""

    numbers, weighs = ("day", "minutes"), ("title", "day")
    key = forms.CharField(required=False, widget=forms.HiddenInput())
    title = _text(_("Title"), must=True)
    kind = _choice(_("Kind"), lambda: choices_of("evening_kind"))
    day = _number(_("Day"))
    time = _clock()
    minutes = _number(_("Minutes"))


class ItemForm(EntryForm):
    """A block of a draaiboek."""

    numbers, weighs = ("minutes",), ("title", "minutes")
    place = forms.IntegerField(label=_("Order"), required=False)
    method = _choice(_("Method"), lambda: choices_of("method"))
    title = _text(_("Title"), must=True)
    minutes = _number(_("Minutes"))
    question = _text(_("The question on the wall"))
    notes = _text(_("Notes"), lines=2)
    material = _text(_("Material"))


class ReminderForm(EntryForm):
    """A message about an evening."""

    numbers, weighs = ("days",), ("days",)
    kind = _choice(_("Message"), [(kind, REMINDER_WORDS[kind]) for kind in EVENING_REMINDERS])
    days = _number(_("Days from the evening"), _("0 or less: -21 is three weeks before it."))
    time = _clock()


class HomeworkForm(EntryForm):
    """Homework, with the reminders about it."""

    numbers, weighs = ("days",), ("title", "days")
    key = forms.CharField(required=False, widget=forms.HiddenInput())
    recipe = _choice(_("Recipe"), lambda: choices_of("recipe"))
    title = _text(_("Title"))
    days = _number(_("Days from the evening"))
    time = _clock()
    instructions = _text(_("Your own instructions"), lines=3, hint=_("Empty: those of the recipe."))
    reminders = _text(
        _("Reminders"),
        lines=2,
        hint=_("One a line, days from the day that it is due, and the time: -3 09:00"),
    )

    def __init__(self, *args: Any, evenings: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["for"] = _choice(_("For"), list(evenings))
        self.order_fields(["key", "recipe", "title", "for", "days", "time", "instructions", "reminders"])

    def entry(self) -> dict[str, Any]:
        """With the reminders as a plan has them."""
        found = super().entry()
        lines = [line.split() for line in str(found["reminders"]).splitlines() if line.strip()]
        found["reminders"] = [
            {"kind": "homework_reminder", "days": line[0], "time": " ".join(line[1:])} for line in lines
        ]
        return found


class SectionForm(EntryForm):
    """A part of the koersdocument."""

    weighs = ("title", "text")
    place = forms.IntegerField(label=_("Order"), required=False)
    kind = _choice(_("Gathers"), lambda: choices_of("section_kind"))
    title = _text(_("Title"), must=True)
    text = _text(_("Text"), lines=4)


class AboutForm(forms.Form):
    """What a blueprint says of itself."""

    name = _text(_("Name"), must=True)
    summary = _text(_("Summary"), lines=3, must=True)
    kind = _choice(_("Way of working"), ProgrammeKind.choices)
    accent = _choice(_("Colour"), Accent.choices)

    def entry(self) -> dict[str, Any]:
        """The fields."""
        return dict(self.cleaned_data)


class OneEveningForm(forms.Form):
    """What an evening says, beside its draaiboek."""

    title = _text(_("Title"), must=True)
    summer_title = _text(_("Title in summer"), hint=_("Where it is called otherwise from May to September."))
    goal = _text(_("Goal"), lines=2)
    practical = _text(_("Practical"))
    minutes = _number(_("Minutes"))

    def entry(self) -> dict[str, Any]:
        """The fields."""
        found = {name: str(value or "") for name, value in self.cleaned_data.items()}
        return found


EMPTY: Mapping[str, Mapping[str, Any]] = {
    "phases": {},
    "evenings": {"goal": "", "practical": "", "summer_title": "", "items": [], "reminders": []},
    "homework": {},
    "koersdocument": {},
}
"""What a new entry has beside the fields of its form."""


def blame(form: forms.BaseForm, field: str, problem: Problem) -> None:
    """Say ``problem`` beside ``field`` of ``form``, or above it where it has no such field.

    Of a field that was left empty the file's reader tells by its name in the file; here it is the one without a word.
    """
    if field not in form.fields:
        form.add_error(None, problem.text)
    elif form.cleaned_data.get(field) in form.fields[field].empty_values:
        form.add_error(field, ValidationError(REQUIRED, code="required"))
    else:
        form.add_error(field, problem.text)
