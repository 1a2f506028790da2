"""What changes teams and who is in them."""

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.audit import record
from core.access import forget_standing
from core.clock import now, today
from core.errors import Conflict
from core.templatetags.kw_dates import kw_period
from core.text import clean_text
from programmes.enums import Role
from programmes.models import Moment, Participation, Programme, Theme
from programmes.services.days import Days, check_days
from teams.models import Membership, Team

TEAM_ROLES = (Role.COACH, Role.PARTICIPANT, Role.OBSERVER)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@transaction.atomic
def create_team(
    *, programme: Programme, name: str, theme: Theme | None, by: User | None, letter: str = ""
) -> Team:
    """A team of ``programme`` on ``theme``, with a letter of its own that begins the codes of its ideas: ``letter``, or
    one that is free.

    Raises ``ValidationError`` when the name or the letter is taken.
    """
    Programme.objects.select_for_update().get(pk=programme.pk)
    others = list(Team.objects.filter(programme=programme))
    team = Team(
        programme=programme,
        theme=theme,
        name=clean_text(name, single_line=True),
        letter=letter or free_letter(name, {other.letter for other in others}),
        position=max((other.position for other in others), default=-1) + 1,
    )
    team.full_clean()
    team.save()
    record(by, "teams.created", team, scope=programme.scope)
    return team


def free_letter(name: str, taken: set[str]) -> str:
    """A capital that no team has: the first one of a word of ``name``, of the name, of the alphabet, or two of them."""
    initials = [word[0] for word in name.upper().split()]
    candidates = [
        *initials,
        *name.upper(),
        *_LETTERS,
        *(one + other for one in _LETTERS for other in _LETTERS),
    ]
    usable: list[str] = [letter for letter in candidates if letter.isascii() and letter.isalpha()]
    return next(letter for letter in usable if letter not in taken)


def build_team_of_theme(
    *, programme: Programme, entry: dict[str, object], moment: Moment | None, moments: dict[str, Moment]
) -> None:
    """The builder of themes: each theme gets its team."""
    theme = entry["theme"]
    assert isinstance(theme, Theme)  # noqa: S101 - what programmes promise
    create_team(programme=programme, name=str(entry["name"]), theme=theme, by=programme.created_by)


def build_team(
    *, programme: Programme, entry: dict[str, object], moment: Moment | None, moments: dict[str, Moment]
) -> None:
    """The builder of the teams of a programme's file: ``entry`` has "name", "letter" (perhaps empty) and "theme"."""
    theme = entry["theme"]
    assert theme is None or isinstance(theme, Theme)  # noqa: S101 - what programmes promise
    create_team(
        programme=programme,
        name=str(entry["name"]),
        theme=theme,
        letter=str(entry["letter"]),
        by=programme.created_by,
    )


def remove_team_of_theme(*, theme: Theme) -> None:
    """Let the team of ``theme`` go with it. Raises ``ValidationError`` where people are in it already."""
    team = Team.objects.filter(theme=theme).first()
    if team is None:
        return
    if Membership.objects.enlisted().filter(team=team).exists():
        raise ValidationError(
            _("There are people in team %(team)s. Move them to another team first.") % {"team": team.name}
        )
    team.delete()


def remove_teams_of_concept(programme: Programme) -> None:
    """Take away the teams of a concept that is thrown away; in the caller's transaction, which writes it down."""
    Team.objects.filter(programme=programme).delete()


@transaction.atomic
def place_participation(
    *,
    participation: Participation,
    team: Team,
    role: str,
    by: User | None,
    starts_on: dt.date | None = None,
    ends_on: dt.date | None = None,
) -> Membership:
    """Put somebody in ``team`` as coach, participant or observer, from ``starts_on`` (None: at once) up to and
    including ``ends_on`` (None: until further notice).

    In one team one has one place at a time. The same role there on some of these days gets the new days. Without a last
    day it stands in place of all that would follow there; with one, another role that holds on all of these days gives
    way for as long. Raises ``ValidationError`` where another place holds on some of them only, for days that cannot be,
    a team of another programme, a role that no team has, or a person who left.
    """
    Participation.objects.select_for_update().get(pk=participation.pk)
    if team.programme_id != participation.programme_id:
        raise ValidationError(_("This team belongs to another programme."))
    if role not in TEAM_ROLES:
        raise ValidationError(_("In a team one is coach, participant or observer."))
    if participation.until is not None:
        raise ValidationError(_("This person has left the programme."))
    check_days(Days(starts_on, ends_on), Days())
    first = starts_on or today()
    places = list(Membership.objects.enlisted().filter(team=team, participation=participation))
    meant = sorted(
        (place for place in places if _overlap(place, first, ends_on)), key=lambda place: place.first_day
    )
    same = next((place for place in meant if place.role == role), None)
    if same is not None and same.first_day <= today() < first:
        raise ValidationError({"starts_on": _("This person sits in that team already. Leave this empty.")})
    if same is not None and same.first_day <= first and same.ends_on == ends_on:
        return same
    for place in meant:
        if place is same:
            continue
        if ends_on is None:
            _end(place, first)
        else:
            _give_way(place, first, ends_on)
    membership = same or Membership(team=team, participation=participation, role=role)
    if membership.pk is None or membership.first_day > first:
        membership.starts_on = first
    membership.ends_on = ends_on
    with _one_at_a_time():
        membership.save()
    forget_standing(participation.person)
    record(by, "teams.placed", membership, scope=team.programme.scope, team=team.pk, role=str(role))
    return membership


