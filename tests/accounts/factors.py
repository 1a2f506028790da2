"""Ways in and second factors, as the tests go along them."""

import html
import json
import re
import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.urls import reverse

from accounts.services.second_factor import add_app

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
    left = 30 - time.time() % 30
    if left < 0.5:  # or that code would be too old by the time it is looked at
        time.sleep(left)
    add_app(person=person, secret=secret, code=code_of(secret, steps=-1), by=person)
    return person


def recovery_codes_of(person):
    return Authenticator.objects.get(user=person, type="recovery_codes").wrap().get_unused_codes()


def with_password(browser, person):
    """Go through the door by password; returns the answer."""
    return browser.post(SIGN_IN, {"login": person.email, "password": PASSWORD})


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
