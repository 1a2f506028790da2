"""The home of a programme, and of a team."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Case, Count, F, When
from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import standing_of
from core.charts import Bars, draw_bars
from core.clock import now
from core.drawing import Course, Small, draw_course, draw_small
from homework.models import Submission
from homework.queries.overview import FirstMissing, Missing, first_missing
from ideas.models import Proposal
from outcomes.queries.results import TONES
from overviews.queries.calendar import Calendar
from overviews.queries.course import Reading, read_programmes, stretches_of, waypoints_of
from overviews.queries.next_thing import NextThing, next_things
from programmes.enums import ProgrammeState, Role
from programmes.models import Programme
from programmes.querysets import in_force
from sessions.enums import OVER, Answer
from sessions.queries.coming import count_answers
from teams.models import Membership, Team

BEHIND_FROM = dt.timedelta(days=21)
"""How long before its date homework counts: nobody is behind with what is for much later."""


@dataclass(frozen=True, slots=True)
class EveningFacts:
    """The next evening, and who comes (counts are None for who does not see them)."""

    title: str
    url: str
    starts: Any
    ends: Any
    place: str
    practical: str
    yes: int | None
    maybe: int | None
    no: int | None
    silent: int | None


@dataclass(frozen=True, slots=True)
class TeamCard:
    """A team, with how far it is."""

    pk: int
    name: str
    url: str
    people: int
    coach: str
    ideas: int
    is_open: bool
    """Whether this viewer may open it."""


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A proposal, and what was decided on it (``verdict``, empty where nothing was)."""

    title: str
    url: str
    team: str
    state: str
    verdict: str
    tone: str


@dataclass(frozen=True, slots=True)
class Behind:
    """Somebody who did not hand in yet, and where one asks how it goes."""

    name: str
    organisation: str
    team: str
    has_begun: bool
    note_url: str


@dataclass(frozen=True, slots=True)
class ProgrammeHome:
    """Everything on the home of a programme."""

    next: NextThing | None
    course: Course
    evening: EveningFacts | None
    behind: tuple[Behind, ...]
    """The first of those who did not hand in what is due next."""
    behind_count: int
    open_ideas: int | None
    """Ideas without a follow-up; None for who does not see ideas."""
    teams: tuple[TeamCard, ...]
    chart: Bars | None
    """Ideas per team, for who sees those of more than one."""
    proposals: tuple[ProposalLine, ...]
    line: Small


def programme_home(*, programme: Programme, viewer: Any) -> ProgrammeHome:
    """What stands on the home of ``programme`` for ``viewer``. 6 queries for a facilitator, at most 8 for anybody,
    whatever its size."""
    here = now()
    reading = read_programmes(programmes=[programme], viewer=viewer)
    ways = waypoints_of(programme.pk, reading)
    standing = standing_of(viewer)
    facilitates = Role.FACILITATOR in standing.roles("programme", programme.pk)
    calendar = reading.calendars[programme.pk]
    teams = _teams(programme, viewer, reading)
    seen = {team.pk for team in teams if team.is_open}
    due = calendar.assignments if programme.state == ProgrammeState.RUNNING else ()
    task = next((one for one in due if here < one.moment.at <= here + BEHIND_FROM), None)
    guides = facilitates or bool(seen & standing.where("team", Role.COACH))
    behind = first_missing(assignment=task, viewer=viewer, most=4) if task and guides else FirstMissing((), 0)
    return ProgrammeHome(
        next=next_things(programmes=[programme], viewer=viewer, reading=reading).get(programme.pk),
        course=draw_course(ways, stretches_of(programme=programme, ways=ways, reading=reading), now=here),
        evening=_next_evening(calendar, counts=facilitates),
        behind=tuple(_behind(programme, one) for one in behind.people),
        behind_count=behind.total,
        open_ideas=sum(
            one.count for one in reading.caught[programme.pk] if one.placed is None and one.team in seen
        )
        if seen
        else None,
        teams=teams,
        chart=_ideas_per_team(teams),
        proposals=_proposal_lines(reading.proposals[programme.pk], reading),
        line=draw_small(ways, now=here),
    )


def _behind(programme: Programme, one: Missing) -> Behind:
    return Behind(
        one.name,
        one.organisation,
        one.team,
        one.has_draft,
        reverse("overviews:note", args=[programme.public_id, one.public_id]),
    )


def _next_evening(calendar: Calendar, *, counts: bool) -> EveningFacts | None:
    """The next evening; with who comes, 1 query."""
    here = now()
    evening = next((one for one in calendar.evenings if one.state not in OVER and one.moment.at > here), None)
    if evening is None:
        return None
    said = count_answers(evening) if counts else None
    return EveningFacts(
        title=evening.title,
        url=reverse("evenings:evening", args=[evening.public_id]),
        starts=evening.starts_at,
        ends=evening.ends_at,
        place=evening.place,
        practical=evening.practical,
        yes=said[Answer.YES] if said else None,
        maybe=said[Answer.MAYBE] if said else None,
        no=said[Answer.NO] if said else None,
        silent=said[Answer.NONE] if said else None,
    )


