"""The pages about coming and seats, for who leads, and the button at the door."""

import io
import subprocess
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse

from sessions.models import Attendance, Seating, Session
from sessions.queries.coming_list import coming_page
from sessions.services.coming import answer_evening
from tests import makers
from tests.conftest import Cast


@pytest.fixture
def evening(cast: Cast) -> Session:
    """An evening in three days."""
    return makers.make_evening(cast.programme, days=3, title="Avond 2", places=1, closes_days=2)


def url(name: str, one: Any) -> str:
    return reverse(f"evenings:{name}", args=[one.public_id])


def test_wishes_are_counted_for_the_kitchen_as_they_were_typed(cast: Cast, evening: Session) -> None:
    for wish in ("Vegetarisch", "vegetarisch.", "glutenvrij"):
        makers.attend(evening, makers.join(cast.programme), "yes", wishes=wish)
    makers.attend(evening, makers.join(cast.programme), "maybe", wishes="VEGETARISCH")
    makers.attend(evening, makers.join(cast.programme), "no", wishes="halal")
    kitchen = coming_page(evening=evening, viewer=cast["facilitator"]).kitchen
    assert [(wish.text.casefold().rstrip("."), wish.yes, wish.maybe) for wish in kitchen] == [
        ("vegetarisch", 2, 1), ("glutenvrij", 1, 0),
    ]  # fmt: skip
    page = cast.client("facilitator").get(url("coming", evening)).text
    assert "Voor de keuken" in page
    assert "halal" not in page
    assert cast.client("participant").get(url("coming", evening)).status_code == 403


def test_places_are_set_on_a_page_that_says_what_is_wrong(cast: Cast, evening: Session) -> None:
    browser = cast.client("facilitator")
    wrong = browser.post(
        url("places", evening), {"places": "0", "closes_days": "99", "route_url": "nergens heen"}
    )
    assert wrong.status_code == 422
    right = browser.post(
        url("places", evening),
        {"places": "12", "closes_days": "", "route_url": "kaart.example/zaal", "meeting_url": ""},
    )
    assert right.status_code == 303
    evening.refresh_from_db()
    assert (evening.places, evening.closes_days, evening.route_url) == (
        12,
        None,
        "https://kaart.example/zaal",
    )
    assert 'href="https://kaart.example/zaal"' in cast.client("participant").get(url("evening", evening)).text


def test_the_page_of_the_evening_says_that_one_waits_and_shows_the_meeting_to_who_comes(
    cast: Cast, evening: Session
) -> None:
    Session.objects.filter(pk=evening.pk).update(closes_days=None, meeting_url="https://bel.example/1")
    for name in ("coach", "participant"):
        one = cast.participation(name)
        answer_evening(evening=evening, participation=one, answer="yes", by=one.person)
    waiting = cast.client("participant").get(url("evening", evening)).text
    assert "Je staat op de wachtlijst" in waiting
    assert "bel.example" not in waiting
    assert "bel.example" in cast.client("coach").get(url("evening", evening)).text
    silent = cast.client("observer").get(url("evening", evening)).text
    assert "Alle plekken zijn bezet" in silent
    assert "bel.example" not in silent


def test_a_change_after_the_closing_moment_is_asked_by_one_button_and_answered_by_one(
    cast: Cast, evening: Session, wall_clock: Callable[[str], None]
) -> None:
    one = cast.participation("participant")
    makers.attend(evening, one, "yes", answered_at=evening.moment.at)
    Session.objects.filter(pk=evening.pk).update(closes_days=30)
    asked = cast.client("participant").post(url("answer", evening), {"answer": "no"}, follow=True)
    assert "Gevraagd" in asked.text
    row = Attendance.objects.get(participation=one)
    assert (row.answer, row.wants) == ("yes", "no")
    browser = cast.client("facilitator")
    assert url("settle_change", row) in browser.get(url("coming", evening)).text
    assert cast.client("participant").post(url("settle_change", row), {"settle": "yes"}).status_code == 403
    browser.post(url("settle_change", row), {"settle": "weet niet"})
    row.refresh_from_db()
    assert row.wants == "no"
    browser.post(url("settle_change", row), {"settle": "yes"})
    row.refresh_from_db()
    assert (row.answer, row.wants) == ("no", "")
    twice = browser.post(url("settle_change", row), {"settle": "no"}, follow=True)
    assert "al" in twice.text
    row.refresh_from_db()
    assert row.answer == "no"


def test_a_button_at_the_door_notes_that_one_is_there(cast: Cast, evening: Session) -> None:
    browser = cast.client("participant")
    early = browser.post(url("here", evening), {"here": "yes"}, follow=True)
    assert "halve dag" in early.text
    assert not Attendance.objects.exists()
    tonight = makers.make_evening(cast.programme, days=0, state="running", opened_at=evening.moment.at)
    assert "Ik ben er" in browser.get(url("evening", tonight)).text
    browser.post(url("here", tonight), {"here": "yes"})
    assert Attendance.objects.get().is_present is True
    assert "Je staat genoteerd" in browser.get(url("evening", tonight)).text
    browser.post(url("here", tonight), {"here": "no"})
    assert Attendance.objects.get().is_present is None
    assert "<path" in cast.client("facilitator").get(url("presence", tonight)).text


