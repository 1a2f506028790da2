"""A whole evening in Chromium, from the open door to the sent verslag: console, wall, scribe and four phones.

One phone is a guest's, one goes offline and comes back, one sleeps. The second time streams are blocked, and every
screen finds out by looking.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Locator, Page, expect

from core.clock import now
from homework.enums import Visibility
from ideas.models import Choice, Idea, VotingRound
from outbox.models import Message
from outbox.services import planning
from outbox.services.hours import is_quiet
from programmes.models import Participation
from sessions.models import Session
from teams.models import Team
from tests import makers
from tests.core.streams import Stage, serving
from tests.flows.devices import Office, press, send, until
from tests.legible import illegible
from tests.sessions.worlds import make_blocks

pytestmark = [pytest.mark.browser, pytest.mark.worker, pytest.mark.django_db(transaction=True)]

SOON = 10_000
"""Milliseconds in which a screen follows by its stream, on a machine that does other things as well."""
LOOKS = 15_000
"""And by looking, while no stream gets through: here every two seconds."""
LOOK_SOONER = """
const every = window.setInterval;
window.setInterval = (act, ms, ...rest) => every(act, ms === 10000 ? 2000 : ms, ...rest);
"""
"""A screen looks every ten seconds (tests/sessions/test_following_browser.py): nobody waits for that here."""
BLOCKS = [
    ("check_in", "Binnenkomen", 10),
    ("homework_harvest", "Oogst van het huiswerk", 10),
    ("brainstorm", "Wat zou jij morgen anders doen?", 20),
    ("clustering", "Lezen en bundelen", 30),
    ("dot_voting", "Stippen", 10),
    ("consent_round", "Zijn we het eens?", 15),
    ("reflection", "Terugkijken", 10),
    ("check_out", "Tot de volgende keer", 10),
]
QUOTE = "Ik krijg geld voor een rand die niemand ziet."


@dataclass
class Room:
    """Everybody's screen, and how soon they follow."""

    stage: Stage
    office: Office
    team: Team
    streams: bool
    people: dict[str, Participation]
    pages: dict[str, Page] = field(default_factory=dict)

    @property
    def soon(self) -> int:
        return SOON if self.streams else LOOKS

    def enter(self, name: str, width: int, height: int = 800) -> Page:
        """A device of its own; of ``name`` when that is somebody with an account."""
        page = self.office.device(width)
        page.set_viewport_size({"width": width, "height": height})
        if not self.streams:
            page.context.route("**/stream/**", lambda route: route.abort())
            page.add_init_script(LOOK_SOONER)
        if name in self.people:
            browser = Client()
            browser.force_login(self.people[name].person)
            value = browser.cookies[settings.SESSION_COOKIE_NAME].value
            url = f"http://127.0.0.1:{self.stage.port}"
            page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": url}])
        self.pages[name] = page
        return page

    def address(self, name: str) -> str:
        return reverse(f"evenings:{name}", args=[self.stage.evening.public_id])

    def shows(self, name: str, text: str, within: str = "main, #wall") -> None:
        """The screen of ``name`` comes to show ``text``, by itself."""
        expect(self.pages[name].locator(within).first).to_contain_text(text, timeout=self.soon)
        if name == "wall":
            assert illegible(self.pages[name]) == []

    def go_on(self, title: str) -> None:
        """The one button of the console; the console and who is awake follow."""
        console = self.pages["facilitator"]
        press(console, "/next/")
        expect(console.locator("h1#now")).to_have_text(title, timeout=SOON)


@pytest.fixture(params=[True, False], ids=["streams", "polling"])
def room(
    request: pytest.FixtureRequest, chromium: Browser, tmp_path: Path, worker: Any, smtp_sink: Any
) -> Iterator[Room]:
    """An evening that is about to begin, its blocks in the draaiboek and homework handed in."""
    with serving(tmp_path) as begin:
        stage = begin(with_redis=bool(os.environ.get("REDIS_URL")))
        team = stage.programme.teams.get()
        names = {
            "anna": "Anna de Wit",
            "bram": "Bram Visser",
            "chris": "Chris Bos",
            "coach": "Joost Velthuis",
        }
        people = {
            key: makers.join(
                stage.programme,
                makers.make_person(name=name, email=f"{key}@werk.example"),
                role="coach" if key == "coach" else "participant",
                team=team,
            )
            for key, name in names.items()
        }
        people["facilitator"] = stage.programme.participations.get(person=stage.facilitator)
        make_blocks(stage.evening, BLOCKS)
        homework = makers.make_assignment(
            stage.programme, evening=stage.evening, team=team, visibility=Visibility.FROM_EVENING, days=-1
        )
        makers.make_submission(homework, people["anna"], answers={"who": "Gerda Wolters", "quote": QUOTE})
        office = Office(chromium, f"http://127.0.0.1:{stage.port}")
        yield Room(stage, office, team, request.param, people)
        office.close()
        assert office.errors == []


