"""What is printed, and what one types from paper: code, words, whose; or code and dots."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import CleanCharField
from ideas.models import Cluster, VotingRound
from ideas.queries.scribing import Speaker
from ideas.services.paper import MOST

CARDS = "cards"


class PrintForm(forms.Form):
    """Cards or ballots, and how many."""

    what = forms.ChoiceField(label=_("What do you print?"))
    count = forms.IntegerField(
        label=_("How many?"),
        help_text=_("Four fit on a sheet of A4."),
        min_value=1,
        max_value=MOST,
        initial=40,
        widget=forms.NumberInput(attrs={"class": "kw-input--mini"}),
    )

    def __init__(self, *args: Any, rounds: Sequence[VotingRound], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rounds = {one.public_id: one for one in rounds}
        ballots = [
            (key, _("Ballots for “%(title)s”, %(team)s") % {"title": one.title, "team": one.team.name})
            for key, one in self.rounds.items()
        ]
        self.fields["what"].choices = [(CARDS, _("Idea cards")), *ballots]  # type: ignore[attr-defined]

    def chosen(self) -> VotingRound | None:
        """The round that the ballots are of; None for cards."""
        return self.rounds.get(self.cleaned_data["what"])


class CodeForm(forms.Form):
    """The code of a card or ballot."""

    code = CleanCharField(
        label=_("Code on the card"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"class": "kw-input--mini", "autocomplete": "off", "autocapitalize": "characters"}
        ),
        error_messages={"required": _("Type the code first: a letter and a number, such as K17.")},
    )


class CardForm(CodeForm):
    """What stands on a card, and whose it is."""

    text = CleanCharField(
        label=_("What stands on it"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(
            attrs={
                "class": "kw-capture__text kw-scribe__text",
                "rows": 3,
                "data-enter-sends": "",
                "maxlength": 2000,
            }
        ),
    )
    speaker = forms.ChoiceField(label=_("Whose idea is it?"), required=False)

    def __init__(self, *args: Any, speakers: Sequence[Speaker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.speakers = {speaker.key: speaker for speaker in speakers}
        groups: dict[str, list[tuple[str, Any]]] = {}
        for speaker in speakers:
            label = speaker.name or _("somebody without a name here")
            groups.setdefault(speaker.team.name, []).append((speaker.key, label))
        one = len(groups) == 1
        choices: Any = next(iter(groups.values())) if one else list(groups.items())
        self.fields["speaker"].choices = choices  # type: ignore[attr-defined]

    def chosen(self) -> Speaker | None:
        """Whose it is; the first table, without a name, where nothing was chosen. None where there are no tables."""
        first = next(iter(self.speakers.values()), None)
        return self.speakers.get(self.cleaned_data["speaker"], first)


class BallotForm(CodeForm):
    """The dots on one ballot, bundle by bundle."""

    def __init__(self, *args: Any, clusters: Sequence[Cluster], budget: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys: dict[str, int] = {}
        for cluster in clusters:
            name = f"dots-{cluster.public_id}"
            self.keys[name] = cluster.pk
            self.fields[name] = forms.IntegerField(
                label=cluster.title,
                min_value=0,
                max_value=budget,
                required=False,
                widget=forms.NumberInput(attrs={"class": "kw-input--mini", "inputmode": "numeric"}),
            )

    @property
    def rows(self) -> list[forms.BoundField]:
        """A field per bundle."""
        return [self[name] for name in self.keys]

    def dots(self) -> dict[int, int]:
        """What ``services.paper.type_ballot`` takes."""
        return {key: self.cleaned_data[name] or 0 for name, key in self.keys.items()}
