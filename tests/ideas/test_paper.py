"""The paper bridge: codes that a phone reads, cards and ballots typed one after the other, each once."""

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import zxingcpp
from django.conf import settings
from django.urls import reverse
from PIL import Image

from core.errors import Conflict
from ideas.models import Cluster, Idea, Paper, PaperDots, VotingRound
from ideas.services.paper import print_paper, take_back, type_ballot, type_card
from ideas.services.rounds import close_round, open_round
from sessions.models import Scribe, Session
from sessions.services.live import open_evening
from tests import makers
from tests.conftest import Cast
from tests.sessions.at_the_door import loaded
from tests.sessions.worlds import make_blocks


@pytest.fixture
def evening(cast: Cast) -> Session:
    """An evening of the team that runs."""
    evening = makers.make_evening(cast.programme, days=0, team=cast.team)
    make_blocks(evening)
    return loaded(open_evening(evening=evening, by=cast["facilitator"]))


@pytest.fixture
def cards(cast: Cast, evening: Session) -> list[Paper]:
    """Five idea cards: K1 to K5."""
    return list(print_paper(evening=evening, count=5, by=cast["facilitator"]).papers.all())


@pytest.fixture
def voting_round(cast: Cast, evening: Session) -> VotingRound:
    """A round of three dots over two bundles."""
    for title in ("Boer", "Sloot"):
        makers.make_cluster(cast.team, title=title)
    return open_round(team=cast.team, title="Waarmee verder?", budget=3, by=cast["coach"])


def at(name: str, evening: Session) -> str:
    return reverse(f"ideas:{name}", args=[evening.public_id])


def codes_in(pdf: bytes) -> list[str]:
    """What a camera reads on the pages of ``pdf``."""
    with TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-r", "150", "-png", "-", f"{folder}/page"], input=pdf, check=True)
        pictures = [Image.open(page) for page in Path(folder).iterdir()]
        return [one.text for picture in pictures for one in zxingcpp.read_barcodes(picture)]


def test_the_square_codes_on_the_printed_cards_lead_to_their_cards(
    cast: Cast, evening: Session, voting_round: VotingRound
) -> None:
    laptop = cast.client("facilitator")
    page = at("paper", evening)
    assert "Kaartjes en stembiljetten op papier" in laptop.get(page).text
    for what, many, letter in (("cards", 5, "K"), (voting_round.public_id, 3, "B")):
        printed = laptop.post(page, {"what": what, "count": many}, follow=True)
        assert printed["Content-Type"] == "application/pdf"
        papers = Paper.objects.filter(code__startswith=letter)
        wanted = {
            settings.SITE_URL + reverse("ideas:scanned", args=[one.public_id]): one.code for one in papers
        }
        assert set(codes_in(printed.content)) == set(wanted)
        assert sorted(wanted.values()) == [f"{letter}{number}" for number in range(1, many + 1)]
        text = subprocess.run(
            ["pdftotext", "-", "-"], input=printed.content, capture_output=True, check=True
        ).stdout.decode()
        assert all(code in text for code in wanted.values())


def test_printing_more_goes_on_with_the_numbers(cast: Cast, evening: Session, cards: list[Paper]) -> None:
    more = print_paper(evening=evening, count=2, by=cast["facilitator"])
    assert [paper.code for paper in more.papers.all()] == ["K6", "K7"]


def test_a_scanned_card_leads_who_types_to_the_form_and_tells_others_what_to_do(
    cast: Cast, evening: Session, cards: list[Paper], client: Any
) -> None:
    address = reverse("ideas:scanned", args=[cards[0].public_id])
    onward = cast.client("facilitator").get(address)
    assert onward.headers["Location"] == f"{at('type_paper', evening)}?code=K1"
    shown = cast.client("facilitator").get(onward.headers["Location"]).text
    assert 'value="K1"' in shown
    scribe = Scribe.objects.create(evening=evening, participation=cast.participation("participant"))
    as_scribe = cast.client("participant").get(address).headers["Location"]
    assert as_scribe == f"{reverse('ideas:type_as_scribe', args=[scribe.public_id])}?code=K1"
    for browser in (client, cast.client("observer"), cast.client("outsider")):
        told = browser.get(address)
        assert told.status_code == 200
        assert "Dit kaartje is voor de doos" in told.text
        assert evening.title not in told.text
    assert client.get(reverse("ideas:scanned", args=["2" * 12])).status_code == 404


def test_code_enter_words_enter_keeps_a_card_and_is_ready_for_the_next(
    cast: Cast, evening: Session, cards: list[Paper]
) -> None:
    laptop, page = cast.client("facilitator"), at("type_paper", evening)
    asked = laptop.post(page, {"code": "k 2", "text": ""})
    assert asked.status_code == 200
    assert not Idea.objects.exists()
    person = cast.participation("participant")
    form = {"code": "2", "text": "Een hek minder per jaar", "speaker": person.public_id}
    kept = laptop.post(page, form, follow=True)
    idea = Idea.objects.get()
    assert (idea.text, idea.author, idea.written_by) == (form["text"], person, cast["facilitator"])
    assert idea.evening == evening
    assert "K2 is binnen" in kept.text
    assert f"{at('take_back', evening)}?code=K2" in kept.text
    assert form["text"] in kept.text
    again = laptop.post(page, form)
    assert again.status_code == 303
    assert Idea.objects.count() == 1


