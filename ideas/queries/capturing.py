"""What the card for a new idea needs: for which team, at which evening, in whose name."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from core.access import allowed
from programmes.enums import Role
from programmes.models import Participation, Programme
from sessions.enums import NEVER_OPENED, SessionState
from sessions.models import Session
from teams.models import Membership, Team
from teams.queries import teams_for


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody in whose name one can type."""

    participation: Participation
    team_id: int
    name: str


def teams_to_write_for(*, programme: Programme, viewer: Any) -> list[Team]:
    """The teams for which ``viewer`` may write ideas now, in their order. 1 query."""
    teams = teams_for(programme=programme, viewer=viewer)
    return [team for team in teams if allowed(viewer, "ideas.capture_idea", team)]


def own_participation(*, programme: Programme, viewer: Any) -> Participation | None:
    """How ``viewer`` takes part in ``programme``. 1 query."""
    mine: Participation | None = viewer.participations.active().filter(programme=programme).first()
    return mine


def colleagues(*, teams: list[Team], viewer: Any) -> list[Colleague]:
    """The others in ``teams``, by name, for a scribe. 1 query."""
    members = (
        Membership.objects.active()
        .filter(team__in=teams, role__in=[Role.PARTICIPANT, Role.COACH])
        .exclude(participation__person=viewer)
        .select_related("participation__person__organisation")
        .order_by("participation__person__name", "pk")
    )
    return [
        Colleague(member.participation, member.team_id, str(member.participation.person))
        for member in members
    ]


def evening_of_idea(*, team: Team, viewer: Any, asked: str = "") -> Session | None:
    """The evening to which an idea for ``team`` belongs, or None. At most 2 queries.

    The one that the card was opened in (``asked``, a public id), when it has begun: so that a phone without a network
    that sends after the end keeps the origin. Otherwise the one that runs now.
    """
    for_team = Q(team__isnull=True) | Q(team=team)
    evenings = (
        Session.objects.visible_to(viewer)
        .filter(for_team, programme=team.programme_id)
        .select_related(None)  # the evening alone: neither the card nor the idea asks what hangs on it
    )
    if asked:
        opened = evenings.filter(public_id=asked).exclude(state__in=NEVER_OPENED).first()
        if opened is not None:
            return opened
    return evenings.filter(state=SessionState.RUNNING).order_by("-opened_at").first()
