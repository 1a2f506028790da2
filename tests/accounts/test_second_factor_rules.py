"""Who must show who they are before they change how they sign in, and who must have a second factor."""

import time

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry
from accounts.services.links import make_personal_link
from accounts.services.second_factor import set_password
from outbox.models import Message
from tests import makers
from tests.accounts.factors import (
    CHANGING,
    OUT,
    PAGE,
    PASSWORD,
    PROOF,
    code_of,
    give_app,
    secret_in,
    with_password,
)
from tests.accounts.test_doors import code_in, user_of

# ---- who is it? ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", CHANGING)
def test_nothing_changes_before_one_showed_who_one_is(tarik, address):
    browser = Client()
    browser.force_login(tarik)  # came in long ago
    for answer in (
        browser.get(address),
        browser.post(address, {"password": "iets heel anders", "code": "1"}),
    ):
        assert answer["Location"] == f"{PROOF}?next={address.replace('/', '%2F')}"
    assert not Authenticator.objects.exists()


def test_the_password_is_proof_where_there_is_no_second_factor(tarik):
    browser = Client()
    browser.force_login(tarik)
    wrong = browser.post(PROOF, {"way": "password", "password": "x", "next": CHANGING[0]})
    assert wrong.status_code == 422
    right = browser.post(PROOF, {"way": "password", "password": PASSWORD, "next": CHANGING[0]})
    assert right["Location"] == CHANGING[0]
    assert browser.get(CHANGING[0]).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_code_from_the_mail_is_proof_for_who_has_no_password(smtp_sink):
    person = makers.make_person(email="lotte@example.org")
    browser = Client()
    browser.force_login(person)
    page = browser.get(f"{PROOF}?next={CHANGING[2]}").content.decode()
    assert 'type="password"' not in page
    assert browser.post(PROOF, {"way": "send", "next": CHANGING[2]}).status_code == 200
    code = code_in(smtp_sink, "lotte@example.org")
    assert browser.post(PROOF, {"way": "mail", "code": "x" + code}).status_code == 422
    assert browser.post(PROOF, {"way": "mail", "code": code, "next": CHANGING[2]})["Location"] == CHANGING[2]
    assert browser.get(CHANGING[2]).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_the_code_from_the_mail_is_dead_after_five_wrong_ones(smtp_sink):
    browser = Client()
    browser.force_login(makers.make_person(email="lotte@example.org"))
    browser.post(PROOF, {"way": "send"})
    code = code_in(smtp_sink, "lotte@example.org")
    for _round in range(5):
        assert browser.post(PROOF, {"way": "mail", "code": "x"}).status_code == 422
    assert browser.post(PROOF, {"way": "mail", "code": code}).status_code == 422


def test_with_a_second_factor_the_password_and_the_mail_are_no_proof(tarik):
    give_app(tarik)
    browser = Client()
    browser.force_login(tarik)
    for data in ({"way": "password", "password": PASSWORD}, {"way": "send"}, {"way": "mail", "code": "1"}):
        browser.post(PROOF, data)
        assert browser.get(CHANGING[1]).status_code == 303
    assert browser.post(PROOF, {"way": "code", "code": code_of()})["Location"] == PAGE
    assert browser.get(CHANGING[1]).status_code == 200


def test_a_password_of_a_moment_ago_is_no_proof_once_there_is_a_second_factor(inside, tarik):
    assert inside.get(CHANGING[4]).status_code == 200
    give_app(tarik)
    assert inside.get(CHANGING[4]).status_code == 303


def test_a_personal_link_is_no_proof_and_proof_grows_old(tarik, inside, monkeypatch):
    by_link = Client()
    by_link.post(make_personal_link(user=tarik, leads_to="/me/").removeprefix("http://testserver"))
    assert user_of(by_link) == str(tarik.pk)
    assert by_link.get(CHANGING[0]).status_code == 303
    assert inside.get(CHANGING[0]).status_code == 200
    later = time.time() + 16 * 60
    monkeypatch.setattr("accounts.views.security_proof.time.time", lambda: later)
    assert inside.get(CHANGING[0]).status_code == 303


def test_one_goes_on_only_to_an_address_of_ours(tarik):
    browser = Client()
    browser.force_login(tarik)
    answer = browser.post(PROOF, {"way": "password", "password": PASSWORD, "next": "https://evil.example/"})
    assert answer["Location"] == PAGE


# ---- password --------------------------------------------------------------------------------------------------


def test_a_new_password_signs_other_devices_out_and_stays_here(inside, tarik):
    other = Client()
    with_password(other, tarik)
    address = reverse("accounts:password")
    assert inside.post(address, {"password": "kort"}).status_code == 422
    assert inside.post(address, {"password": "een heel ander wachtwoord"}).status_code == 303
    assert inside.get(PAGE).status_code == 200
    assert other.get(PAGE).status_code == 302
    tarik.refresh_from_db()
    assert tarik.check_password("een heel ander wachtwoord")


def test_who_is_told_and_what_is_written_down(tarik):
    set_password(person=tarik, password="een heel ander wachtwoord", by=tarik)
    mail = Message.objects.get(kind="account")
    assert (mail.scope, mail.recipient) == ("", "tarik@example.org")
    assert "een heel ander" not in f"{mail.body} {mail.params}"
    assert AuditEntry.objects.get(verb="accounts.password_set").keys == {}


# ---- administrators --------------------------------------------------------------------------------------------


@pytest.fixture
def production(settings):
    settings.SECOND_FACTOR_FOR_ADMINISTRATORS = True


@pytest.fixture
def admin(tarik):
    makers.make_admin(makers.make_organisation(), tarik)
    return tarik


@pytest.mark.embedded
def test_an_administrator_without_a_second_factor_comes_nowhere_else(production, admin):
    programme = makers.make_programme(host=admin.administers.get().organisation)
    browser = Client()
    with_password(browser, admin)
    for address in ("/me/", f"/programmes/{programme.public_id}/", reverse("overviews:mine")):
        answer = browser.get(address)
        assert (answer.status_code, answer["Location"]) == (303, PAGE), address
    assert browser.post("/me/", {"name": "x"})["Location"] == PAGE
    assert browser.get("/me/", headers={"hx-request": "true"})["HX-Redirect"] == PAGE
    page = browser.get(PAGE).content.decode()
    assert "beheert een organisatie" in page
    assert browser.post(OUT).status_code == 302


def test_with_a_second_factor_everything_is_open_again(production, admin):
    browser = Client()
    with_password(browser, admin)
    page = browser.get(reverse("accounts:app_add")).content.decode()
    browser.post(reverse("accounts:app_add"), {"code": code_of(secret_in(page))})
    assert browser.get("/me/").status_code == 200


def test_who_becomes_an_administrator_is_held_at_once(production, inside, tarik):
    assert inside.get("/me/").status_code == 200
    makers.make_admin(makers.make_organisation(), tarik)
    assert inside.get("/me/")["Location"] == PAGE


def test_nobody_else_is_held_and_the_demo_is_not(production, settings, inside, tarik):
    assert inside.get("/me/").status_code == 200
    settings.SECOND_FACTOR_FOR_ADMINISTRATORS = False
    makers.make_admin(makers.make_organisation(), tarik)
    assert inside.get("/me/").status_code == 200


def test_the_page_takes_few_queries(inside, tarik, django_assert_max_num_queries):
    give_app(tarik)
    inside.get(PAGE)
    with django_assert_max_num_queries(10):
        inside.get(PAGE)
