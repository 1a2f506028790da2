"""At which evenings the people of a programme are expected, here and elsewhere."""

import datetime as dt

from core.clock import now
from programmes.enums import AT_WORK, ProgrammeState, Role
from programmes.models import Participation, Programme
from programmes.queries.busy import Engagement
from sessions.enums import SessionState
from sessions.models import Session
from teams.models import Membership


def engagements(programme: Programme) -> list[Engagement]:
    """The evenings to come at which people on the list of ``programme`` are expected, of every programme that is not
    closed: their team's, and those for all. 3 queries."""
    at_work = Participation.objects.enlisted().filter(role__in=AT_WORK, person__is_active=True)
    people = at_work.filter(programme=programme).values("person")
    places = list(
        at_work.filter(person__in=people)
        .exclude(programme__state=ProgrammeState.CLOSED)
        .values_list("pk", "person_id", "programme_id", "role")
    )
    in_team: dict[int, set[int]] = {}
    members = Membership.objects.filter(until__isnull=True, participation__in=[pk for pk, *_rest in places])
    for team, person in members.values_list("team_id", "participation__person_id"):
        in_team.setdefault(team, set()).add(person)
    everybody: dict[int, set[int]] = {}
    guides: dict[int, set[int]] = {}
    for _pk, person, where, role in places:
        everybody.setdefault(where, set()).add(person)
        if role == Role.FACILITATOR:
            guides.setdefault(where, set()).add(person)
    evenings = Session.objects.filter(
        programme__in=everybody, state=SessionState.PLANNED, moment__at__gt=now()
    ).select_related("programme", "moment", "team")
    return [
        Engagement(
            moment=evening.moment_id,
            programme=evening.programme,
            name=evening.title,
            team=evening.team.name if evening.team else "",
            starts=evening.starts_at,
            length=dt.timedelta(minutes=evening.minutes),
            people=frozenset(
                everybody[evening.programme_id]
                if evening.team_id is None
                else guides.get(evening.programme_id, set()) | in_team.get(evening.team_id, set())
            ),
        )
        for evening in evenings
    ]
