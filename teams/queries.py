"""Reads about teams."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from core.access import allowed, standing_of
from programmes.enums import AT_WORK, Role
from programmes.models import Participation, Programme
from programmes.queries.faces import face_of
from programmes.queries.seats import Seat
from teams.models import Membership, Team


@dataclass(frozen=True, slots=True)
class Member:
    """One person in a team."""

    name: str
    about: str
    role: str
    place_url: str
    """Where a facilitator changes the team; empty for everybody else."""
    picture: str
    """Where the picture is fetched of who is seen with a name; empty without one."""


@dataclass(frozen=True, slots=True)
class TeamCard:
    """A team with its coach and its people, as the viewer may see them."""

    public_id: str
    name: str
    letter: str
    url: str
    """Of its page; empty for who does not see its work."""
    coaches: tuple[Member, ...]
    members: tuple[Member, ...]
    """Empty for who only sees results."""
    count: int
    is_mine: bool


@dataclass(frozen=True, slots=True)
class TeamsPage:
    """All teams of a programme, and for facilitators who has none yet."""

    teams: tuple[TeamCard, ...]
    without: tuple[Member, ...]
    may_place: bool


def teams_for(*, programme: Programme, viewer: Any) -> list[Team]:
    """The teams of ``programme`` whose work ``viewer`` may see, in their order. 1 query."""
    return list(Team.objects.visible_to(viewer).filter(programme=programme))


def working_team(*, programme: Programme, viewer: Any) -> Team | None:
    """The team in which ``viewer`` works (as participant or coach); for a facilitator the first. 1 query."""
    teams = teams_for(programme=programme, viewer=viewer)
    mine = standing_of(viewer).where("team", Role.PARTICIPANT, Role.COACH)
    return next((team for team in teams if team.pk in mine), teams[0] if teams else None)


def teams_page(*, programme: Programme, viewer: Any) -> TeamsPage:
    """The teams of ``programme`` with their people. 3 queries, one more for facilitators.

    Who works in the programme sees who is in which team; supporters and clients see coaches and numbers.
    """
    standing = standing_of(viewer)
    may_place = allowed(viewer, "teams.place_people", programme)
    sees_people = bool(standing.roles("programme", programme.pk) & AT_WORK) or allowed(
        viewer, "programmes.see_people", programme
    )
    seen = {team.pk for team in teams_for(programme=programme, viewer=viewer)}
    memberships = (
        Membership.objects.active()
        .filter(team__programme=programme)
        .select_related("participation__person__organisation")
        .order_by("participation__person__name", "pk")
    )
    by_team: dict[int, list[tuple[str, Member]]] = {}
    placed: set[int] = set()
    for membership in memberships:
        placed.add(membership.participation_id)
        member = _member(membership.participation, membership.role, may_place=may_place)
        by_team.setdefault(membership.team_id, []).append((membership.role, member))
    cards = tuple(
        _card(team, by_team.get(team.pk, []), sees_people, team.pk in seen, team.pk in standing.where("team"))
        for team in Team.objects.filter(programme=programme)
    )
    return TeamsPage(cards, _without(programme, placed) if may_place else (), may_place)


def _card(
    team: Team, people: list[tuple[str, Member]], sees_people: bool, sees_work: bool, is_mine: bool
) -> TeamCard:
    return TeamCard(
        public_id=team.public_id,
        name=team.name,
        letter=team.letter,
        url=reverse("overviews:team", args=[team.public_id]) if sees_work else "",
        coaches=tuple(member for role, member in people if role == Role.COACH),
        members=tuple(member for role, member in people if role != Role.COACH) if sees_people else (),
        count=len(people),
        is_mine=is_mine,
    )


def _without(programme: Programme, placed: set[int]) -> tuple[Member, ...]:
    """Who takes part in a role that belongs in a team, and is in none."""
    loose = (
        Participation.objects.active()
        .filter(programme=programme, role__in=[Role.COACH, Role.PARTICIPANT, Role.OBSERVER])
        .exclude(pk__in=placed)
        .select_related("person__organisation")
        .order_by("person__name", "pk")
    )
    return tuple(_member(participation, participation.role, may_place=True) for participation in loose)


def _member(participation: Participation, role: str, *, may_place: bool) -> Member:
    person = participation.person
    about = [person.organisation.name if person.organisation else "", person.function]
    if role == Role.OBSERVER:
        about.append(str(Role.OBSERVER.label))
    return Member(
        name=str(person),
        about=", ".join(part for part in about if part),
        role=role,
        place_url=reverse("teams:place", args=[participation.public_id]) if may_place else "",
        picture=face_of(participation, known=may_place),
    )


def seats_in(programme: Programme) -> list[Seat]:
    """The teams that somebody can sit in, for the pages about people. 1 query."""
    teams = Team.objects.filter(programme=programme)
    return [Seat(pk, public_id, name) for pk, public_id, name in teams.values_list("pk", "public_id", "name")]


def seats_of_participations(participations: Iterable[int]) -> dict[int, list[Seat]]:
    """Who of ``participations`` (primary keys) sits where. 1 query."""
    found: dict[int, list[Seat]] = {}
    memberships = (
        Membership.objects.filter(participation__in=list(participations), until__isnull=True)
        .select_related("team")
        .order_by("team__position", "pk")
    )
    for membership in memberships:
        team = membership.team
        seat = Seat(team.pk, team.public_id, team.name, membership.role)
        found.setdefault(membership.participation_id, []).append(seat)
    return found
