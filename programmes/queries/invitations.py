"""What an invitation of pasted lines would do, line by line, before anything is done."""

import datetime as dt
from collections.abc import Sequence, Set
from dataclasses import dataclass
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from accounts.models import Organisation
from accounts.services.organisations import clean_address
from programmes.enums import Role
from programmes.models import Participation, Programme
from programmes.queries.pasting import Pasted, PastedLine
from programmes.queries.seats import Seat, teams_of

MOST_LINES = 500
LONGEST_NAME = 200

ROLE_WORDS = {
    "begeleider": Role.FACILITATOR,
    "facilitator": Role.FACILITATOR,
    "coach": Role.COACH,
    "deelnemer": Role.PARTICIPANT,
    "participant": Role.PARTICIPANT,
    "afkijker": Role.OBSERVER,
    "observer": Role.OBSERVER,
    "supporter": Role.SUPPORTER,
    "opdrachtgever": Role.CLIENT,
    "client": Role.CLIENT,
}
"""What people write in a column "rol", whatever the language of their screen."""

WITHOUT_TEAM = frozenset({Role.FACILITATOR, Role.SUPPORTER, Role.CLIENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationRow:
    """One person to invite."""

    email: str
    name: str = ""
    role: str = Role.PARTICIPANT
    team_id: int | None = None
    organisation: str = ""
    function: str = ""
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None


class Verdict(StrEnum):
    """What comes of a line."""

    GOOD = "good"
    ALREADY = "already"
    """There is nothing to do."""
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """A pasted line and what comes of it."""

    number: int
    name: str
    email: str
    organisation: str
    about: str
    """The role and the team, where the line has its own."""
    verdict: Verdict
    word: str
    detail: str
    row: InvitationRow | None = None
    """What is done, for a good line."""


@dataclass(frozen=True, slots=True)
class Preview:
    """All pasted lines."""

    lines: tuple[PreviewLine, ...]
    rest: str
    """The lines that need mending, as they stood there."""

    def count(self, verdict: Verdict) -> int:
        """How many lines have ``verdict``."""
        return sum(line.verdict == verdict for line in self.lines)

    @property
    def good(self) -> int:
        """How many people would be invited."""
        return self.count(Verdict.GOOD)

    @property
    def already(self) -> int:
        """How many take part already."""
        return self.count(Verdict.ALREADY)

    @property
    def wrong(self) -> int:
        """How many lines need mending."""
        return self.count(Verdict.WRONG)

    @property
    def rows(self) -> list[InvitationRow]:
        """Whom to invite."""
        return [line.row for line in self.lines if line.row is not None]


class _Refused(Exception):
    """A line that needs mending: a word and a sentence."""


def preview_invitations(
    *, programme: Programme, pasted: Pasted, role: str, team: str = "", teams: Sequence[Seat] | None = None
) -> Preview:
    """What comes of each line for ``role`` and the team with the public id ``team``. 3 queries.

    A line's own role and team go first. A name of ``pasted`` is shown as it was typed: whether an account has the
    address is nobody's business here.
    """
    teams = teams_of(programme) if teams is None else teams
    taking_part = set(
        Participation.objects.enlisted()
        .filter(programme=programme, person__email__in={line.email.lower() for line in pasted.lines})
        .values_list("person__email", flat=True)
    )
    common = next((seat for seat in teams if seat.public_id == team), None)
    lines = judge_lines(lines=pasted.lines, role=role, taking_part=taking_part, common=common, teams=teams)
    wrong = [line.number for line in lines if line.verdict == Verdict.WRONG]
    return Preview(tuple(lines), pasted.text_of(wrong))


def judge_lines(
    *,
    lines: Sequence[PastedLine],
    role: str,
    taking_part: Set[str],
    common: Seat | None = None,
    teams: Sequence[Seat] = (),
) -> list[PreviewLine]:
    """What comes of each line, where the addresses ``taking_part`` do so already. 1 query."""
    known = _known_organisations({line.organisation for line in lines if line.organisation})
    seen: set[str] = set()
    judged = []
    for line in lines:
        try:
            judged.append(_judge(line, role, common, teams, taking_part, known, seen))
        except _Refused as refusal:
            judged.append(_shown(line, Verdict.WRONG, *refusal.args))
    return judged


def _known_organisations(names: set[str]) -> set[str]:
    """The names of organisations among ``names``, whatever the capitals; in lower case."""
    found = Organisation.objects.annotate(low=Lower("name")).filter(low__in={name.lower() for name in names})
    return {name.lower() for name in found.values_list("name", flat=True)} if names else set()


def _judge(
    line: PastedLine,
    role: str,
    common: Seat | None,
    teams: Sequence[Seat],
    taking_part: Set[str],
    known: set[str],
    seen: set[str],
) -> PreviewLine:
    email = _address(line)
    if email in seen:
        raise _Refused(_("twice"), _("This address stands in an earlier line too."))
    seen.add(email)
    if len(line.name) > LONGEST_NAME or len(line.organisation) > LONGEST_NAME:
        raise _Refused(_("too long"), _("A name has at most 200 characters."))
    own_role = _role(line, role)
    seat = None if own_role in WITHOUT_TEAM else _team(line, common, teams)
    if email in taking_part:
        return _shown(line, Verdict.ALREADY, _("takes part already"), _("Nothing happens."))
    row = InvitationRow(
        email=email,
        name=line.name,
        role=own_role,
        team_id=seat.team_id if seat else None,
        organisation=line.organisation,
    )
    own = [str(Role(own_role).label) if line.role else "", seat.team if seat and line.team else ""]
    is_new = line.organisation and line.organisation.lower() not in known
    detail = _("New organisation: it is added.") if is_new else ""
    return _shown(line, Verdict.GOOD, _("good"), detail, row=row, about=", ".join(filter(None, own)))


def _address(line: PastedLine) -> str:
    if "@" not in line.email:
        raise _Refused(_("no address"), _("There is no e-mail address in this line."))
    try:
        return clean_address(line.email)
    except ValidationError:
        _local, _at, domain = line.email.rpartition("@")
        short = domain and "." not in domain
        raise _Refused(
            _("wrong address"),
            _("Something is missing behind the at sign.") if short else _("Is there a typing error in it?"),
        ) from None


def _role(line: PastedLine, role: str) -> str:
    if not line.role:
        return role
    found = ROLE_WORDS.get(line.role.casefold())
    if found is None:
        raise _Refused(_("unknown role"), _("We do not know the role “%(role)s”.") % {"role": line.role[:60]})
    return found


def _team(line: PastedLine, common: Seat | None, teams: Sequence[Seat]) -> Seat | None:
    if not line.team:
        return common
    found = next((seat for seat in teams if seat.team.casefold() == line.team.casefold()), None)
    if found is None:
        raise _Refused(_("unknown team"), _("There is no team “%(team)s”.") % {"team": line.team[:60]})
    return found


def _shown(
    line: PastedLine,
    verdict: Verdict,
    word: str,
    detail: str,
    *,
    row: InvitationRow | None = None,
    about: str = "",
) -> PreviewLine:
    return PreviewLine(
        number=line.number,
        name=line.name or ("" if line.email else line.text[:LONGEST_NAME]),
        email=line.email,
        organisation=line.organisation,
        about=about,
        verdict=verdict,
        word=word,
        detail=detail,
        row=row,
    )
