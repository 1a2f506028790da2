"""Ideas that look alike: one measure on every database, shown to the facilitator, bundled or set apart by a press."""

import time
from typing import Any

import pytest
from django.urls import reverse

from ideas.models import Apart, Cluster, ClusterChange, Idea
from ideas.queries.similar import alike_at, pairs_alike
from ideas.services.clusters import bundle_alike, set_apart, undo_change
from overviews.services.demo.content import IDEAS
from sessions.models import Session
from sessions.services.live import open_evening, reveal_ideas
from tests import makers
from tests.conftest import Cast
from tests.sessions.at_the_door import loaded
from tests.sessions.worlds import make_blocks

SAID_TWICE = {
    "Vergader buiten, daar waar het over gaat.": "Vergader één keer per maand buiten",
    "Boeren betalen voor het uitzicht van wandelaars.": "Betaal de boer voor wat een wandelaar ziet",
    "Een loket op zaterdag op het station.": "Eén loket op het station",
    "Een contract voor het landschap op één pagina.": "Een landschapscontract van één bladzijde",
    "Kook eerst met de bewoners, maak daarna pas het wijkplan.": "Begin een wijkplan met een maaltijd",
    "Laat bewoners zelf een stuk dijk beheren, met geld erbij.": "Geef een groep bewoners een stuk dijk",
}
DEMO = [thought.text for team in IDEAS.values() for thought in team]


@pytest.fixture
def evening(cast: Cast) -> Session:
    """An evening of the team that runs; nothing is revealed."""
    evening = makers.make_evening(cast.programme, days=0, team=cast.team)
    make_blocks(evening)
    return loaded(open_evening(evening=evening, by=cast["facilitator"]))


def two(cast: Cast, evening: Session) -> tuple[Idea, Idea]:
    """Two hidden ideas that say the same, by two people."""
    one = makers.make_idea(
        cast.team, cast.participation("participant"), text="Bankjes langs het water", evening=evening
    )
    other = makers.make_idea(
        cast.team, cast.participation("coach"), text="Een bankje bij het water", evening=evening
    )
    return tuple(Idea.objects.visible_to(cast["facilitator"]).get(pk=idea.pk) for idea in (one, other))  # type: ignore[return-value]


@pytest.mark.parametrize(("said", "begins"), SAID_TWICE.items())
def test_the_same_thought_in_other_words_comes_first(said: str, begins: str) -> None:
    texts = [*DEMO, said]
    found = pairs_alike(texts, [len(DEMO)])
    assert found
    assert texts[min(found[0][1:])].startswith(begins)


def test_few_ideas_of_the_demo_look_alike_by_themselves() -> None:
    assert len(pairs_alike(DEMO, range(len(DEMO)))) <= 3


def test_five_hundred_ideas_are_compared_in_a_moment() -> None:
    texts = [f"{text} {number}" for number in range(20) for text in DEMO][:500]
    began = time.process_time()
    pairs_alike(texts, range(30))
    assert time.process_time() - began < 2


@pytest.mark.parametrize("text", ["", "en de het", "🙂", "a" * 2000, "\u202e..."])
def test_words_that_say_nothing_look_like_nothing(text: str) -> None:
    assert pairs_alike([text, text[:1], "iets anders"], [0]) == []


def test_the_facilitator_sees_them_without_names_while_they_come_in_and_nobody_else(
    cast: Cast, evening: Session
) -> None:
    one, other = two(cast, evening)
    page = cast.client("facilitator").get(reverse("evenings:console", args=[evening.public_id])).text
    assert 'id="alike"' in page
    for person in ("participant", "coach"):
        assert str(cast[person]) not in page.split('id="alike"')[1].split("</section>")[0]
    similar = reverse("ideas:similar", args=[one.public_id])
    assert (
        f'hx-get="{similar}"'
        in cast.client("facilitator").get(reverse("ideas:idea", args=[one.public_id])).text
    )
    about = cast.client("facilitator").get(similar)
    assert other.text in about.text
    assert "1 idee lijkt op" in about.text
    part = cast.client("facilitator").get(similar, headers={"HX-Request": "true"})
    assert other.text in part.text
    assert "<h1" not in part.text
    own = cast.client("participant")
    assert "similar" not in own.get(reverse("ideas:idea", args=[one.public_id])).text
    assert own.get(similar).status_code in {403, 404}
    assert len(alike_at(evening=evening)) == 1