def _overlap(place: Membership, first: dt.date, last: dt.date | None) -> bool:
    """Whether ``place`` holds on some day from ``first`` up to and including ``last``."""
    return (place.ends_on is None or place.ends_on >= first) and (last is None or place.first_day <= last)


def _give_way(place: Membership, first: dt.date, last: dt.date) -> None:
    """Let ``place`` not hold from ``first`` up to and including ``last``, and go on after that.

    Raises ``ValidationError`` unless it holds on all of these days.
    """
    if place.first_day > first or (place.ends_on is not None and place.ends_on < last):
        raise ValidationError(
            _("%(name)s is %(role)s of this team: %(days)s. Choose other days, or change that place first.")
            % {
                "name": place.participation.person,
                "role": place.get_role_display(),
                "days": kw_period(place.first_day, place.ends_on),
            }
        )
    ended = place.ends_on
    _end(place, first)
    if last != ended:
        Membership.objects.create(
            team=place.team,
            participation=place.participation,
            role=place.role,
            starts_on=last + dt.timedelta(days=1),
            ends_on=ended,
        )


def _end(place: Membership, first: dt.date) -> None:
    """Let ``place`` hold no more from ``first`` on. What would have begun only then leaves no trace."""
    if place.first_day >= first and place.first_day > today():
        place.delete()
    elif first <= today():
        place.until = now()
        place.save(update_fields=["until"])
    elif place.ends_on is None or place.ends_on >= first:
        place.ends_on = first - dt.timedelta(days=1)
        place.save(update_fields=["ends_on"])


def _leave(places: Iterable[Membership], first: dt.date) -> list[int]:
    """End ``places`` from ``first`` on, in the caller's transaction; the primary keys of their teams."""
    left = []
    for place in places:
        if place.ends_on is None or place.ends_on >= first:
            left.append(place.team_id)
            _end(place, first)
    return left


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Say in a sentence what the constraint refuses: a place that came in between."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as refused:
        raise Conflict(
            _("Somebody else just gave this person a place in that team. Look at it, then do it again.")
        ) from refused


@transaction.atomic
def move_participation(
    *,
    participation: Participation,
    to: Team,
    role: str,
    by: User,
    starts_on: dt.date | None = None,
    ends_on: dt.date | None = None,
) -> Membership:
    """As ``place_participation``, and let somebody leave every other team of the programme from the first of these days
    on. What was made in the old team stays.
    """
    Participation.objects.select_for_update().get(pk=participation.pk)
    check_days(Days(starts_on, ends_on), Days())
    others = Membership.objects.enlisted().filter(participation=participation).exclude(team=to)
    left = _leave(others, starts_on or today())
    membership = place_participation(
        participation=participation, team=to, role=role, by=by, starts_on=starts_on, ends_on=ends_on
    )
    if left:
        forget_standing(participation.person)
        record(by, "teams.moved", membership, scope=to.programme.scope, left=left)
    return membership


def place_invited(participation: Participation, team_id: int, role: str) -> None:
    """What invitations call: put who was invited in the team with primary key ``team_id``."""
    team = Team.objects.filter(pk=team_id, programme_id=participation.programme_id).first()
    if team is None:
        raise ValidationError(_("This team belongs to another programme."))
    place_participation(participation=participation, team=team, role=role, by=participation.invited_by)


def seat_participation(participation: Participation, team_id: int | None, role: str, by: User) -> None:
    """What a change of place calls: let somebody sit in the one team with primary key ``team_id``; None: in no team.

    What was made in a team that is left stays there. Raises ``ValidationError`` for a team of another programme.
    """
    if team_id is not None:
        team = Team.objects.filter(pk=team_id, programme_id=participation.programme_id).first()
        if team is None:
            raise ValidationError(_("This team belongs to another programme."))
        move_participation(participation=participation, to=team, role=role, by=by)
        return
    left = _leave(Membership.objects.enlisted().filter(participation=participation), today())
    if left:
        forget_standing(participation.person)
        scope = f"programme:{participation.programme_id}"
        record(by, "teams.seats_left", participation, scope=scope, left=left)
