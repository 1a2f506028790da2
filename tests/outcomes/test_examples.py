"""Good and less good examples: told on a phone, hidden until they are shown, asked on, and the ground of lessons."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry
from core.access import allowed
from outcomes.models import Example, ExampleQuestion, Lesson
from outcomes.services.examples import ask_on, hide_example, tell_example
from sessions.models import AgendaItem, Session
from sessions.services.live import close_evening, open_evening
from sessions.services.scribes import note_scribe
from sessions.services.words import show_block
from tests import makers
from tests.conftest import Cast
from tests.sessions.at_the_door import join, loaded, tonight
from tests.sessions.worlds import make_blocks

WHAT = "De boer zette zelf de eerste paal"


@pytest.fixture
def evening(cast: Cast) -> Session:
    """An evening of all teams that runs, in a block that gathers examples."""
    evening = tonight(cast)
    make_blocks(evening, [("examples", "Voorbeelden", 40), ("conversation", "Praten", 10)])
    return loaded(open_evening(evening=evening, by=cast["facilitator"]))


def block_of(evening: Session) -> AgendaItem:
    item = evening.current_item
    assert item is not None
    return item


def told(cast: Cast, evening: Session, **fields: Any) -> Example:
    """An example of the participant, in the block that runs."""
    given = {"kind": "good", "what": WHAT, "where": "Vries, 2024", "why": "Hij kende de buren."} | fields
    return tell_example(
        team=given.pop("team", cast.team),
        evening=evening,
        item=given.pop("item", block_of(evening)),
        author=given.pop("author", cast.participation("participant")),
        by=given.pop("by", cast["participant"]),
        **given,
    )


def shown(cast: Cast, evening: Session, **fields: Any) -> Example:
    """The same, shown to the room, loaded as a view would."""
    show_block(item=block_of(evening), shown=True, by=cast["facilitator"])
    example = told(cast, evening, **fields)
    found = Example.objects.visible_to(cast["facilitator"]).get(pk=example.pk)
    return found


def url(name: str, example: Example) -> str:
    return reverse(f"outcomes:{name}", args=[example.public_id])


def evening_page(cast: Cast, person: str, evening: Session, name: str = "evening") -> str:
    return cast.client(person).get(reverse(f"evenings:{name}", args=[evening.public_id])).text


def test_somebody_tells_an_example_on_the_phone_in_the_block(cast: Cast, evening: Session) -> None:
    phone = cast.client("participant")
    page = phone.get(reverse("evenings:evening", args=[evening.public_id])).text
    assert "Wat gebeurde er?" in page
    form = {
        "kind": "less_good",
        "what": WHAT,
        "where": "Vries",
        "team": cast.team.public_id,
        "block": block_of(evening).public_id,
        "draft_key": "a",
        "from": "evening",
    }
    address = reverse("outcomes:tell", args=[evening.public_id])
    answer = phone.post(address, form)
    assert answer.headers["Location"] == reverse("evenings:evening", args=[evening.public_id])
    phone.post(address, form)
    example = Example.objects.get()
    assert (example.team, example.evening, example.item) == (cast.team, evening, block_of(evening))
    assert (example.kind, example.author) == ("less_good", cast.participation("participant"))
    assert phone.post(address, form, headers={"HX-Request": "true"}).status_code == 204
    phone.post(address, form | {"what": "Iets anders onder dezelfde sleutel"})
    assert Example.objects.count() == 2
    assert WHAT in phone.get(reverse("evenings:evening", args=[evening.public_id])).text


@pytest.mark.parametrize(
    "odd",
    [
        {"what": ""},
        {"what": "x" * 1001},
        {"kind": "x"},
        {"team": "x"},
        {"where": "y" * 161},
        {"what": "\x00"},
    ],
)
def test_half_an_example_gets_a_sentence_and_loses_nothing(
    cast: Cast, evening: Session, odd: dict[str, str]
) -> None:
    form = {"kind": "good", "what": WHAT, "why": "Hij kende de buren.", "team": cast.team.public_id} | odd
    answer = cast.client("participant").post(reverse("outcomes:tell", args=[evening.public_id]), form)
    assert answer.status_code == 422
    assert "Hij kende de buren." in answer.text
    assert not Example.objects.exists()


def test_hidden_is_hidden_until_the_facilitator_shows_them(cast: Cast, evening: Session) -> None:
    example = told(cast, evening)
    everybody = [name for name in cast.people if name not in {"participant", "facilitator"}]
    for reader in everybody:
        browser = cast.client(reader)
        assert browser.get(url("example", example)).status_code == 404
        for address in (
            reverse("evenings:evening", args=[evening.public_id]),
            reverse("outcomes:examples", args=[cast.programme.public_id]),
        ):
            assert WHAT not in browser.get(address).text, reader
    assert WHAT not in evening_page(cast, "facilitator", evening, "wall")
    assert "1 <small>voorbeeld" in evening_page(cast, "facilitator", evening, "wall")
    for address in (url("example", example), reverse("evenings:console", args=[evening.public_id])):
        page = cast.client("facilitator").get(address).text
        assert WHAT in page
        assert "Participant" not in page
    assert not AuditEntry.objects.filter(verb="outcomes.example_told").exists()
    cast.client("facilitator").post(reverse("evenings:show_block", args=[block_of(evening).public_id]))
    assert WHAT in evening_page(cast, "facilitator", evening, "wall")
    for reader in ("coach", "observer"):
        assert WHAT in evening_page(cast, reader, evening)
        assert cast.client(reader).get(url("example", example)).status_code == 200
    for reader in ("other_participant", "client", "supporter", "administrator", "outsider"):
        assert cast.client(reader).get(url("example", example)).status_code == 404


def test_when_the_evening_is_over_what_was_told_can_be_read(cast: Cast, evening: Session) -> None:
    example = told(cast, evening)
    close_evening(evening=evening, by=cast["facilitator"])
    assert cast.client("coach").get(url("example", example)).status_code == 200
    assert WHAT in evening_page(cast, "coach", evening)


def test_an_example_is_signed_as_its_author_consented_and_never_on_the_wall(
    cast: Cast, evening: Session
) -> None:
    example = shown(cast, evening)
    cast.programme.participations.filter(person=cast.people["participant"]).update(
        consent="name", consent_asked_at=evening.opened_at
    )
    assert "Participant" in cast.client("coach").get(url("example", example)).text
    assert "Participant" not in evening_page(cast, "facilitator", evening, "wall")
    cast.programme.participations.filter(person=cast.people["participant"]).update(consent="anonymous")
    assert "Participant" not in cast.client("coach").get(url("example", example)).text
    assert (
        "Participant"
        not in cast.client("coach").get(reverse("outcomes:examples", args=[cast.programme.public_id])).text
    )


def test_a_guest_tells_one_too_and_reads_those_of_the_own_table(cast: Cast, evening: Session) -> None:
    phone = Client()
    join(phone, evening, cast.team)
    form = {
        "kind": "good",
        "what": "Van een gast",
        "team": cast.team.public_id,
        "block": block_of(evening).public_id,
    }
    phone.post(reverse("outcomes:tell", args=[evening.public_id]), form | {"from": "evening"})
    assert Example.objects.get().team == cast.team
    other = shown(cast, evening)
    away = told(
        cast, evening, team=cast.other_team, what="Van een andere tafel", author=None, by=cast["facilitator"]
    )
    assert phone.get(url("example", other)).status_code == 200
    assert phone.get(url("example", away)).status_code == 404
    assert "Van een andere tafel" not in phone.get(reverse("evenings:evening", args=[evening.public_id])).text
    asked = phone.post(url("ask_on", other), {"text": "Wie hielp hem?"}, follow=True)
    assert "Wie hielp hem?" in asked.text


def test_a_scribe_writes_down_what_somebody_told(cast: Cast, evening: Session) -> None:
    scribe = note_scribe(
        evening=evening,
        participation=cast.participation("participant"),
        team=cast.team,
        by=cast["facilitator"],
    )
    laptop, here = cast.client("participant"), reverse("outcomes:write_example", args=[scribe.public_id])
    assert here in laptop.get(reverse("ideas:write", args=[scribe.public_id])).text
    speaker = cast.participation("coach")
    form = {"speaker": speaker.public_id, "kind": "good", "what": WHAT, "draft_key": "b"}
    for _ in range(2):
        assert laptop.post(here, form).status_code == 303
    example = Example.objects.get()
    assert (example.author, example.written_by) == (speaker, cast.people["participant"])
    assert cast.client("coach").get(url("example", example)).status_code == 200
    assert cast.client("coach").post(url("edit_example", example), form).status_code == 303
    assert cast.client("observer").get(here).status_code == 404


def test_who_told_it_changes_it_takes_it_back_and_puts_it_back(cast: Cast, evening: Session) -> None:
    example = shown(cast, evening)
    phone = cast.client("participant")
    page = phone.post(
        url("edit_example", example), {"kind": "good", "what": "Met andere woorden"}, follow=True
    )
    assert "Met andere woorden" in page.text
    assert cast.client("facilitator").get(url("edit_example", example)).status_code == 403
    assert cast.client("coach").post(url("take_back_example", example)).status_code == 403
    phone.post(url("take_back_example", example))
    for reader in ("coach", "facilitator", "observer"):
        assert cast.client(reader).get(url("example", example)).status_code == 404
    assert "Met andere" not in evening_page(cast, "facilitator", evening, "wall")
    phone.post(url("take_back_example", example), {"back": "yes"})
    assert cast.client("coach").get(url("example", example)).status_code == 200


def test_the_facilitator_hides_an_example_and_shows_it_again(cast: Cast, evening: Session) -> None:
    example = shown(cast, evening)
    laptop = cast.client("facilitator")
    assert cast.client("observer").post(url("hide_example", example)).status_code == 403
    assert "verborgen" in laptop.post(url("hide_example", example), follow=True).text
    assert cast.client("observer").get(url("example", example)).status_code == 404
    assert WHAT not in evening_page(cast, "observer", evening)
    assert WHAT not in evening_page(cast, "facilitator", evening, "wall")
    for reader in ("participant", "coach"):
        assert cast.client(reader).get(url("example", example)).status_code == 200
    assert cast.client("participant").get(url("edit_example", example)).status_code == 403
    laptop.post(url("hide_example", example), {"back": "yes"})
    assert cast.client("observer").get(url("example", example)).status_code == 200


def test_others_ask_on_and_who_told_it_answers(cast: Cast, evening: Session) -> None:
    example = shown(cast, evening)
    asking = cast.client("observer")
    for _ in range(2):
        asking.post(url("ask_on", example), {"text": "Wat deed jij?"})
    question = ExampleQuestion.objects.get()
    answer = reverse("outcomes:answer_question", args=[question.public_id])
    assert cast.client("coach").post(answer, {"answer": "Ik niet"}).status_code == 403
    page = cast.client("participant").post(answer, {"answer": "Ik bracht koffie."}, follow=True).text
    assert "Ik bracht koffie." in page
    assert "1 vraag" in evening_page(cast, "coach", evening)
    remove = reverse("outcomes:remove_question", args=[question.public_id])
    assert cast.client("participant").post(remove).status_code == 403
    assert "Wat deed jij?" not in asking.post(remove, follow=True).text
    assert "Wat deed jij?" in asking.post(remove, follow=True).text
    assert asking.post(url("ask_on", example), {"text": ""}).status_code == 422
    assert cast.client("other_participant").post(url("ask_on", example), {"text": "x"}).status_code == 404


def test_before_it_is_shown_nobody_asks_on(cast: Cast, evening: Session) -> None:
    example = Example.objects.visible_to(cast["facilitator"]).get(pk=told(cast, evening).pk)
    for person in cast.people:
        assert not allowed(cast[person], "outcomes.ask_on", example)
        assert not allowed(cast[person], "outcomes.make_lesson_of_example", example)


def test_a_lesson_rests_on_at_least_one_example(cast: Cast, evening: Session) -> None:
    example = shown(cast, evening)
    second = told(cast, evening, kind="less_good", what="Het lukte niet")
    browser, here = cast.client("participant"), url("lesson_of_examples", example)
    form = {"kind": "worked", "text": "Laat wie het aangaat beginnen."}
    refused = browser.post(here, form)
    assert refused.status_code == 422
    assert "minstens één voorbeeld" in refused.text
    page = browser.post(here, form | {"examples": [example.public_id, second.public_id]}, follow=True).text
    lesson = Lesson.objects.get()
    assert set(lesson.examples.all()) == {example, second}
    assert lesson.evening == evening
    assert WHAT in page
    assert "2 voorbeelden" in page
    assert "Laat wie het aangaat" in browser.get(url("example", example)).text
    hide_example(example=example, back=False, by=cast["facilitator"])
    after = cast.client("observer").get(reverse("outcomes:lesson", args=[lesson.public_id])).text
    assert "Laat wie het aangaat" in after
    assert WHAT not in after


def test_examples_of_another_team_are_no_ground(cast: Cast, evening: Session) -> None:
    example = shown(cast, evening)
    other = told(cast, evening, team=cast.other_team, author=None, by=cast["facilitator"])
    answer = cast.client("facilitator").post(
        url("lesson_of_examples", example),
        {"kind": "worked", "text": "Kan niet.", "examples": [example.public_id, other.public_id]},
    )
    assert answer.status_code == 422
    assert not Lesson.objects.exists()


def test_later_one_can_still_tell_one_about_the_evening(cast: Cast, evening: Session) -> None:
    close_evening(evening=evening, by=cast["facilitator"])
    phone = cast.client("participant")
    address = reverse("outcomes:tell", args=[evening.public_id])
    assert address in phone.get(reverse("outcomes:examples", args=[cast.programme.public_id])).text
    phone.post(address, {"kind": "good", "what": WHAT, "team": cast.team.public_id})
    example = Example.objects.get()
    assert example.item is None
    assert cast.client("coach").get(url("example", example)).status_code == 200


@pytest.mark.parametrize(
    ("name", "person", "budget"),
    [
        ("list", "participant", 14),
        ("evening", "participant", 34),
        ("wall", "facilitator", 16),
        ("one", "coach", 14),
    ],
)
def test_pages_take_as_many_queries_for_one_example_as_for_forty(
    cast: Cast, evening: Session, flat_queries, name: str, person: str, budget: int
) -> None:
    example = shown(cast, evening)
    ask_on(example=example, text="Vraag?", asker=cast.participation("coach"), by=cast["coach"])

    def more() -> None:
        for number in range(40):
            author = makers.join(cast.programme, team=cast.team)
            told(cast, evening, what=f"Voorbeeld {number}", author=author, by=author.person)
            ask_on(example=example, text=f"Vraag {number}?", asker=author, by=author.person)

    addresses = {
        "list": reverse("outcomes:examples", args=[cast.programme.public_id]),
        "evening": reverse("evenings:evening", args=[evening.public_id]),
        "wall": reverse("evenings:wall", args=[evening.public_id]),
        "one": url("example", example),
    }
    flat_queries(cast.client(person), addresses[name], more, budget)
