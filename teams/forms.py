"""The form that puts somebody in a team."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PeriodForm
from programmes.enums import Role
from teams.models import Team


class PlaceForm(PeriodForm):
    """A team, what one is in it, from when until when, and whether one stays in the other teams."""

    field_order = ("team", "role", "starts_on", "ends_on", "stays")

    team = forms.ChoiceField(label=_("In which team?"), widget=forms.RadioSelect())
    role = forms.ChoiceField(
        label=_("As what?"),
        choices=[(role.value, role.label) for role in (Role.PARTICIPANT, Role.COACH, Role.OBSERVER)],
        widget=forms.RadioSelect(),
    )
    stays = forms.BooleanField(
        label=_("Stays in the other team as well"),
        help_text=_("For who helps out somewhere for a while. Otherwise the place in the other team ends."),
        required=False,
    )

    def __init__(self, *args: Any, teams: Sequence[Team], sits_elsewhere: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not sits_elsewhere:
            del self.fields["stays"]
        team: Any = self.fields["team"]
        team.choices = [(item.public_id, item.name) for item in teams]
        self._teams = {item.public_id: item for item in teams}

    def clean_team(self) -> Team:
        """The team itself."""
        return self._teams[self.cleaned_data["team"]]