def test_an_evening_of_eight_blocks(room: Room, smtp_sink: Any) -> None:
    come_in(room)
    room.go_on("Oogst van het huiswerk")
    room.shows("wall", QUOTE)
    room.go_on("Wat zou jij morgen anders doen?")
    catch(room)
    read_together(room)
    bundle(room)
    place_dots(room)
    consent(room)
    room.go_on("Terugkijken")
    room.shows("anna", "Terugkijken")
    room.go_on("Tot de volgende keer")
    press(room.pages["facilitator"], "/close/")
    room.shows("wall", "Dank je wel. Wel thuis.")
    room.shows("anna", "Deze avond is voorbij")
    send_verslag(room, smtp_sink)


def come_in(room: Room) -> None:
    """Everybody has a screen, a guest comes in by the code, somebody writes for others, and the evening begins."""
    console, wall = room.enter("facilitator", 1440, 900), room.enter("wall", 1920, 1080)
    session = console.context.cookies()
    wall.context.add_cookies(session)
    console.goto(room.address("console"))
    press(console, "/door/open/")
    until(lambda: Session.objects.get(pk=room.stage.evening.pk).door_code)
    console.goto(room.address("console"))
    code = console.locator("b.kw-code").inner_text(timeout=SOON)
    wall.goto(room.address("wall"))
    expect(wall.locator(".kw-wall__code")).to_have_text(code)
    press(console, "/open/")
    expect(console.locator("h1#now")).to_have_text("Binnenkomen", timeout=SOON)
    for name in ("anna", "bram", "chris"):
        room.enter(name, 360).goto(room.address("evening"))
        room.shows(name, "Binnenkomen")
    guest = room.enter("guest", 360)
    guest.goto("/join/")
    guest.locator("[name=code]").fill(code.replace(" ", "").lower())
    send(guest.locator("main form"))
    guest.locator("[name=name]").fill("Karin Smit")
    send(guest.locator("main form"))
    room.shows("guest", "Binnenkomen")
    room.shows("wall", "Binnenkomen", ".kw-evening")
    console.goto(room.address("scribes"))
    console.locator("[name=person]").select_option(label="Joost Velthuis")
    send(console.locator("form:has([name=person])"))
    expect(console.locator("main")).to_contain_text("Joost Velthuis")
    console.goto(room.address("console"))
    scribe = room.enter("coach", 1440, 900)
    scribe.goto(room.address("evening"))
    scribe.get_by_role("link", name="Schrijf voor anderen").click()
    room.shows("coach", "Binnenkomen")


def catch(room: Room) -> None:
    """Ideas come from two phones, one that is offline, a guest and the scribe; one phone sleeps. Nobody sees any."""
    for name in ("anna", "bram", "chris", "guest", "coach"):
        room.shows(name, "Wat zou jij morgen anders doen?")
    bram, chris = room.pages["bram"], room.pages["chris"]
    sleep(chris)
    bram.context.set_offline(True)
    drop(bram, "Begin elke vergadering buiten.", told="Nog niet verstuurd")
    drop(room.pages["anna"], "Betaal de boer voor wat een wandelaar ziet.")
    drop(room.pages["guest"], "Laat de dijk van iedereen zijn.")
    write_for(room.pages["coach"], "Anna de Wit", "Vraag de buren eerst.")
    until(lambda: Idea.objects.count() == 3)
    bram.context.set_offline(False)
    until(lambda: Idea.objects.count() == 4)
    expect(bram.locator("[data-queue-status]")).to_be_hidden(timeout=SOON)
    room.shows("wall", "4")
    for name in ("wall", "bram"):
        page = room.pages[name]
        answer = page.request.get(page.url)
        assert answer.ok
        assert "wandelaar ziet" not in answer.text()
        assert "Vraag de buren" not in answer.text()


def read_together(room: Room) -> None:
    """The reveal shows every idea once, on the wall and on phones; the phone that slept is right as it wakes."""
    room.go_on("Lezen en bundelen")
    room.shows("wall", "wandelaar ziet")
    room.shows("wall", "vergadering buiten")
    room.shows("guest", "Vraag de buren eerst.")
    chris = room.pages["chris"]
    expect(chris.locator("#now")).to_have_text("Wat zou jij morgen anders doen?")
    wake(chris)
    expect(chris.locator("#now")).to_have_text("Lezen en bundelen", timeout=SOON)
    assert sorted(Idea.objects.values_list("text", flat=True)) == [
        "Begin elke vergadering buiten.",
        "Betaal de boer voor wat een wandelaar ziet.",
        "Laat de dijk van iedereen zijn.",
        "Vraag de buren eerst.",
    ]


def bundle(room: Room) -> None:
    """Two bundles, put together by the coach in a browser."""
    page = room.pages["coach"]
    for title, words in (
        ("Buiten beginnen", ["vergadering buiten", "buren eerst"]),
        ("Zien en betalen", ["wandelaar"]),
    ):
        page.goto(reverse("ideas:clusters", args=[room.team.public_id]))
        for text in words:
            idea = Idea.objects.get(text__contains=text)
            page.locator(f"#tick-{idea.public_id}").check(force=True)
        page.locator("#bundling [name=title]").fill(title)
        page.locator("#bundling .kw-dock button[type=submit]").click()
        until(lambda title=title: room.team.clusters.filter(title=title).exists())  # type: ignore[misc]


