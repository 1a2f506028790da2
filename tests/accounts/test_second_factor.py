"""The second factor: setting one up, the second step of every way in, losing it, and who must have one."""

import datetime as dt
import html
import json
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
from accounts.services.second_factor import add_app, renew_recovery_codes, set_password
from outbox.models import Message
from tests import makers
from tests.accounts.device import Device
from tests.accounts.test_doors import ask, code_in, user_of

PASSWORD = "een lang wachtwoord"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SIGN_IN, STEP, OUT = reverse("account_login"), reverse("mfa_authenticate"), reverse("account_logout")
PAGE, PROOF = reverse("accounts:security"), reverse("accounts:proof")
CHANGING = [
    reverse(f"accounts:{name}")
    for name in ("app_add", "app_remove", "passkey_add", "recovery_codes", "password")
]


def code_of(secret=SECRET, *, steps=0):
    """What an app shows now, or ``steps`` half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def secret_in(page):
    """The secret that the page shows, in the address that opens an app."""
    found = re.search(r"secret=(\w+)", page)
    assert found
    return found[1]


def give_app(person, secret=SECRET):
    """Let ``person`` have an app; its code of a minute ago is the one that was used."""
    add_app(person=person, secret=secret, code=code_of(secret, steps=-1), by=person)
    return person


def recovery_codes_of(person):
    return Authenticator.objects.get(user=person, type="recovery_codes").wrap().get_unused_codes()


def with_password(browser, person):
    """Go through the door by password; returns the answer."""
    return browser.post(SIGN_IN, {"login": person.email, "password": PASSWORD})


@pytest.fixture
def tarik(db):
    return makers.make_person(name="Tarik Bouazza", email="tarik@example.org", password=PASSWORD)


@pytest.fixture
def inside(tarik):
    """A browser in which Tarik came in by his password a moment ago."""
    browser = Client()
    with_password(browser, tarik)
    return browser


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


# ---- passkeys, as far as no browser is needed ------------------------------------------------------------------


BAD = [
    *("", "x", "null", "[]", "{}", "[1]", '"x"', "1", "[" * 9000, "x" * 30_000),
    '{"response": []}',
    '{"id": "x", "rawId": "x", "response": {}}',
    '{"id":"eA","rawId":"eA","type":"public-key","response":{"clientDataJSON":"eA","attestationObject":"eA"}}',
    """{"id":"eA","rawId":"eA","type":"public-key",
        "response":{"clientDataJSON":"e30","authenticatorData":"eA","signature":"eA","userHandle":"eA"}}""",
    '{"id":"é","rawId":"é","type":"public-key","response":{"userHandle":"OTk5OTk5OTk5OTk5OTk5OTk5OTk5"}}',
]


@pytest.mark.parametrize("credential", BAD, ids=range(len(BAD)))
def test_what_no_browser_would_send_gets_a_sentence(inside, tarik, credential):
    inside.get(reverse("accounts:passkey_add"))
    assert inside.post(reverse("accounts:passkey_add"), {"credential": credential}).status_code == 422
    door = Client()
    door.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    answer = door.post(reverse("mfa_login_webauthn"), {"credential": credential}, follow=True)
    assert "passkey" in answer.content.decode()
    assert user_of(door) is None
    give_app(tarik)
    browser = Client()
    with_password(browser, tarik)
    assert browser.post(STEP, {"credential": credential}).status_code == 422


def options_on(answer):
    """The options for the device on a page."""
    found = re.search(r'data-passkey-options="([^"]+)"', answer.content.decode())
    assert found
    return json.loads(html.unescape(found[1]))


def add_passkey(browser, device, name="Mijn telefoon"):
    """Let ``device`` make a passkey on the page; returns the answer."""
    address = reverse("accounts:passkey_add")
    credential = device.create(options_on(browser.get(address, secure=True)))
    return browser.post(address, {"name": name, "credential": credential}, secure=True)


def by_passkey(browser, device):
    """Go through the door by passkey; returns what was sent and the answer."""
    address = reverse("mfa_login_webauthn")
    options = browser.get(address, headers={"accept": "application/json"}, secure=True).json()
    credential = device.get(options["request_options"])
    return credential, browser.post(address, {"credential": credential}, secure=True)


@pytest.mark.embedded
def test_a_passkey_lets_in_by_itself_and_what_was_sent_works_once(inside, tarik):
    device = Device()
    assert add_passkey(inside, device)["Location"] == reverse("accounts:recovery_codes")
    browser = Client()
    sent, answer = by_passkey(browser, device)
    assert answer["Location"] == reverse("overviews:mine")
    assert user_of(browser) == str(tarik.pk)
    thief = Client()
    thief.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"}, secure=True)
    thief.post(reverse("mfa_login_webauthn"), {"credential": sent}, secure=True)
    assert user_of(thief) is None


@pytest.mark.parametrize(
    "device", [Device(origin="https://koerswerk.evil.example"), Device(knows_owner=False)]
)
def test_a_passkey_for_another_address_or_without_its_owner_is_refused(inside, tarik, device):
    good = (device.origin, device.knows_owner)
    assert add_passkey(inside, device).status_code == 422
    device.origin, device.knows_owner = "https://testserver", True
    assert add_passkey(inside, device).status_code == 303
    device.origin, device.knows_owner = good
    browser = Client()
    by_passkey(browser, device)
    assert user_of(browser) is None


def test_the_passkey_of_somebody_else_is_no_second_step(inside, tarik):
    theirs, own = Device(), Device()
    add_passkey(inside, own)
    other = makers.make_person(password=PASSWORD)
    browser = Client()
    with_password(browser, other)
    add_passkey(browser, theirs)
    browser = Client()
    with_password(browser, tarik)
    credential = theirs.get(options_on(browser.get(STEP, secure=True)))
    assert browser.post(STEP, {"credential": credential}, secure=True).status_code == 422
    assert user_of(browser) is None
    credential = own.get(options_on(browser.get(STEP, secure=True)))
    assert browser.post(STEP, {"credential": credential}, secure=True).status_code == 302
    assert user_of(browser) == str(tarik.pk)


def test_the_passkey_of_somebody_else_is_not_found(inside, tarik):
    add_passkey(inside, Device())
    passkey = Authenticator.objects.get(type="webauthn").data["public_id"]
    other = Client()
    with_password(other, makers.make_person(password=PASSWORD))
    assert other.get(reverse("accounts:passkey", args=[passkey])).status_code == 404
    assert other.post(reverse("accounts:passkey", args=[passkey]), {"name": "x"}).status_code == 404
    assert other.post(reverse("accounts:passkey_remove", args=[passkey])).status_code == 422
    assert Authenticator.objects.filter(type="webauthn").exists()


def test_the_options_at_the_door_name_nobody(tarik):
    answer = Client().get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"}).json()
    options = answer["request_options"]["publicKey"]
    assert not options.get("allowCredentials")
    assert options["userVerification"] == "required"


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
