"""Lessons: made from homework, with where they come from, signed as its author consented."""

from typing import Any

import pytest
from django.urls import reverse

from core.access import allowed
from homework.models import Submission
from outcomes.models import Lesson
from outcomes.services.results import make_lesson
from tests.conftest import Cast
from tests.makers import make_assignment, make_evening, make_submission, move_to_stage


@pytest.fixture
def failed(cast: Cast) -> Submission:
    """Homework that did not work out, with what was learned from it."""
    return make_submission(
        make_assignment(cast.programme),
        cast.participation("participant"),
        outcome="learned",
        learned="Een kind vraagt door waar wij ophouden.",
        answers={},
    )


def make_url(submission: Submission) -> str:
    return reverse("outcomes:make_lesson", args=[submission.public_id])


@pytest.mark.parametrize(
    ("person", "may"),
    [("facilitator", True), ("coach", True), ("participant", True), ("observer", False), ("client", False)],
)
def test_who_may_make_a_lesson_of_homework(cast: Cast, failed: Submission, person: str, may: bool) -> None:
    assert allowed(cast[person], "outcomes.make_lesson", failed) is may
    move_to_stage(cast.programme, "closed")
    failed.programme = cast.programme
    assert not allowed(cast[person], "outcomes.make_lesson", failed)


def test_no_lesson_comes_of_a_draft(cast: Cast) -> None:
    draft = make_submission(make_assignment(cast.programme), cast.participation("participant"), state="draft")
    assert not allowed(cast["participant"], "outcomes.make_lesson", draft)


def test_what_did_not_work_becomes_a_lesson_with_its_origin(cast: Cast, failed: Submission) -> None:
    browser = cast.client("coach")
    form = browser.get(make_url(failed)).content.decode()
    assert "Een kind vraagt door" in form
    answer = browser.post(
        make_url(failed), {"kind": "did_not_work", "text": "Vraag het een kind."}, follow=True
    )
    lesson = Lesson.objects.get()
    assert (lesson.submission, lesson.team, lesson.kind) == (failed, cast.team, "did_not_work")
    body = answer.content.decode()
    assert "Vraag het een kind." in body
    assert failed.assignment.title in body
    below = browser.get(reverse("homework:submission", args=[failed.public_id])).content.decode()
    assert "Vraag het een kind." in below
    results = browser.get(reverse("outcomes:results", args=[cast.programme.public_id])).content.decode()
    assert "Vraag het een kind." in results


def test_a_lesson_stays_within_those_who_see_the_work(cast: Cast, failed: Submission) -> None:
    lesson = make_lesson(
        team=cast.team, kind="worked", text="Ga erheen.", submission=failed, by=cast["coach"]
    )
    for person in ("client", "supporter", "other_participant", "administrator", "outsider"):
        assert cast.client(person).get(reverse("outcomes:lesson", args=[lesson.public_id])).status_code == 404
        results = cast.client(person).get(reverse("outcomes:results", args=[cast.programme.public_id]))
        assert "Ga erheen." not in results.content.decode()


def test_the_origin_is_signed_as_its_author_consented(cast: Cast, failed: Submission) -> None:
    cast.programme.participations.filter(person=cast.people["participant"]).update(consent="anonymous")
    lesson = make_lesson(
        team=cast.team, kind="worked", text="Ga erheen.", submission=failed, by=cast["coach"]
    )
    body = cast.client("coach").get(reverse("outcomes:lesson", args=[lesson.public_id])).content.decode()
    assert "Participant" not in body


def test_the_same_lesson_twice_is_one(cast: Cast, failed: Submission) -> None:
    for _ in range(2):
        cast.client("coach").post(make_url(failed), {"kind": "worked", "text": "Ga erheen."})
    assert Lesson.objects.count() == 1


def test_a_lesson_can_come_from_an_evening(cast: Cast) -> None:
    evening = make_evening(cast.programme, revealed=True)
    lesson = make_lesson(
        team=cast.team, kind="worked", text="Begin met eten.", evening=evening, by=cast["coach"]
    )
    body = cast.client("coach").get(reverse("outcomes:lesson", args=[lesson.public_id])).content.decode()
    assert evening.title in body


@pytest.mark.parametrize(
    "odd", [{"text": ""}, {"text": "x" * 2001}, {"kind": "x"}, {"kind": ""}, {"text": "\x00"}]
)
def test_a_half_lesson_gets_a_sentence(cast: Cast, failed: Submission, odd: dict[str, Any]) -> None:
    answer = cast.client("coach").post(make_url(failed), {"kind": "worked", "text": "Ga erheen."} | odd)
    assert answer.status_code == 422
    assert not Lesson.objects.exists()


def test_the_words_of_a_lesson_can_change(cast: Cast, failed: Submission) -> None:
    lesson = make_lesson(
        team=cast.team, kind="worked", text="Ga erheen.", submission=failed, by=cast["participant"]
    )
    url = reverse("outcomes:edit_lesson", args=[lesson.public_id])
    for person in ("participant", "coach", "facilitator"):
        answer = cast.client(person).post(url, {"kind": "did_not_work", "text": f"Ga erheen, zei {person}."})
        assert answer.status_code == 303
    assert cast.client("observer").get(url).status_code == 403
    lesson.refresh_from_db()
    assert (lesson.text, lesson.submission) == ("Ga erheen, zei facilitator.", failed)
