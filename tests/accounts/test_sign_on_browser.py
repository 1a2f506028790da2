"""Signing in at one's own organisation with a real browser and a real provider: our door, theirs, and back."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import Organisation, User
from accounts.services.domains import add_domain
from accounts.services.sign_on import set_sign_on, switch_sign_on
from tests import makers
from tests.accounts.provider import Provider, run_provider

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    """One provider for all."""
    with run_provider() as running:
        yield running


@pytest.fixture
def host(provider: Provider, transactional_db: None) -> Organisation:
    """An organisation whose people sign in at ``provider``."""
    organisation = makers.make_organisation(name="Provincie Noord")
    admin = makers.make_admin(
        organisation, makers.make_person(email="anneke@noord.example", password="een lang wachtwoord")
    )
    add_domain(organisation=organisation, domain="noord.example", by=admin)
    set_sign_on(organisation=organisation, issuer=provider.issuer, client_id="k", secret="s", by=admin)
    switch_sign_on(organisation=organisation, on=True, by=admin)
    return organisation


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def phone(request: Any, chromium: Browser, live_server: LiveServer) -> Iterator[BrowserContext]:
    """A phone of 360 pixels, with and without scripts."""
    context = chromium.new_context(
        viewport={"width": 360, "height": 760},
        base_url=live_server.url,
        locale="nl-NL",
        java_script_enabled=request.param,
    )
    context.set_default_timeout(30_000)
    yield context
    context.close()


def sign_in(phone: BrowserContext, subject: str) -> Any:
    """From the front door to the provider, as ``subject``; the page one comes back to."""
    page = phone.new_page()
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if said.type == "error" else None)
    page.goto("/sign-in/?next=/me/")
    page.get_by_role("link", name="Inloggen bij je organisatie").click()
    page.get_by_label("Je e-mailadres op je werk").fill(f"{subject}@noord.example")
    page.get_by_role("button", name="Ga verder").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("link", name="Inloggen met Provincie Noord").click()
    page.get_by_placeholder("sub").fill(subject)
    page.get_by_role("button", name="Authorize").click()
    assert not [text for text in refused if "Content Security Policy" in text]
    return page


def test_from_the_door_to_the_provider_and_back_and_one_is_in(
    phone: BrowserContext, host: Organisation, provider: Provider
) -> None:
    provider.knows(
        "lotte",
        email="lotte@noord.example",
        email_verified=True,
        name="Lotte de Wit",
        roles=["administrator"],
    )
    page = sign_in(phone, "lotte")
    page.wait_for_url("**/me/")
    expect(page.get_by_label("Je naam")).to_have_value("Lotte de Wit")
    person = User.objects.get(email="lotte@noord.example")
    assert person.organisation == host
    assert not person.administers.exists()
    page.goto(f"/organisations/{host.public_id}/")
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Provincie Noord")


def test_an_address_that_is_not_verified_is_told(
    phone: BrowserContext, host: Organisation, provider: Provider
) -> None:
    provider.knows("lotte", email="lotte@noord.example", email_verified=False)
    page = sign_in(phone, "lotte")
    expect(page.get_by_role("heading", level=1)).to_have_text("Je bent niet ingelogd")
    expect(page.get_by_text("echt van jou")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("link", name="Kom binnen met een code").click()
    expect(page.get_by_role("button", name="Stuur mij een code")).to_be_visible()
    assert not User.objects.filter(email="lotte@noord.example").exists()


def test_an_administrator_sets_it_up(phone: BrowserContext, host: Organisation, provider: Provider) -> None:
    page = phone.new_page()
    page.goto(f"/sign-in/?next=/organisations/{host.public_id}/")
    page.locator("summary", has_text="wachtwoord").click()
    page.get_by_label("Je e-mailadres").last.fill("anneke@noord.example")
    page.get_by_label("Je wachtwoord").fill("een lang wachtwoord")
    page.get_by_role("button", name="Inloggen", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Provincie Noord")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("link", name="Inloggen", exact=True).click()
    page.get_by_role("button", name="Uitzetten").click()
    expect(page.get_by_text("staat uit")).to_be_visible()
    page.get_by_label("Adres van de aanbieder").fill("http://127.0.0.1:9")
    page.get_by_label("Geheim van de client").fill("x")
    page.get_by_role("button", name="Proberen en bewaren").click()
    expect(page.get_by_text("antwoordt niets").first).to_be_visible()
    page.get_by_label("Adres van de aanbieder").fill(provider.issuer)
    page.get_by_label("Geheim van de client").fill("x")
    page.get_by_role("button", name="Proberen en bewaren").click()
    expect(page.get_by_text("De aanbieder antwoordt")).to_be_visible()
    page.get_by_role("button", name="Aanzetten").click()
    expect(page.get_by_text("staat aan")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
