"""Who takes part in a programme: invited, in, in another role, gone."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import Resolver404, resolve
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation, User
from accounts.services.audit import record
from accounts.services.links import end_links
from accounts.services.organisations import clean_address, find_or_make_organisation, find_or_make_person
from core.access import forget_standing
from core.clock import now, today
from core.errors import Conflict
from core.identifiers import new_public_id
from core.text import clean_text
from outbox.enums import MessageState
from outbox.models import Message
from outbox.services.queue import queue_message
from programmes.enums import GIVEN_ROLES, ProgrammeState, Role
from programmes.models import Participation, Programme
from programmes.queries.invitations import LONGEST_NAME, MOST_LINES, WITHOUT_TEAM
from programmes.queries.invitations import InvitationRow as InvitationRow  # those who invite know no queries
from programmes.queries.invitations_sent import home_of, last_invitation
from programmes.queries.seats import seats_of
from programmes.services.days import Days, check_days, keep_a_facilitator, keep_past_role, set_days

INVITATION = "invitation"
AGAIN_AFTER = dt.timedelta(minutes=10)
"""So long after an invitation went, a second one would only confuse."""

Placement = Callable[[Participation, int, str], None]
"""Takes who was invited, the primary key of a team and a role in it."""

Mover = Callable[[Participation, int | None, str, User], None]
"""Takes who gets another place, the primary key of the one team (None: no team), the role, and who says so."""

_placements: list[Placement] = []
_movers: list[Mover] = []


def register_placement(place: Placement, move: Mover) -> None:
    """Let ``place`` put people in teams, and ``move`` change that; called in ``AppConfig.ready``."""
    _placements[:] = [place]
    _movers[:] = [move]


# ---- inviting --------------------------------------------------------------------------------------------------


@transaction.atomic
def invite_people(*, programme: Programme, rows: Sequence[InvitationRow], by: User) -> list[Participation]:
    """Let everybody in ``rows`` take part; the mail goes at once, or when the programme starts. All of them or nobody.

    Who takes part already stays as he is, so that a double click invites once. Returns who is new. Raises
    ``ValidationError`` for what is no address, name, role or team, and ``Conflict`` when the programme was closed.
    """
    programme = hold(programme)
    if programme.state == ProgrammeState.CLOSED:
        raise Conflict(_("The programme was closed. Nobody was invited."))
    if len(rows) > MOST_LINES:
        raise ValidationError(_("At most %(count)d people go in one time.") % {"count": MOST_LINES})
    wanted = {row.email: row for row in map(_clean, rows)}
    there = set(
        Participation.objects.enlisted()
        .filter(programme=programme, person__email__in=wanted)
        .values_list("person__email", flat=True)
    )
    organisations: dict[str, Organisation | None] = {}
    joined = []
    for email, row in wanted.items():
        if email not in there:
            name = row.organisation
            if name not in organisations:
                organisations[name] = find_or_make_organisation(name=name, by=by)
            joined.append(_join(programme, row, organisations[name], by))
    if programme.state == ProgrammeState.RUNNING:
        _send(programme, joined, by)
    return joined


def _clean(row: InvitationRow) -> InvitationRow:
    """``row`` as it is kept. Raises ``ValidationError`` for what cannot be."""
    name, function = (clean_text(text, single_line=True) for text in (row.name, row.function))
    if max(len(name), len(row.organisation), len(function)) > LONGEST_NAME:
        raise ValidationError(_("A name has at most 200 characters."))
    if row.role not in GIVEN_ROLES:
        raise ValidationError(_("We do not know the role “%(role)s”.") % {"role": row.role[:60]})
    check_days(Days(row.starts_on, row.ends_on), Days())
    team_id = None if row.role in WITHOUT_TEAM else row.team_id
    return replace(row, email=clean_address(row.email), name=name, function=function, team_id=team_id)


def _join(
    programme: Programme, row: InvitationRow, organisation: Organisation | None, by: User
) -> Participation:
    person, _made = find_or_make_person(
        email=row.email, name=row.name, organisation=organisation, function=row.function
    )
    participation = Participation.objects.create(
        programme=programme,
        person=person,
        role=row.role,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        invited_by=by,
    )
    forget_standing(person)
    record(by, "programmes.invited", participation, scope=programme.scope, role=str(row.role))
    if row.team_id is not None:
        seat(participation, row.team_id, row.role)
    return participation


def seat(participation: Participation, team_id: int, role: str) -> None:
    """Put somebody in the team with primary key ``team_id`` too, in the caller's transaction.

    Raises ``ValidationError`` for a team of another programme, or a role that no team has.
    """
    for place in _placements:
        place(participation, team_id, role)


@transaction.atomic
def send_invitations(*, programme: Programme, by: User) -> int:
    """Send the invitation to everybody who has not come in yet and has none: when the programme starts."""
    waiting = (
        Participation.objects.enlisted()
        .filter(programme=programme, accepted_at__isnull=True)
        .select_related("person")
        .order_by("pk")
    )
    return _send(programme, list(waiting), by)


def _send(programme: Programme, participations: Sequence[Participation], by: User) -> int:
    batch = f"{INVITATION}:{programme.pk}:{new_public_id()}"
    return sum(_queue(programme, participation, by, "first", batch) for participation in participations)


def _queue(programme: Programme, participation: Participation, by: User, version: str, batch: str) -> int:
    return queue_message(
        INVITATION,
        to=participation.person,
        scope=programme.scope,
        params={"participation": participation.pk},
        dedupe=f"participation:{participation.pk}:{version}",
        why=format_lazy(gettext_lazy("{name} invites you to take part."), name=by.name or by.email),
        batch=batch,
        reply_to=by,
    )


@transaction.atomic
def invite_again(*, participation: Participation, by: User) -> None:
    """Send ``participation`` a new invitation with a new link.

    Raises ``Conflict`` for who is in or has left, before the programme runs, and right after the last one went.
    """
    programme = hold(participation.programme)
    participation = Participation.objects.select_related("person").get(pk=participation.pk)
    if participation.until is not None:
        raise Conflict(_("This person has left the programme."))
    if participation.accepted_at is not None:
        raise Conflict(_("This person is in already."))
    if programme.state != ProgrammeState.RUNNING:
        raise Conflict(_("The invitation goes out when the programme starts."))
    last = last_invitation(participation)
    if last is not None and is_fresh(last):
        raise Conflict(_("An invitation is on its way, or has just gone."))
    batch = f"{INVITATION}:{programme.pk}:again:{new_public_id()}"
    invite_once_more(programme, participation, last, by, batch)


def invite_once_more(
    programme: Programme, participation: Participation, last: Message | None, by: User, batch: str
) -> None:
    """Queue an invitation after ``last``, whose link ends with it; in the caller's transaction."""
    end_links(user=participation.person, leads_to=home_of(programme))
    version = f"after {last.public_id}" if last else "first"
    _queue(programme, participation, by, version, batch)
    record(by, "programmes.invited_again", participation, scope=programme.scope)


