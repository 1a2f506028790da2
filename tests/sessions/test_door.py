"""The door of an evening: its code, who comes in by it, and who is stopped."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from core.clock import now
from core.errors import Conflict
from programmes.enums import Role
from sessions.models import Seat, Session
from sessions.queries.guests import ALPHABET, door_of, find_door, is_open, read_code
from sessions.services.door import close_door, open_door
from sessions.services.guests import (
    PRESSED_TWICE,
    take_seat,
)
from sessions.services.live import close_evening, open_evening
from tests import makers
from tests.conftest import Cast
from tests.sessions.at_the_door import join, loaded, sit, tonight


@pytest.fixture
def evening(cast: Cast) -> Session:
    return tonight(cast)


@pytest.fixture(autouse=True)
def _at_the_hour() -> Iterator[None]:
    """A while of a limit begins now, so that none ends in the middle of a test."""
    with time_machine.travel(now().replace(minute=0, second=1)):
        yield


KNOWN_TO_NOBODY = (
    "Met deze code kom je nu niet binnen. Kijk nog eens op de muur, of vraag het aan de begeleider."
)


# ---- the door --------------------------------------------------------------------------------------------------


def test_a_code_has_nothing_that_is_taken_for_something_else() -> None:
    assert not set("01OILSZB5UAE") - set("5") & set(ALPHABET)
    assert len(set(ALPHABET)) == 25


@pytest.mark.parametrize("typed", ["k7m2xw", " K7M 2XW ", "K7M-2XW", "k7m\u00a02xw"])
def test_a_code_is_read_as_people_type_it(typed: str) -> None:
    assert read_code(typed) == "K7M2XW"


@pytest.mark.parametrize(
    "typed", ["", "K7M2X", "K7M2XWQ", "K7M2X0", "é" * 6, "'; DROP", "\U0001f600" * 6, "K" * 5000]
)
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert read_code(typed) == ""


@pytest.mark.embedded
def test_opening_the_door_twice_keeps_the_code_and_closing_it_ends_that(cast: Cast, evening: Session) -> None:
    code = evening.door_code
    assert set(code) <= set(ALPHABET)
    assert len(code) == 6
    open_door(evening=evening, by=cast["facilitator"])
    assert evening.door_code == code
    assert find_door(code) == evening
    close_door(evening=evening, by=cast["facilitator"])
    assert find_door(code) is None
    assert door_of(loaded(evening)) is None
    open_door(evening=evening, by=cast["facilitator"])
    assert evening.door_code not in {"", code}


def test_the_door_of_an_evening_that_is_over_lets_nobody_in(cast: Cast, evening: Session) -> None:
    open_evening(evening=evening, by=cast["facilitator"])
    assert find_door(evening.door_code)
    close_evening(evening=evening, by=cast["facilitator"])
    assert find_door(evening.door_code) is None
    with pytest.raises(Conflict):
        sit(evening, cast.team)
    with pytest.raises(Conflict):
        open_door(evening=evening, by=cast["facilitator"])


def test_a_door_that_was_left_open_closes_half_a_day_after_the_end(evening: Session) -> None:
    evening = loaded(evening)
    assert is_open(evening)
    evening.moment.at = now() - dt.timedelta(hours=12, minutes=evening.minutes + 1)
    assert not is_open(evening)


def test_two_open_doors_never_have_one_code(cast: Cast, evening: Session) -> None:
    other = makers.make_evening(cast.programme)
    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.filter(pk=other.pk).update(door_code=evening.door_code, door_opened_at=now())


# ---- coming in -------------------------------------------------------------------------------------------------


@pytest.mark.embedded
def test_a_guest_comes_in_with_a_code_and_a_name(cast: Cast, evening: Session) -> None:
    browser = Client()
    typed = browser.post(
        reverse("evenings:join"), {"code": f"{evening.door_code[:3]} {evening.door_code[3:].lower()}"}
    )
    assert typed.status_code == 303
    page = browser.get(typed["Location"])
    assert "Startavond" in page.content.decode()
    assert "Het Stadhuis" in page.content.decode()
    sent = join(browser, evening, cast.team)
    assert sent.status_code == 303
    assert sent["Location"] == reverse("evenings:evening", args=[evening.public_id])
    assert browser.get(sent["Location"]).status_code == 200
    seat = Seat.objects.get()
    person = seat.participation.person
    assert (person.is_guest, person.name, person.has_usable_password()) == (True, "Karin", False)
    assert person.email == f"{person.public_id}@guest.invalid"
    assert (seat.team, seat.participation.role) == (cast.team, Role.GUEST)
    assert AuditEntry.objects.filter(verb="evenings.seat_taken", object_id=seat.pk).get().keys == {}


@pytest.mark.parametrize("code", ["CCCCCC", "te-kort", "0OIL15", "%F0%9F%98%80", "C" * 300])
def test_an_unknown_and_a_closed_door_say_the_same(cast: Cast, evening: Session, code: str) -> None:
    closed = evening.door_code
    close_door(evening=evening, by=cast["facilitator"])
    browser = Client()
    unknown = browser.get(f"/join/{code}/")
    assert unknown.status_code == 404
    refused = browser.post(reverse("evenings:join"), {"code": closed})
    never = browser.post(reverse("evenings:join"), {"code": "CCCCCC"})
    assert refused.status_code == never.status_code == 422
    for answer in (refused, never):
        assert answer.context["form"].errors == {"code": [KNOWN_TO_NOBODY]}


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "x" * 81])
def test_without_a_name_that_can_be_read_nobody_comes_in(cast: Cast, evening: Session, name: str) -> None:
    answer = join(Client(), evening, cast.team, name)
    assert answer.status_code == 422
    assert not Seat.objects.exists()


def test_at_an_evening_of_all_teams_one_says_at_which_table(cast: Cast, evening: Session) -> None:
    stranger = makers.make_team(makers.make_programme())
    assert join(Client(), evening).status_code == 422
    assert join(Client(), evening, stranger).status_code == 422
    with pytest.raises(ValidationError):
        sit(evening, stranger)
    assert not User.objects.filter(is_guest=True).exists()


def test_at_an_evening_of_one_team_nobody_asks(cast: Cast) -> None:
    made = makers.make_evening(cast.programme, days=0, team=cast.other_team)
    evening = open_door(evening=loaded(made), by=cast["facilitator"])
    assert b'name="team"' not in Client().get(f"/join/{evening.door_code}/").content
    join(Client(), evening)
    assert Seat.objects.get().team == cast.other_team


def test_one_device_has_one_seat(cast: Cast, evening: Session) -> None:
    browser = Client()
    join(browser, evening, cast.team)
    again = browser.get(f"/join/{evening.door_code}/")
    assert again.status_code == 303
    assert evening.public_id in again["Location"]
    assert join(browser, evening, cast.team, "Nog eens").status_code == 303
    assert Seat.objects.count() == 1


def test_a_button_pressed_twice_takes_one_seat(evening: Session, cast: Cast) -> None:
    first = take_seat(evening=evening, name="Karin", team=cast.team, key="k")
    assert take_seat(evening=evening, name="Karin", team=cast.team, key="k") == first
    Seat.objects.update(taken_at=now() - PRESSED_TWICE)
    assert take_seat(evening=evening, name="Iemand anders", team=cast.team, key="k") != first


@pytest.mark.parametrize("who", ["facilitator", "participant", "observer"])
def test_who_belongs_there_goes_straight_on(cast: Cast, evening: Session, who: str) -> None:
    answer = cast.client(who).get(f"/join/{evening.door_code}/")
    assert (answer.status_code, answer["Location"]) == (
        303,
        reverse("evenings:evening", args=[evening.public_id]),
    )
    assert not Seat.objects.exists()


def test_an_invited_person_at_the_door_signs_in_and_comes_to_the_evening(evening: Session) -> None:
    onward = reverse("evenings:evening", args=[evening.public_id])
    page = Client().get(f"/join/{evening.door_code}/").content.decode()
    assert f"/sign-in/?next={onward.replace('/', '%2F')}" in page


def test_somebody_of_another_programme_is_told_before_becoming_a_guest(cast: Cast, evening: Session) -> None:
    browser = cast.client("outsider")
    assert "Je bent ingelogd als" in browser.get(f"/join/{evening.door_code}/").content.decode()
    join(browser, evening, cast.team)
    assert browser.get("/programmes/")["Location"] == reverse("evenings:evening", args=[evening.public_id])


def test_sixty_people_behind_one_router_come_in_though_each_mistypes_once(
    cast: Cast, evening: Session
) -> None:
    for number in range(60):
        browser = Client()
        assert browser.post(reverse("evenings:join"), {"code": "CCCCCC"}).status_code == 422
        assert join(browser, evening, cast.team, f"Gast {number}").status_code == 303


def test_a_guesser_is_stopped_after_a_hundred_wrong_codes(evening: Session) -> None:
    browser = Client()
    answers = [browser.get(f"/join/{'C' * 5}{ALPHABET[n % 25]}/").status_code for n in range(101)]
    assert answers == [404] * 100 + [429]
    assert browser.get(f"/join/{evening.door_code}/").status_code == 429
    assert browser.post(reverse("evenings:join"), {"code": evening.door_code}).status_code == 429
    assert Client(REMOTE_ADDR="10.0.0.9").get(f"/join/{evening.door_code}/").status_code == 200


def test_a_room_has_an_end(cast: Cast, evening: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sessions.services.guests.MOST_SEATS", 1)
    sit(evening, cast.team)
    answer = join(Client(), evening, cast.team, "Te laat")
    assert answer.status_code == 422
    assert "bezet" in answer.content.decode()
