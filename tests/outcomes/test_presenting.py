"""Presenting: an order, one after the other on the wall, and one reaction per person that waits to be shown."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.errors import Conflict
from ideas.models import Proposal
from ideas.services.proposals import agree_proposal, begin_proposal, edit_proposal
from outcomes.models import Presentation, Reaction
from outcomes.services.presenting import (
    add_presentation,
    give_presentation_time,
    go_on_presenting,
    move_presentation,
    react,
    remove_presentation,
    show_reactions,
)
from sessions.models import Session
from sessions.services.live import close_evening, open_evening
from tests import makers
from tests.conftest import Cast
from tests.sessions.at_the_door import join, tonight
from tests.sessions.worlds import make_blocks

SECRET = "Mogen wij dit ook gebruiken?"


def agreed(cast: Cast, title: str, team: Any = None) -> Proposal:
    by = cast["facilitator"]
    proposal = begin_proposal(cluster=makers.make_cluster(team or cast.team), title=title, by=by)
    edit_proposal(proposal=proposal, base_version=1, fields={"what": "Betaal voor wat je ziet."}, by=by)
    return agree_proposal(proposal=proposal, by=by)


@pytest.fixture
def evening(cast: Cast) -> Session:
    """A closing at which two things are presented."""
    made = tonight(cast)
    make_blocks(made, [("presenting", "De voorstellen", 60)])
    open_evening(evening=made, by=cast["facilitator"])
    add_presentation(evening=made, proposal=agreed(cast, "Het landschapscontract"), by=cast["facilitator"])
    add_presentation(evening=made, title="De film van de jongerenraad", by=cast["facilitator"])
    return made


def on(evening: Session) -> Presentation | None:
    return Presentation.objects.filter(evening=evening, is_on=True).first()


def step(cast: Cast, evening: Session, do: str) -> None:
    seen = on(evening)
    data = {"do": do, "seen": seen.public_id if seen else ""}
    url = reverse("outcomes:present", args=[evening.public_id])
    assert cast.client("facilitator").post(url, data).status_code == 303


def page(browser: Client, evening: Session, name: str = "evening") -> str:
    return browser.get(reverse(f"evenings:{name}", args=[evening.public_id])).text


def test_they_come_on_the_wall_one_after_the_other(cast: Cast, evening: Session) -> None:
    facilitator, participant = cast.client("facilitator"), cast.client("participant")
    assert "Het landschapscontract" not in page(facilitator, evening, "wall")
    step(cast, evening, "next")
    assert "Betaal voor wat je ziet." in page(facilitator, evening, "wall")
    assert "Nu: Het landschapscontract" in page(participant, evening)
    step(cast, evening, "next")
    assert "De film van de jongerenraad" in page(facilitator, evening, "wall")
    step(cast, evening, "back")
    assert str(on(evening)) == "Het landschapscontract"
    step(cast, evening, "next")
    step(cast, evening, "next")
    assert on(evening) is None


def test_two_who_press_at_once_go_one_further(cast: Cast, evening: Session) -> None:
    step(cast, evening, "next")
    seen = on(evening)
    by = cast["facilitator"]
    second = go_on_presenting(evening=evening, seen=seen, steps=1, by=by)
    assert go_on_presenting(evening=evening, seen=seen, steps=1, by=by) == second


def test_a_reaction_waits_until_the_facilitator_shows_it(cast: Cast, evening: Session) -> None:
    step(cast, evening, "next")
    one = on(evening)
    assert one is not None
    url = reverse("outcomes:react", args=[one.public_id])
    author, other = cast.client("participant"), cast.client("other_participant")
    assert author.post(url, {"kind": "question", "text": "Iets anders"}).status_code == 303
    assert author.post(url, {"kind": "question", "text": SECRET}).status_code == 303
    assert Reaction.objects.get().text == SECRET
    assert SECRET in page(author, evening)
    facilitator = cast.client("facilitator")
    assert SECRET not in page(other, evening)
    assert SECRET not in page(facilitator, evening, "wall")
    console = page(facilitator, evening, "console")
    assert SECRET in console
    assert "Participant" not in console
    show_reactions(presentation=one, shown=True, by=cast["facilitator"])
    assert SECRET in page(other, evening)
    assert SECRET in page(facilitator, evening, "wall")
    show_reactions(presentation=one, shown=False, by=cast["facilitator"])
    assert SECRET not in page(other, evening)


def test_what_comes_too_late_is_given_back(cast: Cast, evening: Session) -> None:
    step(cast, evening, "next")
    one = on(evening)
    assert one is not None
    step(cast, evening, "stop")
    url = reverse("outcomes:react", args=[one.public_id])
    answer = cast.client("participant").post(url, {"kind": "word", "text": SECRET})
    assert answer.status_code == 422
    assert SECRET in answer.text
    with pytest.raises(Conflict):
        react(presentation=one, participation=cast.participation("participant"), kind="word", text="x")
    assert not Reaction.objects.exists()


def test_a_guest_follows_and_reacts(cast: Cast, evening: Session) -> None:
    guest = Client()
    join(guest, evening, cast.team)
    step(cast, evening, "next")
    one = on(evening)
    assert one is not None
    assert "Nu: Het landschapscontract" in page(guest, evening)
    url = reverse("outcomes:react", args=[one.public_id])
    assert guest.post(url, {"kind": "word", "text": "Mooi."}).status_code == 303
    assert cast.client("outsider").post(url, {"kind": "word", "text": "Mooi."}).status_code == 404


def test_the_facilitator_sets_the_order(cast: Cast, evening: Session) -> None:
    by = cast["facilitator"]
    browser = cast.client("facilitator")
    url = reverse("outcomes:presenting", args=[evening.public_id])
    assert "2 presentaties, 10 minuten" in browser.get(url).text
    assert browser.post(url, {"title": "", "minutes": "5"}).status_code == 422
    assert browser.post(url, {"title": "Dans", "minutes": "3"}).status_code == 303
    last = Presentation.objects.latest("pk")
    move_presentation(presentation=last, steps=-5, by=by)
    assert next(str(one) for one in Presentation.objects.order_by("position")) == "Dans"
    give_presentation_time(presentation=last, minutes=-5, by=by)
    last.refresh_from_db()
    assert last.minutes == 3
    step(cast, evening, "next")
    with pytest.raises(Conflict):
        remove_presentation(presentation=last, by=by)
    same = Presentation.objects.exclude(proposal=None).get().proposal
    with pytest.raises(Conflict):
        add_presentation(evening=evening, proposal=same, by=by)
    assert cast.client("coach").get(url).status_code == 403


def test_a_proposal_that_was_opened_again_shows_its_title_alone(cast: Cast, evening: Session) -> None:
    step(cast, evening, "next")
    Proposal.objects.update(state="draft", agreed_at=None)
    assert "Betaal voor wat je ziet." not in page(cast.client("other_participant"), evening)


def test_the_screens_take_the_same_queries_for_one_reaction_and_for_many(
    cast: Cast, evening: Session, flat_queries: Any
) -> None:
    step(cast, evening, "next")
    one = on(evening)
    assert one is not None
    react(presentation=one, participation=cast.participation("participant"), kind="word", text="Mooi.")
    show_reactions(presentation=one, shown=True, by=cast["facilitator"])

    def more() -> None:
        for number in range(10):
            who = makers.join(cast.programme)
            react(presentation=one, participation=who, kind="question", text=f"Vraag {number}?")

    url = reverse("evenings:wall", args=[evening.public_id])
    flat_queries(cast.client("facilitator"), url, more, 16)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({"title": "De film", "minutes": "5"}, "De film"),
        ({"title": "", "minutes": "5", "speaker": "Sanne"}, "Sanne"),
    ],
)
def test_what_comes_after_the_evening_is_given_back(
    cast: Cast, evening: Session, sent: dict[str, str], kept: str
) -> None:
    close_evening(evening=evening, by=cast["facilitator"])
    before = Presentation.objects.count()
    url = reverse("outcomes:presenting", args=[evening.public_id])
    browser = cast.client("facilitator")
    assert 'id="add"' not in browser.get(url).text
    answer = browser.post(url, sent)
    assert answer.status_code == 422
    assert kept in answer.text
    assert Presentation.objects.count() == before
