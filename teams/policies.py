"""Who may do what with a team and what hangs on it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rules import predicate

from core.access import Standing, add_rule
from programmes.enums import Role
from programmes.policies import facilitates, is_concept, is_open
from teams.models import Team


def team_pk_of(obj: Any) -> int | None:
    """The primary key of the team that ``obj`` is, or hangs on; None where it belongs to all teams."""
    return obj.pk if isinstance(obj, Team) else obj.team_id


@predicate
def coaches(standing: Standing, obj: Any) -> bool:
    """Whether this person coaches the team of ``obj``."""
    return Role.COACH in standing.roles("team", team_pk_of(obj))


@predicate
def in_team(standing: Standing, obj: Any) -> bool:
    """Whether this person is coach or participant of the team of ``obj``."""
    return bool(standing.roles("team", team_pk_of(obj)) & {Role.COACH, Role.PARTICIPANT})


@predicate
def follows_team(standing: Standing, obj: Any) -> bool:
    """Whether this person is in the team of ``obj`` in any role; an observer too."""
    return bool(standing.roles("team", team_pk_of(obj)))


steers_team = facilitates | coaches
sees_team = facilitates | (follows_team & ~is_concept)
works_in_team = facilitates | in_team

add_rule(
    "teams.see_team",
    sees_team,
    who=_("Members of the team and facilitators of the programme can see its work."),
)
add_rule(
    "teams.place_people",
    facilitates & is_open,
    who=_("A facilitator of this programme can say who is in which team."),
)
