"""A guest's phone in Chromium: in by the code on the wall, an idea, the reveal, and later known by an account."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from ideas.models import Idea
from programmes.models import Participation
from sessions.models import Seat
from sessions.queries.guests import door_of
from sessions.services.door import open_door
from sessions.services.guests import show_guest_out
from sessions.services.live import open_evening, reveal_ideas
from teams.models import Team
from tests import makers
from tests.core.streams import Stage, serving
from tests.sessions.worlds import BLOCKS, make_blocks

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SOON = 10_000
"""Milliseconds in which a screen has followed, on a machine that does other things as well."""


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """A server, and an evening that runs, with an open door."""
    with serving(tmp_path) as begin:
        stage = begin(with_redis=bool(os.environ.get("REDIS_URL")))
        make_blocks(stage.evening, [("break", "Inchecken", 20), *BLOCKS[1:]])
        open_door(evening=stage.evening, by=stage.facilitator)
        open_evening(evening=stage.evening, by=stage.facilitator)
        yield stage


@pytest.fixture
def team(stage: Stage) -> Team:
    """The one team."""
    return stage.programme.teams.get()


@pytest.fixture
def device(chromium: Browser, stage: Stage) -> Iterator[Callable[..., Page]]:
    """``device()`` is a phone on which nobody is signed in; an error in a script fails the test."""
    problems: list[str] = []
    contexts = []

    def show(width: int = 390) -> Page:
        address = f"http://127.0.0.1:{stage.port}"
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, base_url=address, locale="nl-NL"
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        return page

    yield show
    for context in contexts:
        context.close()
    assert problems == []


def sign_in(page: Page, person: User, stage: Stage) -> None:
    """Give the browser a session of ``person``."""
    browser = Client()
    browser.force_login(person)
    value = browser.cookies[settings.SESSION_COOKIE_NAME].value
    address = f"http://127.0.0.1:{stage.port}"
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": address}])


def come_in(page: Page, stage: Stage, name: str = "Karin") -> None:
    """Type the code on the wall, and a name."""
    door = door_of(stage.evening)
    assert door is not None
    page.goto("/join/")
    page.locator("[name=code]").fill(door.code.lower())
    page.get_by_role("button", name="Ga verder").click()
    page.locator("[name=name]").fill(name)
    page.get_by_role("button", name="Doe mee").click()
    expect(page.locator("#now")).to_have_text("Inchecken", timeout=SOON)


def test_a_guest_writes_sees_the_reveal_and_is_known_later(
    stage: Stage, team: Team, device: Callable[..., Page]
) -> None:
    other = makers.join(stage.programme, team=team)
    makers.make_idea(team, other, evening=stage.evening, text="Van iemand anders")
    phone = device()
    come_in(phone, stage)
    phone.get_by_role("link", name="Nieuw idee").first.click()
    phone.locator("textarea").fill("Vergader buiten.")
    phone.get_by_role("button", name="Leg op tafel").click()
    expect(phone.locator("#last-idea")).to_contain_text("Vergader buiten.", timeout=SOON)
    phone.locator(".kw-vote__top a").click()
    expect(phone.get_by_text("Vergader buiten.")).to_be_visible()
    assert phone.get_by_text("Van iemand anders").count() == 0
    reveal_ideas(evening=stage.evening, by=stage.facilitator)
    expect(phone.get_by_text("Van iemand anders")).to_be_visible(timeout=SOON)

    phone.get_by_role("link", name="Bewaar dit bij mijn account").click()
    phone.get_by_role("button", name="Inloggen").click()
    phone.wait_for_url("**/sign-in/?next=**")
    back = phone.evaluate("new URL(location.href).searchParams.get('next')")
    sign_in(phone, other.person, stage)  # the code in a mail is tried elsewhere (tests/accounts)
    phone.goto(back)
    phone.get_by_role("button", name="Ja, bewaar het bij mijn account").click()
    phone.wait_for_url(f"**{reverse('evenings:evening', args=[stage.evening.public_id])}")
    idea = Idea.objects.select_related("author").get(text="Vergader buiten.")
    assert idea.author is not None
    assert idea.author.person == other.person


def test_a_facilitator_says_who_a_guest_is_and_the_phone_of_the_guest_is_out(
    stage: Stage, team: Team, device: Callable[..., Page]
) -> None:
    member = makers.join(stage.programme, makers.make_person(name="Karin Jansen"), team=team)
    phone, laptop = device(), device(1440)
    come_in(phone, stage)
    sign_in(laptop, stage.facilitator, stage)
    laptop.goto(reverse("evenings:door", args=[stage.evening.public_id]))
    laptop.get_by_role("link", name="Ik weet wie dit is").click()
    laptop.locator("[name=person]").select_option(member.public_id)
    laptop.get_by_role("button", name="Dit is wie het is").click()
    expect(laptop.locator("#toasts")).to_contain_text("Karin is Karin Jansen", timeout=SOON)
    assert Seat.objects.get().participation.person == member.person
    expect(phone.locator("#now")).to_have_count(0, timeout=SOON)


def test_the_stream_of_a_guest_who_is_shown_out_ends_at_once(
    stage: Stage, device: Callable[..., Page]
) -> None:
    phone = device()
    come_in(phone, stage)
    browser = Client()
    browser.force_login(Seat.objects.get().participation.person)
    screen = stage.follow(browser=browser)
    screen.until(lambda: b"retry:" in screen.heard)
    show_guest_out(seat=Seat.objects.get(), by=stage.facilitator)
    took = screen.until(lambda: screen.said_goodbye)
    assert took < 4
    expect(phone.locator("#now")).to_have_count(0, timeout=SOON)


def test_one_device_has_one_seat_and_an_invited_person_is_no_second_one(
    stage: Stage, team: Team, device: Callable[..., Page]
) -> None:
    phone = device()
    come_in(phone, stage)
    phone.goto(f"/join/{stage.evening.door_code}/")
    expect(phone.locator("#now")).to_have_text("Inchecken", timeout=SOON)
    invited = device()
    invited.goto(f"/join/{stage.evening.door_code}/")
    invited.get_by_role("link", name="Ik ben uitgenodigd").click()
    invited.wait_for_url("**/sign-in/?next=**")
    back = invited.evaluate("new URL(location.href).searchParams.get('next')")
    sign_in(invited, makers.join(stage.programme, team=team).person, stage)
    invited.goto(back)
    expect(invited.locator("#now")).to_have_text("Inchecken", timeout=SOON)
    assert Seat.objects.count() == 1
    assert Participation.objects.filter(role="guest").count() == 1


def test_pages_of_guests_fit_a_small_phone(stage: Stage, device: Callable[..., Page]) -> None:
    phone = device(360)
    pictures = os.environ.get("KW_PICTURES")

    def look(name: str) -> None:
        wide = phone.evaluate("document.documentElement.scrollWidth")
        if pictures:
            phone.screenshot(path=f"{pictures}/{name}-{phone.viewport_size['width']}.png", full_page=True)  # type: ignore[index]
        assert wide <= phone.viewport_size["width"], name  # type: ignore[index]

    phone.goto("/join/")
    look("join")
    phone.goto("/join/CCCCCC/")
    look("unknown")
    phone.goto(f"/join/{stage.evening.door_code}/")
    look("name")
    come_in(phone, stage, "Karin met een lange naam van vele woorden")
    look("evening")
    phone.goto(reverse("evenings:keep", args=[stage.evening.public_id]))
    look("keep")
    phone.goto(reverse("ideas:new_as_guest", args=[stage.evening.public_id]))
    look("card")
    seat = Seat.objects.get()
    sign_in(phone, stage.facilitator, stage)
    for width in (360, 1440):
        phone.set_viewport_size({"width": width, "height": 900})
        for name in ("door", "console", "wall"):
            phone.goto(reverse(f"evenings:{name}", args=[stage.evening.public_id]))
            look(name)
        phone.goto(reverse("evenings:tie_guest", args=[seat.public_id]))
        look("tie")