def place_dots(room: Room) -> None:
    """Three people divide their dots; what the others gave stays hidden until the round is closed."""
    room.go_on("Stippen")
    page = room.pages["coach"]
    page.goto(reverse("ideas:open_round", args=[room.team.public_id]))
    page.locator("[name=title]").fill("Waar gaan wij mee verder?")
    page.locator("[name=budget]").fill("3")
    send(page.locator("form:has([name=budget])"))
    voting: VotingRound = until(lambda: room.team.rounds.first())
    best = room.team.clusters.get(title="Buiten beginnen")
    for given, name in enumerate(("anna", "bram", "chris"), start=1):
        phone = room.pages[name]
        phone.locator(f"a[href*='/rounds/{voting.public_id}/']").first.click(timeout=room.soon)
        give(phone.locator(f"#give-{best.public_id}"), times=given)
        until(lambda given=given: voting.ballots.filter(spent=given).exists())  # type: ignore[misc]
        expect(phone.locator("main")).not_to_contain_text("kreeg de meeste")
    page.goto(reverse("ideas:round", args=[voting.public_id]))
    press(page, "/close/")
    room.shows("anna", "‘Buiten beginnen’ kreeg de meeste")
    assert sum(voting.ballots.values_list("spent", flat=True)) == 6
    for name in ("anna", "bram", "chris"):
        room.pages[name].goto(room.address("evening"))


def consent(room: Room) -> None:
    """Everybody says what he or she thinks, and the outcome comes once it is closed."""
    room.go_on("Zijn we het eens?")
    page = room.pages["coach"]
    page.goto(reverse("ideas:open_consent", args=[room.team.public_id]))
    page.locator("[name=title]").fill("Elk team begint een maand lang buiten.")
    send(page.locator("form:has([name=title])"))
    choice: Choice = until(lambda: room.team.choices.first())
    for done, name in enumerate(("anna", "bram", "chris"), start=1):
        phone = room.pages[name]
        phone.locator(f"a[href*='/choices/{choice.public_id}/']").first.click(timeout=room.soon)
        phone.locator("input[name=stance][value=consent]").check(force=True)
        phone.locator("form.kw-consent__form button[type=submit]").click()
        until(lambda done=done: choice.answers.count() == done)  # type: ignore[misc]
    page.goto(reverse("ideas:choice", args=[choice.public_id]))
    press(page, "/close/")
    until(lambda: Choice.objects.get(pk=choice.pk).closed_at)
    for name in ("anna", "bram", "chris"):
        room.pages[name].goto(room.address("evening"))


def send_verslag(room: Room, sink: Any) -> None:
    """What happened stands in the verslag by itself; the facilitator says something about it and sends it."""
    page = room.pages["facilitator"]
    page.goto(reverse("reports:write_verslag", args=[room.stage.evening.public_id]))
    page.locator("[name=introduction]").fill("Het werd laat, en het werd wat.")
    page.locator("button[name=look]").click()
    for words in ("Het werd laat", "Buiten beginnen", "Betaal de boer voor wat een wandelaar ziet."):
        expect(page.locator("main")).to_contain_text(words)
    page.locator("a[href$='/send/']").first.click()
    page.get_by_role("button", name="Verstuur het verslag").click()
    until(lambda: Message.objects.filter(kind="verslag").count() >= 4)
    if is_quiet(now()):  # at night it waits until seven
        Message.objects.filter(kind="verslag").update(due_at=now())
    planning.plan()
    if not is_quiet(now()):
        mails = until(lambda: sink.to("anna@werk.example"))
        assert "Avond" in str(mails[-1]["subject"])


# ---- hands -------------------------------------------------------------------------------------------------------


def drop(page: Page, text: str, *, told: str = "") -> None:
    """Write an idea on a phone; ``told`` is what its status then says."""
    page.locator("#capture [name=text]").fill(text)
    page.locator("button[form=capture]").click()
    if told:
        expect(page.locator("[data-queue-status]")).to_contain_text(told, timeout=SOON)
    else:
        until(lambda: Idea.objects.filter(text=text).exists())


def write_for(page: Page, whose: str, text: str) -> None:
    """The scribe, by keyboard alone."""
    page.locator("[name=speaker]").focus()
    page.keyboard.type(whose[:4])
    page.keyboard.press("Tab")
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    until(lambda: Idea.objects.filter(text=text).exists())
    assert str(Idea.objects.get(text=text).author) != ""


def give(button: Locator, *, times: int) -> None:
    """Press a dot as often."""
    for _ in range(times):
        button.click()
        button.page.wait_for_timeout(250)


def sleep(page: Page) -> None:
    """A phone in a pocket: hidden, its line closed."""
    page.evaluate(
        "Object.defineProperty(document, 'hidden', {value: true, configurable: true});"
        "document.dispatchEvent(new Event('visibilitychange'))"
    )


def wake(page: Page) -> None:
    """It is in the hand again."""
    page.evaluate("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))")
