"""Forms to let a team choose without dots, and to answer."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import CardSelect, CleanCharField
from ideas.enums import ChoiceKind, Stance
from ideas.models import Choice, Cluster, Proposal
from ideas.models.choices import BEST_SCORE, MOST_BUNDLES

NOTHING = ""


class ConsentForm(forms.Form):
    """The words that people consent to, and what they are about."""

    title = CleanCharField(
        label=_("What do you want to agree on?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One sentence that people can say yes to. It stands large on the wall."),
    )
    about = forms.ChoiceField(label=_("What is it about?"), required=False)

    def __init__(
        self, *args: Any, clusters: Sequence[Cluster], proposals: Sequence[Proposal], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offered: dict[str, Cluster | Proposal] = {
            **{f"proposal-{one.public_id}": one for one in proposals},
            **{f"bundle-{one.public_id}": one for one in clusters},
        }
        field: Any = self.fields["about"]
        field.choices = [
            (NOTHING, _("about nothing that stands here")),
            (_("Proposals"), [(f"proposal-{one.public_id}", one.title) for one in proposals]),
            (_("Bundles"), [(f"bundle-{one.public_id}", one.title) for one in clusters]),
        ]

    def asked(self) -> dict[str, Any]:
        """What ``services.choices.open_choice`` takes."""
        about = self.offered.get(self.cleaned_data["about"])
        return {
            "title": self.cleaned_data["title"],
            "clusters": [about] if isinstance(about, Cluster) else [],
            "proposal": about if isinstance(about, Proposal) else None,
        }


class WeighForm(forms.Form):
    """A question about some of the bundles of a team: for scores, or for an order."""

    title = CleanCharField(label=_("What do you ask?"), max_length=160)
    second = CleanCharField(
        label=_("A second question"),
        max_length=160,
        required=False,
        help_text=_("For example: how soon can we begin with it?"),
    )
    clusters = forms.MultipleChoiceField(
        label=_("About which bundles?"),
        widget=forms.CheckboxSelectMultiple(),
        help_text=_("Seven at most."),
        error_messages={"required": _("Tick the bundles first.")},
    )

    def __init__(self, *args: Any, kind: ChoiceKind, clusters: Sequence[Cluster], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {one.public_id: one for one in clusters}
        field: Any = self.fields["clusters"]
        field.choices = [(key, one.title) for key, one in self.offered.items()]
        self.initial.setdefault("clusters", list(self.offered)[:MOST_BUNDLES])
        if kind != ChoiceKind.SCORES:
            del self.fields["second"]

    def asked(self) -> dict[str, Any]:
        """What ``services.choices.open_choice`` takes."""
        return {
            "title": self.cleaned_data["title"],
            "second": self.cleaned_data.get("second", ""),
            "clusters": [self.offered[key] for key in self.cleaned_data["clusters"]],
        }


class NextRoundForm(forms.Form):
    """Other words for what there was an objection to."""

    title = CleanCharField(
        label=_("What does it become?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Change the words so that the objection is answered. Everybody answers anew."),
    )


class StanceForm(forms.Form):
    """What somebody says in a consent round; a remark and an objection need words."""

    stance = forms.ChoiceField(
        label=_("Can you live with this?"),
        choices=Stance.choices,
        widget=CardSelect(
            hints={
                Stance.CONSENT: _("It need not be your first choice."),
                Stance.REMARK: _("It may go on. This is what I want to say."),
                Stance.OBJECTION: _("This harms our work. We talk about it."),
            }
        ),
        error_messages={"required": _("Choose one of the three.")},
    )
    remark = CleanCharField(
        label=_("Your remark"),
        max_length=500,
        error_messages={"required": _("Write your remark, or choose “I consent”.")},
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The group reads it once this is closed. It goes on anyway."),
    )
    objection = CleanCharField(
        label=_("What goes wrong if we do this?"),
        max_length=500,
        error_messages={"required": _("Say in a few words what goes wrong.")},
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The group reads it once this is closed, and talks about it."),
    )
    wish = CleanCharField(
        label=_("What would make it good for you?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    use_required_attribute = False  # one of the two is out of sight

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stance = self.data.get("stance")
        self.fields["remark"].required = not self.is_bound or stance == Stance.REMARK
        self.fields["objection"].required = not self.is_bound or stance == Stance.OBJECTION

    def answer(self) -> dict[str, Any]:
        """What ``services.choices.answer_consent`` takes."""
        stance = Stance(self.cleaned_data["stance"])
        objects = stance == Stance.OBJECTION
        return {
            "stance": stance,
            "remark": self.cleaned_data["objection" if objects else "remark"],
            "wish": self.cleaned_data["wish"],
        }


class ScoresForm(forms.Form):
    """A score of one to five for each bundle on each question."""

    def __init__(self, *args: Any, choice: Choice, clusters: Sequence[Cluster], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys: dict[str, tuple[int, int]] = {}
        for question, words in enumerate(filter(None, (choice.title, choice.second)), start=1):
            for cluster in clusters:
                name = f"score-{question}-{cluster.public_id}"
                self.keys[name] = (cluster.pk, question)
                self.fields[name] = forms.TypedChoiceField(
                    label=cluster.title,
                    choices=[(str(score), str(score)) for score in range(1, BEST_SCORE + 1)],
                    coerce=int,
                    widget=forms.RadioSelect(),
                    error_messages={
                        "required": _("“%(title)s” has no score yet.") % {"title": cluster.title}
                    },
                )
                self.fields[name].question = words  # type: ignore[attr-defined]

    def answer(self) -> dict[tuple[int, int], int]:
        """What ``services.choices.answer_scores`` takes."""
        return {key: self.cleaned_data[name] for name, key in self.keys.items()}
