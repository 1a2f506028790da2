"""Questions and stories at the desk: looked after, answered, begun as a programme, and erased."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import AuditEntry
from core.clock import at_local, now, today
from outbox.models import Message
from outbox.services.sending import send_due
from programmes.enums import ProgrammeState, Role
from programmes.models import Intake, Programme, Question
from programmes.queries.question_page import question_page
from programmes.queries.questions import QuestionFilters, caretakers_of, questions_page, read_filters
from programmes.services.programmes import start_programme
from programmes.services.questions import (
    answer_question,
    confirm_address,
    erase_question,
    look_after_question,
    set_intake,
)
from tests import makers
from tests.programmes.desks import FIELDS, bring, desk_of

pytestmark = pytest.mark.django_db


# ---- looking after it ------------------------------------------------------------------------------------------


def test_administrators_and_facilitators_of_the_house_look_after_questions(cast, desk):
    other = makers.make_programme(host=cast.host, state=ProgrammeState.CLOSED)
    former = makers.join(other, role=Role.FACILITATOR).person
    names = {person.pk for person in caretakers_of(cast.host)}
    assert names == {cast["facilitator"].pk, cast["administrator"].pk}
    assert former.pk not in names


def test_who_facilitated_a_closed_programme_still_looks_after_questions_of_an_open_one(cast, desk):
    closed = makers.make_programme(host=cast.host, state=ProgrammeState.CLOSED)
    makers.join(closed, cast["facilitator"], Role.FACILITATOR)
    assert cast["facilitator"] in caretakers_of(cast.host)


def test_a_question_is_new_then_looked_into_then_answered(cast, desk):
    question = bring(desk)

    def titles(state):
        return [row.title for row in questions_page(desk=desk, filters=QuestionFilters(state)).rows]

    assert (titles("new"), titles("in_hand"), titles("answered")) == ([question.title], [], [])
    question = look_after_question(
        question=question, taken_by=cast["facilitator"], note="Bel haar", version=0, by=cast["facilitator"]
    )
    assert (titles("new"), titles("in_hand"), titles("answered")) == ([], [question.title], [])
    answer_question(
        question=question, verdict="not_now", answer="Nu niet, want.", version=1, by=cast["facilitator"]
    )
    assert (titles("new"), titles("in_hand"), titles("answered"), titles("")) == (
        [],
        [],
        [question.title],
        [],
    )


def test_somebody_from_elsewhere_cannot_be_put_on_it(cast, desk):
    with pytest.raises(ValidationError):
        look_after_question(
            question=bring(desk), taken_by=cast["participant"], note="", version=0, by=cast["facilitator"]
        )


def test_two_people_at_once_do_not_overwrite_each_other(cast, desk):
    question = bring(desk)
    page = reverse("programmes:look_after_question", args=[question.public_id])
    first = cast.client("facilitator").post(page, {"note": "Ik bel haar", "version": 0, "taken_by": ""})
    second = cast.client("administrator").post(page, {"note": "Ik mail haar", "version": 0, "taken_by": ""})
    assert (first.status_code, second.status_code) == (303, 422)
    text = second.content.decode()
    assert "Ik bel haar" in text
    assert "Ik mail haar" in text
    assert second.context["care"]["version"].value() == "1"


def test_two_answers_at_once_leave_one_and_say_whose(cast, desk):
    question = bring(desk)
    page = reverse("programmes:answer_question", args=[question.public_id])
    data = {"verdict": "taken", "answer": "Wij doen het.", "version": 0}
    assert cast.client("facilitator").post(page, data).status_code == 303
    refused = cast.client("administrator").post(page, data | {"answer": "Wij niet."})
    assert refused.status_code == 422
    assert cast["facilitator"].name in refused.content.decode()
    assert Question.objects.get().answer == "Wij doen het."


def test_the_list_says_who_waits_longer_than_was_promised(cast, desk):
    question = bring(desk)
    Question.objects.update(created_at=now() - dt.timedelta(days=29))
    row = questions_page(desk=desk, filters=QuestionFilters()).rows[0]
    assert row.is_late
    assert "29" in row.waits
    Question.objects.update(created_at=now() - dt.timedelta(days=27))
    assert not questions_page(desk=desk, filters=QuestionFilters()).rows[0].is_late
    assert (
        question.title
        in cast.client("facilitator")
        .get(reverse("programmes:questions", args=[desk.public_id]))
        .content.decode()
    )


def test_the_list_takes_the_same_queries_for_one_and_for_forty_and_goes_on_by_key(
    cast, desk, django_assert_num_queries
):
    bring(desk)
    with django_assert_num_queries(2):
        questions_page(desk=desk, filters=QuestionFilters())
    for number in range(39):
        bring(desk, email=f"p{number}@example.org", title=f"Vraagstuk {number}")
    with django_assert_num_queries(2):
        first = questions_page(desk=desk, filters=QuestionFilters())
    after = first.next_url.rsplit("after=", 1)[1]
    bring(desk, title="Later gekomen")
    rest = questions_page(desk=desk, filters=QuestionFilters(), after=after)
    seen = [row.title for row in (*first.rows, *rest.rows)]
    assert len(seen) == len(set(seen)) == 41


@pytest.mark.parametrize(
    "asked", [{"state": "x", "kind": "\x00"}, {}, {"state": "answered", "kind": "story"}]
)
def test_odd_filters_are_left_out(asked):
    filters = read_filters(asked)
    assert filters.state in {"", "answered"}
    assert filters.kind in {"", "story"}


# ---- answering it ----------------------------------------------------------------------------------------------


def answered(cast, desk, **fields):
    question = fields.pop("question", None) or bring(desk)
    return answer_question(
        question=question, by=cast["facilitator"],
        **{"verdict": "taken", "answer": "Wij beginnen in maart.", "version": question.version} | fields,
    )  # fmt: skip


def test_an_answer_goes_to_a_confirmed_address_and_comes_back_to_its_writer(cast, desk, smtp_sink):
    question = bring(desk)
    confirm_address(question=question)
    question.refresh_from_db()
    answered(cast, desk, question=question)
    with time_machine.travel(at_local(today() + dt.timedelta(days=1), dt.time(12)), tick=False):
        send_due()  # at night it would wait
    letter = next(one for one in smtp_sink.to("lotte@example.org") if one["Reply-To"])
    assert cast["facilitator"].email in letter["Reply-To"]
    assert "Wij beginnen in maart." in letter.get_body(("plain",)).get_content()
    assert (
        "lotte@example.org"
        in question_page(question=Question.objects.get(), viewer=cast["facilitator"]).journey.text
    )


def test_an_answer_waits_until_the_address_is_confirmed(cast, desk):
    question = answered(cast, desk)
    assert not Message.objects.filter(kind="question_answer").exists()
    assert confirm_address(question=question)
    assert not confirm_address(question=question)
    assert Message.objects.filter(kind="question_answer").count() == 1


def test_a_story_without_an_address_is_answered_on_paper_only(cast, desk):
    answered(cast, desk, question=bring(desk, kind="story", email=""))
    assert not Message.objects.exists()


def test_merging_needs_another_question_of_this_organisation(cast, desk):
    elsewhere = bring(desk_of(makers.make_organisation()))
    first, second = bring(desk), bring(desk)
    for wrong in (None, first, elsewhere):
        with pytest.raises(ValidationError):
            answered(cast, desk, question=first, verdict="merged", merged_into=wrong)
    merged = answered(cast, desk, question=first, verdict="merged", merged_into=second)
    assert merged.merged_into == second
    with pytest.raises(ValidationError):
        answered(cast, desk, question=second, verdict="merged", merged_into=merged)


def test_an_answer_without_words_is_not_sent(cast, desk):
    with pytest.raises(ValidationError):
        answered(cast, desk, answer=" \n ")


# ---- a programme that begins with it ---------------------------------------------------------------------------


def wizard(cast, question, **fields):
    url = f"{reverse('programmes:begin')}?question={question.public_id}"
    browser = cast.client("facilitator")
    page = browser.get(url)
    form = page.context["form"]
    data = {
        "name": form["name"].value(),
        "question": form["question"].value(),
        "host": form["host"].value(),
        "blueprint": "open",
        "client": "",
        "mandate": "",
        "starts_on": today() + dt.timedelta(days=30),
        "region": "all",
    }
    return browser.post(url, data | fields)


def test_the_wizard_is_filled_in_and_the_programme_knows_what_it_began_with(cast, desk):
    question = bring(desk)
    response = wizard(cast, question)
    assert response.status_code == 303, response.context["form"].errors
    programme = Programme.objects.get(name=FIELDS["title"])
    question.refresh_from_db()
    assert (programme.question, programme.host, question.programme) == (FIELDS["text"], cast.host, programme)
    refused = wizard(cast, question, name="Nog een keer")
    assert refused.status_code == 422
    assert not Programme.objects.filter(name="Nog een keer").exists()
    home = (
        cast.client("facilitator")
        .get(reverse("overviews:programme_more", args=[programme.public_id]))
        .content.decode()
    )
    assert reverse("programmes:question", args=[question.public_id]) in home
    assert "Lotte de Wit" not in home  # did not agree to be named


def test_whoever_asked_hears_of_the_start_and_not_of_a_concept(cast, desk):
    question, along = bring(desk), bring(desk, email="along@example.org")
    for one in (question, along):
        confirm_address(question=one)
        one.refresh_from_db()
    answered(cast, desk, question=along, verdict="merged", merged_into=question)
    wizard(cast, question)
    programme = Programme.objects.get(name=FIELDS["title"])
    assert not Message.objects.filter(kind="question_begun").exists()
    start_programme(programme=programme, by=cast["facilitator"])
    told = Message.objects.filter(kind="question_begun").values_list("recipient", flat=True)
    assert sorted(told) == ["along@example.org", "lotte@example.org"]


def test_a_question_of_another_organisation_fills_in_nothing(cast):
    elsewhere = bring(desk_of(makers.make_organisation()))
    page = cast.client("facilitator").get(f"{reverse('programmes:begin')}?question={elsewhere.public_id}")
    assert FIELDS["title"] not in page.content.decode()


# ---- erased ----------------------------------------------------------------------------------------------------


def test_erasing_takes_every_word_and_message_and_leaves_a_trail_without_words(cast, desk):
    question = bring(desk)
    confirm_address(question=question)
    question.refresh_from_db()
    question = answered(cast, desk, question=question)
    pk = question.pk
    erase_question(question=question, by=cast["administrator"])
    assert not Question.objects.exists()
    assert not Message.objects.exists()
    entries = AuditEntry.objects.filter(object_id=pk, object_type="programmes.question")
    assert {entry.verb for entry in entries} >= {"programmes.question_brought", "programmes.question_erased"}
    told = " ".join(str(entry.keys) for entry in entries)
    assert "Lotte" not in told
    assert "dorp" not in told


def test_only_an_administrator_erases(cast, desk):
    url = reverse("programmes:erase_question", args=[bring(desk).public_id])
    assert cast.client("facilitator").get(url).status_code == 403
    assert cast.client("administrator").get(url).status_code == 200
    assert cast.client("administrator").post(url).status_code == 303
    assert not Question.objects.exists()


def test_an_administrator_opens_and_closes_the_desk(cast):
    url = reverse("programmes:intake_settings", args=[cast.host.public_id])
    browser = cast.client("administrator")
    assert browser.get(url).status_code == 200
    assert browser.post(url, {"audience": "public", "weeks": 99}).status_code == 422
    assert browser.post(url, {"audience": "public", "weeks": 2}).status_code == 303
    assert (Intake.objects.get().audience, Intake.objects.get().weeks) == ("public", 2)
    with pytest.raises(ValidationError):
        set_intake(organisation=cast.host, audience="public", weeks=0, by=cast["administrator"])
    page = browser.get(reverse("accounts:organisation", args=[cast.host.public_id]))
    assert reverse("programmes:intake_settings", args=[cast.host.public_id]) in page.content.decode()
    assert mail.outbox == []
