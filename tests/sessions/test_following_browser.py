"""A phone, the wall and the console in Chromium: they follow the evening by its stream, and by looking without one."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from sessions.services.live import go_next, open_evening, reveal_ideas
from tests import makers
from tests.core.streams import Stage, serving
from tests.legible import illegible
from tests.sessions.worlds import make_blocks

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SOON = 8_000
"""Milliseconds in which a screen has followed, on a machine that does other things as well."""
WATCH_GROUND = """() => {
  window.grounds = [];
  new MutationObserver(() => {
    const wall = document.getElementById("wall");
    const ground = wall.classList.contains("kw-wall--paper") ? "paper" : "deep";
    if (wall.querySelector(".kw-wall__fill") && window.grounds.at(-1) !== ground) window.grounds.push(ground);
  }).observe(document.body, { subtree: true, childList: true, attributes: true });
}"""
"""Keeps each ground on which cards stood, also for a moment."""


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """A server, and an evening that is to be opened."""
    with serving(tmp_path) as begin:
        stage = begin(with_redis=bool(os.environ.get("REDIS_URL")))
        make_blocks(stage.evening)
        yield stage


@pytest.fixture
def screen_of(chromium: Browser, stage: Stage) -> Iterator[Callable[..., Page]]:
    """``screen_of(person, name)`` opens that page of the evening; an error in a script fails the test."""
    problems: list[str] = []
    contexts = []

    def show(person: User, name: str, *, width: int = 390, height: int = 800) -> Page:
        browser = Client()
        browser.force_login(person)
        address = f"http://127.0.0.1:{stage.port}"
        context = chromium.new_context(
            viewport={"width": width, "height": height}, base_url=address, locale="nl-NL"
        )
        session = browser.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
        page.goto(reverse(f"evenings:{name}", args=[stage.evening.public_id]))
        return page

    yield show
    for context in contexts:
        context.close()
    assert problems == []


def test_phone_and_wall_follow_the_big_button_of_the_console(
    stage: Stage, screen_of: Callable[..., Page]
) -> None:
    guest = makers.join(stage.programme, team=makers.make_team(stage.programme)).person
    phone = screen_of(guest, "evening")
    wall = screen_of(stage.facilitator, "wall", width=1920, height=1080)
    console = screen_of(stage.facilitator, "console", width=1440, height=900)
    console.get_by_role("button", name="Open de avond").click()
    expect(console.get_by_role("heading", level=1)).to_have_text("Inchecken", timeout=SOON)
    expect(phone.locator("#now")).to_have_text("Inchecken", timeout=SOON)
    expect(wall.locator("h1")).to_have_text("Inchecken", timeout=SOON)
    timer = wall.locator("[data-timer]")
    before = timer.text_content()
    expect(timer).not_to_have_text(before or "", timeout=SOON)
    console.get_by_role("button", name="Volgende").dblclick()
    expect(phone.locator("#now")).to_have_text("Ideeën bedenken", timeout=SOON)
    expect(wall.locator("h1")).to_have_text("Ideeën bedenken", timeout=SOON)
    wall.evaluate(WATCH_GROUND)
    console.get_by_role("button", name="Toon de ideeën en begin").click()
    expect(wall.locator(".kw-wall--paper")).to_be_visible(timeout=SOON)
    assert wall.evaluate("window.grounds") == ["paper"]
    console.get_by_role("button", name="Sluit de avond").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text(stage.evening.title, timeout=SOON)
    expect(wall.locator("h1")).to_contain_text("Wel thuis", timeout=SOON)


def test_who_is_typing_a_wish_is_not_disturbed_by_the_evening(
    stage: Stage, screen_of: Callable[..., Page]
) -> None:
    guest = makers.join(stage.programme)
    makers.attend(stage.evening, guest, "yes")
    phone = screen_of(guest.person, "evening")
    phone.locator("[name=wishes]").click()
    phone.keyboard.type("geen v")
    open_evening(evening=stage.evening, by=stage.facilitator)
    phone.wait_for_timeout(2_500)
    phone.keyboard.type("lees")
    expect(phone.locator("[name=wishes]")).to_have_value("geen vlees")
    phone.locator("h1").click()
    expect(phone.locator("#now")).to_have_text("Inchecken", timeout=SOON)


def test_where_streams_are_blocked_a_screen_looks_by_itself(
    stage: Stage, screen_of: Callable[..., Page]
) -> None:
    open_evening(evening=stage.evening, by=stage.facilitator)
    guest = makers.join(stage.programme).person
    phone = screen_of(guest, "evening")
    phone.route("**/stream/**", lambda route: route.fulfill(status=204))
    phone.reload()
    expect(phone.locator("#now")).to_have_text("Inchecken")
    go_next(evening=stage.evening, seen=stage.evening.current_item, reveal=False, by=stage.facilitator)
    expect(phone.locator("#now")).to_have_text("Ideeën bedenken", timeout=25_000)


def test_no_page_is_wider_than_its_screen(stage: Stage, screen_of: Callable[..., Page]) -> None:
    makers.attend(stage.evening, makers.join(stage.programme), "yes", wishes="een heel lange wens " * 5)
    open_evening(evening=stage.evening, by=stage.facilitator)
    page = screen_of(stage.facilitator, "evening")
    for name in ("evening", "console", "run_of_show", "presence", "settings", "methods", "add_block"):
        for width in (360, 768, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(reverse(f"evenings:{name}", args=[stage.evening.public_id]))
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)


def test_the_wall_can_be_read_from_the_back_of_the_room(stage: Stage, screen_of: Callable[..., Page]) -> None:
    team = makers.make_team(stage.programme)
    for _ in range(14):
        makers.make_idea(team, evening=stage.evening)
    open_evening(evening=stage.evening, by=stage.facilitator)
    wall = screen_of(stage.facilitator, "wall", width=1920, height=1080)
    assert illegible(wall) == []
    reveal_ideas(evening=stage.evening, by=stage.facilitator)
    for _ in range(2):
        go_next(evening=stage.evening, seen=stage.evening.current_item, reveal=False, by=stage.facilitator)
    wall.reload()
    expect(wall.locator(".kw-wall__cards li")).to_have_count(12)
    assert illegible(wall) == []
    assert wall.evaluate("document.documentElement.scrollHeight") <= 1080
