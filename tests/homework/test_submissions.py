"""Writing and handing in homework, and who sees it."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from core.access import allowed
from homework.enums import Outcome, Visibility
from homework.models import Picture, Submission
from homework.queries.recipes import recipes
from homework.services import submissions as services
from tests import makers

DONE = {"who": "Gerda Wolters, melkveehouder", "quote": "Ik krijg geld voor een rand die niemand ziet."}


def photo(color="green", form="JPEG", **save):
    out = io.BytesIO()
    Image.new("RGB", (60, 40), color).save(out, form, **save)
    return SimpleUploadedFile("erf.jpg", out.getvalue(), content_type="image/jpeg")


@pytest.fixture
def assignment(cast):
    return makers.make_assignment(cast.programme, evening=makers.make_evening(cast.programme))


def hand_in_url(assignment):
    return reverse("homework:hand_in", args=[assignment.public_id])


@pytest.mark.embedded
def test_what_is_typed_is_kept_as_a_draft_that_only_its_author_sees(cast, assignment):
    phone = cast.client("participant")
    answer = phone.post(hand_in_url(assignment), {"who": "Gerda"}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "saved" in answer.content.decode()
    draft = Submission.objects.get()
    assert (draft.state, draft.answers, draft.team) == ("draft", {"who": "Gerda"}, cast.team)
    assert not Submission.objects.visible_to(cast["facilitator"]).exists()
    assert Submission.objects.visible_to(cast["participant"]).exists()
    assert "Gerda" in phone.get(hand_in_url(assignment)).content.decode()


@pytest.mark.embedded
def test_handing_in_says_so_and_can_be_taken_back(cast, assignment):
    phone = cast.client("participant")
    answer = phone.post(hand_in_url(assignment), DONE | {"action": "hand_in"})
    handed_in = Submission.objects.get()
    assert answer.status_code == 303
    assert answer.url == reverse("homework:submission", args=[handed_in.public_id])
    assert (handed_in.state, handed_in.outcome, handed_in.answers) == ("handed_in", "done", DONE)
    phone.post(reverse("homework:take_back", args=[handed_in.public_id]))
    handed_in.refresh_from_db()
    assert (handed_in.state, handed_in.handed_in_at, handed_in.answers) == ("draft", None, DONE)


def test_a_missing_answer_is_told_beside_its_field_and_nothing_is_lost(cast, assignment):
    phone = cast.client("participant")
    answer = phone.post(hand_in_url(assignment), {"who": "Gerda", "action": "hand_in"})
    assert answer.status_code == 422
    assert Submission.objects.get().state == "draft"
    assert Submission.objects.get().answers == {"who": "Gerda"}


@pytest.mark.embedded
def test_it_did_not_work_out_is_a_full_way_to_hand_in(cast, assignment):
    phone = cast.client("participant")
    assert phone.post(hand_in_url(assignment), {"action": "learned"}).status_code == 422
    answer = phone.post(
        hand_in_url(assignment), {"action": "learned", "learned": "Niemand had tijd, en dat zegt iets."}
    )
    assert answer.status_code == 303
    submission = Submission.objects.get()
    assert (submission.state, submission.outcome) == ("handed_in", Outcome.LEARNED)
    assert "Niemand had tijd" in phone.get(answer.url).content.decode()


def test_a_second_handing_in_keeps_the_first_moment(cast, assignment):
    submission = makers.make_submission(assignment, cast.participation("participant"))
    first = submission.handed_in_at
    services.hand_in(
        submission=submission, outcome=Outcome.DONE, answers=DONE, learned="", by=cast["participant"]
    )
    assert submission.handed_in_at == first


@pytest.mark.parametrize(
    ("person", "may"),
    [
        ("participant", True),
        ("other_participant", True),
        ("coach", True),
        ("facilitator", False),
        ("observer", False),
        ("supporter", False),
        ("client", False),
        ("administrator", False),
        ("outsider", False),
    ],
)
def test_who_may_hand_in(cast, assignment, person, may):
    assert allowed(cast[person], "homework.hand_in", assignment) is may
    expected = 200 if may else 403 if person in {"facilitator", "observer"} else 404
    assert cast.client(person).get(hand_in_url(assignment)).status_code == expected


@pytest.mark.parametrize("stage", ["closed"])
def test_nobody_hands_in_after_the_programme_closed(cast, assignment, stage):
    makers.move_to_stage(cast.programme, stage)
    assert (
        cast.client("participant").post(hand_in_url(assignment), DONE | {"action": "hand_in"}).status_code
        == 403
    )


SEES = """
                    at_once  after_own  from_evening
