"""Filters on teams."""

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from core.access import standing_of
from core.clock import today
from programmes.enums import ProgrammeState, Role
from programmes.querysets import in_force, in_force_sql

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


ROLES_IN_TEAMS = f"""
    SELECT 'team', place.team_id, place.role FROM teams_membership place
    JOIN programmes_participation part ON part.id = place.participation_id
    WHERE part.person_id = %(user)s AND {in_force_sql("place")} AND {in_force_sql("part")}
"""  # noqa: S608 - made of constants alone


class TeamQuerySet(QuerySet["Team"]):
    """Teams, and those that somebody may see."""

    def visible_to(self, user: Any) -> "TeamQuerySet":
        """The teams whose work ``user`` may see, with what the rules look at."""
        return self.filter(teams_seen(user)).select_related("programme__phase", "programme__host", "theme")


class MembershipQuerySet(QuerySet["Membership"]):
    """Who is in which team."""

    def active(self) -> "MembershipQuerySet":
        """Those that hold today, of people who take part today."""
        return self.filter(in_force(), in_force("participation__"))

    def enlisted(self) -> "MembershipQuerySet":
        """Those that hold today or will."""
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=today()),
            until__isnull=True,
            participation__until__isnull=True,
        )
