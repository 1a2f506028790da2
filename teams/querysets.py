"""Filters on teams."""

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from core.access import standing_of
from programmes.enums import ProgrammeState, Role

if TYPE_CHECKING:
    from teams.models import Membership, Team  # noqa: F401 - named in quotes below


def teams_seen(user: Any, along: str = "") -> Q:
    """The teams whose work ``user`` may see, as a filter on a model from which ``along`` ("team__") leads to Team.

    One's own, and all of a programme that one facilitates. An administrator and a client see results, not the raw work.
    """
    standing = standing_of(user)
    return Q(**{f"{along}programme_id__in": standing.where("programme", Role.FACILITATOR)}) | (
        Q(**{f"{along}pk__in": standing.where("team")})
        & ~Q(**{f"{along}programme__state": ProgrammeState.CONCEPT})
    )


class TeamQuerySet(QuerySet["Team"]):
    """Teams, and those that somebody may see."""

    def visible_to(self, user: Any) -> "TeamQuerySet":
        """The teams whose work ``user`` may see, with what the rules look at."""
        return self.filter(teams_seen(user)).select_related("programme__phase", "programme__host", "theme")


class MembershipQuerySet(QuerySet["Membership"]):
    """Who is in which team."""

    def active(self) -> "MembershipQuerySet":
        """Those who left neither the team nor the programme."""
        return self.filter(until__isnull=True, participation__until__isnull=True)


class OfTeamQuerySet(QuerySet[Any]):
    """Rows that hang on a team by ``team`` and on its programme by ``programme``."""

    def visible_to(self, user: Any) -> "OfTeamQuerySet":
        """Those of the teams whose work ``user`` may see."""
        return self.filter(teams_seen(user, "team__")).select_related("team", "programme__phase")
