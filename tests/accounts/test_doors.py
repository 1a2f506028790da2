"""Signing in and out: by code, by password, for how long, and what a stranger learns (nothing)."""

import re
import statistics
import time

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from outbox.models import Message
from programmes.enums import Role
from tests import makers

SIGN_IN, CODE, CONFIRM, OUT = (
    reverse(f"account_{name}") for name in ("login", "request_login_code", "confirm_login_code", "logout")
)
PASSWORD = "een lang wachtwoord"


def ask(browser, address, **extra):
    return browser.post(CODE, {"email": address, **extra})


def code_in(sink, address):
    """The code in the last mail to ``address``."""
    end = time.monotonic() + 20
    while not sink.to(address):
        assert time.monotonic() < end, "no mail came"
        time.sleep(0.02)
    found = re.search(r"\b\d{6}\b", sink.to(address)[-1].get_body(("plain",)).get_content())
    assert found
    return found[0]


def user_of(browser):
    return browser.session.get("_auth_user_id")


# ---- by code ---------------------------------------------------------------------------------------------------


@pytest.mark.embedded
@pytest.mark.django_db(transaction=True)
def test_a_code_from_the_mail_lets_in(smtp_sink):
    person = makers.make_person(email="tarik@example.org")
    browser = Client()
    assert ask(browser, "Tarik@Example.org ")["Location"] == CONFIRM
    assert "tarik@example.org" in browser.get(CONFIRM).content.decode()
    code = code_in(smtp_sink, "tarik@example.org")
    answer = browser.post(CONFIRM, {"code": f" {code[:3]} {code[3:]} "})
    assert answer["Location"] == reverse("overviews:mine")
    assert user_of(browser) == str(person.pk)


@pytest.mark.django_db(transaction=True)
def test_the_code_is_stored_in_no_message(smtp_sink):
    makers.make_person(email="tarik@example.org")
    ask(Client(), "tarik@example.org")
    code = code_in(smtp_sink, "tarik@example.org")
    row = Message.objects.values().get()
    assert row["kind"] == "sign_in_code"
    assert row["scope"] == ""
    assert all(
        code not in str(value) for key, value in row.items() if "id" not in key and not key.endswith("at")
    )


@pytest.mark.django_db(transaction=True)
def test_one_goes_on_to_the_page_that_one_asked_for_and_never_elsewhere(smtp_sink):
    makers.make_person(email="tarik@example.org")
    for wanted, there in (("/me/", "/me/"), ("https://evil.example/", reverse("overviews:mine"))):
        browser = Client()
        confirm = ask(browser, "tarik@example.org", next=wanted)["Location"]
        page = browser.get(confirm).content.decode()
        code = code_in(smtp_sink, "tarik@example.org")
        wanted_field = re.search(
            r'name="next" value="([^"]*)"', page.split(f'action="{CONFIRM}"')[1].split('name="code"')[0]
        )
        answer = browser.post(CONFIRM, {"code": code, **({"next": wanted_field[1]} if wanted_field else {})})
        assert answer["Location"] == there
        smtp_sink.clear()


def test_a_wrong_code_is_told_and_after_three_one_begins_anew(db):
    makers.make_person(email="tarik@example.org")
    browser = Client()
    ask(browser, "tarik@example.org")
    for _time in range(2):
        answer = browser.post(CONFIRM, {"code": "000000x"})
        assert answer.status_code == 422
        assert "niet de code" in answer.content.decode()
    assert browser.post(CONFIRM, {"code": "wrong"})["Location"] == CODE
    assert "te vaak" in browser.get(CODE).content.decode()
    assert user_of(browser) is None


@pytest.mark.django_db(transaction=True)
def test_a_new_code_can_be_asked_for_and_the_old_one_is_dead(smtp_sink):
    makers.make_person(email="tarik@example.org")
    browser = Client()
    ask(browser, "tarik@example.org")
    old = code_in(smtp_sink, "tarik@example.org")
    smtp_sink.clear()
    assert browser.post(CONFIRM, {"action": "resend"})["Location"] == CONFIRM
    new = code_in(smtp_sink, "tarik@example.org")
    if old != new:
        assert browser.post(CONFIRM, {"code": old}).status_code == 422
    assert browser.post(CONFIRM, {"code": new}).status_code == 302


def test_one_can_go_back_and_take_another_address(db):
    browser = Client()
    ask(browser, "a@example.org")
    assert browser.get(SIGN_IN)["Location"] == CONFIRM
    assert browser.post(OUT, {"next": SIGN_IN})["Location"] == SIGN_IN
    assert browser.get(SIGN_IN).status_code == 200


# ---- what a stranger learns ------------------------------------------------------------------------------------


def without_secrets(page: str, address: str) -> str:
    return re.sub(r'(csrfmiddlewaretoken" value=|X-CSRFToken": )"[^"]*"', "", page.replace(address, "…"))


