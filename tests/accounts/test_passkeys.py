"""Passkeys, as far as no browser is needed."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from tests import makers
from tests.accounts.device import Device
from tests.accounts.factors import (
    PASSWORD,
    STEP,
    add_passkey,
    by_passkey,
    give_app,
    options_on,
    with_password,
)
from tests.accounts.test_doors import user_of

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


def test_a_passkey_is_kept_on_the_device_and_asks_for_its_owner(inside):
    page = inside.get(reverse("accounts:passkey_add"), secure=True)
    wanted = options_on(page)["publicKey"]["authenticatorSelection"]
    assert (wanted["residentKey"], wanted["userVerification"]) == ("required", "required")


def test_the_options_at_the_door_name_nobody(tarik):
    answer = Client().get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"}).json()
    options = answer["request_options"]["publicKey"]
    assert not options.get("allowCredentials")
    assert options["userVerification"] == "required"
