"""Guests of an evening: the door that they come in by, who came, and until when their seat lasts."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from core.access import allowed
from core.clock import now
from core.rendering import Frame, NavLink
from programmes.enums import ProgrammeState
from programmes.models import Participation, Programme
from programmes.queries.frame import frame_for
from sessions.enums import SessionState
from sessions.models import Seat, Session
from sessions.queries.coming import expected_at
from teams.models import Team

ALPHABET = "23456789CDFGHJKMNPQRTVWXY"
"""Of codes at the door: nothing that is taken for something else (0 and O, 1, I and L, 2 and Z, 5 and S, 8 and B), and
no vowels, so that no code is a word. 25 ** 6 codes: some 240 million."""

LENGTH = 6
AFTER_THE_END = dt.timedelta(hours=12)
"""So long after its end a guest still sees an evening that nobody closed, and stays in on the phone."""
AFTERWARDS = dt.timedelta(hours=6)
"""So long after it was closed a guest reads along, and a phone that had no network can still send."""


@dataclass(frozen=True, slots=True)
class Square:
    """A square code, as the path of a drawing of ``size`` by ``size``."""

    path: str
    size: int

    @property
    def outer(self) -> int:
        """Its size with the white edge of four that a camera needs on paper."""
        return self.size + 8


@dataclass(frozen=True, slots=True)
class Door:
    """The open door of an evening, as a screen shows it."""

    code: str
    """In two parts, to be read aloud: "K7M 2XW"."""
    address: str
    """Where to type it: host and path, without "https://"."""
    square: Square
    """Leads to the page on which a guest says a name."""


@dataclass(frozen=True, slots=True)
class GuestRow:
    """Somebody who came in at the door."""

    public_id: str
    """Of the seat."""
    name: str
    team: str
    at: dt.datetime
    is_here: bool
    """Whether the seat is held still."""
    claimed_by: str
    """Who it turned out to be; empty while it is a guest."""


@dataclass(frozen=True, slots=True)
class DoorPage:
    """The door of an evening for who leads it, and who came in at it."""

    door: Door | None
    here: tuple[GuestRow, ...]
    claimed: tuple[GuestRow, ...]
    sent_away: tuple[GuestRow, ...]
    may_open: bool
    may_tie: bool


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody whom a guest may turn out to be."""

    public_id: str
    """Of the participation."""
    name: str
    about: str


@dataclass(frozen=True, slots=True)
class OwnSeat:
    """What a guest reads about the own seat."""

    name: str
    team: str
    keep_url: str


def lasts_until(evening: Session) -> dt.datetime:
    """Until when guests of ``evening`` see it, and its door can be open. ``evening.moment`` was fetched along."""
    if evening.closed_at is not None:
        return evening.closed_at + AFTERWARDS
    begins = max(evening.starts_at, evening.opened_at or evening.starts_at)
    return begins + dt.timedelta(minutes=evening.minutes) + AFTER_THE_END


def is_open(evening: Session) -> bool:
    """Whether a guest can come in now; ``evening.programme`` and ``evening.moment`` were fetched along."""
    return (
        bool(evening.door_code)
        and evening.state != SessionState.CLOSED
        and evening.programme.state == ProgrammeState.RUNNING
        and now() < lasts_until(evening)
    )


def read_code(typed: str) -> str:
    """The code in ``typed``: small letters, spaces and strokes do not matter. Empty for what cannot be one."""
    code = re.sub(r"[\s\-–—.·]", "", typed[:40]).upper()
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""


def find_door(code: str) -> Session | None:
    """The evening whose open door has ``code``; None for an unknown one and for one that is closed. 1 query."""
    if not code:
        return None
    evening = (
        Session.objects.filter(door_code=code)
        .select_related("programme__phase", "programme__host", "team", "moment")
        .first()
    )
    return evening if evening is not None and is_open(evening) else None


def door_of(evening: Session) -> Door | None:
    """The door of ``evening``, if it is open. No query."""
    if not is_open(evening):
        return None
    return Door(
        code=f"{evening.door_code[:3]} {evening.door_code[3:]}",
        address=(settings.SITE_URL + reverse("evenings:join")).split("://", 1)[-1].rstrip("/"),
        square=square_of(settings.SITE_URL + reverse("evenings:join_evening", args=[evening.door_code])),
    )


