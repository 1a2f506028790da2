"""The style guide in a real browser: axe finds nothing, nothing is too wide, thumbs reach what they need."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from core.styleguide_views import TROUBLE
from tests import makers
from tests.core.test_behaviour import PATIENCE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = settings.BASE_DIR / "var" / "build" / "test" / "axe.min.js"
RUN = """() => axe.run(document, {resultTypes: ["violations"]}).then((all) => all.violations.flatMap(
  (one) => one.nodes.map((node) => `${one.id}: ${node.target.join(" ")}`)))"""
SMALL = """() => [...document.querySelectorAll(
  ".kw-button, .kw-chip, .kw-tabs a, .kw-bottom a, .kw-bottom summary, .kw-trail a, .kw-menu__line, .kw-editor__tool,"
  + " .kw-switch, .kw-input, summary, .kw-vote__give, .kw-choice")]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 43.5)
  .map((one) => `${one.className} "${one.textContent.trim().slice(0, 30)}" ${one.getBoundingClientRect().height}`)"""

Opener = Callable[..., Page]


@pytest.fixture
def show(chromium: Browser, live_server: LiveServer, settings: Any) -> Iterator[Opener]:
    """``show(address, width=…, dark=…)``: the page as somebody sees it who is signed in."""
    settings.DEMO = True
    client = Client()
    client.force_login(makers.make_person(name="Tarik Bouazza"))
    name = settings.SESSION_COOKIE_NAME
    contexts = []

    def opened(address: str, *, width: int = 390, dark: bool = False) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            base_url=live_server.url,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_axe_finds_nothing_in_the_guide(show: Opener, language: str, dark: bool) -> None:
    for width in (390, 1440):
        page = show(f"/styleguide/?frame&lang={language}", width=width, dark=dark)
        page.evaluate(
            "() => { for (const one of document.querySelectorAll('main details')) one.open = true; }"
        )
        page.evaluate(AXE.read_text())
        assert page.evaluate(RUN) == [], width


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_the_guide_fits_its_page_with_the_longest_words(show: Opener, width: int) -> None:
    page = show("/styleguide/?frame&lang=nl", width=width)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_a_thumb_reaches_every_control_of_the_guide(show: Opener) -> None:
    assert show("/styleguide/?frame&lang=nl").evaluate(SMALL) == []


@pytest.mark.parametrize("name", TROUBLE)
def test_axe_finds_nothing_on_a_page_of_trouble(show: Opener, name: str) -> None:
    page = show(f"/styleguide/{name}/", dark=name == "413")
    page.evaluate(AXE.read_text())
    assert page.evaluate(RUN) == []
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
