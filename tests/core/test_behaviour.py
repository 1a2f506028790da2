"""The scripts in a real browser: nothing typed is lost, nothing is sent twice, a screen catches up by itself."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests import makers
from tests.core.behaviour_pages import MOOD, RECEIVED

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.core.behaviour_pages"),
]

PATIENCE = 30_000
"""Milliseconds: the first page of a fresh process reads every app, and the machine may be busy."""
expect.set_options(timeout=PATIENCE)


@pytest.fixture
def phone(chromium: Browser, live_server: LiveServer) -> Iterator[BrowserContext]:
    """A phone on which one person is signed in; an error in a script fails the test."""
    RECEIVED.clear()
    MOOD.update(queue="takes", version=1, stream="open", pause=0)
    client = Client()
    client.force_login(makers.make_person(name="Tarik Bouazza"))
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context = chromium.new_context(
        viewport={"width": 390, "height": 800}, base_url=live_server.url, locale="nl-NL"
    )
    context.set_default_timeout(PATIENCE)
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    yield context
    context.close()
    assert errors == []


@pytest.fixture
def page(phone: BrowserContext) -> Page:
    return phone.new_page()


def until(page: Page, done: Callable[[], Any]) -> None:
    """Let the browser go on until ``done()``; fails after thirty seconds."""
    for _ in range(600):
        if done():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it did not happen within thirty seconds")


def words() -> list[str]:
    return [post["words"] for post in RECEIVED]


# ---- drafts ----------------------------------------------------------------------------------------------------------


def test_what_was_typed_comes_back_after_a_reload_and_goes_when_the_server_has_it(page: Page) -> None:
    page.goto("/form/")
    key = page.input_value("[name=key]")
    page.fill("#words", "Een lange gedachte")
    page.check("[name=agreed]")
    expect(page.locator("[data-draft-state]")).to_have_text("kept")
    page.reload()
    expect(page.locator("#words")).to_have_value("Een lange gedachte")
    expect(page.locator("[name=agreed]")).to_be_checked()
    assert page.input_value("[name=key]") == key, "the key of the draft makes sending twice one"
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#toasts")).to_contain_text("Taken")
    expect(page.locator("#words")).to_have_value("")
    until(
        page, lambda: page.evaluate("Object.keys(localStorage)") == []
    )  # by a script that runs after the page stands


def test_a_draft_survives_signing_out_and_is_not_shown_to_another_person(
    phone: BrowserContext, page: Page
) -> None:
    page.goto("/form/")
    page.fill("#words", "Van Tarik")
    expect(page.locator("[data-draft-state]")).to_have_text("kept")
    cookies = phone.cookies()
    other = Client()
    other.force_login(makers.make_person(name="Imke Zeldenrust"))
    mine = next(cookie for cookie in cookies if cookie["name"] == settings.SESSION_COOKIE_NAME)
    theirs = other.cookies[settings.SESSION_COOKIE_NAME].value
    phone.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": theirs, "url": page.evaluate("location.origin")}]
    )
    page.reload()
    expect(page.locator("#words")).to_have_value("")
    phone.add_cookies(
        [
            {
                "name": settings.SESSION_COOKIE_NAME,
                "value": mine["value"],
                "url": page.evaluate("location.origin"),
            }
        ]
    )
    page.reload()
    expect(page.locator("#words")).to_have_value("Van Tarik")


def test_a_draft_does_not_overwrite_newer_words_of_the_server_but_can_be_put_back(page: Page) -> None:
    page.goto("/form/")
    page.fill("#words", "Mijn woorden")
    expect(page.locator("[data-draft-state]")).to_have_text("kept")
    page.goto("/form/?words=Van+een+ander")
    expect(page.locator("#words")).to_have_value("Van een ander")
    page.locator("[data-toast-action]").click()
    expect(page.locator("#words")).to_have_value("Mijn woorden")


def test_a_form_is_sent_once_however_often_somebody_presses(page: Page) -> None:
    page.goto("/form/")
    page.fill("#words", "Een keer")
    page.evaluate(
        "const button = document.querySelector('main button'); for (let i = 0; i < 5; i++) button.click()"
    )
    expect(page.locator("#toasts")).to_contain_text("Taken")
    page.wait_for_timeout(300)
    assert words() == ["Een keer"]


# ---- the queue -------------------------------------------------------------------------------------------------------


def test_a_card_is_sent_with_its_photo_and_the_next_one_can_be_written_at_once(page: Page) -> None:
    page.goto("/card/")
    page.fill("#words", "Eerste")
    page.set_input_files("#photo", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"1234"})
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#words")).to_have_value("")
    expect(page.locator("#toasts")).to_contain_text("It is there")
    assert words() == ["Eerste"]
    assert RECEIVED[0]["photos"] == [4]
    assert page.input_value("[name=key]") != RECEIVED[0]["key"]


def test_cards_written_without_a_network_wait_and_go_in_order_when_it_is_back(
    phone: BrowserContext, page: Page
) -> None:
    page.goto("/card/")
    phone.set_offline(True)
    for text in ("Een", "Twee"):
        page.fill("#words", text)
        page.get_by_role("button", name="Send").click()
        expect(page.locator("#words")).to_have_value("")
    expect(page.locator("[data-queue-status]")).to_contain_text("2")
    phone.set_offline(False)
    until(page, lambda: len(RECEIVED) == 2)
    assert words() == ["Een", "Twee"]
    assert len({post["key"] for post in RECEIVED}) == 2
    expect(page.locator("[data-queue-status]")).to_be_hidden()


def test_a_card_outlives_the_page_and_goes_from_any_other(phone: BrowserContext, page: Page) -> None:
    page.goto("/card/")
    phone.set_offline(True)
    page.fill("#words", "Telefoon dicht")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("[data-queue-status]")).to_be_visible()
    page.close()
    phone.set_offline(False)
    other = phone.new_page()
    other.goto("/form/")
    until(other, lambda: words() == ["Telefoon dicht"])


@pytest.mark.parametrize("mood", ["signed out", "500", "429"])
def test_a_card_waits_while_the_server_cannot_take_it(page: Page, mood: str) -> None:
    MOOD["queue"] = mood
    page.goto("/card/")
    page.fill("#words", "Bewaard")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("[data-queue-status]")).to_be_visible()
    page.wait_for_timeout(300)
    assert RECEIVED == []
    MOOD["queue"] = "takes"
    page.reload()
    until(page, lambda: words() == ["Bewaard"])


def test_a_card_that_is_refused_comes_back_with_its_words(page: Page) -> None:
    MOOD["queue"] = "422"
    page.goto("/card/")
    key = page.input_value("[name=key]")
    page.fill("#words", "Te lang")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#toasts")).to_contain_text("Not taken")
    expect(page.locator("#words")).to_have_value("Te lang")
    assert page.input_value("[name=key]") == key


# ---- streams ---------------------------------------------------------------------------------------------------------


def test_a_screen_shows_what_changed_and_leaves_somebody_who_types_alone(page: Page) -> None:
    page.goto("/live/")
    MOOD["version"] = 2
    expect(page.locator("#seen")).to_have_text("2")
    page.locator("#note").press_sequentially("abc")
    MOOD["version"] = 3
    page.wait_for_timeout(700)
    expect(page.locator("#note")).to_have_value("abc")
    expect(page.locator("#seen")).to_have_text("2")
    page.locator("#note").blur()
    expect(page.locator("#seen")).to_have_text("3")


def test_what_is_ticked_or_typed_while_the_news_is_on_its_way_stays(page: Page) -> None:
    MOOD["pause"] = 0.5
    page.goto("/live/")
    with page.expect_request("**/part/"):
        MOOD["version"] = 2
    page.locator("#chosen").check()
    page.locator("#chosen").blur()
    expect(page.locator("#seen")).to_have_text("2")
    expect(page.locator("#chosen")).to_be_checked()
    with page.expect_request("**/part/"):
        MOOD["version"] = 3
    page.locator("#note").press_sequentially("abc")
    page.wait_for_timeout(900)
    expect(page.locator("#note")).to_have_value("abc")
    page.locator("#note").blur()
    expect(page.locator("#seen")).to_have_text("3")


def test_a_screen_looks_by_itself_where_streams_fail(page: Page) -> None:
    MOOD["stream"] = "down"
    page.clock.install()
    page.goto("/live/")
    MOOD["version"] = 5
    page.wait_for_timeout(300)
    page.clock.fast_forward(11_000)
    expect(page.locator("#seen")).to_have_text("5")


# ---- theme -----------------------------------------------------------------------------------------------------------


def test_the_chosen_theme_is_there_at_the_first_paint_of_the_next_page(page: Page) -> None:
    page.goto("/nowhere/")
    page.locator("[data-theme-toggle]").click()
    assert 'data-theme="dark"' in page.request.get("/nowhere/").text()
