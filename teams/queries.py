"""Reads about teams."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import allowed, standing_of
from core.clock import at_local, today
from core.templatetags.kw_dates import kw_date, kw_period
from programmes.enums import AT_WORK, Role
from programmes.models import Participation, Programme, StakeholderGroup
from programmes.queries.blueprint_parts import Described
from programmes.queries.course import Lane
from programmes.queries.faces import face_of
from programmes.queries.seats import Seat
from programmes.queries.voices import Source, Voice
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
    """The teams of ``programme`` whose work ``viewer`` may see, in their order. 1 query.

    They know ``programme`` itself, with all that was fetched along with it.
    """
    return list(programme.teams.visible_to(viewer).select_related(None))


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
    places = Membership.objects.enlisted() if may_place else Membership.objects.active()
    memberships = (
        places.filter(team__programme=programme)
        .select_related("participation__person__organisation")
        .order_by("participation__person__name", "pk")
    )
    by_place: dict[tuple[int, int, str], list[Membership]] = {}
    counts: Counter[int] = Counter()
    for membership in memberships:
        place = (membership.team_id, membership.participation_id, membership.role)
        by_place.setdefault(place, []).append(membership)
        counts[membership.team_id] += not membership.begins_later
    by_team: dict[int, list[tuple[str, Member]]] = {}
    for (team_id, _participation, role), theirs in by_place.items():
        member = _member(theirs[0].participation, role, memberships=theirs, may_place=may_place)
        by_team.setdefault(team_id, []).append((role, member))
    placed = {participation for _team, participation, _role in by_place}
    cards = tuple(
        _card(
            team,
            by_team.get(team.pk, []),
            counts[team.pk],
            sees_people=sees_people,
            sees_work=team.pk in seen,
            is_mine=team.pk in standing.where("team"),
        )
        for team in Team.objects.filter(programme=programme)
    )
    return TeamsPage(cards, _without(programme, placed) if may_place else (), may_place)


def _card(
    team: Team,
    people: list[tuple[str, Member]],
    count: int,
    *,
    sees_people: bool,
    sees_work: bool,
    is_mine: bool,
) -> TeamCard:
    return TeamCard(
        public_id=team.public_id,
        name=team.name,
        letter=team.letter,
        url=reverse("overviews:team", args=[team.public_id]) if sees_work else "",
        coaches=tuple(member for role, member in people if role == Role.COACH),
        members=tuple(member for role, member in people if role != Role.COACH) if sees_people else (),
        count=count,
        is_mine=is_mine,
    )


def _without(programme: Programme, placed: set[int]) -> tuple[Member, ...]:
    """Who takes part in a role that belongs in a team, and is in none."""
    loose = (
        Participation.objects.enlisted()
        .filter(programme=programme, role__in=[Role.COACH, Role.PARTICIPANT, Role.OBSERVER])
        .exclude(pk__in=placed)
        .select_related("person__organisation")
        .order_by("person__name", "pk")
    )
    return tuple(_member(participation, participation.role, may_place=True) for participation in loose)


def _member(
    participation: Participation, role: str, *, may_place: bool, memberships: Sequence[Membership] = ()
) -> Member:
    """``participation`` in a team, where it has ``memberships``: more than one where it goes and comes back."""
    person = participation.person
    about = [person.organisation.name if person.organisation else "", person.function]
    if role == Role.OBSERVER:
        about.append(str(Role.OBSERVER.label))
    if may_place:
        about += [_days_of(participation, one) for one in memberships or (None,)]
    return Member(
        name=str(person),
        about=", ".join(part for part in about if part),
        role=role,
        place_url=reverse("teams:place", args=[participation.public_id]) if may_place else "",
        picture=face_of(participation, known=may_place),
    )


def _days_of(participation: Participation, membership: Membership | None) -> str:
    """From when, where that is to come, and until when, where that is known; of the place within the participation."""
    both: list[Participation | Membership] = [participation, *([membership] if membership else [])]
    first = max((one.starts_on for one in both if one.starts_on), default=None)
    last = min((one.ends_on for one in both if one.ends_on), default=None)
    if first is not None and first > today():
        return kw_period(first, last)
    return _("up to and including %(day)s") % {"day": kw_date(last, "day")} if last else ""


def seats_in(programme: Programme) -> list[Seat]:
    """The teams that somebody can sit in, for the pages about people. 1 query."""
    teams = Team.objects.filter(programme=programme)
    return [Seat(pk, public_id, name) for pk, public_id, name in teams.values_list("pk", "public_id", "name")]


def seats_of_participations(participations: Iterable[int]) -> dict[int, list[Seat]]:
    """Who of ``participations`` (primary keys) sits where, or will; where one sits first. 1 query."""
    found: dict[int, list[Seat]] = {}
    rows = Membership.objects.enlisted().filter(participation__in=list(participations)).select_related("team")
    for row in rows.order_by("team__position", "pk"):
        team = row.team
        seat = Seat(team.pk, team.public_id, team.name, row.role, row.starts_on, row.ends_on)
        found.setdefault(row.participation_id, []).append(seat)
    return {
        pk: sorted(seats, key=lambda seat: (not seat.is_now, seat.starts_on or dt.date.min))
        for pk, seats in found.items()
    }


def seats_ever_of(participation: int) -> list[Seat]:
    """Where the participation with this primary key sat, sits and will sit. 1 query.

    What was put right on the same day is left out: nobody sat there.
    """
    rows = Membership.objects.filter(participation=participation).select_related("team")
    seats = [
        Seat(
            row.team_id,
            row.team.public_id,
            row.team.name,
            row.role,
            row.first_day,
            row.last_day,
            is_over=row.until is not None,
        )
        for row in rows
        if row.until is None or row.first_day != row.last_day
    ]
    return sorted(seats, key=lambda seat: (seat.starts_on, seat.team_id))


def seated_of_groups(programme: Programme, groups: Sequence[StakeholderGroup]) -> Iterable[Voice]:
    """Who sits in a team and comes from a kind of organisation that speaks for one of ``groups``. 1 query."""
    kinds = {kind for group in groups for kind in group.kinds}
    seats = Membership.objects.filter(
        team__programme=programme,
        role__in=[Role.COACH, Role.PARTICIPANT],
        participation__person__organisation__kind__in=kinds,
    )
    about = ("team__theme", "participation__person__organisation__kind", "since", "starts_on", "until")
    for theme_id, kind, since, starts_on, until in seats.values_list(*about):
        begins = at_local(starts_on, dt.time()) if starts_on else since
        for group in groups:
            if kind in group.kinds:
                yield Voice(group.pk, theme_id, Source.SEAT, begins, until)


def lanes_of_teams(programme: Programme) -> list[Lane]:
    """The teams of ``programme`` as lanes of its plan, with how many people are in each. 1 query."""
    here = Q(memberships__in=Membership.objects.active()) & ~Q(memberships__role=Role.OBSERVER)
    rows = programme.teams.annotate(people=Count("memberships", filter=here, distinct=True))
    return [Lane(team.pk, team.name, team.people) for team in rows.order_by("position", "pk")]


def describe_teams(programme: Programme) -> list[Described]:
    """The teams of ``programme``, for its file. 1 query."""
    return [
        Described({"name": team.name, "letter": team.letter, "theme": team.theme.name if team.theme else ""})
        for team in Team.objects.filter(programme=programme).select_related("theme")
    ]