def _teams(programme: Programme, viewer: Any, reading: Reading) -> tuple[TeamCard, ...]:
    """The teams with people and coach; ideas are counted where their work is seen. 1 query."""
    standing = standing_of(viewer)
    facilitates = Role.FACILITATOR in standing.roles("programme", programme.pk)
    mine = standing.where("team")
    ideas: Counter[int] = Counter()
    for caught in reading.caught[programme.pk]:
        ideas[caught.team] += caught.count
    coach = Case(When(memberships__role=Role.COACH, then=F("memberships__participation__person__name")))
    rows = (
        Team.objects.filter(programme=programme)
        .order_by("position", "pk")
        .values_list("pk", "public_id", "name", "memberships__role", coach)
        .annotate(
            people=Count(
                "memberships",
                filter=in_force("memberships__") & in_force("memberships__participation__"),
            )
        )
    )
    people: dict[int, list[tuple[str, str, int]]] = {}
    names: dict[int, tuple[str, str]] = {}
    for pk, public_id, name, role, coach_name, count in rows:
        names[pk] = (public_id, name)
        people.setdefault(pk, []).append((role or "", coach_name or "", count))
    return tuple(
        TeamCard(
            pk=pk,
            name=name,
            url=reverse("overviews:team", args=[public_id]),
            people=sum(count for role, _coach, count in people[pk] if role != Role.OBSERVER),
            coach=", ".join(coach_name for _role, coach_name, count in people[pk] if coach_name and count),
            ideas=ideas[pk] if facilitates or pk in mine else 0,
            is_open=facilitates or (pk in mine and programme.state != ProgrammeState.CONCEPT),
        )
        for pk, (public_id, name) in names.items()
    )


def _ideas_per_team(teams: tuple[TeamCard, ...]) -> Bars | None:
    rows = [(team.name, team.ideas, team.url) for team in teams if team.is_open]
    if len(rows) < 2 or not any(ideas for _name, ideas, _url in rows):
        return None
    return draw_bars(_("Ideas per team"), rows, of=_("Team"), counted=_("Ideas"))


def _proposal_lines(proposals: list[Proposal], reading: Reading) -> tuple[ProposalLine, ...]:
    return tuple(
        ProposalLine(
            title=row.title,
            url=reverse("ideas:proposal", args=[row.public_id]),
            team=row.team.name,
            state=row.get_state_display(),
            verdict=str(verdict.label) if (verdict := reading.decided.get(row.pk)) else "",
            tone=TONES[verdict] if verdict else "",
        )
        for row in proposals
    )


@dataclass(frozen=True, slots=True)
class TeamHome:
    """Everything on the home of a team."""

    people: tuple[tuple[str, str], ...]
    names: tuple[str, ...]
    coaches: tuple[str, ...]
    ideas: int
    open_ideas: int
    bundles: int
    handed_in: int
    proposals: tuple[ProposalLine, ...]
    next: NextThing | None
    line: Small
    evening: EveningFacts | None
    guides: bool
    """Whether the viewer coaches this team or facilitates the programme."""


def team_home(*, team: Team, viewer: Any) -> TeamHome:
    """What stands on the home of ``team`` for ``viewer``. 12 queries at most, whatever its size."""
    programme = team.programme
    reading = read_programmes(programmes=[programme], viewer=viewer)
    caught = [one for one in reading.caught[programme.pk] if one.team == team.pk]
    ways = waypoints_of(programme.pk, replace(reading, caught={programme.pk: caught}))
    members = list(
        Membership.objects.active()
        .filter(team=team)
        .select_related("participation__person__organisation")
        .order_by("participation__person__name")
    )
    people = tuple(
        (one.participation.person.name, str(one.participation.person.organisation or ""))
        for one in members
        if one.role == Role.PARTICIPANT
    )
    return TeamHome(
        people=people,
        names=tuple(name for name, _organisation in people),
        coaches=tuple(one.participation.person.name for one in members if one.role == Role.COACH),
        ideas=sum(one.count for one in caught),
        open_ideas=sum(one.count for one in caught if one.placed is None),
        bundles=team.clusters.present().count(),
        handed_in=Submission.objects.handed_in().filter(team=team).count(),
        proposals=_proposal_lines(
            [one for one in reading.proposals[programme.pk] if one.team_id == team.pk], reading
        ),
        next=next_things(programmes=[programme], viewer=viewer, reading=reading).get(programme.pk),
        line=draw_small(ways, now=now()),
        evening=_next_evening(reading.calendars[programme.pk], counts=False),
        guides=Role.COACH in standing_of(viewer).roles("team", team.pk)
        or Role.FACILITATOR in standing_of(viewer).roles("programme", programme.pk),
    )
