"""Passkeys in Chromium with its virtual authenticator, and an app with codes on a phone with and without scripts."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests import makers
from tests.accounts.factors import PASSWORD, code_of, give_app
from tests.accounts.test_doors_browser import phone  # noqa: F401 - fixture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(chromium: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A page on a phone, at a name that passkeys can be for."""
    context = chromium.new_context(
        viewport={"width": 390, "height": 800}, base_url=live_server.url, locale="nl-NL"
    )
    context.set_default_timeout(30_000)
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda line: troubles.append(line.text) if "Content Security" in line.text else None)
    yield page
    context.close()
    assert not troubles


@pytest.fixture
def device(page: Page) -> tuple[CDPSession, str]:
    """What unlocks the device: a sensor that knows its owner. Returns its session and id."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    made: Any = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session, made["authenticatorId"]


def sign_in(page: Page, then: str = "") -> None:
    """Through the door by password."""
    page.goto(f"/sign-in/?next={then}" if then else "/sign-in/")
    page.locator("summary", has_text="wachtwoord").click()
    page.get_by_label("Je e-mailadres").nth(1).fill("tarik@example.org")
    page.get_by_label("Je wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Inloggen").click()


def sign_out(page: Page) -> None:
    page.goto("/sign-out/")
    page.locator("main").get_by_role("button", name="Uitloggen").click()
    page.wait_for_url("**/sign-in/")


def add_passkey(page: Page, name: str) -> None:
    """From the page about oneself to the list in which the new passkey stands."""
    sign_in(page, "/me/")
    page.get_by_role("link", name="Bekijk het").click()
    page.get_by_role("link", name="Passkey toevoegen").click()
    page.get_by_label("Hoe noem je hem?").fill(name)
    page.get_by_role("button", name="Maak een passkey").click()
    page.get_by_role("link", name="Ik heb ze bewaard").click()
    expect(page.get_by_text(name, exact=True).first).to_be_visible()


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= 390"))


def test_a_passkey_is_made_named_and_lets_in_by_itself(page: Page, device: Any, tarik: User) -> None:
    add_passkey(page, "Mijn telefoon")
    assert fits(page)
    page.get_by_role("link", name="Wijzig Mijn telefoon").click()
    page.get_by_label("Hoe noem je hem?").fill("De blauwe telefoon")
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.get_by_text("De blauwe telefoon", exact=True).first).to_be_visible()
    sign_out(page)
    page.goto("/sign-in/?next=/me/")
    page.get_by_role("button", name="Met een passkey").click()
    page.wait_for_url("**/me/")
    expect(page.get_by_text("tarik@example.org").last).to_be_visible()
    assert Authenticator.objects.get(type="webauthn").last_used_at


def test_a_passkey_is_the_second_step_after_a_password(page: Page, device: Any, tarik: User) -> None:
    add_passkey(page, "Mijn telefoon")
    sign_out(page)
    sign_in(page, "/me/security/password/")
    page.wait_for_url("**/sign-in/second-step/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nog één stap")
    assert fits(page)
    page.get_by_role("button", name="Met een passkey").click()
    page.wait_for_url("**/me/security/password/")  # the second step was the proof, too


def test_a_passkey_is_proof_of_who_one_is(page: Page, device: Any, tarik: User, monkeypatch: Any) -> None:
    add_passkey(page, "Mijn telefoon")
    monkeypatch.setattr("accounts.views.security_proof.FRESH", 0)
    page.get_by_role("link", name="Wijzig Mijn telefoon").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ben jij het echt?")
    monkeypatch.setattr("accounts.views.security_proof.FRESH", 900)
    page.get_by_role("button", name="Met een passkey").click()
    page.get_by_role("button", name="Haal deze passkey weg").click()
    expect(page.get_by_text("De passkey is weggehaald")).to_be_visible()
    assert not Authenticator.objects.exists()
    sign_out(page)
    page.get_by_role("button", name="Met een passkey").click()
    expect(page.get_by_text("Die passkey werkte niet").last).to_be_visible()
    assert "/sign-in/" in page.url


def test_a_device_that_does_not_know_its_owner_makes_no_passkey_and_says_so(
    page: Page, device: Any, tarik: User
) -> None:
    session, authenticator = device
    session.send("WebAuthn.setUserVerified", {"authenticatorId": authenticator, "isUserVerified": False})
    sign_in(page, "/me/security/passkeys/")
    page.get_by_label("Hoe noem je hem?").fill("Mijn telefoon")
    page.get_by_role("button", name="Maak een passkey").click()
    expect(page.get_by_role("alert").filter(has_text="Die passkey werkte niet")).to_be_visible()
    assert page.get_by_label("Hoe noem je hem?").input_value() == "Mijn telefoon"
    assert not Authenticator.objects.exists()


def test_a_passkey_of_a_closed_account_lets_nobody_in(page: Page, device: Any, tarik: User) -> None:
    add_passkey(page, "Mijn telefoon")
    sign_out(page)
    User.objects.update(is_active=False)
    page.get_by_role("button", name="Met een passkey").click()
    expect(page.get_by_text("horen niet bij elkaar").last).to_be_visible()
    page.goto("/me/")
    assert "/sign-in/" in page.url


def test_an_app_is_set_up_and_asked_for(phone: BrowserContext, tarik: User) -> None:  # noqa: F811
    page = phone.new_page()
    sign_in(page, "/me/security/app/")
    page.locator("summary", has_text="Liever typen").click()
    secret = page.locator(".kw-setup__key").inner_text().replace(" ", "")
    assert re.fullmatch("[A-Z2-7]{32}", secret)
    assert fits(page)
    page.get_by_label("Welke code laat je app zien?").fill(code_of(secret))
    page.get_by_role("button", name="Aanzetten").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Herstelcodes")
    assert fits(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Bewaar als bestand").click()
    kept = download.value.path().read_text().split("\n")
    assert len(kept) == 10
    page.get_by_role("link", name="Ik heb ze bewaard").click()
    sign_out(page)
    sign_in(page)
    page.get_by_label("De code").fill("000000")
    page.get_by_role("button", name="Ga verder").click()
    expect(page.get_by_text("Deze code klopt niet").last).to_be_visible()
    page.get_by_label("De code").fill(kept[4].strip())
    page.get_by_role("button", name="Ga verder").click()
    page.wait_for_url("**/programmes/")


def test_an_administrator_is_led_to_a_second_step_and_on(
    phone: BrowserContext,  # noqa: F811
    tarik: User,
    settings: Any,
) -> None:
    settings.SECOND_FACTOR_FOR_ADMINISTRATORS = True
    makers.make_admin(makers.make_organisation(), tarik)
    page = phone.new_page()
    sign_in(page, "/me/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Eerst nog iets: een tweede stap")
    page.goto("/programmes/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Eerst nog iets: een tweede stap")
    give_app(tarik)
    page.goto("/me/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Over jou")
