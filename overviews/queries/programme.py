"""The home of a programme, and of a team."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import allowed, standing_of
from core.charts import Bars, draw_bars
from core.clock import now
from core.drawing import Course, Small, draw_course, draw_small
from homework.models import Assignment, Submission
from homework.queries.submissions import Missing, list_missing
from ideas.enums import IdeaState
from ideas.models import Idea, Proposal
from overviews.queries.course import stretches_of, waypoints_of
from overviews.queries.next_thing import NextThing, next_things
from programmes.enums import Role
from programmes.models import Programme
from sessions.enums import SessionState
from sessions.models import Session
from sessions.queries.coming import answers_to
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

    name: str
    url: str
    people: int
    coach: str
    ideas: int
    is_open: bool
    """Whether this viewer may open it."""


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A proposal, and whether it was decided."""

    title: str
    url: str
    team: str
    state: str
    decided: bool


@dataclass(frozen=True, slots=True)
class ProgrammeHome:
    """Everything on the home of a programme."""

    next: NextThing | None
    course: Course
    evening: EveningFacts | None
    behind: tuple[Missing, ...]
    behind_url: str
    open_ideas: int | None
    """Ideas without a follow-up; None for who does not see ideas."""
    teams: tuple[TeamCard, ...]
    chart: Bars | None
    """Ideas per team, for who sees those of more than one."""
    proposals: tuple[ProposalLine, ...]
    line: Small


def _open_ideas() -> Any:
    return Idea.objects.revealed().filter(state=IdeaState.OPEN, cluster__isnull=True)


def programme_home(*, programme: Programme, viewer: Any) -> ProgrammeHome:
    """What stands on the home of ``programme`` for ``viewer``. 22 queries, whatever its size."""
    here = now()
    ways = waypoints_of(programmes=[programme], viewer=viewer)[programme.pk]
    facilitates = Role.FACILITATOR in standing_of(viewer).roles("programme", programme.pk)
    seen_teams = set(Team.objects.visible_to(viewer).filter(programme=programme).values_list("pk", flat=True))
    task = (
        Assignment.objects.visible_to(viewer)
        .filter(programme=programme, moment__at__gt=here, moment__at__lte=here + BEHIND_FROM)
        .order_by("moment__at")
        .first()
    )
    coaches = bool(seen_teams & standing_of(viewer).where("team", Role.COACH))
    behind = list_missing(assignment=task, viewer=viewer) if task and (facilitates or coaches) else []
    teams = _teams(programme, seen_teams)
    return ProgrammeHome(
        next=next_things(programmes=[programme], viewer=viewer).get(programme.pk),
        course=draw_course(ways, stretches_of(programme=programme, ways=ways), now=here),
        evening=_next_evening(programme, viewer, counts=facilitates),
        behind=tuple(behind),
        behind_url=reverse("homework:assignment", args=[task.public_id]) if task else "",
        open_ideas=_open_ideas().filter(team__in=seen_teams).count() if seen_teams else None,
        teams=teams,
        chart=_ideas_per_team(teams),
        proposals=list_proposals(programme=programme, viewer=viewer),
        line=draw_small(ways, now=here),
    )


def _next_evening(programme: Programme, viewer: Any, *, counts: bool) -> EveningFacts | None:
    evening = (
        Session.objects.visible_to(viewer)
        .filter(programme=programme)
        .exclude(state=SessionState.CLOSED)
        .filter(moment__at__gt=now())
        .order_by("moment__at")
        .first()
    )
    if evening is None:
        return None
    said = answers_to(evening=evening) if counts else None
    return EveningFacts(
        title=evening.title,
        url=reverse("evenings:evening", args=[evening.public_id]),
        starts=evening.starts_at,
        ends=evening.ends_at,
        place=evening.place,
        practical=evening.practical,
        yes=said.yes if said else None,
        maybe=said.maybe if said else None,
        no=said.no if said else None,
        silent=said.silent if said else None,
    )


def _teams(programme: Programme, seen: set[int]) -> tuple[TeamCard, ...]:
    """The teams with people and coach; ideas are counted where their work is seen. 2 queries."""
    active = Q(memberships__until__isnull=True, memberships__participation__until__isnull=True)
    rows = list(
        Team.objects.filter(programme=programme)
        .annotate(
            people=Count("memberships", filter=active & ~Q(memberships__role=Role.OBSERVER), distinct=True),
            caught=Count(
                "ideas",
                filter=Q(ideas__evening__isnull=True) | Q(ideas__evening__revealed_at__isnull=False),
                distinct=True,
            ),
        )
        .order_by("position", "pk")
    )
    coaches: dict[int, list[str]] = {}
    found = Membership.objects.active().filter(team__in=rows, role=Role.COACH)
    for team_id, name in found.values_list("team_id", "participation__person__name"):
        coaches.setdefault(team_id, []).append(name)
    return tuple(
        TeamCard(
            name=team.name,
            url=reverse("overviews:team", args=[team.public_id]),
            people=team.people,
            coach=", ".join(coaches.get(team.pk, [])),
            ideas=team.caught if team.pk in seen else 0,
            is_open=team.pk in seen,
        )
        for team in rows
    )


def _ideas_per_team(teams: tuple[TeamCard, ...]) -> Bars | None:
    rows = [(team.name, team.ideas, team.url) for team in teams if team.is_open]
    if len(rows) < 2 or not any(ideas for _name, ideas, _url in rows):
        return None
    return draw_bars(_("Ideas per team"), rows, of=_("Team"), counted=_("Ideas"))


def list_proposals(
    *, programme: Programme, viewer: Any, team: Team | None = None
) -> tuple[ProposalLine, ...]:
    """The proposals that ``viewer`` may see. 1 query."""
    rows = Proposal.objects.visible_to(viewer).filter(programme=programme)
    if team is not None:
        rows = rows.filter(team=team)
    decided = Exists(Proposal.objects.filter(pk=OuterRef("pk"), decision__isnull=False))
    return tuple(
        ProposalLine(
            title=row.title,
            url=reverse("ideas:proposal", args=[row.public_id]),
            team=row.team.name,
            state=row.get_state_display(),
            decided=row.decided,
        )
        for row in rows.annotate(decided=decided)
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
    steers: bool


def team_home(*, team: Team, viewer: Any) -> TeamHome:
    """What stands on the home of ``team`` for ``viewer``. 20 queries, whatever its size."""
    programme = team.programme
    ways = waypoints_of(programmes=[programme], viewer=viewer)[programme.pk]
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
        ideas=Idea.objects.revealed().filter(team=team).exclude(state=IdeaState.MERGED).count(),
        open_ideas=_open_ideas().filter(team=team).count(),
        bundles=team.clusters.count(),
        handed_in=Submission.objects.handed_in().filter(team=team).count(),
        proposals=list_proposals(programme=programme, viewer=viewer, team=team),
        next=next_things(programmes=[programme], viewer=viewer).get(programme.pk),
        line=draw_small(ways, now=now()),
        evening=_next_evening(programme, viewer, counts=False),
        steers=allowed(viewer, "programmes.plan_programme", programme),
    )
