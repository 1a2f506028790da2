"""Homework that asks for an idea: one idea per answer, with the homework as its origin."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from homework.enums import Outcome
from homework.models import Assignment, Submission
from homework.services.submissions import hand_in, start_submission, take_back
from ideas.models import Idea
from programmes.enums import Stage
from tests import makers
from tests.conftest import Cast

ASKED = [
    *makers.FIELDS,
    {"key": "idea", "kind": "idea", "label": "Kwam je op een idee?", "help": "", "required": False},
    {"key": "other", "kind": "idea", "label": "En nog een?", "help": "", "required": False},
]
DONE = {"who": "Gerda Wolters", "quote": "Ik krijg geld voor een rand die niemand ziet."}


@pytest.fixture
def assignment(cast: Cast) -> Assignment:
    """Homework of the cast's programme that asks for two ideas."""
    return makers.make_assignment(cast.programme, fields=ASKED)


def handed_in(assignment: Assignment, by: Any, outcome: Outcome = Outcome.DONE, **answers: str) -> Submission:
    return hand_in(
        submission=start_submission(assignment=assignment, by=by),
        outcome=outcome,
        answers=DONE | answers,
        learned="Bel eerst even." if outcome == Outcome.LEARNED else "",
        by=by,
    )


@pytest.mark.embedded
def test_each_idea_in_homework_is_an_idea_of_the_team(cast: Cast, assignment: Assignment) -> None:
    submission = handed_in(
        assignment, cast["participant"], idea="Betaal voor wat je ziet.", other="Maai later."
    )
    first, second = Idea.objects.order_by("number")
    assert [first.text, second.text] == ["Betaal voor wat je ziet.", "Maai later."]
    for idea in (first, second):
        assert (idea.team, idea.submission, idea.evening) == (cast.team, submission, None)
        assert (idea.author, idea.written_by) == (cast.participation("participant"), None)


def test_a_phone_that_hands_in_shows_the_idea_beside_the_homework(cast: Cast, assignment: Assignment) -> None:
    phone = cast.client("participant")
    answer = phone.post(
        reverse("homework:hand_in", args=[assignment.public_id]),
        DONE | {"idea": "Betaal voor wat je ziet.", "action": "hand_in"},
    )
    assert answer.status_code == 303
    url = reverse("ideas:idea", args=[Idea.objects.get().public_id])
    assert url in phone.get(answer["Location"]).content.decode()
    origin = cast.client("coach").get(url).content.decode()
    assert assignment.title in origin


def test_a_draft_makes_no_idea(cast: Cast, assignment: Assignment) -> None:
    cast.client("participant").post(
        reverse("homework:hand_in", args=[assignment.public_id]), DONE | {"idea": "Betaal voor wat je ziet."}
    )
    assert Submission.objects.get().answers["idea"] == "Betaal voor wat je ziet."
    assert not Idea.objects.exists()


@pytest.mark.embedded
def test_handing_in_again_makes_no_second_idea_whatever_the_words(cast: Cast, assignment: Assignment) -> None:
    submission = handed_in(assignment, cast["participant"], idea="Maai later.")
    handed_in(assignment, cast["participant"], idea="Maai later.")
    take_back(submission=submission, by=cast["participant"])
    handed_in(assignment, cast["participant"], idea="Maai veel later.")
    cast.team.refresh_from_db()
    assert (Idea.objects.get().text, cast.team.ideas_given) == ("Maai later.", 1)


def test_an_idea_thought_of_later_is_caught_later(cast: Cast, assignment: Assignment) -> None:
    handed_in(assignment, cast["participant"])
    assert not Idea.objects.exists()
    handed_in(assignment, cast["participant"], idea="Maai later.")
    assert Idea.objects.get().text == "Maai later."


def test_two_people_with_the_same_words_have_an_idea_each(cast: Cast, assignment: Assignment) -> None:
    for name in ("participant", "coach"):
        handed_in(assignment, cast[name], idea="Maai later.")
    assert {idea.author for idea in Idea.objects.all()} == {
        cast.participation("participant"),
        cast.participation("coach"),
    }


def test_homework_that_did_not_work_out_keeps_its_idea(cast: Cast, assignment: Assignment) -> None:
    handed_in(assignment, cast["participant"], outcome=Outcome.LEARNED, idea="Bel eerst.")
    assert Idea.objects.get().text == "Bel eerst."


def test_what_is_blank_and_what_asks_for_something_else_is_no_idea(
    cast: Cast, assignment: Assignment
) -> None:
    handed_in(assignment, cast["participant"], idea="  \n")
    assert not Idea.objects.exists()


def test_while_results_are_shared_homework_counts_and_makes_no_idea(
    cast: Cast, assignment: Assignment
) -> None:
    makers.move_to_stage(cast.programme, Stage.SHARING)
    submission = handed_in(assignment, cast["participant"], idea="Te laat.")
    assert submission.handed_in_at is not None
    assert not Idea.objects.exists()


def test_somebody_without_a_team_hands_in_without_making_an_idea(cast: Cast, assignment: Assignment) -> None:
    alone = makers.join(cast.programme).person
    assert handed_in(assignment, alone, idea="Maai later.").handed_in_at is not None
    assert not Idea.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_handing_in_twice_at_once_makes_one_idea(concurrently: Callable[..., list[Any]]) -> None:
    programme = makers.make_programme()
    team = makers.make_team(programme)
    person = makers.join(programme, team=team).person
    assignment = makers.make_assignment(programme, fields=ASKED)
    start_submission(assignment=assignment, by=person)

    def tap(text: str) -> Callable[[], Submission]:
        return lambda: handed_in(assignment, person, idea=text)

    results = concurrently(*(tap(f"Maai {number} dagen later.") for number in range(4)))
    assert not [result for result in results if isinstance(result, Exception)]
    team.refresh_from_db()
    assert (Idea.objects.count(), team.ideas_given) == (1, 1)
