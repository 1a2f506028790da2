"""Personal links: what lets in, once, and what does not."""

import datetime as dt
import io
import logging
import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, PersonalLink, User
from accounts.services.links import make_personal_link
from core.clock import now
from tests import makers


def path_of(link: str) -> str:
    """The path of a whole address."""
    return re.sub(r"^https?://[^/]+", "", link)


@pytest.fixture
def lotte(db):
    return makers.make_person(name="Lotte de Wit", email="lotte@example.org")


@pytest.fixture
def link(lotte):
    return path_of(make_personal_link(user=lotte, leads_to="/programmes/"))


def signed_in_as(browser):
    return browser.session.get("_auth_user_id")


@pytest.mark.embedded
def test_the_button_signs_in_and_goes_on_to_where_the_link_leads(link, lotte):
    browser = Client()
    answer = browser.post(link)
    assert (answer.status_code, answer["Location"]) == (303, "/programmes/")
    assert signed_in_as(browser) == str(lotte.pk)
    assert AuditEntry.objects.filter(verb="accounts.link_used", by=lotte).exists()


def test_opening_it_changes_nothing_however_often_a_scanner_does(link):
    for _time in range(3):
        page = Client().get(link)
        assert page.status_code == 200
        assert "no-store" in page["Cache-Control"]
        assert page["Referrer-Policy"] == "strict-origin"
    assert not PersonalLink.objects.exclude(used_at=None).exists()


def test_only_a_hash_of_the_secret_is_stored(link):
    secret = link.strip("/").split("/")[-1]
    row = PersonalLink.objects.values().get()
    assert all(secret not in str(value) for value in row.values())


def test_a_used_link_says_so_and_shows_no_address(link, lotte):
    Client().post(link)
    PersonalLink.objects.update(used_at=now() - dt.timedelta(minutes=5))
    browser = Client()
    for answer in (browser.get(link), browser.post(link)):
        assert answer.status_code == 410
        page = answer.content.decode()
        assert "Deze link is al gebruikt" in page
        assert reverse("account_login") in page
        assert lotte.email not in page
        assert lotte.name not in page
    assert signed_in_as(browser) is None


def test_a_link_that_is_too_old_lets_nobody_in(link):
    PersonalLink.objects.update(expires_at=now() - dt.timedelta(seconds=1))
    browser = Client()
    assert browser.get(link).status_code == 410
    assert browser.post(link).status_code == 410
    assert signed_in_as(browser) is None


@pytest.mark.parametrize("secret", ["x", "a" * 500, "ü%20", "..", "%F0%9F%98%80"])
def test_an_unknown_link_is_not_found_and_has_a_way_on(db, secret):
    answer = Client().get(f"/link/{secret}/")
    assert answer.status_code == 404
    assert "Vraag een code aan" in answer.content.decode() or secret == ".."


def test_a_link_of_a_closed_account_is_not_known(link, lotte):
    User.objects.update(is_active=False)
    assert Client().get(link).status_code == 404
    assert Client().post(link).status_code == 404


def test_pressing_twice_in_one_browser_goes_on_twice(link):
    browser = Client()
    assert browser.post(link)["Location"] == "/programmes/"
    assert browser.post(link)["Location"] == "/programmes/"
    assert browser.get(link)["Location"] == "/programmes/"


def test_a_second_tap_that_was_under_way_lets_in_too(link, lotte):
    """Two presses before the first answer came: the second has no cookie yet."""
    assert Client().post(link).status_code == 303
    second = Client()
    assert second.post(link).status_code == 303
    assert signed_in_as(second) == str(lotte.pk)
    assert AuditEntry.objects.filter(verb="accounts.link_used").count() == 2


def test_somebody_else_who_is_signed_in_is_told_before_the_button(link, lotte):
    other = makers.make_person(name="Tarik Bouazza")
    browser = Client()
    browser.force_login(other)
    assert "Tarik Bouazza" in browser.get(link).content.decode()
    browser.post(link)
    assert signed_in_as(browser) == str(lotte.pk)


def test_who_has_no_name_yet_may_say_it_on_the_way_in(db):
    nameless = makers.make_person(name="", email="n@example.org")
    link = path_of(make_personal_link(user=nameless, leads_to="/programmes/"))
    assert 'name="name"' in Client().get(link).content.decode()
    assert Client().post(link, {"name": "x" * 201}).status_code == 422
    assert PersonalLink.objects.get().used_at is None
    assert Client().post(link, {"name": "  Fenna\u0000  Oosting "}).status_code == 303
    nameless.refresh_from_db()
    assert nameless.name == "Fenna Oosting"


def test_a_name_is_not_needed_and_a_known_one_is_not_changed(link, lotte):
    assert 'name="name"' not in Client().get(link).content.decode()
    assert Client().post(link, {"name": "Iemand Anders"}).status_code == 303
    lotte.refresh_from_db()
    assert lotte.name == "Lotte de Wit"


@pytest.mark.django_db(transaction=True)
def test_of_ten_presses_at_once_each_lets_in_and_the_link_is_used_once(concurrently):
    lotte = makers.make_person()
    link = path_of(make_personal_link(user=lotte, leads_to="/programmes/"))
    answers = concurrently(*[lambda: Client().post(link).status_code] * 10)
    assert answers == [303] * 10
    assert PersonalLink.objects.exclude(used_at=None).count() == 1


def test_no_mail_leaves_by_the_back_door(link):
    Client().post(link)
    assert mail.outbox == []


def test_the_logs_hold_no_secret_of_a_link(link):
    """What the console's handler writes of a link that lets nobody in."""
    PersonalLink.objects.update(expires_at=now())
    console: Any = next(one for one in logging.getLogger().handlers if one.filters)
    stream, console.stream = console.stream, io.StringIO()
    try:
        Client().get(link)
        written = console.stream.getvalue()
    finally:
        console.stream = stream
    assert "/link/***" in written
    assert link.split("/")[2] not in written
