"""Guests for tests: an evening with an open door, and who comes in by it."""

from typing import Any

from django.test import Client
from django.urls import reverse

from accounts.models import User
from sessions.models import Seat, Session
from sessions.services.door import open_door
from sessions.services.guests import take_seat
from tests import makers
from tests.conftest import Cast


def tonight(cast: Cast) -> Session:
    """An evening of all teams, tonight, with an open door."""
    made = makers.make_evening(cast.programme, days=0, title="Startavond", place="Het Stadhuis")
    return open_door(evening=loaded(made), by=cast["facilitator"])


def loaded(evening: Session) -> Session:
    """``evening`` as a view has it."""
    return Session.objects.select_related("programme__phase", "moment", "team").get(pk=evening.pk)


def sit(evening: Session, team: Any = None, name: str = "Karin") -> Seat:
    """A guest at ``evening``."""
    return take_seat(evening=evening, name=name, team=team)


def fresh(person: User) -> User:
    return User.objects.get(pk=person.pk)


def join(browser: Client, evening: Session, team: Any = None, name: str = "Karin") -> Any:
    """What a phone sends that scanned the square."""
    data = {"name": name, "key": f"key-{name}"} | ({"team": team.public_id} if team else {})
    return browser.post(reverse("evenings:join_evening", args=[evening.door_code]), data)
