"""Somebody who is removed while the evening is on the phone: the screen goes at once to a page that says so."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from accounts.services.devices import end_other_devices
from programmes.services.people import leave
from sessions.services.live import open_evening
from tests import makers
from tests.core.streams import Stage, serving

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AT_ONCE = 2_000
"""Milliseconds."""
LOADING = 10_000
"""Milliseconds for the page itself, on a machine that does other things as well."""


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """A server, and an evening that runs."""
    with serving(tmp_path) as begin:
        stage = begin(with_redis=bool(os.environ.get("REDIS_URL")))
        open_evening(evening=stage.evening, by=stage.facilitator)
        yield stage


def follow(chromium: Browser, stage: Stage, person: User) -> Page:
    """The phone of ``person``, which follows the evening."""
    browser = Client()
    browser.force_login(person)
    address = f"http://127.0.0.1:{stage.port}"
    context = chromium.new_context(viewport={"width": 390, "height": 800}, base_url=address, locale="nl-NL")
    session = browser.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])
    page = context.new_page()
    with page.expect_request("**/stream/**"):
        page.goto(reverse("evenings:evening", args=[stage.evening.public_id]))
    page.wait_for_timeout(1_500)  # the stream is open and has looked once
    return page


def test_who_is_removed_reads_so_within_two_seconds(chromium: Browser, stage: Stage) -> None:
    guest = makers.join(stage.programme)
    phone = follow(chromium, stage, guest.person)
    with phone.expect_request("**/ended/", timeout=AT_ONCE):
        leave(participation=guest, by=stage.facilitator)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Je volgt dit niet meer", timeout=LOADING)
    expect(phone.locator("main")).to_contain_text("Wat je maakte, blijft bewaard.")
    phone.context.close()


def test_who_signs_out_elsewhere_reads_so_on_this_device(chromium: Browser, stage: Stage) -> None:
    guest = makers.join(stage.programme).person
    phone = follow(chromium, stage, guest)
    with phone.expect_request("**/ended/", timeout=AT_ONCE):
        end_other_devices(user=guest, keep=None, by=guest)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Je bent hier uitgelogd", timeout=LOADING)
    expect(phone.get_by_role("main").get_by_role("link", name="Inloggen")).to_be_visible()
    phone.context.close()


def test_going_back_after_signing_out_shows_nothing(chromium: Browser, stage: Stage) -> None:
    phone = follow(chromium, stage, makers.join(stage.programme).person)
    phone.goto(reverse("accounts:profile"))
    phone.get_by_role("main").get_by_role("button", name="Log uit").or_(
        phone.get_by_role("main").get_by_role("button", name="Uitloggen")
    ).first.click()
    phone.wait_for_url("**/sign-in/**")
    phone.go_back()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Kom binnen", timeout=LOADING)
    phone.context.close()
