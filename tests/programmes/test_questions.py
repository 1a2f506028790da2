"""Questions and stories: who may bring one, what keeps machines out, and whose address it is."""

import datetime as dt
from unittest import mock

import pytest
from django.test import Client
from django.urls import reverse

from core.clock import now, today
from core.errors import Conflict
from core.identifiers import new_public_id
from outbox.models import Message
from outbox.services.sending import send_due
from programmes.models import Intake, Question
from programmes.queries.questions import find_desk
from programmes.services import intake_page
from programmes.services.askers import confirmation_token, read_confirmation_token
from tests import makers
from tests.programmes.desks import FIELDS, bring, desk_of

pytestmark = pytest.mark.django_db


def old_page(age):
    """The signed word of a page that was opened ``age`` seconds ago."""
    with mock.patch("django.core.signing.time.time", return_value=now().timestamp() - age):
        return intake_page.new_page()


def url_of(desk):
    return reverse("programmes:intake", args=[desk.organisation.public_id])


def send(desk, *, browser=None, page=None, **fields):
    data = FIELDS | {"page": old_page(60) if page is None else page} | fields
    return (browser or Client()).post(url_of(desk), data)


# ---- who may bring something -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("audience", "person", "allowed"),
    [
        ("public", "nobody", True),
        ("public", "outsider", True),
        ("own", "nobody", False),
        ("own", "outsider", False),
        ("own", "participant", True),
        ("own", "facilitator", True),
        ("own", "administrator", True),
        ("closed", "participant", False),
        ("closed", "administrator", False),
    ],
)
def test_who_may_bring_something_where(cast, audience, person, allowed):
    desk = desk_of(cast.host, audience)
    browser = cast.client(person)
    expected = 200 if allowed else 302 if (audience, person) == ("own", "nobody") else 404
    assert browser.get(url_of(desk)).status_code == expected
    send(desk, browser=browser)
    assert Question.objects.exists() is allowed


def test_who_comes_from_the_organisation_is_one_of_its_own_people(cast):
    desk = desk_of(cast.host, "own")
    colleague = makers.make_person(organisation=cast.host)
    assert find_desk(organisation_id=cast.host.public_id, viewer=colleague) == desk
    assert find_desk(organisation_id=cast.host.public_id, viewer=makers.make_person()) is None


def test_a_desk_that_was_closed_meanwhile_says_so_and_keeps_the_words(cast, desk):
    Intake.objects.update(audience="closed")
    with pytest.raises(Conflict):
        bring(desk)


# ---- bringing it -----------------------------------------------------------------------------------------------


def test_a_question_is_taken_in_and_the_page_says_what_happens_next(desk):
    response = send(desk)
    assert response.status_code == 303
    thanks = Client().get(response["Location"]).content.decode()
    question = Question.objects.get()
    assert (question.title, question.name, question.confirmed_at) == (FIELDS["title"], "Lotte de Wit", None)
    assert "mail" in response["Location"]
    assert str((today() + dt.timedelta(weeks=4)).year) in thanks


def test_the_same_page_sent_twice_makes_one_question_and_one_mail(desk):
    page = old_page(60)
    for _ in range(2):
        assert send(desk, page=page).status_code == 303
    assert Question.objects.count() == Message.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_taps_at_the_same_moment_make_one_question(desk, concurrently):
    key = new_public_id()
    concurrently(*[lambda: bring(desk, page_key=key)] * 3)
    assert Question.objects.count() == 1


def test_a_question_needs_an_address_and_a_story_does_not(desk):
    response = send(desk, email="")
    assert response.status_code == 422
    assert FIELDS["text"] in response.content.decode()
    assert send(desk, kind="story", email="").status_code == 303
    assert not Message.objects.exists()


