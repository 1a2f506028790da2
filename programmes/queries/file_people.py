"""The people of a programme's file, line by line: who comes on the list, and what is wrong with the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from programmes.enums import Role
from programmes.queries.invitations import InvitationRow, PreviewLine, Verdict, judge_lines
from programmes.queries.pasting import PastedLine


@dataclass(frozen=True, slots=True)
class FileSeat:
    """A place in a team, and the role there."""

    team: str
    role: str


@dataclass(frozen=True, slots=True)
class FilePerson:
    """Somebody in a file, and what comes of the line."""

    line: PreviewLine
    role: str
    function: str
    seats: tuple[FileSeat, ...]

    @property
    def role_label(self) -> str:
        """The role in words."""
        return str(Role(self.role).label)

    @property
    def teams(self) -> str:
        """The teams in words, with the role where it is another one there."""
        return "; ".join(
            seat.team if seat.role == self.role else f"{seat.team}, {Role(seat.role).label}"
            for seat in self.seats
        )

    @property
    def detail(self) -> str:
        """What else there is to say; of a line that is wrong with where it stands."""
        if self.comes_along:
            return self.line.detail
        return _("line %(line)d: %(text)s") % {"line": self.line.number, "text": self.line.detail}

    @property
    def comes_along(self) -> bool:
        """Whether this person takes part afterwards."""
        return self.line.verdict != Verdict.WRONG

    @property
    def row(self) -> InvitationRow | None:
        """Whom to invite: nobody where the line is wrong, or is that of who brings the file."""
        return self.line.row


def judge_people(*, people: Sequence[Mapping[str, Any]], lines: Sequence[int], by: User) -> list[FilePerson]:
    """What comes of each of ``people``, who stand on ``lines`` of the file that ``by`` brings. 1 query.

    A name is shown as the file has it: whether an account has the address is nobody's business here.
    """
    read = [
        PastedLine(
            number=number,
            text=person["email"],
            email=person["email"],
            name=person["name"],
            organisation=person["organisation"],
            role=person["role"],
        )
        for number, person in zip(lines, people, strict=True)
    ]
    judged = judge_lines(lines=read, role=Role.PARTICIPANT, taking_part={by.email})
    return [
        FilePerson(
            line=line,
            role=person["role"],
            function=person["function"],
            seats=tuple(FileSeat(seat["team"], seat["role"] or person["role"]) for seat in person["teams"]),
        )
        for line, person in zip(judged, people, strict=True)
    ]