def test_one_press_bundles_them_before_the_reveal_without_telling_anybody(
    cast: Cast, evening: Session
) -> None:
    one, other = two(cast, evening)
    laptop = cast.client("facilitator")
    said = laptop.post(
        reverse("ideas:same", args=[other.public_id]), {"other": one.public_id}, follow=True
    ).text
    cluster = Cluster.objects.get()
    assert {idea.cluster_id for idea in Idea.objects.all()} == {cluster.pk}
    assert "ankje" not in cluster.title
    board = cast.client("coach").get(reverse("ideas:clusters", args=[cast.team.public_id])).text
    assert "ankje" not in board
    assert reverse("ideas:undo_bundling", args=[ClusterChange.objects.get().public_id]) in said
    assert not alike_at(evening=evening)
    reveal_ideas(evening=evening, by=cast["facilitator"])
    board = cast.client("coach").get(reverse("ideas:clusters", args=[cast.team.public_id])).text
    assert one.text in board
    undo_change(change=ClusterChange.objects.get(), by=cast["facilitator"])
    assert not Idea.objects.filter(cluster__isnull=False).exists()


def test_after_the_reveal_a_new_bundle_is_called_after_the_older_idea_and_a_third_joins_it(
    cast: Cast, evening: Session
) -> None:
    one, other = two(cast, evening)
    reveal_ideas(evening=evening, by=cast["facilitator"])
    one, other = (Idea.objects.visible_to(cast["coach"]).get(pk=idea.pk) for idea in (one, other))
    cluster = bundle_alike(idea=one, other=other, by=cast["facilitator"])
    assert cluster.title == "Bankjes langs het water"
    third = makers.make_idea(cast.team, text="Nog een bankje aan het water")
    again = bundle_alike(idea=third, other=Idea.objects.get(pk=one.pk), by=cast["facilitator"])
    assert again == cluster
    assert cluster.ideas.count() == 3


def test_not_the_same_is_not_asked_again_and_can_be_taken_back(cast: Cast, evening: Session) -> None:
    one, other = two(cast, evening)
    laptop, address = cast.client("facilitator"), reverse("ideas:apart", args=[one.public_id])
    said = laptop.post(address, {"other": other.public_id}, follow=True).text
    assert not alike_at(evening=evening)
    undo = reverse("ideas:alike_again", args=[one.public_id])
    assert undo in said
    set_apart(idea=other, other=one, by=cast["facilitator"])
    assert Apart.objects.count() == 1
    laptop.post(f"{undo}?other={other.public_id}")
    assert len(alike_at(evening=evening)) == 1


@pytest.mark.parametrize("person", ["participant", "observer", "coach"])
def test_only_a_facilitator_bundles_what_looks_alike(cast: Cast, evening: Session, person: str) -> None:
    one, other = two(cast, evening)
    reveal_ideas(evening=evening, by=cast["facilitator"])
    answer = cast.client(person).post(reverse("ideas:same", args=[one.public_id]), {"other": other.public_id})
    assert answer.status_code == 403


def test_an_idea_of_another_team_is_not_found(cast: Cast, evening: Session) -> None:
    one, _other = two(cast, evening)
    elsewhere = makers.make_idea(cast.other_team, text=one.text)
    address = reverse("ideas:same", args=[one.public_id])
    assert cast.client("facilitator").post(address, {"other": elsewhere.public_id}).status_code == 404


def test_console_and_page_take_as_many_queries_for_two_as_for_many(
    cast: Cast, evening: Session, flat_queries: Any
) -> None:
    one, _other = two(cast, evening)

    def grow() -> None:
        for number in range(20):
            makers.make_idea(cast.team, text=f"Bankjes langs het water {number}", evening=evening)

    grow()
    flat_queries(cast.client("facilitator"), reverse("evenings:console", args=[evening.public_id]), grow, 40)
    flat_queries(cast.client("facilitator"), reverse("ideas:idea", args=[one.public_id]), grow, 12)
    flat_queries(cast.client("facilitator"), reverse("ideas:similar", args=[one.public_id]), grow, 15)
