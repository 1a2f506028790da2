"""A wall whose line is gone says so, and is right again within a second after it is back."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, expect

from sessions.services.live import go_next, open_evening
from tests.core.streams import Stage, serving
from tests.sessions.worlds import make_blocks

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SOON = 8_000
"""On a machine that does other things as well; a look in between comes each ten seconds, and would be too late."""


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """A server, and an evening that runs."""
    with serving(tmp_path) as begin:
        stage = begin(with_redis=bool(os.environ.get("REDIS_URL")))
        make_blocks(stage.evening)
        open_evening(evening=stage.evening, by=stage.facilitator)
        yield stage


def test_a_wall_without_a_line_says_so_and_catches_up(stage: Stage, chromium: Browser) -> None:
    browser = Client()
    browser.force_login(stage.facilitator)
    address = f"http://127.0.0.1:{stage.port}"
    context = chromium.new_context(base_url=address, locale="nl-NL")
    session = browser.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])
    wall = context.new_page()
    wall.goto(reverse("evenings:wall", args=[stage.evening.public_id]))
    lost = wall.locator("[data-stream-lost]")
    expect(lost).to_be_hidden()
    context.set_offline(True)
    expect(lost).to_be_visible(timeout=SOON)
    go_next(evening=stage.evening, seen=stage.evening.current_item, reveal=False, by=stage.facilitator)
    wall.wait_for_timeout(1_500)
    expect(wall.locator("h1")).to_have_text("Inchecken")
    context.set_offline(False)
    expect(wall.locator("h1")).to_have_text("Ideeën bedenken", timeout=SOON)
    expect(lost).to_be_hidden()
    context.close()
