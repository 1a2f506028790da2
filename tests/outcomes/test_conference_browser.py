"""A conference on its screens: the facilitator's console, the wall, and the phones of two organisations."""

# ruff: noqa: F811 - fixtures of a neighbour

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from outcomes.models import Endorsement
from outcomes.services.conference import add_body, add_point
from sessions.services.live import open_evening
from tests import makers
from tests.core.streams import Stage
from tests.ideas.test_phone_browser import SOON, Phone, phone, stage  # noqa: F401 - fixtures
from tests.legible import illegible
from tests.sessions.worlds import make_blocks

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

REMARK = "Als het peil blijft zoals het is."


def test_two_bodies_endorse_and_the_wall_follows(stage: Stage, phone: Phone) -> None:
    programme = stage.programme
    facilitator = makers.join(programme, role="facilitator")
    by = facilitator.person
    alderman, chair = (makers.join(programme, role="supporter") for _ in range(2))
    evening = makers.make_evening(programme, days=0, kind="conference", title="Conferentie")
    make_blocks(evening, [("endorsement", "Onderschrijven", 30)])
    add_body(programme=programme, name="Gemeente Oosterveen", speaker=alderman, capacity="wethouder", by=by)
    add_body(programme=programme, name="Waterschap De Turf", speaker=chair, capacity="dijkgraaf", by=by)
    add_point(evening=evening, title="Wij bellen als het idee nog slecht is.", by=by)
    open_evening(evening=evening, by=by)
    address = [evening.public_id]
    console, wall = phone(facilitator), phone(facilitator)
    console.set_viewport_size({"width": 1440, "height": 900})
    wall.set_viewport_size({"width": 1920, "height": 1080})
    console.goto(reverse("evenings:console", args=address))
    wall.goto(reverse("evenings:wall", args=address))
    first, second = phone(alderman), phone(chair)
    for page in (first, second):
        page.goto(reverse("evenings:evening", args=address))

    expect(first.get_by_role("heading", name="Je spreekt namens Gemeente Oosterveen")).to_be_visible()
    remark = first.get_by_label("Opmerking (mag leeg blijven)")
    expect(remark).to_be_hidden()
    first.get_by_text("Onderschrijft het, met een opmerking").click()
    remark.fill(REMARK)
    first.get_by_role("button", name="Bewaar dit").click()
    expect(first.get_by_text(REMARK).first).to_be_visible()
    assert Endorsement.objects.get().remark == REMARK

    expect(console.get_by_text(REMARK)).to_be_visible(timeout=2 * SOON)
    expect(wall.get_by_text("Gemeente Oosterveen")).to_have_count(0)
    console.get_by_role("button", name="Toon het op de muur").click()
    expect(wall.get_by_text(REMARK)).to_be_visible(timeout=2 * SOON)
    expect(second.get_by_text(REMARK)).to_be_visible(timeout=2 * SOON)

    second.get_by_text("Onderschrijft het", exact=True).click()
    second.get_by_role("button", name="Bewaar dit").click()
    expect(wall.get_by_text("Alle organisaties onderschrijven dit.")).to_be_visible(timeout=2 * SOON)
    assert illegible(wall) == []