def test_people_are_divided_swapped_and_shown_from_the_page(cast: Cast, evening: Session) -> None:
    for number in range(6):
        person = makers.make_person(name=f"Mens {number}")
        makers.attend(evening, makers.join(cast.programme, person), "yes")
    browser = cast.client("facilitator")
    wrong = browser.post(url("tables", evening), {"by": "size", "number": "1", "who": "coming"})
    assert wrong.status_code == 422
    assert (
        browser.post(url("tables", evening), {"by": "size", "number": "3", "who": "coming"}).status_code
        == 303
    )
    page = browser.get(url("tables", evening)).text
    assert "6 mensen, 6 paren" in page
    seating = Seating.objects.get()
    before = dict(seating.places.values_list("participation_id", "table"))
    stale = browser.post(url("tables", evening), {"by": "size", "number": "3", "who": "coming"}, follow=True)
    assert "intussen verdeeld" in stale.text
    assert dict(seating.places.values_list("participation_id", "table")) == before
    places = list(seating.places.select_related("participation"))
    one = places[0].participation
    other = next(place.participation for place in places if place.table != places[0].table)
    mate = places[1].participation
    assert (
        browser.post(url("swap_seats", seating), {"one": one.public_id, "other": mate.public_id}).status_code
        == 422
    )
    done = browser.post(url("swap_seats", seating), {"one": one.public_id, "other": other.public_id})
    assert done.status_code == 303
    assert seating.places.get(participation=one).table != places[0].table
    browser.post(url("take_back_seating", seating))
    assert seating.places.get(participation=one).table == places[0].table
    browser.post(url("show_seating", seating), {"shown": "yes"})
    seating.refresh_from_db()
    assert seating.shown_at
    assert "Mens 3" in browser.get(url("tables_wall", evening)).text
    assert cast.client("participant").get(url("tables", evening)).status_code == 403


@pytest.mark.parametrize(("name", "words"), [("badges", "Naambadges"), ("place_cards", "Plaatskaartjes")])
def test_paper_has_the_names_that_may_be_read_and_says_when_there_is_nothing_to_print(
    cast: Cast, evening: Session, name: str, words: str
) -> None:
    browser = cast.client("facilitator")
    assert browser.get(url(name, evening)).status_code == 303
    for number in range(4):
        person = makers.make_person(name=f"Şükran {number}")
        consent = "anonymous" if number == 3 else "name"
        makers.attend(evening, makers.join(cast.programme, person, consent=consent), "yes")
    browser.post(url("tables", evening), {"by": "tables", "number": "2", "who": "coming"})
    answer = browser.get(url(name, evening))
    assert answer["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.content)) as book:
        assert words in str(book.docinfo["/Title"])
    read = subprocess.run(["pdftotext", "-", "-"], input=answer.content, capture_output=True, check=True)
    text = read.stdout.decode()
    assert "Şükran 0" in text
    assert "Şükran 3" not in text


def test_the_pages_take_as_many_queries_for_one_as_for_forty(
    cast: Cast, evening: Session, flat_queries: Callable[..., int]
) -> None:
    def grow() -> None:
        for _ in range(40):
            makers.attend(evening, makers.join(cast.programme), "yes", wishes="soep")
        Seating.objects.all().delete()
        browser.post(url("tables", evening), {"by": "size", "number": "4", "who": "coming"})

    browser: Client = cast.client("facilitator")
    for _ in range(2):
        makers.attend(evening, makers.join(cast.programme), "yes", wishes="soep")
    browser.post(url("tables", evening), {"by": "size", "number": "4", "who": "coming"})
    flat_queries(browser, url("coming", evening), grow, 14)
    flat_queries(browser, url("tables", evening), grow, 16)
    flat_queries(browser, url("tables_wall", evening), grow, 10)


def test_of_an_evening_that_has_been_every_page_speaks_in_the_past(cast: Cast) -> None:
    evening = makers.make_evening(cast.programme, days=-3, places=2, revealed=True)
    makers.attend(evening, makers.join(cast.programme), "yes", is_present=True)
    browser = cast.client("facilitator")
    coming = browser.get(url("coming", evening)).text
    for words in (" was er", "Zei ja", "antwoordden niet"):
        assert words in coming
    for words in ("Er zijn 2 plekken", "nog niet", "Naambadges"):
        assert words not in coming
    presence = browser.get(url("presence", evening)).text
    assert "Wie was er?" in presence
    assert "binnenkomt" not in presence
    assert "te laat" not in browser.get(url("run_of_show", evening)).text
