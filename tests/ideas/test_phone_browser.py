"""A phone in the room: an idea survives a bad network, a lost session and an impatient thumb; a ballot follows."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session as Login
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, Route, expect

from core.clock import now
from ideas.models import Ballot, Idea
from ideas.services.proposals import begin_proposal, edit_proposal
from ideas.services.rounds import close_round, open_round
from programmes.models import Participation
from teams.models import Team
from tests import makers
from tests.core.streams import Stage, serving

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SOON = 8_000
"""Milliseconds in which something has happened, on a machine that does other things as well."""


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """A server."""
    with serving(tmp_path) as begin:
        yield begin(with_redis=bool(os.environ.get("REDIS_URL")))


@pytest.fixture
def team(stage: Stage) -> Team:
    """The team."""
    return stage.programme.teams.get()


@pytest.fixture
def author(stage: Stage, team: Team) -> Participation:
    """Somebody with a phone."""
    return makers.join(stage.programme, team=team)


Phone = Callable[..., Page]


@pytest.fixture
def phone(chromium: Browser, stage: Stage) -> Iterator[Phone]:
    """``phone(participation)`` is a browser of 390 px in which that person is signed in."""
    contexts = []

    def open_page(who: Participation, *, scripts: bool = True) -> Page:
        address = f"http://127.0.0.1:{stage.port}"
        context = chromium.new_context(
            viewport={"width": 390, "height": 800},
            base_url=address,
            locale="nl-NL",
            java_script_enabled=scripts,
        )
        contexts.append(context)
        sign_in(context, who, address)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


def sign_in(context: object, who: Participation, address: str) -> None:
    """Give a browser a fresh session of ``who``."""
    browser = Client()
    browser.force_login(who.person)
    value = browser.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": address}])  # type: ignore[attr-defined]


def write(page: Page, text: str) -> None:
    """Type an idea and lay it on the table."""
    page.locator("textarea").fill(text)
    page.get_by_role("button", name="Leg op tafel").click()


def card_of(stage: Stage) -> str:
    return reverse("ideas:new", args=[stage.programme.public_id])


def texts() -> list[str]:
    return list(Idea.objects.order_by("pk").values_list("text", flat=True))


def test_an_idea_stays_on_the_page_as_the_last_one(stage: Stage, author: Participation, phone: Phone) -> None:
    page = phone(author)
    page.goto(card_of(stage))
    write(page, "Vergader buiten.")
    expect(page.locator("#last-idea")).to_contain_text("Vergader buiten.", timeout=SOON)
    expect(page.locator("#toasts")).to_contain_text("Nog een?")
    expect(page.locator("textarea")).to_have_value("")
    expect(page.locator("textarea")).to_be_focused()
    write(page, "Eén loket, op het erf.")
    expect(page.locator("#last-idea")).to_contain_text("Eén loket", timeout=SOON)
    assert texts() == ["Vergader buiten.", "Eén loket, op het erf."]


def test_without_a_network_ideas_wait_on_the_phone(stage: Stage, author: Participation, phone: Phone) -> None:
    page = phone(author)
    page.goto(card_of(stage))
    page.context.set_offline(True)
    for text in ("Een", "Twee"):
        write(page, text)
    expect(page.locator("[data-queue-status]")).to_contain_text("2 ideeën", timeout=SOON)
    assert texts() == []
    page.context.set_offline(False)
    expect(page.locator("[data-queue-status]")).to_be_hidden(timeout=SOON)
    assert texts() == ["Een", "Twee"]


def test_what_is_written_while_another_is_under_way_goes_after_it(
    stage: Stage, author: Participation, phone: Phone
) -> None:
    page = phone(author)
    page.goto(card_of(stage))
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if route.request.method == "POST" and not held:
            held.append(route)
        else:
            route.continue_()

    page.route("**/*", hold_the_first)
    write(page, "Een")
    expect(page.locator("[data-queue-status]")).to_contain_text("1 idee", timeout=SOON)
    write(page, "Twee")
    expect(page.locator("[data-queue-status]")).to_contain_text("2 ideeën", timeout=SOON)
    assert texts() == []
    held[0].continue_()
    expect(page.locator("[data-queue-status]")).to_be_hidden(timeout=SOON)
    assert texts() == ["Een", "Twee"]


def test_a_lost_session_loses_no_idea(stage: Stage, author: Participation, phone: Phone) -> None:
    page = phone(author)
    page.goto(card_of(stage))
    Login.objects.all().delete()
    with page.expect_response(
        "**/sign-in/**"
    ):  # which takes the old cookie away, so let it come before the new one
        write(page, "Geschreven terwijl ik was uitgelogd")
    expect(page.locator("[data-queue-status]")).to_be_visible(timeout=SOON)
    assert texts() == []
    sign_in(page.context, author, f"http://127.0.0.1:{stage.port}")
    page.goto(card_of(stage))
    expect(page.locator("#last-idea")).to_contain_text("uitgelogd", timeout=SOON)
    assert texts() == ["Geschreven terwijl ik was uitgelogd"]


def test_an_impatient_thumb_makes_one_idea(stage: Stage, author: Participation, phone: Phone) -> None:
    page = phone(author)
    page.goto(card_of(stage))
    page.locator("textarea").fill("Eén keer graag")
    page.get_by_role("button", name="Leg op tafel").dblclick()
    expect(page.locator("#last-idea")).to_contain_text("Eén keer graag", timeout=SOON)
    assert texts() == ["Eén keer graag"]


def test_words_are_back_after_the_page_was_closed(stage: Stage, author: Participation, phone: Phone) -> None:
    page = phone(author)
    page.goto(card_of(stage))
    page.locator("textarea").type("Half af")
    expect(page.locator("[data-draft-state]")).to_contain_text("bewaard", timeout=SOON)
    context = page.context
    page.close()
    page = context.new_page()
    page.goto(card_of(stage))
    expect(page.locator("textarea")).to_have_value("Half af")


def test_without_scripts_it_works_too(stage: Stage, author: Participation, phone: Phone) -> None:
    page = phone(author, scripts=False)
    page.goto(card_of(stage))
    write(page, "Op de oude manier")
    expect(page.locator("#last-idea")).to_contain_text("Op de oude manier")
    page.go_back()
    write(page, "En nog iets")
    assert texts() == ["Op de oude manier", "En nog iets"]


def test_a_ballot_keeps_each_tap_and_shows_the_outcome_by_itself(
    stage: Stage, team: Team, author: Participation, phone: Phone
) -> None:
    for position, title in enumerate(("Boer", "Sloot", "Kind")):
        makers.make_cluster(team, ideas=1, title=title, position=position)
    voting_round = open_round(team=team, title="Waar wil je mee verder?", budget=3, by=stage.facilitator)
    page = phone(author)
    page.goto(reverse("ideas:round", args=[voting_round.public_id]))
    slow = {"offline": False, "latency": 400, "downloadThroughput": -1, "uploadThroughput": -1}
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", slow)
    page.get_by_role("button", name="Sloot: geef een stip").dblclick()
    page.get_by_role("button", name="Kind: geef een stip").click()
    expect(page.locator("#budget")).to_contain_text("0 van 3", timeout=SOON)
    expect(page.get_by_role("button", name="Boer: geef een stip")).to_be_disabled()
    page.get_by_role("button", name="Haal een stip weg bij Kind").click()
    expect(page.get_by_role("button", name="Boer: geef een stip")).to_be_enabled(timeout=SOON)
    assert Ballot.objects.get().spent == 2
    close_round(voting_round=voting_round, by=stage.facilitator)
    expect(page.locator(".kw-outcome")).to_be_visible(timeout=SOON)
    expect(page.locator("#round")).to_contain_text("‘Sloot’ kreeg de meeste")


def test_the_wall_turns_from_a_number_into_cards(
    stage: Stage, team: Team, author: Participation, phone: Phone
) -> None:
    evening = stage.evening
    evening.state, evening.opened_at = "running", now()
    evening.save()
    page = phone(author)
    page.goto(card_of(stage))
    write(page, "Koop samen een kudde schapen")
    expect(page.locator("#last-idea")).to_contain_text("schapen", timeout=SOON)
    assert Idea.objects.get().evening == evening
    beamer = phone(Participation.objects.get(person=stage.facilitator))
    wall = reverse("ideas:wall_cards", args=[evening.public_id])
    beamer.goto(wall)
    expect(beamer.locator(".kw-wall__count")).to_contain_text("1")
    expect(beamer.locator("body")).not_to_contain_text("schapen")
    evening.revealed_at = now()
    evening.save()
    beamer.goto(wall)
    expect(beamer.locator(".kw-wall__cards")).to_contain_text("schapen")


def test_two_people_write_on_a_proposal_and_press_at_once(
    stage: Stage, team: Team, author: Participation, phone: Phone
) -> None:
    proposal = begin_proposal(cluster=makers.make_cluster(team), title="Het contract", by=stage.facilitator)
    page = phone(author)
    page.goto(reverse("ideas:edit_proposal", args=[proposal.public_id]))
    edit_proposal(
        proposal=proposal, base_version=1, fields={"what": "Van de begeleider"}, by=stage.facilitator
    )
    page.locator("[name=what]").fill("Van de deelnemer")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.locator("#theirs")).to_be_visible(timeout=SOON)
    expect(page.locator("aside")).to_contain_text("Van de begeleider")
    expect(page.locator("[name=what]")).to_have_value("Van de deelnemer")
    page.locator("[name=what]").fill("Van ons samen")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Het contract", timeout=SOON)
    proposal.refresh_from_db()
    assert proposal.what == "Van ons samen"
