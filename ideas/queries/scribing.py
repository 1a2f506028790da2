"""What a scribe needs: in whose name one can write, and what one wrote last."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from ideas.enums import IdeaState
from ideas.models import Idea
from ideas.queries.ideas import code_of
from programmes.enums import Role
from programmes.models import Participation
from sessions.models import Attendance, Scribe, Seat, Session
from sessions.queries.guests import tables_of
from teams.models import Membership, Team

LAST = 10


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who says something: a person, or at a table somebody without a name."""

    key: str
    """Public id of the participation; of the team, where it is nobody whom we know."""
    name: str
    team: Team
    participation: Participation | None


@dataclass(frozen=True, slots=True)
class Typed:
    """An idea that the scribe typed."""

    public_id: str
    code: str
    text: str
    whose: str
    may_correct: bool


def speakers(*, evening: Session, team: Team | None, by_link: bool = False) -> list[Speaker]:
    """In whose name one can write at ``evening``, at the table of ``team`` or (None) table by table: first nobody, then
    who is there by name. With ``by_link`` those who take part by the video link. At most 4 queries.

    Where nobody noted who is there, all members of the teams.
    """
    tables = [team] if team else tables_of(evening)
    members = (
        Membership.objects.active()
        .filter(team__in=tables, role__in=[Role.PARTICIPANT, Role.COACH])
        .select_related("participation__person")
        .order_by("participation__person__name", "pk")
    )
    there = Q(by_link=True) if by_link else Q(is_present=True)
    rows = Attendance.objects.filter(there, evening=evening)
    present = set(rows.values_list("participation_id", flat=True))
    seats = Seat.objects.held().filter(evening=evening, team__in=tables)
    at_the_table: dict[int, list[Participation]] = {table.pk: [] for table in tables}
    for member in members:
        if (not present and not by_link) or member.participation_id in present:
            at_the_table[member.team_id].append(member.participation)
    for seat in seats.select_related("participation__person").order_by("participation__person__name", "pk"):
        if seat.team_id is not None and not by_link and seat.participation not in at_the_table[seat.team_id]:
            at_the_table[seat.team_id].append(seat.participation)
    found = []
    for table in tables:
        found.append(Speaker(table.public_id, "", table, None))
        found += [Speaker(one.public_id, str(one.person), table, one) for one in at_the_table[table.pk]]
    return found


def speakers_for(scribe: Scribe) -> list[Speaker]:
    """In whose name ``scribe`` can write. At most 4 queries."""
    return speakers(evening=scribe.evening, team=scribe.team, by_link=scribe.by_link)


def typed_last(*, scribe: Scribe) -> list[Typed]:
    """The last ideas that ``scribe`` typed at this evening for others, the newest first. 1 query."""
    rows = (
        Idea.objects.filter(evening=scribe.evening, written_by=scribe.participation.person)
        .select_related("team", "author__person")
        .order_by("-pk")[:LAST]
    )
    return [
        Typed(
            public_id=idea.public_id,
            code=code_of(idea),
            text=idea.text,
            whose=str(idea.author.person) if idea.author else "",
            may_correct=idea.state == IdeaState.OPEN and idea.cluster_id is None,
        )
        for idea in rows
    ]


def typed_by(*, scribe: Scribe, public_id: str) -> Idea | None:
    """The idea of that id, if ``scribe`` typed it at this evening. 1 query."""
    mine: Any = Idea.objects.filter(evening=scribe.evening, written_by=scribe.participation.person)
    found: Idea | None = (
        mine.select_related("programme__phase", "evening", "team", "author")
        .filter(public_id=public_id)
        .first()
    )
    return found
