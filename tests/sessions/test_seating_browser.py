"""Tables in the browser: made, swapped and shown by who leads; on the phone at once, and there one says to be there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, expect

from sessions.models import Attendance
from sessions.services.live import open_evening
from tests import makers
from tests.core.streams import LOADING, Stage, opened, serving

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """A server, and an evening that runs."""
    with serving(tmp_path) as begin:
        stage = begin(with_redis=False)
        open_evening(evening=stage.evening, by=stage.facilitator)
        yield stage


def test_tables_are_made_and_swapped_and_reach_the_phone_by_themselves(
    chromium: Browser, stage: Stage
) -> None:
    house = makers.make_organisation(name="Waterschap Drents Overijsselse Delta")
    people = []
    for number in range(7):
        organisation = house if number < 2 else makers.make_organisation()
        person = makers.make_person(name=f"Annelot Griffioen-Waalboer {number}", organisation=organisation)
        people.append(makers.join(stage.programme, person))
        makers.attend(stage.evening, people[-1], "yes", wishes="vegetarisch")
    phone = opened(chromium, stage, people[0].person, 360)
    laptop = opened(chromium, stage, stage.facilitator, 1440)
    phone.goto(reverse("evenings:evening", args=[stage.evening.public_id]))
    phone.get_by_role("button", name="Ik ben er").click()
    expect(phone.get_by_text("Je staat genoteerd")).to_be_visible(timeout=LOADING)
    assert Attendance.objects.get(participation=people[0]).is_present is True
    laptop.goto(reverse("evenings:tables", args=[stage.evening.public_id]))
    laptop.get_by_label("Hoeveel?").fill("4")
    laptop.get_by_label("Wie ja zei").check()
    laptop.get_by_role("button", name="Verdeel").click()
    expect(laptop.get_by_text("7 mensen, 9 paren")).to_be_visible(timeout=LOADING)
    laptop.get_by_role("button", name="Laat iedereen de eigen tafel zien").click()
    expect(phone.get_by_role("heading", name="Je zit aan tafel")).to_be_visible(timeout=LOADING)
    names = [laptop.locator(".kw-seat").nth(table).locator("b").first.inner_text() for table in (0, 1)]
    for label, name in zip(("Wie?", "Met wie?"), names, strict=True):
        field = laptop.get_by_label(label, exact=True)
        field.select_option(label=field.locator("option", has_text=name).first.inner_text())
    laptop.get_by_role("button", name="Ruil", exact=True).click()
    expect(laptop.get_by_text("zijn geruild")).to_be_visible(timeout=LOADING)
    expect(laptop.locator(".kw-seat").nth(0)).to_contain_text(names[1])
    phone.context.close()
    laptop.context.close()
