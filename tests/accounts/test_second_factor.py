"""The second factor: setting one up, the second step of every way in, and losing it."""

import datetime as dt
import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry
from accounts.queries.second_factor import app_secret
from accounts.services.links import make_personal_link
from accounts.services.second_factor import renew_recovery_codes
from outbox.models import Message
from tests import makers
from tests.accounts.factors import (
    OUT,
    PAGE,
    PASSWORD,
    PROOF,
    SECRET,
    SIGN_IN,
    STEP,
    code_of,
    give_app,
    recovery_codes_of,
    secret_in,
    with_password,
)
from tests.accounts.test_doors import ask, code_in, user_of

# ---- setting up ------------------------------------------------------------------------------------------------


@pytest.mark.embedded
def test_an_app_is_set_up_with_its_first_code_and_recovery_codes_are_shown(inside, tarik):
    page = inside.get(reverse("accounts:app_add")).content.decode()
    secret = secret_in(page)
    assert " ".join(re.findall(".{4}", secret)) in page
    assert "data:image/svg+xml" in page
    answer = inside.post(reverse("accounts:app_add"), {"code": code_of(secret)})
    assert answer["Location"] == reverse("accounts:recovery_codes")
    shown = inside.get(answer["Location"]).content.decode()
    for code in recovery_codes_of(tarik):
        assert f"{code[:4]} {code[4:]}" in shown
    assert "10" in inside.get(PAGE).content.decode()
    assert AuditEntry.objects.filter(verb="accounts.app_added", by=tarik, object_id=tarik.pk).exists()


def test_a_wrong_first_code_is_told_and_the_same_secret_stays(inside):
    address = reverse("accounts:app_add")
    before = secret_in(inside.get(address).content.decode())
    answer = inside.post(address, {"code": "000000"})
    assert answer.status_code == 422
    assert "kw-field__error" in answer.content.decode()
    assert f"secret={before}" in answer.content.decode()
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("code", ["", "x", "١٢٣٤٥٦", "é" * 6, "1" * 500, "\u200b", "12 34"])
def test_what_is_no_code_gets_a_sentence(inside, tarik, code):
    assert inside.post(reverse("accounts:app_add"), {"code": code}).status_code == 422
    give_app(tarik)
    browser = Client()
    with_password(browser, tarik)
    assert browser.post(STEP, {"code": code}).status_code == 422


@pytest.mark.django_db(transaction=True)
def test_of_two_apps_at_once_one_is_kept(concurrently):
    person = makers.make_person()
    concurrently(*[lambda: give_app(person)] * 4)
    assert Authenticator.objects.filter(user=person, type="totp").count() == 1
    assert Authenticator.objects.filter(user=person, type="recovery_codes").count() == 1


def test_secrets_are_sealed_in_the_database(tarik):
    give_app(tarik)
    for row in Authenticator.objects.values_list("data", flat=True):
        assert SECRET not in str(row)
        assert all(code not in str(row) for code in recovery_codes_of(tarik))


def test_a_secret_sealed_with_an_older_key_is_read_and_sealed_anew(tarik, settings):
    settings.SECRET_KEY = "the old key"
    give_app(tarik)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "the new key", ["the old key"]
    browser = Client()
    with_password(browser, tarik)
    assert browser.post(STEP, {"code": code_of()}).status_code == 302
    settings.SECRET_KEY_FALLBACKS = []
    assert app_secret(Authenticator.objects.get(type="totp")) == SECRET


@pytest.mark.embedded
def test_after_the_command_the_old_key_can_be_forgotten(tarik, settings, capsys):
    settings.SECRET_KEY = "the old key"
    give_app(tarik)
    code = recovery_codes_of(tarik)[0]
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "the new key", ["the old key"]
    call_command("seal_again")
    settings.SECRET_KEY_FALLBACKS = []
    assert "2 secrets" in capsys.readouterr().out
    assert recovery_codes_of(tarik)[0] == code
    assert app_secret(Authenticator.objects.get(type="totp")) == SECRET
    settings.SECRET_KEY = "another key"
    call_command("seal_again")
    assert "2 were sealed with a key that is not here" in capsys.readouterr().err


