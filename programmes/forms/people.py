"""The forms about who takes part."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import FileInput, PeriodForm, SharedForm
from core.text import clean_text
from programmes.enums import GIVEN_ROLES, Role
from programmes.models import Participation
from programmes.queries.invitations import MOST_LINES, WITHOUT_TEAM
from programmes.queries.pasting import Pasted, decode_file, read_people
from programmes.queries.seats import Seat

LARGEST_FILE = 1024 * 1024
LATER = ("", _("choose later"))
ROLE_CHOICES = [(role.value, role.label) for role in GIVEN_ROLES]


class InviteForm(PeriodForm):
    """Pasted lines or a file, and the role, the team and the days of everybody in them."""

    field_order = ("people", "file", "role", "team", "starts_on", "ends_on")

    use_required_attribute = False  # a file instead of lines is fine

    people = forms.CharField(
        label=_("Paste names and addresses here"),
        help_text=_(
            "One person per line: name, address, organisation. From your mail or a spreadsheet is fine too."
        ),
        error_messages={"required": _("Paste at least one address.")},
        max_length=200_000,
        widget=forms.Textarea(
            attrs={"rows": 7, "class": "kw-input kw-input--area kw-people__paste", "spellcheck": "false"}
        ),
    )
    file = forms.FileField(
        label=_("A file with people"),
        help_text=_("A list from a spreadsheet, kept as CSV. Columns “rol” and “team” may be in it."),
        required=False,
        allow_empty_file=True,
        widget=FileInput(accept=".csv,.txt,text/csv,text/plain"),
    )
    role = forms.ChoiceField(label=_("As"), choices=ROLE_CHOICES, initial=Role.PARTICIPANT)
    team = forms.ChoiceField(label=_("In the team"), required=False)

    def __init__(self, *args: Any, teams: Sequence[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].required = not self.files.get("file")
        team: Any = self.fields["team"]
        team.choices = [LATER, *((seat.public_id, seat.team) for seat in teams)]

    def clean_people(self) -> str:
        """The text, without what nobody can see."""
        return clean_text(self.cleaned_data["people"])

    def clean(self) -> dict[str, Any]:
        """The lines of the text and of the file together. Somebody has to be in them."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        upload = cleaned.get("file")
        if upload is not None:
            if upload.size > LARGEST_FILE:
                self.add_error("file", _("This file is too large for a list of people."))
            else:
                cleaned["people"] = clean_text(
                    "\n".join(filter(None, (cleaned.get("people", ""), decode_file(upload.read()))))
                )
        if not self.errors:
            self._read(cleaned)
        return cleaned

    def _read(self, cleaned: dict[str, Any]) -> None:
        pasted = read_people(cleaned["people"])
        if not pasted.lines:
            self.add_error("people", _("Paste at least one address."))
        elif len(pasted.lines) > MOST_LINES:
            too_many = _("At most %(count)d people go in one time.")
            self.add_error(
                "people", forms.ValidationError(too_many, params={"count": MOST_LINES}, code="too_many")
            )
        cleaned["pasted"] = pasted

    @property
    def pasted(self) -> Pasted:
        """What was read, of a valid form."""
        pasted: Pasted = self.cleaned_data["pasted"]
        return pasted


class PlaceForm(SharedForm, PeriodForm):
    """The role of somebody, the team, and from when until when."""

    field_order = ("role", "team", "starts_on", "ends_on")

    role = forms.ChoiceField(label=_("Role"), choices=ROLE_CHOICES)
    team = forms.ChoiceField(
        label=_("Team"),
        required=False,
        help_text=_(
            "Coaches, participants and observers sit in a team. Work that was made in another team stays there."
        ),
    )

    def __init__(
        self,
        *args: Any,
        participation: Participation,
        teams: Sequence[Seat],
        sits_in: Sequence[Seat],
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = {
            "role": participation.role,
            "team": next((seat.public_id for seat in sits_in if seat.is_now), ""),
            "starts_on": participation.starts_on,
            "ends_on": participation.ends_on,
        }
        super().__init__(*args, **kwargs)
        if participation.accepted_at is not None and not participation.begins_later:
            del self.fields["starts_on"]  # it has been
        self._teams = {seat.public_id: seat.team_id for seat in teams}
        team: Any = self.fields["team"]
        team.choices = [LATER, *((seat.public_id, seat.team) for seat in teams)]

    def clean(self) -> dict[str, Any]:
        """The primary key of the team; none for a role that sits in no team."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        team_id = self._teams.get(cleaned.get("team", ""))
        cleaned["team_id"] = None if cleaned.get("role") in WITHOUT_TEAM else team_id
        return cleaned
