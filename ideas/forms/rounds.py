"""Forms of a round of dots: to open it, and for ballots on paper."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import CleanCharField
from ideas.models import Cluster


class RoundForm(forms.Form):
    """What the dots are about, and how many each person has."""

    title = CleanCharField(label=_("What do you ask?"), max_length=160)
    budget = forms.IntegerField(
        label=_("Dots per person"),
        min_value=1,
        max_value=20,
        help_text=_("Each person divides them as he or she likes; several on one bundle is possible."),
    )
    own_ideas = forms.BooleanField(
        label=_("People may place dots on bundles in which an idea of their own lies"), required=False
    )


class PaperForm(forms.Form):
    """How many ballots on paper there are, and the dots on each bundle together."""

    ballots = forms.IntegerField(label=_("How many ballots on paper?"), min_value=0, max_value=500)

    def __init__(self, *args: Any, clusters: Sequence[Cluster], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys: dict[str, int] = {}
        for cluster in clusters:
            name = f"dots-{cluster.public_id}"
            self.keys[name] = cluster.pk
            self.fields[name] = forms.IntegerField(
                label=_("Dots on “%(title)s”") % {"title": cluster.title}, min_value=0, max_value=10_000
            )

    def dots(self) -> dict[int, int]:
        """What ``services.rounds.enter_paper`` takes."""
        return {key: self.cleaned_data[name] for name, key in self.keys.items()}
