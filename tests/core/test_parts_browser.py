"""The editor, the picker, the network and the bar at the foot, in a real browser."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests import makers
from tests.core.parts_pages import RECEIVED
from tests.core.test_behaviour import PATIENCE, until

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.core.parts_pages"),
]
expect.set_options(timeout=PATIENCE)


def _context(chromium: Browser, live_server: LiveServer, **options: Any) -> BrowserContext:
    RECEIVED.clear()
    client = Client()
    client.force_login(makers.make_person(name="Tarik Bouazza"))
    name = settings.SESSION_COOKIE_NAME
    context = chromium.new_context(
        viewport={"width": 390, "height": 800}, base_url=live_server.url, locale="nl-NL", **options
    )
    context.set_default_timeout(PATIENCE)
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    return context


@pytest.fixture
def page(chromium: Browser, live_server: LiveServer) -> Iterator[Page]:
    """The parts on a phone; an error in a script fails the test."""
    context = _context(chromium, live_server)
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    page = context.new_page()
    page.goto("/parts/")
    yield page
    context.close()
    assert errors == []


def area(page: Page) -> Any:
    return page.get_by_label("Words")


def choose(page: Page, begin: int, end: int) -> None:
    area(page).evaluate("(area, [a, b]) => { area.focus(); area.setSelectionRange(a, b); }", [begin, end])


# ---- editor ----------------------------------------------------------------------------------------------------------


def test_a_button_makes_words_bold_and_takes_it_back(page: Page) -> None:
    area(page).fill("Ga er langs")
    choose(page, 3, 5)
    page.get_by_role("button", name="Vet").click()
    expect(area(page)).to_have_value("Ga **er** langs")
    page.get_by_role("button", name="Vet").click()
    expect(area(page)).to_have_value("Ga er langs")


def test_the_undo_of_the_browser_takes_back_what_a_button_typed(page: Page) -> None:
    area(page).press_sequentially("Ga langs")
    choose(page, 0, 2)
    page.get_by_role("button", name="Schuin").click()
    expect(area(page)).to_have_value("*Ga* langs")
    area(page).press("Control+z")
    expect(area(page)).to_have_value("Ga langs")


def test_italic_inside_bold_adds_its_own_star(page: Page) -> None:
    area(page).fill("**Ga** langs")
    choose(page, 2, 4)
    page.get_by_role("button", name="Schuin").click()
    expect(area(page)).to_have_value("***Ga*** langs")


def test_a_list_begins_every_chosen_line_and_ends_again(page: Page) -> None:
    area(page).fill("een\ntwee\ndrie")
    choose(page, 1, 6)
    page.get_by_role("button", name="Lijst").click()
    expect(area(page)).to_have_value("- een\n- twee\ndrie")
    page.get_by_role("button", name="Lijst").click()
    expect(area(page)).to_have_value("een\ntwee\ndrie")


def test_a_heading_goes_before_the_line_and_a_link_asks_for_its_address(page: Page) -> None:
    area(page).fill("Doen\nlees dit")
    choose(page, 0, 0)
    page.get_by_role("button", name="Kop").click()
    expect(area(page)).to_have_value("## Doen\nlees dit")
    choose(page, 8, 12)
    page.get_by_role("button", name="Link").click()
    expect(area(page)).to_have_value("## Doen\n[lees](https://) dit")
    page.keyboard.type("https://example.org")
    expect(area(page)).to_have_value("## Doen\n[lees](https://example.org) dit")


def test_the_keyboard_reaches_every_button_with_one_stop(page: Page) -> None:
    area(page).fill("woord")
    page.get_by_role("button", name="Vet").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Schuin")).to_be_focused()
    page.keyboard.press("End")
    expect(page.get_by_role("button", name="Link")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Vet")).to_be_focused()
    page.keyboard.press("Tab")
    expect(area(page)).to_be_focused()
    choose(page, 0, 5)
    page.keyboard.press("Control+b")
    expect(area(page)).to_have_value("**woord**")


def test_without_script_the_editor_is_a_text_area_that_is_sent(
    chromium: Browser, live_server: LiveServer
) -> None:
    context = _context(chromium, live_server, java_script_enabled=False)
    page = context.new_page()
    page.goto("/parts/")
    assert not page.get_by_role("toolbar").is_visible()
    area(page).fill("**Ga** langs")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Parts")).to_be_visible()
    assert [post["words"] for post in RECEIVED] == ["**Ga** langs"]
    context.close()


# ---- files -----------------------------------------------------------------------------------------------------------


def test_a_chosen_file_is_named_and_can_be_taken_out(page: Page) -> None:
    page.get_by_label("List").set_input_files(
        {"name": "mensen.csv", "mimeType": "text/csv", "buffer": b"a" * 3000}
    )
    expect(page.get_by_text("mensen.csv (3 kB)")).to_be_visible()
    page.get_by_role("button", name="Haal weg").click()
    expect(page.get_by_text("mensen.csv")).to_be_hidden()
    page.get_by_role("button", name="Send").click()
    until(page, lambda: RECEIVED)
    assert RECEIVED[0]["size"] == 0


def test_a_large_file_says_how_far_it_is(page: Page) -> None:
    page.goto("/parts/?boosted")
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 1_000_000},
    )
    page.get_by_label("List").set_input_files(
        {"name": "mensen.csv", "mimeType": "text/csv", "buffer": b"a" * 3_000_000}
    )
    page.get_by_role("button", name="Send").click(no_wait_after=True)
    expect(page.get_by_label("Het wordt verstuurd")).to_be_visible()
    until(page, lambda: RECEIVED)
    assert RECEIVED[0]["size"] == 3_000_000
    expect(page.get_by_text("Taken")).to_be_visible()


# ---- no network ------------------------------------------------------------------------------------------------------


def test_without_a_network_the_page_stays_and_says_so(page: Page) -> None:
    area(page).fill("Wat ik typte")
    page.context.set_offline(True)
    banner = page.locator("[data-offline]")
    expect(banner).to_be_visible()
    page.get_by_role("link", name="Away").click()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Parts")).to_be_visible()
    expect(area(page)).to_have_value("Wat ik typte")
    assert RECEIVED == []
    page.context.set_offline(False)
    expect(banner).to_be_hidden()
    page.get_by_role("button", name="Send").click()
    until(page, lambda: RECEIVED)
    assert RECEIVED[0]["words"] == "Wat ik typte"


def test_what_a_service_refuses_comes_as_a_toast_and_leaves_the_page(page: Page) -> None:
    page.get_by_role("button", name="Ask").click()
    expect(page.locator("#toasts")).to_contain_text("Somebody else was <b>faster</b>.")
    expect(page.locator("#part")).to_have_text("As it was")


# ---- the bar at the foot ---------------------------------------------------------------------------------------------


def test_more_opens_the_whole_programme_and_closes_with_escape(page: Page, live_server: LiveServer) -> None:
    programme = makers.make_programme(teams=1)
    person = makers.join(programme, role="facilitator").person
    client = Client()
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    page.goto(f"/programmes/{programme.public_id}/ideas/")
    bar = page.get_by_role("navigation", name="Het traject in het kort")
    expect(bar.get_by_role("link", name="Instellingen")).to_be_hidden()
    bar.get_by_text("Meer", exact=True).click()
    expect(bar.get_by_role("link", name="Instellingen")).to_be_visible()
    page.keyboard.press("Escape")
    expect(bar.get_by_role("link", name="Instellingen")).to_be_hidden()
    bar.get_by_text("Meer", exact=True).click()
    bar.get_by_role("link", name="Koersdocument").click()
    page.wait_for_url("**/koersdocument/")
