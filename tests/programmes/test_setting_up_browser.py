"""Setting up a programme within ten minutes: counted in screens, fields and clicks, in Chromium, by somebody who has no
programme yet and reads what stands there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from core.clock import at_local, local
from outbox.models import Message
from programmes.models import Programme
from programmes.queries.fitting import fit_plan, likely_start
from programmes.services.blueprints import find_blueprint
from tests import makers
from tests.flows.devices import PASSWORD, Office, until
from tests.programmes.worlds import evening, plan_programme

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST_SCREENS = 6
MOST_FIELDS = 14
NAME = "Themateams van de twaalf provincies"
THEMES = ["Landschap", "Stedelijke ontwikkeling", "Visie op binnenlands bestuur"]
PEOPLE = [
    f"Deelnemer {letter} <{letter.lower()}@provincie.example>, Provincie {letter}"
    for letter in "ABCDEFGHIJKL"
]
FIELDS = """() => new Set([...document.querySelectorAll("main input, main select, main textarea")]
  .filter(one => !["hidden", "submit", "button"].includes(one.type) && !one.disabled)
  .filter(one => one.checkVisibility() || (one.labels[0] && one.labels[0].checkVisibility()))
  .map(one => one.name)).size"""


@dataclass
class Effort:
    """What somebody goes through: screens seen, fields on them, fields typed in, and clicks."""

    page: Page
    screens: list[str] = field(default_factory=list)
    fields: int = 0
    typed: int = 0
    clicks: int = 0

    def look(self) -> None:
        """A screen is before her: note where, and how many fields it asks."""
        self.screens.append(
            re.sub(r"/programmes/(\w{12}/)?", "/", self.page.url.partition("//")[2]).split("/", 1)[1]
        )
        self.fields += self.page.evaluate(FIELDS)

    def type(self, label: str, words: str) -> None:
        """Put ``words`` in the field called ``label``, key by key."""
        box = self.page.get_by_label(label)
        box.click()
        box.press_sequentially(words)
        self.typed += 1

    def click(self, what: Locator, lands: str = "") -> None:
        """Click, and wait for the address that follows."""
        what.click()
        self.clicks += 1
        if lands:
            self.page.wait_for_url(lands)

    def on(self, label: str, lands: str) -> None:
        """The large button at the foot."""
        self.click(self.page.get_by_role("button", name=label), lands)


@pytest.fixture
def laptop(chromium: Browser, live_server: LiveServer) -> Iterator[Page]:
    """The laptop of an administrator of an organisation that was just made; she has no programme."""
    call_command("organisation", "create", "Interprovinciaal Werkverband", admin="anneke@werk.example")
    anneke = User.objects.get(email="anneke@werk.example")
    anneke.name = "Anneke Rozendal"
    anneke.set_password(PASSWORD)
    anneke.save()
    office = Office(chromium, live_server.url)
    yield office.signed_in(anneke.email, 1366)
    office.close()
    assert office.errors == []


def engage_elsewhere() -> None:
    """One of the twelve has an evening elsewhere, at the time that the second evening will get."""
    plan = find_blueprint("theme_teams").plan
    day = fit_plan(plan=plan, starts_on=likely_start(), region="all").evenings[2].day
    elsewhere = makers.make_programme(name="Kopgroep van de buren")
    busy = makers.make_evening(elsewhere, title="Niet voor vreemde ogen")
    busy.moment.at = at_local(day, local(busy.moment.at).time().replace(hour=18, minute=0))
    busy.moment.save()
    makers.join(elsewhere, makers.make_person(name="Deelnemer A", email="a@provincie.example"))


def test_from_nothing_to_twelve_invitations_within_ten_minutes(laptop: Page) -> None:
    engage_elsewhere()
    page, effort = laptop, Effort(laptop)
    effort.look()
    effort.click(page.get_by_role("link", name="Nieuw traject"), "**/programmes/new/")

    # 1. The question; the way of working and the first day stand there already.
    effort.look()
    expect(page.get_by_role("radio", name="Themateams")).to_be_checked()
    effort.type("Hoe heet het traject?", NAME)
    effort.type("Welke vraag ligt er?", "Hoe werken twaalf provincies samen met de mensen om wie het gaat?")
    effort.type("Wie is de opdrachtgever?", "Gezamenlijk bestuur")
    effort.type("Wat mogen de teams zelf beslissen?", "Een proef tot € 5.000. Dat mag van het bestuur.")
    effort.on("Naar thema’s", "**/setup/themes/")

    # 2. Three theme teams.
    effort.look()
    effort.type("Thema’s, één per regel", "\n".join(THEMES))
    effort.on("Naar de kalender", "**/setup/calendar/")
    programme = Programme.objects.get(name=NAME)

    # 3. Four evenings for each, between a beginning and an end; one gets another day.
    effort.look()
    assert [name for name in programme.sessions.values_list("title", flat=True) if name.startswith("Avond")] == [
        "Avond 1", "Avond 2", "Avond 3", "Avond 4",
    ]  # fmt: skip
    effort.on("Naar mensen", "**/setup/people/")

    # 4. Twelve people, pasted; one address is not right.
    effort.look()
    before_people = (len(effort.screens), effort.fields - page.evaluate(FIELDS))
    lines = "\n".join(PEOPLE)
    paste(page, lines.replace("l@provincie.example", "l@provincie"))
    effort.typed += 1
    effort.on("Door naar nakijken", "**/setup/people/")  # she overlooks the other button: nothing is lost
    expect(page.get_by_text("Deze mensen staan nog niet op de lijst.")).to_be_visible()
    expect(page.get_by_text("Te verbeteren: 1.")).to_be_visible()
    paste(page, lines)
    effort.typed += 1
    effort.click(page.get_by_role("button", name="Controleer de lijst"))
    effort.click(page.get_by_role("button", name="Zet 12 mensen op de lijst"))
    expect(page.get_by_text("12 mensen staan op de lijst.")).to_be_visible()
    expect(page.get_by_label("Plak hier namen en adressen")).to_have_value("")
    effort.on("Door naar nakijken", "**/setup/review/")

    # 5. The preview: who gets what, and an evening at which somebody is expected elsewhere. It gets another day.
    effort.look()
    clashes = page.get_by_role("region", name="Wat botst")
    expect(clashes).to_contain_text("Avond 2")
    expect(clashes).to_contain_text("Eén persoon heeft dan een avond van een ander traject.")
    expect(page.locator("main")).not_to_contain_text("vreemde ogen")
    before = evening(programme, "Avond 2").at
    effort.click(clashes.get_by_role("link", name="Kies een andere dag"), "**/setup/calendar/#day_*")
    effort.look()
    effort.click(page.get_by_role("button", name=re.compile("^Wordt ")), "**/setup/calendar/")
    until(lambda: evening(programme, "Avond 2").at > before)
    effort.click(page.get_by_role("link", name="Nakijken"), "**/setup/review/")
    effort.look()
    expect(page.get_by_role("region", name="Wat botst")).to_contain_text("Niets")
    expect(page.get_by_role("region", name="Wie krijgt welk bericht wanneer")).to_contain_text(
        "aan 12 mensen"
    )
    expect(page.get_by_text("12 mensen krijgen mail")).to_be_visible()

    # 6. Nothing left before the start; then twelve invitations.
    twelve = re.findall(r"<(.*?)>", lines)
    assert not Message.objects.filter(scope=programme.scope).exists()
    assert not Message.objects.filter(recipient__in=twelve).exists()
    effort.on("Traject starten", re.compile(r"/programmes/\w{12}/$"))
    expect(page.get_by_text("12 mensen krijgen nu hun uitnodiging.")).to_be_visible()
    invitations = Message.objects.filter(scope=programme.scope, kind="invitation")
    assert sorted(invitations.values_list("recipient", flat=True)) == sorted(twelve)
    assert programme.teams.count() == len(THEMES)

    print(  # noqa: T201 - the figures are what one runs this for
        f"\nBefore the people: {before_people[0]} screens, {before_people[1]} fields. In all: "
        f"{len(effort.screens)} screens ({', '.join(effort.screens)}), {effort.typed} fields typed in, "
        f"{effort.clicks} clicks."
    )
    assert before_people[0] <= MOST_SCREENS
    assert before_people[1] <= MOST_FIELDS


def test_a_concept_is_taken_up_from_its_own_card_also_beside_others(laptop: Page) -> None:
    """The whole card is a link, and no other card lies over it."""
    anneke = User.objects.get(email="anneke@werk.example")
    host = anneke.administers.get().organisation
    one, _other = (plan_programme(by=anneke, host=host, name=name) for name in ("Het ene", "Het andere"))
    laptop.goto("/programmes/")
    laptop.get_by_role("link", name="Het ene").click()
    laptop.wait_for_url(f"**/programmes/{one.public_id}/setup/calendar/")


def paste(page: Page, lines: str) -> None:
    """What Ctrl+V does: the whole at once."""
    page.get_by_label("Plak hier namen en adressen").fill(lines)
