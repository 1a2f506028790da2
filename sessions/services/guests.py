"""Guests of an evening: taking a seat with a name alone, being shown out, and being known after all."""

import datetime as dt
import unicodedata

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.audit import record
from accounts.services.guests import let_in_again, show_out
from core.clock import now
from core.errors import Conflict
from core.text import clean_text
from programmes.models import Participation
from programmes.services.guests import tie_guest, welcome_guest
from sessions.models import Attendance, Seat, Session
from sessions.queries.coming import expected_at
from sessions.queries.guests import is_open, tables_of
from teams.models import Team

LONGEST_NAME = 80
MOST_SEATS = 500
"""At one evening: no room has more, and a code that leaked fills no database."""
PRESSED_TWICE = dt.timedelta(minutes=1)
"""So long the same form gives the same seat: a second press was on its way when the first one took it."""
CLAIM_WITHIN = 2 * 3600
"""Seconds in which a guest who went to sign in can keep the seat."""

_SALT = "evenings.claim"


@transaction.atomic
def take_seat(*, evening: Session, name: str, team: Team | None = None, key: str = "") -> Seat:
    """Let a guest called ``name`` in at ``evening``, at the table of ``team`` (its own at an evening of one team).

    The same ``key``, of the form that was sent, gives the same seat for a minute: a button pressed twice lets one in.
    Raises ``Conflict`` when the door is closed or the room is full, ``ValidationError`` without a name or a table.
    """
    held = (
        Session.objects.select_for_update(of=("self",))
        .select_related("programme", "moment", "team")
        .get(pk=evening.pk)
    )
    if not is_open(held):
        raise Conflict(_("The door has just been closed. Ask who leads the evening."))
    name = clean_text(name, single_line=True)
    if not _can_be_read(name) or len(name) > LONGEST_NAME:
        raise ValidationError({"name": _("Say what we may call you, in 80 characters at most.")})
    sent = (
        Seat.objects.filter(evening=held, key=key).select_related("participation__person").first()
        if key
        else None
    )
    if sent is not None and sent.ended_at is None and sent.taken_at > now() - PRESSED_TWICE:
        return sent
    if held.seats.held().count() >= MOST_SEATS:
        raise Conflict(_("All seats are taken. Ask who leads the evening."))
    participation = welcome_guest(programme=held.programme, name=name)
    seat = Seat.objects.create(
        evening=held,
        participation=participation,
        team=_table(held, team),
        key="" if sent is not None else key,
    )
    Attendance.objects.create(evening=held, participation=participation, is_present=True)
    record(participation.person, "evenings.seat_taken", seat, scope=held.programme.scope)
    return seat


def _can_be_read(name: str) -> bool:
    """Whether there is anything to see in ``name``: no spaces and signs without a width alone."""
    return any(unicodedata.category(sign)[0] in "LNPS" for sign in name)


def _table(evening: Session, team: Team | None) -> Team | None:
    tables = tables_of(evening)
    if len(tables) < 2:
        return tables[0] if tables else None
    if team not in tables:
        raise ValidationError({"team": _("Say at which table you sit.")})
    return team


@transaction.atomic
def show_guest_out(*, seat: Seat, by: User) -> None:
    """Take the seat of a guest away: access ends at once, and what was written stays. A second time changes nothing.

    Raises ``Conflict`` for a seat that somebody claimed.
    """
    held = _held(seat)
    if held.ended_at is not None:
        return
    at = now()
    Seat.objects.filter(pk=held.pk).update(ended_at=at)
    Participation.objects.filter(pk=held.participation_id).update(until=at)
    Attendance.objects.filter(evening=held.evening_id, participation=held.participation_id).update(
        is_present=False
    )
    show_out(guest=held.participation.person)
    record(by, "evenings.guest_shown_out", held, scope=seat.evening.programme.scope)


@transaction.atomic
def let_guest_in_again(*, seat: Seat, by: User) -> None:
    """Give a guest who was shown out by mistake the seat back. A second time changes nothing.

    Raises ``Conflict`` for a seat that somebody claimed.
    """
    held = _held(seat)
    if held.ended_at is None:
        return
    Seat.objects.filter(pk=held.pk).update(ended_at=None)
    Participation.objects.filter(pk=held.participation_id).update(until=None)
    Attendance.objects.filter(evening=held.evening_id, participation=held.participation_id).update(
        is_present=True
    )
    let_in_again(guest=held.participation.person)
    record(by, "evenings.guest_let_in_again", held, scope=seat.evening.programme.scope)


def _held(seat: Seat) -> Seat:
    held = (
        Seat.objects.select_for_update(of=("self",)).select_related("participation__person").get(pk=seat.pk)
    )
    if not held.participation.person.is_guest:
        raise Conflict(_("Somebody has claimed this seat already."))
    return held


@transaction.atomic
def tie_seat(*, seat: Seat, person: User, by: User) -> None:
    """Let ``person`` be who the guest of ``seat`` was: ideas, dots and being there go along, and the seat ends.

    Raises ``Conflict`` where somebody claimed it before, ``ValidationError`` for a person without an account.
    """
    held = _held(seat)
    tie_guest(participation=held.participation, person=person, by=by)
    Seat.objects.filter(pk=held.pk, ended_at=None).update(ended_at=now())
    own = expected_at(seat.evening).filter(person=person).first()
    was_there = Attendance.objects.filter(evening=held.evening_id, participation=held.participation_id)
    if own is not None and was_there.filter(is_present=True).exists():
        Attendance.objects.update_or_create(
            evening=seat.evening, participation=own, defaults={"is_present": True, "noted_by": by}
        )
        was_there.delete()


def claim_token(*, seat: Seat) -> str:
    """A signed word that says that its holder sits on ``seat``; for the way to the sign-in page and back."""
    return signing.dumps(seat.public_id, salt=_SALT)


def read_claim_token(token: str) -> Seat | None:
    """The seat that ``token`` names; None for a false or old one, or where the seat is held no more."""
    try:
        public_id = signing.loads(token, salt=_SALT, max_age=CLAIM_WITHIN)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return (
        Seat.objects.held()
        .filter(public_id=str(public_id), participation__person__is_guest=True)
        .select_related(
            "evening__programme__phase", "evening__moment", "evening__team", "participation__person"
        )
        .first()
    )