def test_who_is_signed_in_is_answered_at_the_own_address(cast, desk):
    send(desk, browser=cast.client("participant"), name="Iemand anders", email="ander@example.org")
    question = Question.objects.get()
    assert question.email == cast["participant"].email
    assert question.asked_by == cast["participant"]
    assert question.confirmed_at is not None
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", "a" * 1_000_000),
        ("text", "kort"),
        ("title", "x" * 161),
        ("title", "\x00\x01"),
        ("effect", "y" * 1001),
        ("name", "n" * 201),
        ("email", "geen adres"),
        ("email", "a@example.org\nBcc: b@example.org"),
        ("email", "a@example.org, b@example.org"),
        ("email", "x" * 300 + "@example.org"),
        ("kind", "anders"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_lost(desk, field, value):
    response = send(desk, **{field: value})
    assert response.status_code == 422
    assert not Question.objects.exists()
    assert not Message.objects.exists()
    kept = FIELDS["title"] if field != "title" else FIELDS["text"]
    assert kept in response.content.decode()


def test_odd_words_come_in_clean(desk):
    send(desk, title="Wie\x00 \u202ehoudt\x07 het?", text="<script>alert(1)</script> {{ 7 }} 🧑‍🌾")
    question = Question.objects.get()
    assert "\x00" not in question.title
    assert "<script>" in question.text


# ---- against machines ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("machine", ["trap", "fast", "forged", "none"])
def test_a_machine_is_refused_in_a_sentence_and_a_person_sends_it_again(desk, machine):
    page = {"fast": intake_page.new_page(), "forged": "abc:def:ghi", "none": ""}.get(machine, old_page(60))
    response = send(desk, page=page, website="http://example.org" if machine == "trap" else "")
    text = response.content.decode()
    assert response.status_code == 422
    assert FIELDS["text"] in text
    assert not Question.objects.exists()
    again = response.context["page"]
    assert bool(intake_page.key_of(again))
    assert (again == page) is (machine in {"trap", "fast"})
    assert ("data-draft-keep" in text) is (machine in {"trap", "fast"})


def test_a_cafe_behind_one_router_gets_in_and_a_flood_does_not(desk):
    statuses = [send(desk, email=f"gast{n}@example.org").status_code for n in range(62)]
    assert statuses[:60] == [303] * 60
    assert statuses[60:] == [429] * 2
    assert Question.objects.count() == 60


def test_a_flood_keeps_the_words_of_who_comes_after_it(desk):
    for number in range(60):
        send(desk, email=f"gast{number}@example.org")
    response = send(desk)
    assert response.status_code == 429
    assert FIELDS["text"] in response.content.decode()


def test_nobody_fills_the_mailbox_of_somebody_else(desk):
    statuses = [send(desk, email="Slacht.Offer@example.org").status_code for _ in range(6)]
    assert statuses == [303] * 4 + [429] * 2
    assert Message.objects.filter(recipient="slacht.offer@example.org").count() == 4


def test_the_mail_that_asks_for_the_address_has_no_word_of_whoever_filled_it_in(desk, smtp_sink):
    send(desk, title="Koop nu mijn pillen", text="Kijk op http://spam.example voor meer", name="Spam BV")
    send_due()
    letter = smtp_sink.to("lotte@example.org")[0]
    words = letter.as_string() + letter.get_body(("plain",)).get_content()
    for word in ("pillen", "spam.example", "Spam"):
        assert word not in words
    assert letter["Reply-To"] is None


# ---- the address -----------------------------------------------------------------------------------------------


def test_opening_the_link_changes_nothing_and_its_button_confirms(desk, smtp_sink):
    send(desk)
    send_due()
    body = smtp_sink.to("lotte@example.org")[0].get_body(("plain",)).get_content()
    link = next(
        word for word in body.replace("(", " ").replace(")", " ").split() if "/intake/confirm/" in word
    )
    path = link.removeprefix("http://testserver")
    browser = Client()
    page = browser.get(path)
    assert page.status_code == 200
    assert FIELDS["title"] not in page.content.decode()
    assert Question.objects.get().confirmed_at is None
    assert browser.post(path).status_code == 200
    assert Question.objects.get().confirmed_at is not None
    assert browser.post(path).status_code == 200


def test_a_link_of_another_address_or_of_nothing_confirms_nothing(desk):
    question = bring(desk)
    token = confirmation_token(question)
    Question.objects.update(email="ander@example.org")
    assert read_confirmation_token(token) is None
    for odd in ("x", "a:b:c", token[:-1]):
        assert Client().get(reverse("programmes:confirm_question", args=[odd])).status_code == 404