def test_an_unknown_code_and_one_that_was_typed_already_are_said_at_once(
    cast: Cast, evening: Session, cards: list[Paper]
) -> None:
    type_card(paper=cards[0], text="Water eerst", team=cast.team, author=None, by=cast["facilitator"])
    page = at("type_paper", evening)
    for code, said in (("K71", "K71"), ("K1", "al ingetypt"), ("hek", "hek")):
        answer = cast.client("coach").post(page, {"code": code, "text": "Niet verliezen"})
        assert answer.status_code == 422
        assert said in answer.text
        assert "Niet verliezen" in answer.text
    assert Idea.objects.count() == 1


def test_two_who_type_one_card_at_once_make_one_idea(
    cast: Cast, evening: Session, cards: list[Paper]
) -> None:
    type_card(paper=cards[0], text="Water eerst", team=cast.team, author=None, by=cast["facilitator"])
    with pytest.raises(Conflict):
        type_card(paper=cards[0], text="Iets anders", team=cast.team, author=None, by=cast["coach"])
    assert Idea.objects.count() == 1


def test_what_was_typed_is_taken_back_by_who_typed_it_and_the_code_is_free_again(
    cast: Cast, evening: Session, cards: list[Paper]
) -> None:
    laptop = cast.client("facilitator")
    laptop.post(at("type_paper", evening), {"code": "K1", "text": "Een tikfuot"})
    cast.client("coach").post(at("take_back", evening), {"code": "K1"})
    assert Idea.objects.count() == 1
    laptop.post(at("take_back", evening), {"code": "K1"})
    assert not Idea.objects.exists()
    assert Paper.objects.get(code="K1").entered_at is None
    laptop.post(at("type_paper", evening), {"code": "K1", "text": "Een tikfout"})
    assert Idea.objects.get().text == "Een tikfout"


def test_an_idea_with_which_somebody_went_on_is_not_taken_back(
    cast: Cast, evening: Session, cards: list[Paper]
) -> None:
    idea = type_card(paper=cards[0], text="Water", team=cast.team, author=None, by=cast["coach"])
    Idea.objects.filter(pk=idea.pk).update(cluster=makers.make_cluster(cast.team))
    with pytest.raises(Conflict):
        take_back(paper=cards[0], by=cast["coach"])
    assert Paper.objects.get(code="K1").idea == idea


def test_ballots_count_along_with_the_dots_of_phones_and_can_be_taken_back(
    cast: Cast, evening: Session, voting_round: VotingRound
) -> None:
    print_paper(evening=evening, count=4, by=cast["coach"], voting_round=voting_round)
    laptop, page = cast.client("coach"), at("type_paper", evening)
    boer, sloot = Cluster.objects.get(title="Boer"), Cluster.objects.get(title="Sloot")
    asked = laptop.post(page, {"code": "B1"})
    assert f'name="dots-{boer.public_id}"' in asked.text
    dots = {f"dots-{boer.public_id}": "2", f"dots-{sloot.public_id}": ""}
    assert laptop.post(page, {"code": "B1", **dots}).status_code == 303
    assert laptop.post(page, {"code": "B2", **dots}).status_code == 303
    assert PaperDots.objects.get(cluster=boer).dots == 4
    voting_round.refresh_from_db()
    assert voting_round.paper_ballots == 2
    assert laptop.post(page, {"code": "B1", **dots}).status_code == 422
    too_many = {f"dots-{boer.public_id}": "2", f"dots-{sloot.public_id}": "2"}
    assert laptop.post(page, {"code": "B3", **too_many}).status_code == 422
    laptop.post(at("take_back", evening), {"code": "B2"})
    voting_round.refresh_from_db()
    assert (PaperDots.objects.get(cluster=boer).dots, voting_round.paper_ballots) == (2, 1)
    close_round(voting_round=voting_round, by=cast["coach"])
    paper = reverse("ideas:paper_dots", args=[voting_round.public_id])
    assert "1 stembiljet" in laptop.get(paper).text


def test_a_ballot_is_no_card_and_a_card_no_ballot(
    cast: Cast, evening: Session, cards: list[Paper], voting_round: VotingRound
) -> None:
    (ballot,) = print_paper(
        evening=evening, count=1, by=cast["coach"], voting_round=voting_round
    ).papers.all()
    with pytest.raises(Conflict):
        type_card(paper=ballot, text="Nee", team=cast.team, author=None, by=cast["coach"])
    with pytest.raises(Conflict):
        type_ballot(paper=cards[0], dots={}, by=cast["coach"])


def test_only_who_leads_and_the_scribe_type_and_only_once_it_began(
    cast: Cast, evening: Session, cards: list[Paper]
) -> None:
    assert cast.client("participant").get(at("type_paper", evening)).status_code == 403
    later = makers.make_evening(cast.programme, days=7, team=cast.team)
    print_paper(evening=later, count=4, by=cast["coach"])
    assert cast.client("coach").get(at("type_paper", later)).status_code == 403
    assert cast.client("coach").get(at("paper", later)).status_code == 200


def test_the_pages_take_as_many_queries_for_one_as_for_many(
    cast: Cast, evening: Session, cards: list[Paper], flat_queries: Any
) -> None:
    numbers = iter(range(1, 9))
    printed = list(print_paper(evening=evening, count=20, by=cast["coach"]).papers.all())

    def grow() -> None:
        print_paper(evening=evening, count=4, by=cast["coach"])
        for _time in range(4):
            number = next(numbers)
            type_card(
                paper=printed[number],
                text=f"Idee {number}",
                team=cast.team,
                author=cast.participation("participant"),
                by=cast["coach"],
            )

    grow()
    flat_queries(cast.client("coach"), at("type_paper", evening), lambda: None, 16)
    flat_queries(cast.client("coach"), at("paper", evening), grow, 16)
