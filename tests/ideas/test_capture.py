"""Catching ideas: nothing is lost, nothing is doubled, and each idea knows where it came from."""

import json
from typing import Any
from uuid import uuid4

import lxml.html
import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from core.clock import now
from ideas.models import Idea
from ideas.services.capture import capture_idea
from sessions.models import Session
from tests.conftest import Cast
from tests.makers import join, make_assignment, make_evening, make_programme, make_submission

HTMX = {"HX-Request": "true"}


def running(cast: Cast, **fields: Any) -> Session:
    return make_evening(cast.programme, days=0, state="running", opened_at=now(), **fields)


def new_url(cast: Cast) -> str:
    return reverse("ideas:new", args=[cast.programme.public_id])


def card(cast: Cast, **fields: str) -> dict[str, str]:
    return {"text": "Vergader buiten.", "team": cast.team.public_id, "draft_key": str(uuid4())} | fields


# ---- the service ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_revealed", [False, True])
def test_what_comes_in_before_the_reveal_leaves_other_phones_in_peace(cast: Cast, is_revealed: bool) -> None:
    evening = running(cast, revealed_at=now() if is_revealed else None)
    capture_idea(team=cast.team, text="Een", by=cast["coach"], evening=evening)
    evening.refresh_from_db()
    assert (evening.version, evening.phone_version) == (1, 1 if is_revealed else 0)


@pytest.mark.embedded
def test_an_idea_gets_the_next_code_of_its_team(cast: Cast) -> None:
    first = capture_idea(team=cast.team, text="Een", by=cast["coach"])
    second = capture_idea(team=cast.team, text="Twee", by=cast["participant"])
    elsewhere = capture_idea(team=cast.other_team, text="Drie", by=cast["facilitator"])
    assert [first.number, second.number, elsewhere.number] == [1, 2, 1]


@pytest.mark.embedded
def test_the_same_card_sent_twice_is_one_idea(cast: Cast) -> None:
    author = cast.participation("participant")
    sent = {
        "team": cast.team,
        "text": "Een",
        "by": cast["participant"],
        "author": author,
        "draft_key": "sleutel",
    }
    assert capture_idea(**sent) == capture_idea(**sent)
    cast.team.refresh_from_db()
    assert (Idea.objects.count(), cast.team.ideas_given) == (1, 1)


@pytest.mark.embedded
def test_other_words_under_a_used_key_are_kept_too(cast: Cast) -> None:
    sent = {
        "team": cast.team,
        "by": cast["participant"],
        "author": cast.participation("participant"),
        "draft_key": "k",
    }
    capture_idea(text="Een", **sent)
    capture_idea(text="Een, en nog iets", **sent)
    assert Idea.objects.count() == 2


def test_a_key_of_somebody_else_does_not_give_that_persons_idea(cast: Cast) -> None:
    theirs = capture_idea(
        team=cast.team,
        text="Een",
        by=cast["participant"],
        author=cast.participation("participant"),
        draft_key="k",
    )
    mine = capture_idea(
        team=cast.team, text="Een", by=cast["coach"], author=cast.participation("coach"), draft_key="k"
    )
    scribed = capture_idea(
        team=cast.team, text="Een", by=cast["coach"], author=cast.participation("participant"), draft_key="k"
    )
    assert len({theirs.pk, mine.pk, scribed.pk}) == 3


def test_a_scribe_is_kept_beside_the_author(cast: Cast) -> None:
    idea = capture_idea(
        team=cast.team, text="Een", by=cast["coach"], author=cast.participation("participant")
    )
    assert (idea.author, idea.written_by) == (cast.participation("participant"), cast.people["coach"])
    paper = capture_idea(team=cast.team, text="Twee", by=cast["facilitator"])
    assert (paper.author, paper.written_by) == (None, cast.people["facilitator"])


def test_the_audit_trail_says_nothing_of_a_hidden_idea(cast: Cast) -> None:
    capture_idea(team=cast.team, text="Een", by=cast["participant"], evening=running(cast))
    assert not AuditEntry.objects.filter(verb__startswith="ideas.").exists()
    capture_idea(team=cast.team, text="Twee", by=cast["participant"])
    entry = AuditEntry.objects.get(verb="ideas.captured")
    assert "Twee" not in json.dumps(entry.keys)


