"""What changes teams and who is in them."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.audit import record
from core.access import forget_standing
from core.clock import now
from core.text import clean_text
from programmes.enums import Role
from programmes.models import Moment, Participation, Programme, Theme
from teams.models import Membership, Team

TEAM_ROLES = (Role.COACH, Role.PARTICIPANT, Role.OBSERVER)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@transaction.atomic
def create_team(*, programme: Programme, name: str, theme: Theme | None, by: User | None) -> Team:
    """A team of ``programme`` on ``theme``, with a letter of its own that begins the codes of its ideas.

    Raises ``ValidationError`` when the name is taken.
    """
    Programme.objects.select_for_update().get(pk=programme.pk)
    others = list(Team.objects.filter(programme=programme))
    team = Team(
        programme=programme,
        theme=theme,
        name=clean_text(name, single_line=True),
        letter=free_letter(name, {other.letter for other in others}),
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


def remove_team_of_theme(*, theme: Theme) -> None:
    """Let the team of ``theme`` go with it. Raises ``ValidationError`` where people are in it already."""
    team = Team.objects.filter(theme=theme).first()
    if team is None:
        return
    if Membership.objects.active().filter(team=team).exists():
        raise ValidationError(
            _("There are people in team %(team)s. Move them to another team first.") % {"team": team.name}
        )
    team.delete()


@transaction.atomic
def place_participation(
    *, participation: Participation, team: Team, role: str, by: User | None
) -> Membership:
    """Put somebody in ``team`` as coach, participant or observer; who is there already only changes role.

    Raises ``ValidationError`` for a team of another programme, a role that no team has, or a person who left.
    """
    Participation.objects.select_for_update().get(pk=participation.pk)
    if team.programme_id != participation.programme_id:
        raise ValidationError(_("This team belongs to another programme."))
    if role not in TEAM_ROLES:
        raise ValidationError(_("In a team one is coach, participant or observer."))
    if participation.until is not None:
        raise ValidationError(_("This person has left the programme."))
    membership = Membership.objects.active().filter(team=team, participation=participation).first()
    if membership is not None and membership.role == role:
        return membership
    if membership is None:
        membership = Membership.objects.create(team=team, participation=participation, role=role)
    else:
        membership.role = role
        membership.save(update_fields=["role"])
    forget_standing(participation.person)
    record(by, "teams.placed", membership, scope=team.programme.scope, team=team.pk, role=str(role))
    return membership


@transaction.atomic
def move_participation(*, participation: Participation, to: Team, role: str, by: User) -> Membership:
    """Let somebody leave every other team of the programme and be in ``to``. What was made in the old team stays."""
    Participation.objects.select_for_update().get(pk=participation.pk)
    leaving = Membership.objects.active().filter(participation=participation).exclude(team=to)
    left = list(leaving.values_list("team_id", flat=True))
    leaving.update(until=now())
    membership = place_participation(participation=participation, team=to, role=role, by=by)
    if left:
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
    leaving = Membership.objects.active().filter(participation=participation)
    left = list(leaving.values_list("team_id", flat=True))
    if left:
        leaving.update(until=now())
        forget_standing(participation.person)
        scope = f"programme:{participation.programme_id}"
        record(by, "teams.seats_left", participation, scope=scope, left=left)