facilitator         yes      yes        yes
coach               yes      yes        yes
observer            yes      no         no
participant         yes      no         no
other_participant   no       no         no
client              no       no         no
supporter           no       no         no
administrator       no       no         no
outsider            no       no         no
"""


@pytest.mark.parametrize("visibility", Visibility.values)
def test_who_sees_what_a_teammate_handed_in(cast, assignment, visibility):
    assignment.visibility = visibility
    assignment.save()
    colleague = makers.join(cast.programme, role="participant", team=cast.team)
    submission = makers.make_submission(assignment, colleague)
    columns, *rows = [line.split() for line in SEES.strip().splitlines()]
    for person, *cells in rows:
        expected = cells[columns.index(visibility)] == "yes"
        seen = Submission.objects.visible_to(cast[person]).filter(pk=submission.pk).exists()
        assert seen is expected, f"{person}, {visibility}"
        page = cast.client(person).get(reverse("homework:submission", args=[submission.public_id]))
        assert (page.status_code == 200) is expected


def test_who_handed_in_sees_the_others_after_that(cast, assignment):
    colleague = makers.join(cast.programme, role="participant", team=cast.team)
    submission = makers.make_submission(assignment, colleague)
    makers.make_submission(assignment, cast.participation("participant"))
    assert submission in Submission.objects.visible_to(cast["participant"])


def test_a_teammate_reads_the_name_only_with_consent_and_the_coach_always(cast, assignment):
    colleague = makers.join(
        cast.programme, makers.make_person(name="Elske Vos"), "participant", cast.team, consent="anonymous"
    )
    submission = makers.make_submission(assignment, colleague)
    makers.make_submission(assignment, cast.participation("participant"))
    url = reverse("homework:submission", args=[submission.public_id])
    assert "Elske" not in cast.client("participant").get(url).content.decode()
    assert "Elske" in cast.client("coach").get(url).content.decode()


def test_the_coach_answers_and_the_participant_may_not(cast, assignment):
    submission = makers.make_submission(assignment, cast.participation("participant"))
    url = reverse("homework:submission", args=[submission.public_id])
    assert cast.client("participant").post(url, {"text": "Mooi."}).status_code == 403
    assert cast.client("coach").post(url, {"text": "Mooi, vertel dit op de avond."}).status_code == 303
    submission.refresh_from_db()
    assert submission.replied_by == cast["coach"]
    from outbox.models import Message

    message = Message.objects.get(kind="homework_reply")
    assert message.recipient == cast["participant"].email
    assert "vertel dit op de avond" in message.body


def test_a_photo_is_painted_anew_and_kept_once(cast, assignment):
    phone = cast.client("participant")
    secret = photo(comment=b"thuisadres")
    for _ in range(2):
        secret.seek(0)
        answer = phone.post(
            hand_in_url(assignment), {"photos": secret, "part": "photos"}, headers={"HX-Request": "true"}
        )
        assert answer.status_code == 200
    picture = Picture.objects.get()
    stored = picture.image.read()
    assert b"thuisadres" not in stored
    served = phone.get(reverse("homework:picture", args=[picture.public_id]))
    assert b"".join(served.streaming_content) == stored
    assert served["X-Content-Type-Options"] == "nosniff"
    assert cast.client("other_participant").get(served.request["PATH_INFO"]).status_code == 404


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "leeg.jpg"),
        (b"<svg onload=alert(1)>", "x.svg"),
        (b"\xff\xd8\xff\xe0 broken", "x.jpg"),
        (b"%PDF-1.7", "x.pdf"),
    ],
)
def test_what_is_no_photo_gets_a_sentence_and_the_words_are_kept(cast, assignment, content, name):
    phone = cast.client("participant")
    answer = phone.post(
        hand_in_url(assignment), {"who": "Gerda", "photos": SimpleUploadedFile(name, content)}
    )
    assert answer.status_code == 422
    assert Submission.objects.get().answers == {"who": "Gerda"}
    assert not Picture.objects.exists()


def test_nine_photos_are_one_too_many(cast, assignment):
    submission = services.start_submission(assignment=assignment, by=cast["participant"])
    for shade in range(8):
        services.add_picture(submission=submission, upload=photo((shade * 20, 0, 0)), by=cast["participant"])
    with pytest.raises(ValidationError):
        services.add_picture(submission=submission, upload=photo("white"), by=cast["participant"])


@pytest.mark.parametrize(
    "typed",
    ["\x00\x07Gerda", "G\u200derda \u202e", "x" * 300, "<script>alert(1)</script>", "👩‍🌾", "{{ secret }}"],
)
def test_strange_text_is_kept_or_refused_with_a_sentence(cast, assignment, typed):
    answer = cast.client("participant").post(
        hand_in_url(assignment), {"who": typed, "quote": "x", "action": "hand_in"}
    )
    assert answer.status_code in {303, 422}
    assert "<script>alert" not in cast.client("participant").get(hand_in_url(assignment)).content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_tabs_that_begin_at_once_make_one_submission(concurrently):
    from tests.conftest import make_cast

    cast = make_cast()
    assignment = makers.make_assignment(cast.programme)
    person = cast["participant"]
    begin = lambda: services.start_submission(assignment=assignment, by=person)  # noqa: E731
    results = concurrently(begin, begin, begin, begin)
    assert len({result.pk for result in results}) == 1
    assert Submission.objects.count() == 1


def test_the_pages_take_as_many_queries_for_one_person_as_for_forty(cast, assignment, flat_queries):
    def grow():
        for _ in range(40):
            makers.make_submission(
                assignment, makers.join(cast.programme, role="participant", team=cast.team)
            )
            makers.join(cast.programme, role="participant", team=cast.team)

    makers.make_submission(assignment, makers.join(cast.programme, role="participant", team=cast.team))
    makers.join(cast.programme, role="participant", team=cast.team)
    page = cast.client("facilitator")
    flat_queries(page, reverse("homework:assignment", args=[assignment.public_id]), grow, budget=12)
    flat_queries(page, reverse("homework:list", args=[cast.programme.public_id]), lambda: None, budget=12)


def test_every_recipe_can_be_handed_in(cast):
    for recipe in recipes().values():
        assignment = makers.make_assignment(cast.programme, recipe=recipe.key, fields=list(recipe.fields))
        answers = {field["key"]: "https://example.nl" for field in recipe.fields if field["kind"] != "photo"}
        answer = cast.client("participant").post(hand_in_url(assignment), answers | {"action": "hand_in"})
        assert answer.status_code == 303, recipe.key


def test_the_list_of_homework_says_in_one_sentence_how_it_stands(cast, assignment):
    page = reverse("homework:list", args=[cast.programme.public_id])

    def says(who):
        return cast.client(who).get(page).content.decode()

    assert f"Nog niemand leverde ‘{assignment.title}’ in." in says("facilitator")
    assert "Begin eraan" in says("participant")
    cast.client("participant").post(hand_in_url(assignment), DONE | {"action": "hand_in"})
    assert f"Je leverde ‘{assignment.title}’ in." in says("participant")
    assert f"Nog 1 van 2 moet ‘{assignment.title}’ inleveren" in says("facilitator")
    cast.client("other_participant").post(hand_in_url(assignment), DONE | {"action": "hand_in"})
    assert f"Iedereen leverde ‘{assignment.title}’ in." in says("facilitator")


@pytest.mark.parametrize("person", ["client", "supporter"])
def test_who_does_no_homework_reads_where_its_lessons_are(cast, assignment, person):
    html = cast.client(person).get(reverse("homework:list", args=[cast.programme.public_id])).content.decode()
    assert "Huiswerk is van de teams" in html
    assert reverse("outcomes:results", args=[cast.programme.public_id]) in html
