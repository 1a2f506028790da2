"""Sixty people behind one router come in within a minute; a guesser is stopped, and locks nobody out."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.services.limits import attempt_at, is_marked, mark_for, place_of
from accounts.services.links import make_personal_link
from tests import makers

SIGN_IN, CODE, CONFIRM, OUT = (
    reverse(f"account_{name}") for name in ("login", "request_login_code", "confirm_login_code", "logout")
)
PASSWORD = "een lang wachtwoord"
ROUTER, ELSEWHERE = "203.0.113.7", "198.51.100.20"


@pytest.fixture(autouse=True)
def _at_the_hour() -> Iterator[None]:
    """A while of a limit begins now, so that none ends in the middle of a test."""
    with time_machine.travel(dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)):
        yield


@pytest.fixture
def tarik(db: None) -> User:
    return makers.make_person(email="tarik@example.org", password=PASSWORD)


def at(address: str = ROUTER, **headers: str) -> Client:
    return Client(REMOTE_ADDR=address, headers=headers)


def tries(browser: Client, email: str = "tarik@example.org", password: str = PASSWORD) -> int:
    """Try to sign in; the status, 302 for who is in."""
    return browser.post(SIGN_IN, {"login": email, "password": password}).status_code


def asks(browser: Client, email: str = "tarik@example.org") -> int:
    return browser.post(CODE, {"email": email}).status_code


# ---- a full room -----------------------------------------------------------------------------------------------------


@pytest.mark.embedded
def test_sixty_people_behind_one_router_come_in_by_password(db: None) -> None:
    for number in range(60):
        makers.make_person(email=f"p{number}@example.org", password=PASSWORD)
        if number % 3 == 0:
            assert tries(at(), f"p{number}@example.org", "mistyped") == 422
        assert tries(at(), f"p{number}@example.org") == 302


def test_sixty_people_behind_one_router_get_a_code_and_mistype_some(db: None) -> None:
    for number in range(60):
        browser = at()
        assert asks(browser, f"p{number}@example.org") == 302
        if number < 25:
            assert browser.post(CONFIRM, {"code": "000000x"}).status_code == 422


def test_sixty_people_behind_one_router_come_in_by_their_link(db: None) -> None:
    for _number in range(60):
        link = make_personal_link(user=makers.make_person(), leads_to="/").replace("http://testserver", "")
        assert at().post(link).status_code == 303


# ---- guessing one account --------------------------------------------------------------------------------------------


@pytest.mark.embedded
def test_a_guesser_is_stopped_after_ten_also_with_the_right_password(tarik: User) -> None:
    for _time in range(10):
        assert tries(at(), password="x") == 422
    page = at().post(SIGN_IN, {"login": tarik.email, "password": PASSWORD})
    assert page.status_code == 422
    assert "te vaak" in page.content.decode()
    cache.clear()
    assert tries(at()) == 302


def test_the_owner_comes_in_from_elsewhere_and_by_a_code(tarik: User) -> None:
    for _time in range(12):
        tries(at(), password="x")
    assert tries(at(ELSEWHERE)) == 302
    assert asks(at()) == 302


def test_who_guesses_from_everywhere_meets_the_limit_of_the_account_and_its_owner_does_not(
    tarik: User,
) -> None:
    own = at(ELSEWHERE)
    assert tries(own) == 302
    own.post(OUT)
    for number in range(50):
        tries(at(f"192.0.2.{number}"), password="x")
    assert tries(at("192.0.2.99")) == 422
    assert tries(own) == 302  # on a device where they were in before
    assert asks(at("192.0.2.99")) == 302


def test_a_known_device_that_was_stolen_gets_ten_tries_and_no_other_account(tarik: User) -> None:
    makers.make_person(email="other@example.org", password=PASSWORD)
    stolen = at()
    assert tries(stolen) == 302
    stolen.post(OUT)
    assert [tries(stolen, password="x") for _time in range(10)] == [422] * 10
    assert tries(stolen) == 422
    assert (
        attempt_at(email="other@example.org", address=ROUTER, mark=stolen.cookies["kw_known"].value).mark
        == ""
    )


# ---- guessing many accounts ------------------------------------------------------------------------------------------


def test_one_password_against_many_accounts_is_stopped_and_others_in_the_room_still_come_in(
    tarik: User,
) -> None:
    known = at()
    assert tries(known) == 302
    known.post(OUT)
    statuses = [tries(at(), f"p{number}@example.org", "Welkom01!") for number in range(31)]
    assert statuses == [422] * 31
    assert tries(at()) == 422
    assert tries(known) == 302
    assert tries(at(ELSEWHERE)) == 302
    assert asks(at()) == 302


def test_an_unknown_account_meets_the_same_limits_in_the_same_words(tarik: User) -> None:
    said = []
    for email in (tarik.email, "nobody@example.org"):
        cache.clear()
        for _time in range(11):
            page = at().post(SIGN_IN, {"login": email, "password": "x"}).content.decode()
        page = page.replace(email, "…")
        said.append(re.sub(r'(csrfmiddlewaretoken" value=|X-CSRFToken": )"[^"]*"', "", page))
    assert said[0] == said[1]
    assert "te vaak" in said[0]


# ---- codes -----------------------------------------------------------------------------------------------------------


def test_the_sixth_code_in_a_minute_for_one_address_waits(db: None) -> None:
    assert [asks(at()) for _time in range(6)] == [302] * 5 + [422]
    assert "te vaak" in at().post(CODE, {"email": "Tarik@example.org "}).content.decode()
    assert asks(at(), "other@example.org") == 302
    assert asks(at(ELSEWHERE)) == 302


def test_who_asks_for_codes_in_somebodys_name_does_not_keep_the_owner_from_one(tarik: User) -> None:
    own = at(ELSEWHERE)
    assert tries(own) == 302
    own.post(OUT)
    for number in range(40):
        assert asks(at(f"192.0.2.{number}")) == 302
    assert asks(at("192.0.2.99")) == 422
    assert asks(own) == 302


def test_who_guesses_codes_is_stopped_and_the_owner_is_not(tarik: User) -> None:
    for number in range(10):
        browser = at()
        asks(browser, f"p{number}@example.org")
        for _time in range(3):
            browser.post(CONFIRM, {"code": "000000x"})
    browser = at()
    asks(browser)
    answer = browser.post(CONFIRM, {"code": "123456"}, follow=True)
    assert "te vaak" in answer.content.decode()
    assert answer.redirect_chain == [(SIGN_IN, 302)]
    other = at(ELSEWHERE)
    asks(other)
    assert other.post(CONFIRM, {"code": "000000x"}).status_code == 422  # looked at, and wrong


# ---- addresses -------------------------------------------------------------------------------------------------------


def test_a_forged_forwarded_address_does_not_help(tarik: User) -> None:
    for number in range(10):
        tries(at(**{"x-forwarded-for": f"192.0.2.{number}"}), password="x")
    assert tries(at(**{"x-forwarded-for": "192.0.2.99"})) == 422


def test_behind_a_proxy_the_address_that_it_adds_counts_and_not_what_was_forged(
    tarik: User, settings: Any
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    proxy = "10.0.0.2"
    for number in range(10):
        tries(at(proxy, **{"x-forwarded-for": f"192.0.2.{number}, {ROUTER}"}), password="x")
    assert tries(at(proxy, **{"x-forwarded-for": f"192.0.2.99, {ROUTER}"})) == 422
    assert tries(at(proxy, **{"x-forwarded-for": f"{ROUTER}, {ELSEWHERE}"})) == 302


def test_one_network_of_the_new_internet_is_one_place() -> None:
    assert place_of("2001:db8:1:2::1") == place_of("2001:db8:1:2:ffff::9") != place_of("2001:db8:1:3::1")
    assert place_of("203.0.113.7") != place_of("203.0.113.8")


@pytest.mark.parametrize("mark", ["", ".", "x", "x.y", "é.ü", "a." + "0" * 64])
def test_a_mark_cannot_be_made_up(mark: str) -> None:
    assert not is_marked(mark, "tarik@example.org")


def test_a_mark_is_of_one_account_and_tells_nobody_which() -> None:
    mark = mark_for("tarik@example.org")
    assert is_marked(mark, "Tarik@example.org")
    assert not is_marked(mark, "other@example.org")
    assert "tarik" not in mark
    assert mark_for("tarik@example.org") != mark


def test_the_limits_do_not_keep_addresses_readable(tarik: User) -> None:
    assert "tarik" not in attempt_at(email=tarik.email, address=ROUTER, mark="").key
