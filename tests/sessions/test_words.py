"""A round to begin or to end with: a few words on the phone, shown without names at the facilitator's press."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry
from core.errors import Conflict
from sessions.models import AgendaItem, Session, Word
from sessions.queries.words import said_at
from sessions.services.live import go_next, open_evening
from sessions.services.words import hide_word, say_word, show_block
from tests import makers
from tests.conftest import Cast
from tests.sessions.at_the_door import join, loaded, tonight
from tests.sessions.worlds import make_blocks


@pytest.fixture
def evening(cast: Cast) -> Session:
    """An evening of all teams that runs, in its check-in."""
    evening = tonight(cast)
    make_blocks(evening)
    return loaded(open_evening(evening=evening, by=cast["facilitator"]))


def url(name: str, evening: Session) -> str:
    return reverse(f"evenings:{name}", args=[evening.public_id])


def page(cast: Cast, person: str, evening: Session, name: str = "evening") -> str:
    return cast.client(person).get(url(name, evening)).text


def block_of(evening: Session) -> AgendaItem:
    item = evening.current_item
    assert item is not None
    return item


def say(browser: Client, evening: Session, **fields: Any) -> str:
    form = {"block": block_of(evening).public_id} | fields
    return browser.post(url("say_word", evening), form, follow=True).text


def test_a_word_is_hidden_until_the_facilitator_shows_all_of_them_without_names(
    cast: Cast, evening: Session
) -> None:
    phone = cast.client("participant")
    assert "In één of een paar woorden" in phone.get(url("evening", evening)).text
    assert "nieuwsgierig" in say(phone, evening, text="nieuwsgierig")
    for reader in ("coach", "observer", "other_participant"):
        shown = page(cast, reader, evening)
        assert "nieuwsgierig" not in shown
        assert "1 persoon gaf antwoord" in shown
    wall = page(cast, "facilitator", evening, "wall")
    assert "nieuwsgierig" not in wall
    assert "1 <small>antwoord" in wall
    console = page(cast, "facilitator", evening, "console")
    assert "nieuwsgierig" in console
    assert "Participant" not in console
    press = reverse("evenings:show_block", args=[block_of(evening).public_id])
    assert cast.client("participant").post(press).status_code in {403, 404}
    cast.client("facilitator").post(press)
    for reader, name in (("facilitator", "wall"), ("coach", "evening"), ("other_participant", "evening")):
        assert "nieuwsgierig" in page(cast, reader, evening, name)
    assert "Participant" not in page(cast, "facilitator", evening, "wall")
    cast.client("facilitator").post(press, {"hide": "yes"})
    assert "nieuwsgierig" not in page(cast, "facilitator", evening, "wall")
    verbs = set(AuditEntry.objects.filter(verb__startswith="evenings.block_").values_list("verb", flat=True))
    assert verbs == {"evenings.block_shown", "evenings.block_hidden"}
    assert not AuditEntry.objects.filter(verb__contains="word").exists()


def test_one_changes_the_own_word_while_the_round_runs_or_passes(cast: Cast, evening: Session) -> None:
    phone = cast.client("participant")
    say(phone, evening, text="moe")
    assert "wakker" in say(phone, evening, text="wakker")
    assert Word.objects.get().text == "wakker"
    assert "Je slaat over" in say(phone, evening, text="wakker", skip="yes")
    assert Word.objects.get().text == ""
    first = block_of(evening)
    go_next(evening=evening, seen=first, reveal=False, by=cast["facilitator"])
    late = phone.post(url("say_word", evening), {"block": first.public_id, "text": "te laat"}, follow=True)
    assert "Deze ronde is voorbij" in late.text
    assert Word.objects.get().text == ""


@pytest.mark.parametrize("odd", ["", "x" * 81, "\x00"])
def test_half_an_answer_gets_a_sentence_and_nothing_is_written(
    cast: Cast, evening: Session, odd: str
) -> None:
    answer = say(cast.client("participant"), evening, text=odd)
    assert "kw-toast" in answer
    assert not Word.objects.exists()


def test_a_guest_answers_too_and_who_has_no_place_at_the_evening_does_not(
    cast: Cast, evening: Session
) -> None:
    phone = Client()
    join(phone, evening, cast.team)
    assert "benieuwd" in say(phone, evening, text="benieuwd")
    for stranger in ("client", "supporter", "administrator", "outsider"):
        answer = cast.client(stranger).post(
            url("say_word", evening), {"block": block_of(evening).public_id, "text": "nee"}
        )
        assert answer.status_code in {403, 404}
    assert Word.objects.count() == 1


def test_the_facilitator_takes_a_word_off_the_wall_and_puts_it_back(cast: Cast, evening: Session) -> None:
    word = say_word(
        evening=evening,
        item=block_of(evening),
        participation=cast.participation("participant"),
        text="een lelijk woord",
    )
    assert word is not None
    show_block(item=block_of(evening), shown=True, by=cast["facilitator"])
    hide = reverse("evenings:hide_word", args=[word.public_id])
    assert cast.client("participant").post(hide).status_code in {403, 404}
    laptop = cast.client("facilitator")
    assert "lelijk" in laptop.post(hide, follow=True).text
    assert "lelijk" not in page(cast, "facilitator", evening, "wall")
    assert "lelijk" not in page(cast, "coach", evening)
    assert said_at(evening=evening) == ()
    laptop.post(hide, {"back": "yes"})
    assert "lelijk" in page(cast, "facilitator", evening, "wall")
    hide_word(word=word, hidden=True, by=cast["facilitator"])
    hide_word(word=word, hidden=True, by=cast["facilitator"])
    assert AuditEntry.objects.filter(verb="evenings.word_hidden").count() == 2


def test_after_the_evening_what_was_shown_is_kept_with_it_and_the_rest_is_not_told(
    cast: Cast, evening: Session
) -> None:
    first = block_of(evening)
    say_word(evening=evening, item=first, participation=cast.participation("coach"), text="zin in")
    assert said_at(evening=evening) == ()
    show_block(item=first, shown=True, by=cast["facilitator"])
    (told,) = said_at(evening=evening)
    assert (told.title, told.words) == (first.title, ("zin in",))


def test_a_word_for_no_block_is_refused(cast: Cast, evening: Session) -> None:
    with pytest.raises(Conflict):
        say_word(evening=evening, item=None, participation=cast.participation("coach"), text="ergens")


@pytest.mark.parametrize(
    ("person", "name", "budget"), [("participant", "evening", 26), ("facilitator", "console", 26)]
)
def test_a_round_takes_as_many_queries_for_one_answer_as_for_forty(
    cast: Cast, evening: Session, flat_queries, person: str, name: str, budget: int
) -> None:
    def answers(number: int) -> None:
        for one in range(number):
            say_word(
                evening=evening,
                item=block_of(evening),
                participation=makers.join(cast.programme, team=cast.team),
                text=f"woord {one}",
            )

    answers(1)
    show_block(item=block_of(evening), shown=True, by=cast["facilitator"])
    flat_queries(cast.client(person), url(name, evening), lambda: answers(40), budget)