def is_fresh(message: Message) -> bool:
    """Whether ``message`` is on its way, or has only just gone."""
    if message.state == MessageState.SENT:
        return message.sent_at is not None and message.sent_at > now() - AGAIN_AFTER
    return message.state in {MessageState.PLANNED, MessageState.SENDING, MessageState.HELD}


# ---- coming in -------------------------------------------------------------------------------------------------


@transaction.atomic
def accept_invitation(*, participation: Participation) -> bool:
    """Note that this person came in; the first time counts. Returns whether this was it."""
    came = Participation.objects.filter(pk=participation.pk, accepted_at__isnull=True).update(
        accepted_at=now()
    )
    if came:
        record(
            participation.person,
            "programmes.came_in",
            participation,
            scope=f"programme:{participation.programme_id}",
        )
    return bool(came)


def note_entry(user: User, leads_to: str) -> None:
    """What accounts call when somebody comes in: by a link of one programme, or by the front door for all that run."""
    waiting = (
        Participation.objects.enlisted()
        .filter(person=user, accepted_at__isnull=True, programme__state=ProgrammeState.RUNNING)
        .select_related("person")
    )
    if public_id := programme_behind(leads_to):
        waiting = waiting.filter(programme__public_id=public_id)
    for participation in waiting:
        accept_invitation(participation=participation)


