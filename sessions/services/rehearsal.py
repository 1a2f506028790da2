"""A rehearsal: the evening once before, in a programme of its own that nobody else sees and that goes away again."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.audit import record
from core.access import forget_standing
from core.clock import local, now, today
from core.errors import Conflict
from programmes.enums import MomentKind, Role
from programmes.models import Moment, Participation, Programme
from programmes.services.concepts import drop_concept
from programmes.services.guests import welcome_guest
from sessions.enums import OVER
from sessions.models import AgendaItem, Attendance, Seat, Session
from sessions.queries.guests import tables_of
from sessions.services.holding import held_evening
from sessions.services.planning import BLOCK, WORDS
from teams.models import Team

INVENTED = (
    "Aafke",
    "Bram",
    "Chaima",
    "Driss",
    "Evelien",
    "Folkert",
    "Gül",
    "Hidde",
    "Ilse",
    "Joost",
    "Kadir",
    "Lieke",
)
"""Who takes part. They are guests with a name alone: they have no address to which a message could go."""


@transaction.atomic
def begin_rehearsal(*, evening: Session, by: User) -> Session:
    """A copy of ``evening`` with its draaiboek, its teams and invented participants, for ``by`` alone.

    The copy that ``by`` has already comes back, as it stands. Raises ``Conflict`` when the evening is over or off.
    """
    held = held_evening(evening)
    if held.state in OVER:
        raise Conflict(_("This evening is over, so there is nothing to rehearse."))
    known = Session.objects.filter(rehearsal_of=held, programme__created_by=by).first()
    if known is not None:
        return known
    programme = _programme_like(evening.programme, by)
    tables = {team.pk: _team_like(team, programme) for team in tables_of(evening)}
    moment = Moment.objects.create(
        programme=programme, kind=MomentKind.SESSION, name=held.title, at=now(), clock=local(now()).time()
    )
    copy = Session.objects.create(
        programme=programme,
        team=tables[held.team_id] if held.team_id else None,
        moment=moment,
        rehearsal_of=held,
        **{name: getattr(held, name) for name in WORDS},
    )
    AgendaItem.objects.bulk_create(
        AgendaItem(evening=copy, **{name: getattr(item, name) for name in BLOCK})
        for item in held.items.present()
    )
    _let_in(
        copy, list(tables.values()) or [Team.objects.create(programme=programme, name=_("Team"), letter="A")]
    )
    return copy


def _programme_like(programme: Programme, by: User) -> Programme:
    made = Programme.objects.create(
        name=programme.name,
        host=programme.host,
        kind=programme.kind,
        accent=programme.accent,
        region=programme.region,
        starts_on=today(),
        created_by=by,
        is_rehearsal=True,
    )
    Participation.objects.create(programme=made, person=by, role=Role.FACILITATOR, accepted_at=now())
    forget_standing(by)
    return made


def _team_like(team: Team, programme: Programme) -> Team:
    return Team.objects.create(
        programme=programme, name=team.name, letter=team.letter, position=team.position
    )


def _let_in(evening: Session, tables: list[Team]) -> None:
    """The invented participants, divided over ``tables``."""
    for number, name in enumerate(INVENTED):
        participation = welcome_guest(programme=evening.programme, name=name)
        Seat.objects.create(evening=evening, participation=participation, team=tables[number % len(tables)])
        Attendance.objects.create(evening=evening, participation=participation, is_present=True)


@transaction.atomic
def end_rehearsal(*, evening: Session, by: User) -> None:
    """Take a rehearsal away with all that was made in it; one line about it stays with the evening itself.

    Raises ``Conflict`` for an evening that is none, and for one that somebody took away already.
    """
    if not evening.programme.is_rehearsal:
        raise Conflict(_("This is no rehearsal."))
    drop_concept(programme=evening.programme, by=by)
    if evening.rehearsal_of is not None:
        record(by, "evenings.rehearsed", evening.rehearsal_of, scope=evening.rehearsal_of.programme.scope)