def test_an_idea_moves_the_version_of_its_evening(cast: Cast) -> None:
    evening = running(cast)
    capture_idea(team=cast.team, text="Een", by=cast["participant"], evening=evening)
    evening.refresh_from_db()
    assert evening.version == 1


@pytest.mark.embedded
@pytest.mark.django_db(transaction=True)
def test_twenty_cards_at_once_get_twenty_codes(concurrently: Any) -> None:
    programme = make_programme()
    team = programme.teams.get()
    author = join(programme, team=team)

    def send(number: int) -> Any:
        return lambda: capture_idea(
            team=team, text=f"Idee {number}", by=author.person, author=author, draft_key=f"k{number}"
        )

    assert all(isinstance(result, Idea) for result in concurrently(*(send(number) for number in range(20))))
    assert sorted(Idea.objects.values_list("number", flat=True)) == list(range(1, 21))


@pytest.mark.embedded
@pytest.mark.django_db(transaction=True)
def test_the_same_card_from_ten_tabs_at_once_is_one_idea(concurrently: Any) -> None:
    programme = make_programme()
    team = programme.teams.get()
    author = join(programme, team=team)

    def send() -> Idea:
        return capture_idea(team=team, text="Een", by=author.person, author=author, draft_key="k")

    results = concurrently(*([send] * 10))
    assert {result.pk for result in results} == {Idea.objects.get().pk}
    team.refresh_from_db()
    assert team.ideas_given == 1


# ---- the page -------------------------------------------------------------------------------------------------------


def test_a_participant_drops_an_idea_and_can_go_on(cast: Cast) -> None:
    browser = cast.client("participant")
    page = browser.get(new_url(cast))
    assert b"data-queue" in page.content
    assert b"data-draft=" in page.content
    answer = browser.post(new_url(cast), card(cast), follow=True)
    assert answer.redirect_chain == [(f"{new_url(cast)}?team={cast.team.public_id}", 303)]
    assert "Vergader buiten." in answer.content.decode()
    assert Idea.objects.get().author == cast.participation("participant")


def test_the_queue_of_a_phone_gets_204_and_lets_go_of_the_draft(cast: Cast) -> None:
    sent = card(cast)
    browser = cast.client("participant")
    answers = [browser.post(new_url(cast), sent, headers=HTMX) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [204, 204]
    assert json.loads(answers[0]["HX-Trigger"]) == {"kw:draft-done": f"idea-{cast.programme.public_id}"}
    assert Idea.objects.count() == 1


def test_a_card_sent_after_signing_out_is_not_taken_for_kept(cast: Cast) -> None:
    answer = cast.client("nobody").post(new_url(cast), card(cast), headers=HTMX)
    assert answer.status_code in {302, 401}
    assert not Idea.objects.exists()


def test_within_a_running_evening_the_idea_belongs_to_it(cast: Cast) -> None:
    evening = running(cast)
    cast.client("participant").post(new_url(cast), card(cast))
    assert Idea.objects.get().evening == evening


def test_an_evening_of_another_team_is_not_taken(cast: Cast) -> None:
    other = running(cast, team=cast.other_team)
    cast.client("participant").post(new_url(cast), card(cast, evening=other.public_id))
    assert Idea.objects.get().evening is None


def test_a_phone_that_sends_late_keeps_the_evening_of_the_card(cast: Cast) -> None:
    evening = running(cast)
    evening.state, evening.closed_at = "closed", now()
    evening.save()
    cast.client("participant").post(new_url(cast), card(cast, evening=evening.public_id))
    assert Idea.objects.get().evening == evening


def test_a_planned_evening_takes_no_ideas_yet(cast: Cast) -> None:
    evening = make_evening(cast.programme)
    cast.client("participant").post(new_url(cast), card(cast, evening=evening.public_id))
    assert Idea.objects.get().evening is None


def test_a_participant_types_for_a_colleague(cast: Cast) -> None:
    colleague = join(cast.programme, team=cast.team)
    cast.client("participant").post(new_url(cast), card(cast, author=colleague.public_id))
    idea = Idea.objects.get()
    assert (idea.author, idea.written_by) == (colleague, cast.people["participant"])


def test_nobody_types_for_a_person_of_another_team(cast: Cast) -> None:
    stranger = cast.participation("other_participant")
    answer = cast.client("participant").post(new_url(cast), card(cast, author=stranger.public_id))
    assert answer.status_code == 422
    of_other_team = card(cast, team=cast.other_team.public_id)
    assert cast.client("participant").post(new_url(cast), of_other_team).status_code == 422
    wrong_pair = card(
        cast, author=cast.participation("participant").public_id, team=cast.other_team.public_id
    )
    assert cast.client("facilitator").post(new_url(cast), wrong_pair).status_code == 422
    assert not Idea.objects.exists()


def test_who_is_in_no_team_yet_reads_why(cast: Cast) -> None:
    loose = join(cast.programme)
    cast.people["loose"] = loose.person
    answer = cast.client("loose").get(new_url(cast))
    assert answer.status_code == 200
    assert "<textarea" not in answer.content.decode()
    assert cast.client("loose").post(new_url(cast), card(cast)).status_code == 422


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\x00b\x07c", "abc"),
        ("caf" + "e\u0301", "café"),
        ("  regel\r\ntwee  ", "regel\ntwee"),
        ("<script>alert(1)</script> {{ x }} {% if %}", "<script>alert(1)</script> {{ x }} {% if %}"),
        ("=SUM(A1)", "=SUM(A1)"),
        ("👩\u200d🌾 boer", "👩\u200d🌾 boer"),
        ("\u202eomgekeerd", "\u202eomgekeerd"),
        ("x" * 2000, "x" * 2000),
    ],
)
def test_odd_text_is_kept_as_it_is_meant(cast: Cast, text: str, kept: str) -> None:
    answer = cast.client("participant").post(new_url(cast), card(cast, text=text), follow=True)
    assert answer.status_code == 200
    assert Idea.objects.get().text == kept
    assert b"<script>alert" not in answer.content


