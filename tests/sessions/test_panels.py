"""Panels: a block's method says what the phone, the wall and the console show, and the apps above give it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from core.slots import Filling
from ideas.models import Idea
from ideas.services.rounds import close_round, open_round
from sessions import panels
from sessions.models import Session
from sessions.panels import Panel, panel_names, register_panel, show_panels
from sessions.queries.methods import methods
from sessions.services.live import go_next, open_evening, reveal_ideas
from tests import makers
from tests.conftest import Cast
from tests.sessions.at_the_door import join, loaded, tonight
from tests.sessions.worlds import make_blocks


@pytest.fixture
def evening(cast: Cast) -> Session:
    """An evening that runs, in a block in which ideas are caught, before one in which they are read."""
    evening = makers.make_evening(cast.programme, days=0, team=cast.team)
    make_blocks(evening, [("brainstorm", "Ideeën bedenken", 20), ("conversation", "Rustig lezen", 10)])
    return open_evening(evening=evening, by=cast["facilitator"])


def url(name: str, evening: Session) -> str:
    return reverse(f"evenings:{name}", args=[evening.public_id])


def page(cast: Cast, person: str, evening: Session, name: str = "evening") -> str:
    return cast.client(person).get(url(name, evening)).text


@pytest.fixture
def _registry() -> Iterator[None]:
    """The registry as it was, afterwards."""
    before = dict(panels._panels)
    yield
    panels._panels.clear()
    panels._panels.update(before)


def test_every_method_names_panels_that_are_known_or_promised() -> None:
    promised = {"consent", "scores", "ranking", "tables", "endorsement"}
    promised = {"consent", "scores", "ranking", "tables", "reflection", "examples"}
    used = {key for method in methods().values() for key in method.panels}
    assert used <= set(panel_names()) | promised
    assert {"capture", "cards", "dots", "harvest", "words", "examples", "reflection"} <= set(panel_names())


@pytest.mark.usefixtures("_registry")
def test_a_panel_shows_what_it_has_and_an_unknown_one_nothing(cast: Cast, evening: Session) -> None:
    filling = Filling("evenings/_own_seat.html", {})
    register_panel(Panel("new", "Nieuw", phone=lambda *, evening, viewer: filling))
    about = {"evening": evening, "viewer": cast["participant"]}
    assert show_panels("phone", ["unknown", "new"], **about) == [filling]
    assert show_panels("wall", ["new"], **about) == []
    register_panel(replace(panels._panels["new"], name="Anders"))
    assert panel_names()["new"] == "Anders"


def test_the_phone_has_a_card_to_write_on_and_what_one_wrote(cast: Cast, evening: Session) -> None:
    participant = cast.client("participant")
    shown = participant.get(url("evening", evening)).text
    assert 'id="capture"' in shown
    assert "autofocus" not in shown
    form = {"text": "Een bankje bij de beek", "team": cast.team.public_id, "evening": evening.public_id}
    again = participant.post(
        reverse("ideas:new", args=[cast.programme.public_id]), {**form, "from": "evening"}
    )
    assert again.headers["Location"] == url("evening", evening)
    assert "Een bankje bij de beek" in participant.get(url("evening", evening)).text
    assert Idea.objects.get().evening == evening
    assert "Een bankje bij de beek" not in page(cast, "coach", evening)


def test_a_guest_has_the_card_too_and_comes_back_to_the_evening(cast: Cast) -> None:
    evening = tonight(cast)
    make_blocks(evening, [("brainstorm", "Ideeën bedenken", 20)])
    open_evening(evening=loaded(evening), by=cast["facilitator"])
    phone = Client()
    join(phone, evening, cast.team)
    assert 'id="capture"' in phone.get(url("evening", evening)).text
    form = {"text": "Een idee van Karin", "team": cast.team.public_id, "from": "evening"}
    again = phone.post(reverse("ideas:new_as_guest", args=[evening.public_id]), form)
    assert again.headers["Location"] == url("evening", evening)
    assert "Een idee van Karin" in phone.get(url("evening", evening)).text


def test_who_may_not_write_gets_the_block_without_a_card(cast: Cast, evening: Session) -> None:
    shown = page(cast, "observer", evening)
    assert "Ideeën bedenken" in shown
    assert 'id="capture"' not in shown


def test_the_wall_counts_while_people_write_and_shows_cards_when_they_read(
    cast: Cast, evening: Session
) -> None:
    makers.make_idea(
        cast.team, cast.participation("participant"), evening=evening, text="Een bankje bij de beek"
    )
    wall = page(cast, "facilitator", evening, "wall")
    assert "kw-wall__count" in wall
    assert "bankje" not in wall
    go_next(evening=evening, seen=evening.current_item, reveal=True, by=cast["facilitator"])
    wall = page(cast, "facilitator", evening, "wall")
    assert "kw-wall--paper" in wall
    assert "bankje" in wall
    assert "bankje" in page(cast, "coach", evening)


def test_after_the_reveal_a_block_of_writing_does_not_put_the_cards_on_the_wall(
    cast: Cast, evening: Session
) -> None:
    makers.make_idea(
        cast.team, cast.participation("participant"), evening=evening, text="Een bankje bij de beek"
    )
    reveal_ideas(evening=evening, by=cast["facilitator"])
    assert "bankje" not in page(cast, "facilitator", evening, "wall")


def test_in_a_block_of_dots_the_phone_leads_to_the_open_round_of_the_own_team(
    cast: Cast, evening: Session
) -> None:
    for team in (cast.team, cast.team, cast.other_team, cast.other_team):
        makers.make_cluster(team, ideas=1)
    make_blocks(evening, [("dot_voting", "Stippen plakken", 10)])
    evening.items.filter(title="Stippen plakken").update(position=9)
    for _ in range(2):
        go_next(evening=evening, seen=evening.current_item, reveal=True, by=cast["facilitator"])
    assert "Plak je stippen" not in page(cast, "participant", evening)
    mine = open_round(team=cast.team, title="Waar verder mee?", budget=3, by=cast["coach"])
    other = open_round(team=cast.other_team, title="Van hen", budget=3, by=cast["facilitator"])
    shown = page(cast, "participant", evening)
    assert reverse("ideas:round", args=[mine.public_id]) in shown
    assert reverse("ideas:round", args=[other.public_id]) not in shown
    close_round(voting_round=mine, by=cast["coach"])
    assert "gesloten, met de uitkomst" in page(cast, "participant", evening)


def test_the_page_of_a_phone_takes_as_many_queries_for_one_as_for_forty(
    cast: Cast, evening: Session, flat_queries
) -> None:
    makers.make_idea(cast.team, cast.participation("participant"), evening=evening)

    def more() -> None:
        for _ in range(40):
            makers.make_idea(cast.team, cast.participation("participant"), evening=evening)
            makers.join(cast.programme, team=cast.team)

    flat_queries(cast.client("participant"), url("evening", evening), more, 24)
