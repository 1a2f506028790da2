"""Choosing on a phone: words beside an answer, an outcome that comes by itself; bundling while somebody else does."""

# ruff: noqa: F811 - fixtures of a neighbour

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from ideas.enums import ChoiceKind
from ideas.models import Answer
from ideas.services.choices import close_choice, open_choice
from ideas.services.clusters import make_cluster
from teams.models import Team
from tests import makers
from tests.core.streams import Stage
from tests.ideas.test_phone_browser import SOON, Phone, author, phone, stage, team  # noqa: F401 - fixtures

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_objection_gets_its_words_and_the_outcome_comes_by_itself(
    stage: Stage,
    team: Team,
    author: object,
    phone: Phone,
) -> None:
    coach = makers.join(stage.programme, role="coach", team=team)
    choice = open_choice(
        team=team, kind=ChoiceKind.CONSENT, title="Elk team werkt één dag per maand buiten.", by=coach.person
    )
    page = phone(author)
    page.goto(reverse("ideas:choice", args=[choice.public_id]))
    words = page.get_by_label("Wat gaat er mis als we dit doen?")
    expect(words).to_be_hidden()
    page.get_by_text("Ik heb een bezwaar").click()
    expect(words).to_be_visible()
    page.get_by_role("button", name="Bewaar mijn antwoord").click()
    expect(page.get_by_text("Zeg in een paar woorden wat er misgaat.").first).to_be_visible()
    words.fill("De balie is dan dicht.")
    page.get_by_role("button", name="Bewaar mijn antwoord").click()
    expect(page.get_by_text("Tot de begeleider sluit, kun je nog wisselen.").first).to_be_visible()
    assert Answer.objects.get().remark == "De balie is dan dicht."
    close_choice(choice=choice, by=coach.person)
    expect(page.get_by_role("heading", name="Nog niet: één bezwaar.")).to_be_visible(timeout=2 * SOON)


def test_what_is_ticked_stays_when_somebody_else_bundles(
    stage: Stage,
    team: Team,
    phone: Phone,
) -> None:
    coach = makers.join(stage.programme, role="coach", team=team)
    idea = makers.make_idea(team, text="Koeien op de dijk")
    page = phone(coach)
    page.goto(reverse("ideas:clusters", args=[team.public_id]))
    tick = page.locator(f"#tick-{idea.public_id}")
    tick.check()
    page.locator("h1").click()
    make_cluster(team=team, title="Van een ander", by=coach.person)
    expect(page.get_by_role("heading", name="Van een ander")).to_be_visible(timeout=2 * SOON)
    expect(tick).to_be_checked()