@pytest.mark.parametrize("text", ["", "   ", "\x00\x01", "x" * 2001, "é" * 1_000_000])
def test_what_is_no_idea_gets_a_sentence_and_stays_in_the_card(cast: Cast, text: str) -> None:
    answer = cast.client("participant").post(new_url(cast), card(cast, text=text))
    assert answer.status_code == 422
    assert not Idea.objects.exists()
    assert text.replace("\x00", "").replace("\x01", "").strip()[:50] in answer.content.decode()


@pytest.mark.parametrize(
    "odd",
    [{"team": "x"}, {"author": "\x00"}, {"evening": "\x00"}, {"evening": "x" * 99}, {"draft_key": "k" * 65}],
)
def test_forged_fields_are_refused_without_an_error_page(cast: Cast, odd: dict[str, str]) -> None:
    assert cast.client("participant").post(new_url(cast), card(cast, **odd)).status_code == 422


# ---- from homework --------------------------------------------------------------------------------------------------


def test_an_idea_from_homework_keeps_author_and_origin(cast: Cast) -> None:
    submission = make_submission(make_assignment(cast.programme), cast.participation("participant"))
    url = reverse("ideas:from_submission", args=[submission.public_id])
    assert cast.client("coach").get(url).status_code == 200
    answer = cast.client("coach").post(url, {"text": "Betaal voor wat je ziet.", "draft_key": "k"})
    assert answer.status_code == 303
    idea = Idea.objects.get()
    assert (idea.submission, idea.author) == (submission, cast.participation("participant"))
    assert idea.written_by == cast.people["coach"]
    page = cast.client("coach").get(reverse("homework:submission", args=[submission.public_id]))
    assert "Betaal voor wat je ziet." in page.content.decode()


def test_who_wrote_nothing_yet_gets_an_empty_card_instead_of_an_empty_page(cast):
    address = reverse("ideas:last", args=[cast.programme.public_id])
    browser = cast.client("participant")
    answer = browser.get(address)
    assert (answer.status_code, answer.url) == (303, reverse("ideas:new", args=[cast.programme.public_id]))
    assert browser.get(address, headers={"HX-Request": "true"}).status_code == 200


def test_an_idea_without_words_has_the_error_at_the_words(cast: Cast) -> None:
    url = reverse("ideas:new", args=[cast.programme.public_id])
    answer = cast.client("participant").post(url, {"text": "", "team": cast.team.public_id})
    assert answer.status_code == 422
    page = lxml.html.fromstring(answer.content)
    words = page.get_element_by_id("id_text")
    assert words.get("aria-invalid") == "true"
    assert "Schrijf eerst je idee" in page.get_element_by_id(words.get("aria-describedby")).text_content()