def test_a_key_that_is_gone_lets_nobody_in_and_breaks_nothing(tarik, settings):
    settings.SECRET_KEY = "the old key"
    give_app(tarik)
    settings.SECRET_KEY = "the new key"
    browser = Client()
    with_password(browser, tarik)
    for code in (code_of(), format_hotp_value(hotp_value("", int(time.time()) // 30)), "00000000"):
        assert browser.post(STEP, {"code": code}).status_code == 422


# ---- the second step -------------------------------------------------------------------------------------------


@pytest.mark.embedded
def test_after_the_password_a_code_of_the_app_is_asked(tarik):
    give_app(tarik)
    browser = Client()
    assert with_password(browser, tarik)["Location"] == STEP
    assert user_of(browser) is None
    assert browser.get(reverse("overviews:mine")).status_code == 302
    page = browser.get(STEP)
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert browser.post(STEP, {"code": code_of()})["Location"] == reverse("overviews:mine")
    assert user_of(browser) == str(tarik.pk)


@pytest.mark.django_db(transaction=True)
def test_after_a_code_from_the_mail_too_and_one_goes_on_to_the_page_that_one_asked_for(smtp_sink):
    person = give_app(makers.make_person(email="tarik@example.org"))
    smtp_sink.clear()
    browser = Client()
    confirm = ask(browser, "tarik@example.org", next="/me/")["Location"]
    page = browser.get(confirm).content.decode()
    assert 'name="next" value="/me/"' in page
    code = code_in(smtp_sink, "tarik@example.org")
    answer = browser.post(confirm, {"code": code, "next": "/me/"})
    assert answer["Location"] == STEP
    assert user_of(browser) is None
    assert browser.post(STEP, {"code": code_of()})["Location"] == "/me/"
    assert user_of(browser) == str(person.pk)


def test_a_personal_link_does_not_walk_round_it(tarik):
    give_app(tarik)
    link = make_personal_link(user=tarik, leads_to="/me/").removeprefix("http://testserver")
    browser = Client()
    assert browser.post(link)["Location"] == STEP
    assert user_of(browser) is None
    assert browser.post(STEP, {"code": code_of()})["Location"] == "/me/"
    assert user_of(browser) == str(tarik.pk)


def test_a_personal_link_accepts_the_invitation_only_after_the_second_step(tarik):
    programme = makers.make_programme()
    invited = makers.join(programme, give_app(tarik))
    link = make_personal_link(user=tarik, leads_to=f"/programmes/{programme.public_id}/")
    browser = Client()
    browser.post(link.removeprefix("http://testserver"))
    invited.refresh_from_db()
    assert invited.accepted_at is None
    browser.post(STEP, {"code": code_of()})
    invited.refresh_from_db()
    assert invited.accepted_at is not None


def test_a_personal_link_on_a_device_where_somebody_else_is_in_ends_that_before_the_second_step(tarik):
    give_app(tarik)
    browser = Client()
    browser.force_login(makers.make_person())
    link = make_personal_link(user=tarik, leads_to="/me/").removeprefix("http://testserver")
    assert browser.post(link)["Location"] == STEP
    assert user_of(browser) is None
    assert browser.get(STEP).status_code == 200


def test_a_wrong_code_is_told_and_nobody_is_in(tarik):
    give_app(tarik)
    browser = Client()
    with_password(browser, tarik)
    answer = browser.post(STEP, {"code": code_of(steps=40)})
    assert answer.status_code == 422
    assert "kw-field__error" in answer.content.decode()
    assert user_of(browser) is None


def test_the_same_code_does_not_let_in_twice(tarik):
    give_app(tarik)
    code = code_of()
    first, second = Client(), Client()
    with_password(first, tarik)
    assert first.post(STEP, {"code": code}).status_code == 302
    with_password(second, tarik)
    assert second.post(STEP, {"code": code}).status_code == 422
    assert user_of(second) is None


def test_the_code_that_set_the_app_up_does_not_let_in(inside, tarik):
    page = inside.get(reverse("accounts:app_add")).content.decode()
    code = code_of(secret_in(page))
    assert inside.post(reverse("accounts:app_add"), {"code": code}).status_code == 303
    browser = Client()
    with_password(browser, tarik)
    assert browser.post(STEP, {"code": code}).status_code == 422


@pytest.mark.django_db(transaction=True)
def test_of_two_who_type_the_same_code_at_once_one_comes_in(concurrently):
    person = give_app(makers.make_person(password=PASSWORD))
    browsers = [Client(), Client()]
    for browser in browsers:
        with_password(browser, person)
    code = code_of()
    answers = concurrently(*[lambda b=b: b.post(STEP, {"code": code}).status_code for b in browsers])
    assert sorted(answers) == [302, 422]


def test_guessing_codes_ends_after_ten_tries_also_with_the_right_one(tarik):
    give_app(tarik)
    for _round in range(10):
        browser = Client()
        with_password(browser, tarik)
        assert browser.post(STEP, {"code": "000000"}).status_code == 422
    with_password(browser, tarik)
    answer = browser.post(STEP, {"code": code_of()})
    assert answer.status_code == 422
    assert "te vaak" in answer.content.decode()


def test_without_the_first_step_there_is_no_second(db):
    assert Client().get(STEP)["Location"] == SIGN_IN
    assert Client().post(STEP, {"code": "1"})["Location"] == SIGN_IN


def test_what_the_door_says_is_the_same_for_who_has_a_second_factor(tarik):
    give_app(makers.make_person(email="careful@example.org", password=PASSWORD))
    pages = []
    for address in ("tarik@example.org", "careful@example.org", "nobody@example.org"):
        answer = Client().post(SIGN_IN, {"login": address, "password": "x"})
        page = re.sub(r'(csrfmiddlewaretoken" value=|X-CSRFToken": )"[^"]*"', "", answer.content.decode())
        pages.append((answer.status_code, page.replace(address, "…")))
    assert pages[0] == pages[1] == pages[2]


def test_one_can_stop_half_way(tarik):
    give_app(tarik)
    browser = Client()
    with_password(browser, tarik)
    assert browser.post(OUT, {"next": SIGN_IN})["Location"] == SIGN_IN
    assert browser.get(STEP)["Location"] == SIGN_IN


# ---- recovery --------------------------------------------------------------------------------------------------


@pytest.mark.embedded
def test_a_recovery_code_lets_in_once(tarik):
    give_app(tarik)
    code = recovery_codes_of(tarik)[3]
    first, second = Client(), Client()
    with_password(first, tarik)
    assert first.post(STEP, {"code": f" {code[:4]} {code[4:]} "}).status_code == 302
    assert user_of(first) == str(tarik.pk)
    with_password(second, tarik)
    assert second.post(STEP, {"code": code}).status_code == 422
    assert "9" in first.get(PAGE).content.decode()


def test_new_recovery_codes_kill_the_old_ones(tarik):
    give_app(tarik)
    old = recovery_codes_of(tarik)[0]
    renew_recovery_codes(person=tarik, by=tarik)
    browser = Client()
    with_password(browser, tarik)
    assert browser.post(STEP, {"code": old}).status_code == 422
    assert browser.post(STEP, {"code": recovery_codes_of(tarik)[0]}).status_code == 302


def test_recovery_codes_are_shown_while_they_are_new_and_never_after(inside, tarik):
    give_app(tarik)
    code = recovery_codes_of(tarik)[0]
    inside.post(PROOF, {"way": "code", "code": recovery_codes_of(tarik)[9]})
    address = reverse("accounts:recovery_codes")
    assert f"{code[:4]} {code[4:]}" in inside.get(address).content.decode()
    codes = Authenticator.objects.get(type="recovery_codes")
    codes.created_at -= dt.timedelta(minutes=11)
    codes.save()
    page = inside.get(address).content.decode()
    assert code[4:] not in page
    assert "9" in page


def test_removing_the_last_factor_takes_the_recovery_codes_along(inside, tarik):
    give_app(tarik)
    inside.post(PROOF, {"way": "code", "code": code_of()})
    assert "enige" in inside.get(reverse("accounts:app_remove")).content.decode()
    assert inside.post(reverse("accounts:app_remove")).status_code == 303
    assert not Authenticator.objects.exists()
    assert with_password(Client(), tarik)["Location"] == reverse("overviews:mine")


def test_an_operator_takes_it_away_with_a_trace_and_a_mail(tarik, capsys):
    give_app(tarik)
    call_command("remove_second_factor", "TARIK@example.org")
    assert not Authenticator.objects.exists()
    entry = AuditEntry.objects.get(verb="accounts.second_factor_removed")
    assert (entry.by, entry.object_id) == (None, tarik.pk)
    mail = Message.objects.filter(kind="account").latest("pk")
    assert "weggehaald" in mail.body
    assert mail.recipient == "tarik@example.org"


@pytest.mark.parametrize("address", ["nobody@example.org", "tarik@example.org"])
def test_the_command_says_where_there_is_nothing_to_remove(tarik, address):
    with pytest.raises(CommandError):
        call_command("remove_second_factor", address)
    assert not AuditEntry.objects.exists()
