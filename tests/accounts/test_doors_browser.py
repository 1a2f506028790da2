"""Coming in with a real phone: what a test client does not do, such as sending an origin and hiding a referrer."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect
from pytest_django.live_server_helper import LiveServer

from accounts.services.links import make_personal_link
from core.clock import now
from programmes.enums import Role
from tests import makers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def phone(request: Any, chromium: Browser, live_server: LiveServer) -> Iterator[BrowserContext]:
    """A phone of 390 pixels, with and without scripts."""
    context = chromium.new_context(
        viewport={"width": 390, "height": 800},
        base_url=live_server.url,
        locale="nl-NL",
        java_script_enabled=request.param,
    )
    context.set_default_timeout(30_000)
    yield context
    context.close()


def test_one_press_of_the_button_and_one_is_in(phone: BrowserContext) -> None:
    programme = makers.make_programme(question="Hoe houden we het landschap open?")
    marit = makers.join(programme, makers.make_person(name="Marit Duinstra"), Role.FACILITATOR).person
    lotte = makers.join(programme, makers.make_person(name=""), invited_by=marit)
    link = make_personal_link(user=lotte.person, leads_to=f"/programmes/{programme.public_id}/")
    page = phone.new_page()
    referrers: list[str] = []
    page.on("request", lambda asked: referrers.append(asked.headers.get("referer", "")))
    page.goto(link.removeprefix("http://testserver"))
    expect(page.get_by_role("heading", level=1)).to_have_text(
        f"Marit Duinstra nodigt je uit voor {programme.name}"
    )
    page.get_by_label("Hoe heet je?").fill("Lotte de Wit")
    page.get_by_role("button", name="Ga verder").click()
    page.wait_for_url(f"**/programmes/{programme.public_id}/")
    lotte.refresh_from_db()
    assert lotte.accepted_at
    lotte.person.refresh_from_db()
    assert lotte.person.name == "Lotte de Wit"
    assert not [referrer for referrer in referrers if "/link/" in referrer]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_facilitator_pastes_looks_and_invites(phone: BrowserContext) -> None:
    programme = makers.make_programme()
    marit = makers.make_person(
        name="Marit Duinstra", email="marit@example.org", password="een lang wachtwoord"
    )
    makers.join(programme, marit, Role.FACILITATOR, accepted_at=now())
    page = phone.new_page()
    page.goto(f"/sign-in/?next=/programmes/{programme.public_id}/people/invite/")
    page.locator("summary", has_text="wachtwoord").click()
    page.get_by_label("Je e-mailadres").nth(1).fill("marit@example.org")
    page.get_by_label("Je wachtwoord").fill("een lang wachtwoord")
    page.get_by_role("button", name="Inloggen").click()
    page.get_by_label("Plak hier namen en adressen").fill("Lotte <lotte@example.org>\nRani, r@zuid-holland")
    page.get_by_role("button", name="Controleer de lijst").click()
    expect(page.get_by_text("adres klopt niet")).to_be_visible()
    page.get_by_role("button", name="Nodig één persoon uit").click()
    expect(page.get_by_text("Eén persoon is uitgenodigd")).to_be_visible()
    expect(page.get_by_label("Plak hier namen en adressen")).to_have_value("Rani, r@zuid-holland")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