def programme_behind(path: str) -> str:
    """The public id of the programme that ``path`` is a page of; empty where it is none."""
    try:
        return str(resolve(path).kwargs.get("programme_id", "")) if path else ""
    except Resolver404:
        return ""


def limit_of_facilitators(user: User) -> dt.timedelta | None:
    """Who facilitates a programme signs in anew each month."""
    guides = Participation.objects.active().filter(person=user, role=Role.FACILITATOR)
    return dt.timedelta(days=30) if guides.exists() else None


# ---- another place, gone ---------------------------------------------------------------------------------------


@transaction.atomic
def change_place(
    *, participation: Participation, role: str, team_id: int | None, by: User, days: Days | None = None
) -> Participation:
    """Let somebody have another ``role``, sit in the one team with primary key ``team_id`` or in none, and take part
    for ``days`` (None: as long as before). Places in teams stay as they are where neither role nor team changes.

    Raises ``ValidationError`` where a day would have no facilitator, for an unknown role and for days that cannot be,
    and ``Conflict`` for who left.
    """
    programme = hold(participation.programme)
    participation = _active(participation)
    if role not in GIVEN_ROLES:
        raise ValidationError(_("We do not know the role “%(role)s”.") % {"role": role[:60]})
    if role != Role.FACILITATOR:
        keep_a_facilitator(programme, participation)
    team_id = None if role in WITHOUT_TEAM else team_id
    seats = seats_of([participation.pk]).get(participation.pk, [])
    sits_in = next((seat.team_id for seat in seats if seat.is_now), None)
    moves = role != participation.role or team_id != sits_in
    if role != participation.role:
        keep_past_role(participation)
        before, participation.role = participation.role, role
        participation.save(update_fields=["role"])
        record(by, "programmes.role_changed", participation, scope=programme.scope, before=before, role=role)
    if days is not None:
        set_days(programme=programme, participation=participation, days=days, by=by)
    for move in _movers if moves else []:
        move(participation, team_id, role, by)
    forget_standing(participation.person)
    return participation


@transaction.atomic
def leave(*, participation: Participation, by: User | None) -> Participation:
    """Let somebody take part no more: access ends at once, and what was made stays. ``by`` is None for the clock.

    Raises ``ValidationError`` for the last facilitator, ``Conflict`` for who left before.
    """
    programme = hold(participation.programme)
    participation = _active(participation)
    keep_a_facilitator(programme, participation)
    participation.until = now()
    participation.save(update_fields=["until"])
    forget_standing(participation.person)
    record(by, "programmes.left", participation, scope=programme.scope)
    return participation


def let_leave_whose_time_is_over() -> int:
    """Let everybody leave whose last day has been; beat calls it. Returns how many.

    What they may do ended with that day; here it is written down, and their open screens are told.
    """
    over = Participation.objects.enlisted().filter(ends_on__lt=today()).select_related("programme", "person")
    count = 0
    for participation in over:
        try:
            leave(participation=participation, by=None)
        except (Conflict, ValidationError):
            continue
        count += 1
    return count


def hold(programme: Programme) -> Programme:
    """The row itself, held until the transaction ends: who is the last facilitator is counted by one at a time."""
    return Programme.objects.select_for_update().get(pk=programme.pk)


def _active(participation: Participation) -> Participation:
    held = Participation.objects.select_related("person", "programme").get(pk=participation.pk)
    if held.until is not None:
        raise Conflict(_("This person has left the programme."))
    return held
