"""What is filled in for a conference, a regional agenda and presenting."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.clock import today
from core.forms import CardSelect, CleanCharField, DayInput, SharedForm
from ideas.models import Proposal
from outcomes.enums import FORM_HINTS, EndorsementStance, ReactionKind, TaskForm
from outcomes.models import Body, Decision, RegionalTask
from programmes.models import Participation, PolicyGoal

LATEST = dt.date(2100, 1, 1)
NOTHING = ""
_GONE = _("This is not there any more. Choose again.")


def _day(day: dt.date | None) -> dt.date | None:
    """A day that somebody can mean."""
    if day is not None and not dt.date(2000, 1, 1) <= day < LATEST:
        raise forms.ValidationError(_("This day cannot be meant. Look at the year."))
    return day


class BodyForm(SharedForm):
    """An organisation that takes part, and who speaks for it."""

    name = CleanCharField(
        label=_("Which organisation takes part?"),
        max_length=160,
        help_text=_("A province, a municipality, a water authority, or another party that can say yes."),
    )
    speaker = forms.ChoiceField(
        label=_("Who speaks for it, on an own phone?"),
        required=False,
        help_text=_("Somebody who takes part, or came in as a guest. Nobody chosen: you note what it says."),
        error_messages={"invalid_choice": _GONE},
    )
    speaker_name = CleanCharField(
        label=_("Or somebody who is not in the list"), max_length=120, required=False
    )
    capacity = CleanCharField(
        label=_("In which capacity?"),
        max_length=120,
        required=False,
        help_text=_("For example: alderman for water. It stands beside what the organisation says."),
    )

    def __init__(self, *args: Any, people: Sequence[Participation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {one.public_id: one for one in people}
        field: Any = self.fields["speaker"]
        field.choices = [
            (NOTHING, _("nobody here")),
            *((key, str(one.person)) for key, one in self.people.items()),
        ]

    def body(self) -> dict[str, Any]:
        """What the services take."""
        said = self.cleaned_data
        return {**said, "speaker": self.people.get(said["speaker"])}


class PointForm(forms.Form):
    """What is put to the organisations."""

    about = forms.ChoiceField(
        label=_("What do they endorse?"), required=False, error_messages={"invalid_choice": _GONE}
    )
    title = CleanCharField(
        label=_("The point in one sentence"),
        max_length=200,
        required=False,
        help_text=_("It stands large on the wall. Empty: the title of the proposal or the decision."),
    )
    text = CleanCharField(
        label=_("The text that they endorse"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(
        self, *args: Any, proposals: Sequence[Proposal], decisions: Sequence[Decision], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offered: dict[str, Proposal | Decision] = {
            **{f"proposal-{one.public_id}": one for one in proposals},
            **{f"decision-{one.public_id}": one for one in decisions},
        }
        field: Any = self.fields["about"]
        field.choices = [
            (NOTHING, _("a text of the koersdocument")),
            (_("Proposals"), [(f"proposal-{one.public_id}", one.title) for one in proposals]),
            (
                _("Decisions"),
                [(f"decision-{one.public_id}", f"{one.proposal.title}, {one.body}") for one in decisions],
            ),
        ]

    def clean(self) -> dict[str, Any]:
        """A point has a title: its own, or that of what it is about."""
        cleaned = super().clean() or {}
        about = self.offered.get(cleaned.get("about", ""))
        if about is None and not cleaned.get("title"):
            self.add_error("title", _("Write the point, or choose a proposal or a decision."))
        return cleaned

    def point(self) -> dict[str, Any]:
        """What ``add_point`` takes."""
        about = self.offered.get(self.cleaned_data["about"])
        proposal = about if isinstance(about, Proposal) else None
        decision = about if isinstance(about, Decision) else None
        named = decision.proposal if decision else proposal
        return {
            "title": self.cleaned_data["title"] or (named.title if named else ""),
            "text": self.cleaned_data["text"],
            "proposal": proposal,
            "decision": decision,
        }


class PointWordsForm(SharedForm):
    """Other words for a point of which nobody said anything yet."""

    title = CleanCharField(label=_("The point in one sentence"), max_length=200)
    text = CleanCharField(
        label=_("The text that they endorse"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class EndorseForm(forms.Form):
    """What an organisation says of a point. ``notes``: somebody else writes it down, and says who said it."""

    stance = forms.ChoiceField(
        label=_("What does the organisation say?"),
        choices=EndorsementStance.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what the organisation says.")},
    )
    remark = CleanCharField(
        label=_("Remark"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    decide_by = forms.DateField(label=_("By which day does it decide?"), required=False, widget=DayInput)
    speaker_name = CleanCharField(label=_("Who says it?"), max_length=120, required=False)
    capacity = CleanCharField(label=_("In which capacity?"), max_length=120, required=False)

    def __init__(self, *args: Any, body: Body, notes: bool, key: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": f"%s-{key}" if key else "id_%s", **kwargs})
        self.body = body
        if not notes:
            del self.fields["speaker_name"]
        elif body.speaker or body.speaker_name:
            speaker = body.speaker_name or str(body.speaker.person)  # type: ignore[union-attr]
            self.fields["speaker_name"].help_text = _("Empty: %(speaker)s.") % {"speaker": speaker}
        if body.capacity:
            self.fields["capacity"].help_text = _("Empty: %(capacity)s.") % {"capacity": body.capacity}

    def clean(self) -> dict[str, Any]:
        """A remark has words, and what is taken home a day."""
        cleaned = super().clean() or {}
        stance = cleaned.get("stance")
        if stance == EndorsementStance.REMARK and not cleaned.get("remark") and "remark" in cleaned:
            self.add_error("remark", _("Write the remark."))
        if stance == EndorsementStance.HOME and "decide_by" in cleaned:
            day = cleaned["decide_by"]
            if day is None:
                self.add_error("decide_by", _("Say by which day the organisation decides."))
            elif not today() <= day < LATEST:
                self.add_error("decide_by", _("This day has passed. Choose today or later."))
        named = self.body.speaker or self.body.speaker_name or cleaned.get("speaker_name")
        if "speaker_name" in self.fields and not named:
            self.add_error("speaker_name", _("Write down who said it."))
        if not (cleaned.get("capacity") or self.body.capacity) and "capacity" in cleaned:
            self.add_error("capacity", _("Write down in which capacity: alderman, member of the board."))
        return cleaned


class CorrectEndorsementForm(EndorseForm):
    """What it should have been, and why."""

    because = CleanCharField(
        label=_("Why do you correct it?"),
        max_length=300,
        help_text=_("Everybody reads this below what stood there before."),
    )


class TaskLineForm(forms.Form):
    """A task on one line, for who types along."""

    what = CleanCharField(
        label=_("Task"),
        max_length=200,
        error_messages={"required": _("Write the task first. A few words are enough.")},
    )
    form = forms.ChoiceField(
        label=_("Form of organisation"), choices=TaskForm.choices, required=False, initial=TaskForm.OPEN
    )
    puller = forms.ChoiceField(
        label=_("Who pulls it?"), required=False, error_messages={"invalid_choice": _GONE}
    )

    def __init__(self, *args: Any, bodies: Sequence[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = {one.public_id: one for one in bodies}
        field: Any = self.fields["puller"]
        field.choices = [
            (NOTHING, _("not known yet")),
            *((key, one.name) for key, one in self.bodies.items()),
        ]

    def task(self) -> dict[str, Any]:
        """What ``add_task`` takes."""
        said = self.cleaned_data
        return {
            "what": said["what"],
            "form": said["form"] or TaskForm.OPEN,
            "puller": self.bodies.get(said["puller"]),
        }


class WholeTaskForm(SharedForm):
    """All that a task says, with what each organisation gives and asks."""

    what = CleanCharField(label=_("Task"), max_length=200)
    why = CleanCharField(
        label=_("Why can nobody do this alone?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    origin = forms.ChoiceField(
        label=_("Where does it come from?"), required=False, error_messages={"invalid_choice": _GONE}
    )
    form = forms.ChoiceField(
        label=_("Form of organisation"),
        choices=TaskForm.choices,
        widget=CardSelect(hints=FORM_HINTS),
        help_text=_("From light to heavy. Take the lightest that carries it."),
    )
    puller = forms.ChoiceField(
        label=_("Which organisation pulls it?"), required=False, error_messages={"invalid_choice": _GONE}
    )
    pulled_by = CleanCharField(label=_("Who there?"), max_length=120, required=False)
    starts_on = forms.DateField(label=_("From when?"), required=False, widget=DayInput)
    first_step = CleanCharField(label=_("What is the first step?"), max_length=300, required=False)
    first_on = forms.DateField(label=_("On which day?"), required=False, widget=DayInput)

    def __init__(
        self,
        *args: Any,
        bodies: Sequence[Body],
        goals: Sequence[PolicyGoal],
        decisions: Sequence[Decision],
        **kwargs: Any,
    ) -> None:
        self.bodies = {one.public_id: one for one in bodies}
        super().__init__(*args, **kwargs)
        self.goals = {f"goal-{one.public_id}": one for one in goals}
        self.decisions = {f"decision-{one.public_id}": one for one in decisions}
        origin: Any = self.fields["origin"]
        origin.choices = [
            (NOTHING, _("from the conversation at the conference")),
            (_("Policy goals"), [(key, one.text[:120]) for key, one in self.goals.items()]),
            (
                _("Decisions"),
                [(key, f"{one.proposal.title}, {one.body}") for key, one in self.decisions.items()],
            ),
        ]
        puller: Any = self.fields["puller"]
        puller.choices = [
            (NOTHING, _("not known yet")),
            *((key, one.name) for key, one in self.bodies.items()),
        ]
        for key, body in self.bodies.items():
            self.fields[f"in-{key}"] = forms.BooleanField(label=body.name, required=False)
            self.fields[f"gives-{key}"] = CleanCharField(label=_("gives"), max_length=300, required=False)
            self.fields[f"asks-{key}"] = CleanCharField(label=_("asks"), max_length=300, required=False)
            for name in (f"in-{key}", f"gives-{key}", f"asks-{key}"):
                self.fields[name].show_hidden_initial = True

    def clean_starts_on(self) -> dt.date | None:
        """A day that somebody can mean."""
        return _day(self.cleaned_data["starts_on"])

    def clean_first_on(self) -> dt.date | None:
        """A day that somebody can mean."""
        return _day(self.cleaned_data["first_on"])

    @staticmethod
    def of(task: RegionalTask) -> dict[str, Any]:
        """What ``task`` says now, as ``initial``."""
        origin = ""
        if task.decision is not None:
            origin = f"decision-{task.decision.public_id}"
        elif task.goal is not None:
            origin = f"goal-{task.goal.public_id}"
        said: dict[str, Any] = {
            name: getattr(task, name)
            for name in ("what", "why", "form", "pulled_by", "starts_on", "first_step", "first_on")
        }
        said |= {"origin": origin, "puller": task.puller.public_id if task.puller else ""}
        for share in task.shares.all():
            key = share.body.public_id
            said |= {f"in-{key}": True, f"gives-{key}": share.gives, f"asks-{key}": share.asks}
        return said

    def rows(self) -> list[tuple[Any, Any, Any]]:
        """The fields of each organisation: whether it takes part, what it gives, what it asks."""
        return [(self[f"in-{key}"], self[f"gives-{key}"], self[f"asks-{key}"]) for key in self.bodies]

    def task(self) -> dict[str, Any]:
        """What ``change_task`` takes. Who gives or asks something takes part."""
        said = self.cleaned_data
        shares = {}
        for key, body in self.bodies.items():
            gives, asks = said.get(f"gives-{key}", ""), said.get(f"asks-{key}", "")
            if said.get(f"in-{key}") or gives or asks or said["puller"] == key:
                shares[body] = (gives, asks)
        names = ("what", "why", "form", "pulled_by", "starts_on", "first_step", "first_on")
        return {
            **{name: said[name] for name in names},
            "goal": self.goals.get(said["origin"]),
            "decision": self.decisions.get(said["origin"]),
            "puller": self.bodies.get(said["puller"]),
            "shares": shares,
        }


class PresentationForm(forms.Form):
    """What is presented, by whom, and how long."""

    proposal = forms.ChoiceField(
        label=_("Which proposal?"), required=False, error_messages={"invalid_choice": _GONE}
    )
    title = CleanCharField(label=_("Or something else, called"), max_length=160, required=False)
    speaker = CleanCharField(label=_("Who presents it?"), max_length=160, required=False)
    minutes = forms.IntegerField(label=_("How many minutes?"), min_value=1, max_value=60, initial=5)

    def __init__(self, *args: Any, proposals: Sequence[Proposal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposals = {one.public_id: one for one in proposals}
        field: Any = self.fields["proposal"]
        field.choices = [
            (NOTHING, _("no proposal")),
            *((key, f"{one.title} ({one.team})") for key, one in self.proposals.items()),
        ]

    def clean(self) -> dict[str, Any]:
        """Either a proposal or a name."""
        cleaned = super().clean() or {}
        if not (cleaned.get("proposal") or cleaned.get("title")) and not self.errors:
            self.add_error("title", _("Choose a proposal, or write what is presented."))
        return cleaned

    def presentation(self) -> dict[str, Any]:
        """What ``add_presentation`` takes."""
        said = self.cleaned_data
        return {**said, "proposal": self.proposals.get(said["proposal"])}


class ReactionForm(forms.Form):
    """One word or question."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=ReactionKind.choices,
        widget=forms.RadioSelect,
        initial=ReactionKind.WORD,
    )
    text = CleanCharField(
        label=_("Your reaction"),
        max_length=280,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write a word or a question first.")},
    )
