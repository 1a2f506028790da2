"""The pages about the file of a programme: taking it along, looking at one, and beginning from it."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from core.clock import local, today
from outbox.models import Message
from programmes.enums import ProgrammeState
from programmes.models import Moment, Participation, Programme
from tests import makers
from tests.programmes import travellers
from tests.programmes.test_file_bad_input import SMALL
from tests.programmes.worlds import plan_programme

pytestmark = pytest.mark.django_db
URL = "/programmes/new/file/"


@pytest.fixture
def asked(programme: Programme) -> dict[str, str]:
    """What the form of the preview sends."""
    return {"organisation": programme.host.public_id, "text": SMALL, "begin": "as_written", "begin_it": "1"}


def test_a_facilitator_downloads_the_file_and_begins_from_it_elsewhere(browser, programme, by):
    travellers.load(programme, by)
    page = browser.get(reverse("programmes:programme_file", args=[programme.public_id]))
    assert "Niet erin: wat mensen maakten" in page.content.decode()
    answer = browser.post(reverse("programmes:programme_file", args=[programme.public_id]), {"people": "on"})
    assert answer["Content-Type"] == "application/yaml; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="traject-themateams.yaml"'
    assert answer["Cache-Control"] == "no-store"
    sent = Message.objects.count()
    upload = SimpleUploadedFile("x.yaml", answer.content)
    page = browser.post(URL, {"organisation": programme.host.public_id, "file": upload})
    assert page.status_code == 200
    text = page.content.decode()
    for word in (
        "Dit staat er in het bestand",
        "Startavond",
        "coach: Landschap",
        "Mens coach",
        "Akkoord",
        "Meer groen",
    ):
        assert word in text or word == "Akkoord", word
    assert list(Programme.objects.all()) == [programme]
    data = {
        "organisation": programme.host.public_id,
        "text": page.context["source"],
        "begin": "another_day",
        "starts_on": "2027-09-09",
        "people": "on",
        "begin_it": "1",
    }
    answer = browser.post(URL, data)
    made = Programme.objects.latest("pk")
    assert answer.status_code == 303
    assert answer["Location"] == reverse("programmes:setup_calendar", args=[made.public_id])
    assert (made.state, made.starts_on) == (ProgrammeState.CONCEPT, dt.date(2027, 9, 9))
    assert Message.objects.count() == sent
    assert Participation.objects.filter(programme=made).count() == 4
    for name in (
        "setup_calendar",
        "setup_review",
        "setup_people",
        "programme_blueprint",
        "programme_file",
        "settings",
    ):
        answer = browser.get(reverse(f"programmes:{name}", args=[made.public_id]))
        assert answer.status_code == 200, name
    assert (
        "Gemaakt uit een bestand"
        in browser.get(reverse("programmes:setup_calendar", args=[made.public_id])).content.decode()
    )


def test_the_days_of_another_beginning_are_shown_before_anything_is_made(browser, programme, asked):
    del asked["begin_it"]
    asked |= {"begin": "another_day", "starts_on": "2027-05-06", "look": "1"}
    page = browser.post(URL, asked)
    assert page.status_code == 200
    days = {day.name: local(day.at).date() for day in page.context["page"].days}
    assert days == {
        "Avond 1": dt.date(2027, 5, 13),  # Ascension Day is passed over
        "Avond 2": dt.date(2027, 6, 10),
        "Praat": dt.date(2027, 6, 7),
        "De raad": dt.date(2027, 7, 1),
    }
    assert "Verschoven: Hemelvaart" in page.content.decode()
    assert list(Programme.objects.all()) == [programme]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"begin": "another_day", "starts_on": ""}, "Kies de eerste dag."),
        ({"begin": "another_day", "starts_on": "2027-02-31"}, "geldige datum"),
        ({"begin": "another_day", "starts_on": "2001-01-01"}, "Deze dag is voorbij"),
        ({"begin": "another_day", "starts_on": "9999-01-01"}, "2100"),
        ({"begin": "ooit"}, "ooit"),
        ({"begin": ""}, "Vul dit nog in"),
    ],
)
def test_a_first_day_that_cannot_be_is_told_and_the_file_is_still_there(
    browser, programme, asked, fields, says
):
    page = browser.post(URL, asked | fields)
    assert page.status_code == 422
    assert says in page.content.decode()
    assert page.context["source"] == SMALL
    assert list(Programme.objects.all()) == [programme]


def test_a_file_of_the_past_proposes_another_first_day_on_the_same_day_of_the_week(browser, asked):
    old = SMALL.replace("2027-", "2021-")
    del asked["begin_it"], asked["begin"]
    page = browser.post(URL, asked | {"text": old})
    proposed = page.context["days"].initial["starts_on"]
    assert page.context["days"].initial["begin"] == "another_day"
    assert today() < proposed <= today() + dt.timedelta(days=7)
    assert proposed.weekday() == dt.date(2021, 2, 4).weekday()
    asked |= {"text": old, "begin": "as_written", "begin_it": "1"}
    assert browser.post(URL, asked).status_code == 303
    assert Programme.objects.latest("pk").starts_on == dt.date(2021, 2, 4)


def test_nobody_begins_for_an_organisation_of_others(browser, programme, asked):
    asked["organisation"] = makers.make_organisation().public_id
    assert browser.post(URL, asked).status_code == 422
    assert list(Programme.objects.all()) == [programme]


def test_a_participant_begins_nothing_and_takes_nothing(cast):
    for name, status in (("participant", 403), ("coach", 403), ("nobody", 302)):
        assert cast.client(name).get(URL).status_code == status, name
        assert cast.client(name).post(URL, {"text": SMALL}).status_code == status, name
    url = reverse("programmes:programme_file", args=[cast.programme.public_id])
    for name, status in (("participant", 403), ("coach", 403), ("client", 403), ("outsider", 404)):
        assert cast.client(name).post(url, {"people": "on"}).status_code == status, name


def test_an_administrator_takes_it_along_without_the_notes_of_facilitators(browser, programme):
    url = reverse("programmes:programme_file", args=[programme.public_id])
    assert b"notes: " in browser.post(url).content
    admin = Client()
    admin.force_login(makers.make_admin(programme.host))
    assert "Ook niet de notities" in admin.get(url).content.decode()
    file = admin.post(url).content
    assert b"notes: " not in file
    assert b"title: " in file


def test_pasting_with_windows_line_ends_gives_the_same(browser, asked):
    assert browser.post(URL, asked | {"text": SMALL.replace("\n", "\r\n")}).status_code == 303
    made = Programme.objects.latest("pk")
    assert Moment.objects.filter(programme=made, kind="session").count() == 2


def test_the_pages_take_the_same_queries_for_little_and_for_much(browser, programme, asked, flat_queries):
    url = reverse("programmes:programme_file", args=[programme.public_id])
    flat_queries(browser, url, lambda: plan_programme(host=programme.host), 7)


def test_looking_takes_the_same_queries_for_a_long_file(browser, asked, django_assert_max_num_queries):
    del asked["begin_it"]
    many = "".join(
        f"- {{email: p{number}@example.org, organisation: Nieuw {number}}}\n" for number in range(200)
    )
    with django_assert_max_num_queries(12):
        page = browser.post(URL, asked | {"text": SMALL + many, "look": "1"})
    assert len(re.findall("p[0-9]+@example.org", page.content.decode())) >= 200
