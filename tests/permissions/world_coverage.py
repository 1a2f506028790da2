"""Goals, groups and what was written of them, for the world that is walked."""

import datetime as dt
from typing import Any

from accounts.models import User
from core.clock import today
from programmes.enums import HearingKind
from programmes.queries.goal_lines import read_goals
from programmes.services import goals, voices
from teams.models import Team


def fill(place: Any, team: Team, *, by: User, secret: Any) -> None:
    """One agreement with a goal that the programme serves, one group, and one reason why it is not heard."""
    programme, tenant = team.programme, place.tenant
    agreement = place.keep(
        "agreement_id",
        goals.make_agreement(
            organisation=programme.host,
            name=f"Akkoord {tenant}",
            starts_on=today() - dt.timedelta(days=200),
            ends_on=today() + dt.timedelta(days=1200),
            by=by,
        ),
    )
    lines = read_goals(f"Doel {secret(tenant, 'goal')}")
    goal = goals.add_goals(agreement=agreement, lines=lines, by=by, programme=programme)[0]
    place.keep("goal_id", goal)
    served = place.keep("served_id", programme.served_goals.get(goal=goal))
    assert team.theme is not None
    goals.tie_themes(served=served, add=[team.theme], leave=[], by=by)
    group = place.keep(
        "group_id",
        voices.add_group(programme=programme, name=f"Groep {secret(tenant, 'group')}", kinds=[], by=by),
    )
    place.keep("theme_id", team.theme)
    place.keep(
        "hearing_id",
        voices.note_hearing(
            group=group, theme=team.theme, kind=HearingKind.LEFT, what=secret(tenant, "unheard"), by=by
        ),
    )