def square_of(address: str) -> Square:
    """The square code of ``address``."""
    matrix = list(segno.make(address, micro=False, error="m").matrix_iter(border=0))
    dark = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(matrix) for x, is_dark in enumerate(row) if is_dark)
    return Square("".join(dark), len(matrix))


def tables_of(evening: Session) -> list[Team]:
    """The teams at whose tables a guest of ``evening`` can sit. 1 query, none for an evening of one team."""
    return [evening.team] if evening.team else list(Team.objects.filter(programme=evening.programme_id))


def door_page(*, evening: Session, viewer: Any) -> DoorPage:
    """The door of ``evening`` and its guests. 1 query."""
    rows = [_row(seat) for seat in evening.seats.select_related("participation__person", "team")]
    return DoorPage(
        door=door_of(evening),
        here=tuple(row for row in rows if row.is_here),
        claimed=tuple(row for row in rows if row.claimed_by),
        sent_away=tuple(row for row in rows if not row.is_here and not row.claimed_by),
        may_open=allowed(viewer, "evenings.open_door", evening),
        may_tie=allowed(viewer, "evenings.close_door", evening),
    )


def _row(seat: Seat) -> GuestRow:
    person = seat.participation.person
    return GuestRow(
        public_id=seat.public_id,
        name=str(person),
        team=seat.team.name if seat.team else "",
        at=seat.taken_at,
        is_here=seat.ended_at is None,
        claimed_by="" if person.is_guest else str(person),
    )


def known_people(evening: Session) -> tuple[KnownPerson, ...]:
    """Whom a guest of ``evening`` may turn out to be: everybody who is expected there, by name. 1 query."""
    people = expected_at(evening).select_related("person__organisation").order_by("person__name", "pk")
    return tuple(_known(participation) for participation in people)


def _known(participation: Participation) -> KnownPerson:
    person = participation.person
    about = [str(participation.get_role_display()), person.organisation.name if person.organisation else ""]
    return KnownPerson(participation.public_id, str(person), ", ".join(part for part in about if part))


def seat_of(viewer: Any) -> Seat | None:
    """The seat that ``viewer`` holds as a guest. 1 query; none for who is no guest."""
    if not getattr(viewer, "is_guest", False):
        return None
    return (
        Seat.objects.held()
        .filter(participation__person=viewer)
        .select_related("evening__programme__phase", "evening__moment", "evening__team", "team")
        .first()
    )


def own_seat(*, evening: Session, viewer: Any) -> OwnSeat | None:
    """What ``viewer`` reads about the own seat at ``evening``. 1 query; none for who is no guest."""
    seat = seat_of(viewer)
    if seat is None or seat.evening_id != evening.pk:
        return None
    keep = reverse("evenings:keep", args=[evening.public_id])
    return OwnSeat(str(viewer), seat.team.name if seat.team else "", keep)


def seat_ends_for(user: User) -> dt.timedelta | None:
    """How long ``user`` stays in as a guest; None for who is none."""
    if not user.is_guest:
        return None
    seat = seat_of(user)
    return max(lasts_until(seat.evening) - now(), dt.timedelta(hours=1)) if seat else dt.timedelta(hours=1)


def frame_of_guest(viewer: Any) -> Frame | None:
    """What stands around a page for a guest: the evening, and nothing else. 1 query; None for who is no guest."""
    seat = seat_of(viewer)
    if seat is None:
        return None
    evening = seat.evening
    url = reverse("evenings:evening", args=[evening.public_id])
    link = NavLink(url=url, label=_("The evening"), icon="calendar", current=True)
    return Frame(name=evening.title, accent=evening.programme.accent, url=url, side=(link,), bottom=(link,))


def frame_around(*, programme: Programme, viewer: Any, current: str) -> Frame:
    """What stands around a page that guests open too: for a guest the evening, otherwise the programme."""
    return frame_of_guest(viewer) or frame_for(programme=programme, viewer=viewer, current=current)
