"""The card for a new idea, and what becomes of a single one."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import CleanCharField
from ideas.queries.capturing import Colleague
from programmes.models import Participation
from teams.models import Team

NOBODY = "nobody"


class CaptureForm(forms.Form):
    """One thought, for one team; by a scribe in somebody else's name."""

    text = CleanCharField(
        label=_("What is your idea?"),
        max_length=2000,
        widget=forms.Textarea(
            attrs={
                "class": "kw-capture__text",
                "rows": 6,
                "autofocus": True,
                "data-queue-clear": "",
                "maxlength": 2000,
            }
        ),
        error_messages={"required": _("Write your idea first. A few words are enough.")},
    )
    team = forms.ChoiceField(label=_("For which team?"))
    author = forms.ChoiceField(
        label=_("Whose idea is it?"),
        required=False,
        help_text=_("Type for somebody who has no phone at hand."),
    )
    shared = forms.CharField(
        required=False, max_length=10, widget=forms.HiddenInput(attrs={"data-draft-keep": ""})
    )
    """For whom one writes: pairs or tables (``Catching``); empty for oneself."""
    evening = forms.CharField(
        required=False, max_length=12, widget=forms.HiddenInput(attrs={"data-draft-keep": ""})
    )
    draft_key = CleanCharField(
        required=False,
        max_length=64,
        widget=forms.HiddenInput(attrs={"data-draft-keep": "", "data-queue-key": ""}),
    )

    def __init__(
        self, *args: Any, teams: Sequence[Team], colleagues: Sequence[Colleague], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound:
            self.fields["text"].widget.attrs.pop("autofocus")  # the summary of what is wrong takes the focus
        self.teams = {team.public_id: team for team in teams}
        self.fields["team"].choices = [(team.public_id, team.name) for team in teams]  # type: ignore[attr-defined]
        if len(teams) == 1:
            self.fields["team"].widget = forms.HiddenInput(attrs={"data-draft-keep": ""})
        self.offer(colleagues)
        self.initial.setdefault("draft_key", str(uuid.uuid4()))

    def offer(self, colleagues: Sequence[Colleague]) -> None:
        """Let one type in the name of ``colleagues``."""
        self.colleagues = {colleague.participation.public_id: colleague for colleague in colleagues}
        names = {team.pk: team.name for team in self.teams.values()}
        groups: dict[str, list[tuple[str, str]]] = {}
        for key, colleague in self.colleagues.items():
            groups.setdefault(names[colleague.team_id], []).append((key, colleague.name))
        self.fields["author"].choices = [  # type: ignore[attr-defined]
            ("", _("mine")),
            (NOBODY, _("of somebody without an account")),
            *(groups.items() if len(names) > 1 else [pair for pairs in groups.values() for pair in pairs]),
        ]

    def clean(self) -> dict[str, Any]:
        """The team and the author as objects; whoever one types for is in that team."""
        cleaned = super().clean() or {}
        team = self.teams.get(cleaned.get("team", ""))
        chosen = self.colleagues.get(cleaned.get("author", ""))
        if chosen is not None and team is not None and chosen.team_id != team.pk:
            self.add_error(
                "author", _("This person is not in that team. Choose the other team, or somebody else.")
            )
        return cleaned

    def chosen_team(self) -> Team:
        """The team that the idea is for."""
        return self.teams[self.cleaned_data["team"]]

    def chosen_author(self, own: Participation | None) -> Participation | None:
        """Whose idea it is: ``own`` where nobody else was chosen, None for somebody whom we do not know."""
        chosen = self.cleaned_data["author"]
        if chosen == NOBODY:
            return None
        return self.colleagues[chosen].participation if chosen else own


class IdeaTextForm(forms.Form):
    """Other words for one's own idea."""

    text = CleanCharField(
        label=_("What is your idea?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class EndIdeaForm(forms.Form):
    """Why an idea goes no further."""

    because = CleanCharField(
        label=_("Not further, because …"),
        max_length=500,
        help_text=_("Everybody in the team reads this, the person who wrote the idea too."),
        error_messages={"required": _("Say why this idea goes no further.")},
    )


class FromSubmissionForm(forms.Form):
    """One thought out of homework."""

    text = CleanCharField(
        label=_("Which idea is in it?"),
        help_text=_("One thought on one card. You can make more of them."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    draft_key = CleanCharField(
        required=False, max_length=64, widget=forms.HiddenInput(attrs={"data-draft-keep": ""})
    )
