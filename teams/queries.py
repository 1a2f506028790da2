"""Reads about teams."""

from typing import Any

from core.access import standing_of
from programmes.enums import Role
from programmes.models import Programme
from teams.models import Team


def teams_for(*, programme: Programme, viewer: Any) -> list[Team]:
    """The teams of ``programme`` whose work ``viewer`` may see, in their order. 1 query."""
    return list(Team.objects.visible_to(viewer).filter(programme=programme))


def working_team(*, programme: Programme, viewer: Any) -> Team | None:
    """The team in which ``viewer`` works (as participant or coach); for a facilitator the first. 1 query."""
    teams = teams_for(programme=programme, viewer=viewer)
    mine = standing_of(viewer).where("team", Role.PARTICIPANT, Role.COACH)
    return next((team for team in teams if team.pk in mine), teams[0] if teams else None)
