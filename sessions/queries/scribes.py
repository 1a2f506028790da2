"""Who writes for others at an evening, and who could."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from programmes.enums import Role
from programmes.models import Participation
from sessions.enums import SessionState
from sessions.models import Scribe, Session
from sessions.queries.coming import expected_at
from sessions.queries.guests import tables_of
from teams.models import Team

CAN_WRITE = (Role.FACILITATOR, Role.COACH, Role.PARTICIPANT)


@dataclass(frozen=True, slots=True)
class ScribeRow:
    """Somebody who writes for others."""

    public_id: str
    name: str
    table: str
    """The name of the team; empty for all tables, or for those at home."""
    by_link: bool
    write_url: str
    """The own screen; empty for somebody else's."""


@dataclass(frozen=True, slots=True)
class ScribesPage:
    """The scribes of an evening, and what can be chosen."""

    scribes: tuple[ScribeRow, ...]
    people: dict[str, Participation]
    tables: dict[str, Team]
    is_mixed: bool
    """Whether some take part by video."""


def scribes_page(*, evening: Session, viewer: Any) -> ScribesPage:
    """The scribes of ``evening``, for who leads it. At most 3 queries."""
    rows = evening.scribes.select_related("participation__person", "team")
    people = expected_at(evening).filter(role__in=CAN_WRITE).select_related("person")
    return ScribesPage(
        scribes=tuple(_row(row, viewer) for row in rows),
        people={one.public_id: one for one in people.order_by("person__name", "pk").distinct()},
        tables={team.public_id: team for team in tables_of(evening)},
        is_mixed=bool(evening.meeting_url),
    )


def _row(scribe: Scribe, viewer: Any) -> ScribeRow:
    is_mine = scribe.participation.person_id == viewer.pk
    return ScribeRow(
        public_id=scribe.public_id,
        name=str(scribe.participation.person),
        table=scribe.team.name if scribe.team else "",
        by_link=scribe.by_link,
        write_url=reverse("ideas:write", args=[scribe.public_id]) if is_mine else "",
    )


def write_url_of(*, evening: Session, viewer: Any) -> str:
    """Where ``viewer`` writes for others at ``evening`` while it runs; empty for who is no scribe. At most 1 query."""
    if evening.state != SessionState.RUNNING or viewer.is_guest:
        return ""
    mine = Scribe.objects.filter(evening=evening, participation__person=viewer).first()
    return reverse("ideas:write", args=[mine.public_id]) if mine else ""