def test_an_unknown_and_a_closed_account_get_the_same_words_as_a_known_one(db):
    makers.make_person(email="known@example.org")
    makers.make_person(email="closed@example.org", is_active=False)
    pages = []
    for name in ("known", "unknown", "closed"):
        browser, address = Client(), f"{name}@example.org"
        assert ask(browser, address)["Location"] == CONFIRM
        seen = [
            browser.get(CONFIRM),
            browser.post(CONFIRM, {"code": "1"}),
            browser.post(CONFIRM, {"code": "1"}),
        ]
        seen += [browser.post(CONFIRM, {"code": "1"}), browser.get(CODE)]
        pages.append([(page.status_code, without_secrets(page.content.decode(), address)) for page in seen])
    assert pages[0] == pages[1] == pages[2]


def test_asking_for_a_code_takes_as_many_queries_for_a_stranger(db, django_assert_num_queries):
    makers.make_person(email="known@example.org")
    counts = []
    for name in ("known", "unknown"):
        browser = Client()
        with django_assert_num_queries(99, exact=False) as captured:
            ask(browser, f"{name}@example.org")
        counts.append(len(captured))
    assert counts[0] == counts[1]


@pytest.mark.django_db(transaction=True)
def test_asking_takes_as_long_for_a_stranger_with_a_mail_server_that_is_slow(smtp_sink):
    smtp_sink.behave(delay=0.5)
    makers.make_person(email="known@example.org")
    ask(Client(), "warm@example.org")
    times: dict[str, list[float]] = {"known": [], "other": []}
    for number in range(3):
        for name, address in (("known", "known@example.org"), ("other", f"other{number}@example.org")):
            begun = time.perf_counter()
            ask(Client(), address)
            times[name].append(time.perf_counter() - begun)
    assert abs(statistics.median(times["known"]) - statistics.median(times["other"])) < 0.2
    code_in(smtp_sink, "known@example.org")


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(db):
    makers.make_person(email="known@example.org", password=PASSWORD)
    makers.make_person(email="closed@example.org", password=PASSWORD, is_active=False)
    pages = []
    for address, password in (
        ("known@example.org", "x"),
        ("unknown@example.org", "x"),
        ("closed@example.org", "x"),
    ):
        page = Client().post(SIGN_IN, {"login": address, "password": password})
        pages.append((page.status_code, without_secrets(page.content.decode(), address)))
    assert pages[0] == pages[1] == pages[2]
    assert pages[0][0] == 422


def test_nobody_signs_up(db):
    for path in ("/sign-up/", "/signup/", "/accounts/signup/"):
        assert Client().get(path).status_code == 404
    assert User.objects.count() == 0


# ---- by password -----------------------------------------------------------------------------------------------


@pytest.mark.embedded
def test_a_password_lets_in(db):
    person = makers.make_person(email="tarik@example.org", password=PASSWORD)
    browser = Client()
    assert browser.post(SIGN_IN, {"login": "TARIK@example.org", "password": PASSWORD}).status_code == 302
    assert user_of(browser) == str(person.pk)


def test_a_closed_account_does_not_come_in_with_its_password(db):
    makers.make_person(email="closed@example.org", password=PASSWORD, is_active=False)
    browser = Client()
    answer = browser.post(SIGN_IN, {"login": "closed@example.org", "password": PASSWORD}, follow=True)
    assert answer.status_code in {200, 422}
    assert user_of(browser) is None


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ({"email": ""}, CODE),
        ({"email": "geen adres"}, CODE),
        ({"email": "a@b"}, CODE),
        ({"email": "x" * 300 + "@example.org"}, CODE),
        ({"email": "a@example.org\r\nBcc: b@example.org"}, CODE),
        ({"email": "a\x00@example.org"}, CODE),
        ({"login": "", "password": ""}, SIGN_IN),
        ({"login": "a@example.org", "password": ""}, SIGN_IN),
        ({"login": "a\x00@example.org", "password": "x"}, SIGN_IN),
        ({}, SIGN_IN),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(db, data, path):
    answer = Client().post(path, data)
    assert answer.status_code == 422
    assert "kw-field__error" in answer.content.decode() or "kw-alert" in answer.content.decode()


# ---- for how long, and out -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "hours"),
    [(Role.PARTICIPANT, 90 * 24), (Role.COACH, 90 * 24), (Role.FACILITATOR, 30 * 24), ("administrator", 12)],
)
def test_one_stays_signed_in_as_long_as_the_role_allows(db, role, hours):
    person = makers.make_person(email="tarik@example.org", password=PASSWORD)
    programme = makers.make_programme()
    if role == "administrator":
        makers.make_admin(programme.host, person)
        makers.join(programme, person, Role.FACILITATOR)
    else:
        makers.join(programme, person, role)
    browser = Client()
    browser.post(SIGN_IN, {"login": "tarik@example.org", "password": PASSWORD})
    assert browser.session.get_expiry_age() == pytest.approx(hours * 3600, abs=5)


def test_signing_out_takes_a_press_of_a_button(db):
    browser = Client()
    browser.force_login(makers.make_person())
    assert browser.get(OUT).status_code == 200
    assert user_of(browser)
    assert browser.post(OUT)["Location"] == SIGN_IN
    assert user_of(browser) is None


def test_who_is_in_already_goes_on(db):
    browser = Client()
    browser.force_login(makers.make_person())
    assert browser.get(SIGN_IN).status_code == 302


def test_the_door_needs_no_query_of_its_own(db):
    with connection.execute_wrapper(lambda *call: pytest.fail(str(call[1]))):
        assert Client().get(SIGN_IN).status_code == 200
