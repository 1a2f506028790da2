"""The datumprikker in Chromium, on a narrow phone, with scripts and without; and two people at the same moment."""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from core.clock import at_local, local, today
from core.errors import Conflict
from sessions.models import Asked, DatePoll, Session
from sessions.services.calling_off import call_off
from sessions.services.date_polls import ask_for_days
from sessions.services.day_answers import answer_days, answer_token
from tests import makers
from tests.conftest import Cast, make_cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PATIENCE = 30_000


def ask(cast: Cast, evening: Session) -> DatePoll:
    """People are asked about three days, and one without an account."""
    return ask_for_days(
        evening=evening,
        starts=[evening.starts_at + dt.timedelta(days=days) for days in (0, 1, 2)],
        closes_at=at_local(today() + dt.timedelta(days=7), dt.time(23, 59)),
        emails=["gast@example.org"],
        by=cast["facilitator"],
    )


def guest_of(poll: DatePoll) -> Asked:
    """The one without an account."""
    return Asked.objects.select_related("poll").get(poll=poll, email="gast@example.org")


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def evening(cast: Cast) -> Session:
    return makers.make_evening(cast.programme, days=21, team=cast.team, title="Avond 2")


@pytest.fixture
def phone(chromium: Browser, live_server: LiveServer) -> Iterator[Callable[..., Page]]:
    """``phone(address, scripts=True, person=None)`` opens a page at 360 px; an error in a script fails the test."""
    contexts, problems = [], []

    def show(address: str, *, scripts: bool = True, person: object = None, width: int = 360) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 740},
            base_url=live_server.url,
            locale="nl-NL",
            java_script_enabled=scripts,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        if person is not None:
            client = Client()
            client.force_login(person)
            name = settings.SESSION_COOKIE_NAME
            context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(address)
        return page

    yield show
    for context in contexts:
        context.close()
    assert problems == []


@pytest.mark.parametrize("scripts", [True, False])
def test_somebody_without_an_account_answers_on_a_narrow_phone(
    cast: Cast, evening: Session, phone: Callable[..., Page], scripts: bool
) -> None:
    poll = ask(cast, evening)
    page = phone(reverse("evenings:answer_days", args=[answer_token(guest_of(poll))]), scripts=scripts)
    groups = page.get_by_role("group")
    for number, word in enumerate(("Ja", "Als het moet", "Nee")):
        choice = groups.nth(number).locator("label", has_text=word)
        box = choice.bounding_box()
        assert box
        assert box["height"] >= 44
        assert box["x"] + box["width"] <= 360
        choice.click()
    page.locator("#id_name").fill("Gea")
    page.get_by_role("button", name="Bewaar mijn antwoorden").click()
    expect(page.get_by_text("Je antwoorden zijn bewaard.")).to_be_visible(timeout=PATIENCE)
    expect(groups.nth(1).get_by_role("radio", name="Als het moet")).to_be_checked()
    if scripts:
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    guest = guest_of(poll)
    assert guest.name == "Gea"
    said = guest.answers.order_by("day__starts_at").values_list("choice", flat=True)
    assert list(said) == ["yes", "maybe", "no"]


def test_a_facilitator_sees_what_is_in_the_way_while_filling_in_days(
    cast: Cast, evening: Session, phone: Callable[..., Page]
) -> None:
    busy = makers.make_evening(cast.programme, days=23, title="Excursie")
    page = phone(
        reverse("evenings:seek_day", args=[evening.public_id]), person=cast["facilitator"], width=1280
    )
    page.locator("#id_day_1").fill(local(busy.starts_at).date().isoformat())
    expect(page.locator("#looked")).to_contain_text("Excursie", timeout=PATIENCE)
    page.locator("#id_day_2").fill((local(busy.starts_at).date() + dt.timedelta(days=1)).isoformat())
    page.locator("#id_day_2").blur()
    expect(page.locator("#looked li")).to_have_count(2, timeout=PATIENCE)
    page.get_by_role("button", name="Vraag het", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("hebben geantwoord", timeout=PATIENCE)
    assert DatePoll.objects.get().days.count() == 2


# ---- at the same moment ----------------------------------------------------------------------------------------


def test_two_facilitators_who_ask_at_once_ask_once(
    cast: Cast, evening: Session, concurrently: Callable[..., list[object]]
) -> None:
    done = concurrently(lambda: ask(cast, evening), lambda: ask(cast, evening))
    assert sum(isinstance(one, DatePoll) for one in done) == 1
    assert sum(isinstance(one, Conflict) for one in done) == 1


def test_two_facilitators_who_call_off_at_once_do_it_once(
    cast: Cast, evening: Session, concurrently: Callable[..., list[object]]
) -> None:
    def off() -> Session:
        return call_off(evening=evening, reason="De zaal is dicht.", by=cast["facilitator"])

    done = concurrently(off, off)
    assert sum(isinstance(one, Conflict) for one in done) == 1


def test_two_tabs_that_answer_at_once_keep_one_answer(
    cast: Cast, evening: Session, concurrently: Callable[..., list[object]]
) -> None:
    guest = guest_of(ask(cast, evening))
    day = guest.poll.days.first()
    assert day is not None

    def say(choice: str) -> Callable[[], Asked]:
        return lambda: answer_days(asked=guest, answers={day.public_id: choice}, seen=0, by=None)

    done = concurrently(say("yes"), say("no"))
    assert sum(isinstance(one, Conflict) for one in done) == 1
    assert guest.answers.count() == 1
