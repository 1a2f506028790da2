"""The form that puts somebody in a team."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.enums import Role
from teams.models import Team


class PlaceForm(forms.Form):
    """A team, and what one is in it."""

    team = forms.ChoiceField(label=_("In which team?"), widget=forms.RadioSelect())
    role = forms.ChoiceField(
        label=_("As what?"),
        choices=[(role.value, role.label) for role in (Role.PARTICIPANT, Role.COACH, Role.OBSERVER)],
        widget=forms.RadioSelect(),
    )

    def __init__(self, *args: Any, teams: Sequence[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team: Any = self.fields["team"]
        team.choices = [(item.public_id, item.name) for item in teams]
        self._teams = {item.public_id: item for item in teams}

    def clean_team(self) -> Team:
        """The team itself."""
        return self._teams[self.cleaned_data["team"]]
