"""Endorsing: who speaks for a body, what is hidden until it is shown, what is settled, and how it is corrected."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry
from core.clock import now, today
from core.errors import Conflict
from outcomes.models import Body, Endorsement, Point
from outcomes.services.conference import (
    add_body,
    add_point,
    change_body,
    change_point,
    correct_endorsement,
    hide_point,
    note_endorsement,
    remove_body,
    remove_point,
    settle_endorsements,
    show_point,
)
from programmes.models import Participation
from sessions.models import Scribe
from sessions.services.live import close_evening, open_evening
from tests import makers
from tests.conftest import Cast
from tests.outcomes.conferences import SECRET, Conference, conference
from tests.sessions.at_the_door import join, loaded, tonight
from tests.sessions.worlds import make_blocks

LATER = today() + dt.timedelta(days=30)


@pytest.fixture
def here(cast: Cast) -> Conference:
    return conference(cast)


def say(here: Conference, stance: str = "endorses", **fields: Any) -> Endorsement:
    fields.setdefault("by", here.alderman.person)
    return note_endorsement(point=here.point, body=here.province, stance=stance, **fields)


def speak_url(here: Conference) -> str:
    return reverse("outcomes:speak", args=[here.province.public_id])


def sent(here: Conference, **fields: str) -> dict[str, str]:
    return {"point": here.point.public_id, "stance": "endorses", "capacity": "", "remark": ""} | fields


def read(here: Conference, person: Any, name: str = "evenings:evening", obj: Any = None) -> str:
    browser = Client()
    browser.force_login(person)
    return browser.get(reverse(name, args=[(obj or here.evening).public_id])).text


def test_who_speaks_says_it_on_the_own_phone_with_name_capacity_and_time(here: Conference) -> None:
    page = read(here, here.alderman.person)
    assert "Wat zegt de organisatie?" in page
    browser = Client()
    browser.force_login(here.alderman.person)
    answer = browser.post(speak_url(here), sent(here, stance="remark", remark=SECRET))
    assert answer.status_code == 303
    one = Endorsement.objects.get()
    assert (one.stance, one.remark, one.speaker, one.capacity) == (
        "remark",
        SECRET,
        here.alderman,
        "wethouder",
    )
    assert one.noted_by == here.alderman.person
    assert AuditEntry.objects.filter(verb="outcomes.endorsed").count() == 1


def test_nobody_else_speaks_for_a_body(here: Conference, cast: Cast) -> None:
    for person, status in (("participant", 403), ("coach", 403), ("client", 403), ("outsider", 404)):
        answer = cast.client(person).post(speak_url(here), sent(here))
        assert answer.status_code == status, person
    other = Client()
    other.force_login(here.chair.person)
    assert other.post(speak_url(here), sent(here)).status_code == 403
    assert not Endorsement.objects.exists()


def test_the_facilitator_and_a_scribe_note_it_in_the_room(here: Conference, cast: Cast) -> None:
    answer = cast.client("facilitator").post(speak_url(here), sent(here, speaker_name="Karin Vos"))
    assert answer.status_code == 303
    assert Endorsement.objects.get().speaker_name == "Karin Vos"
    assert cast.client("participant").get(speak_url(here)).status_code == 403
    Scribe.objects.create(evening=here.evening, participation=cast.participation("participant"))
    assert cast.client("participant").get(speak_url(here)).status_code == 200
    assert "Schrijf op wat een organisatie zegt" in read(here, cast["participant"])


def test_until_it_is_shown_nobody_else_reads_what_a_body_says(here: Conference, cast: Cast) -> None:
    say(here, "remark", remark=SECRET)
    programme = cast.programme
    for person in ("participant", "coach", "client", "observer", "administrator"):
        assert SECRET not in read(here, cast[person]), person
        assert SECRET not in read(here, cast[person], "outcomes:endorsements", programme), person
    assert SECRET not in read(here, here.chair.person)
    assert SECRET not in read(here, cast["facilitator"], "evenings:wall")
    assert SECRET in read(here, cast["facilitator"], "evenings:console")
    assert SECRET in read(here, here.alderman.person)
    show_point(point=here.point, by=cast["facilitator"])
    for person in ("participant", "client"):
        assert SECRET in read(here, cast[person]), person
    assert SECRET in read(here, cast["facilitator"], "evenings:wall")
    hide_point(point=here.point, by=cast["facilitator"])
    assert SECRET not in read(here, cast["participant"])


def test_what_is_hidden_is_not_visible_to_others_at_all(here: Conference, cast: Cast) -> None:
    one = say(here)
    assert not Endorsement.objects.visible_to(cast["participant"]).exists()
    assert Endorsement.objects.visible_to(cast["facilitator"]).get() == one
    assert Endorsement.objects.visible_to(here.alderman.person).get() == one
    show_point(point=here.point, by=cast["facilitator"])
    assert Endorsement.objects.visible_to(cast["participant"]).get() == one
    assert not Endorsement.objects.visible_to(cast["outsider"]).exists()


def test_it_can_be_changed_until_it_is_settled_and_then_corrected_in_sight(
    here: Conference, cast: Cast
) -> None:
    say(here, "declines", remark="Nog niet.")
    changed = say(here, "endorses")
    assert Endorsement.objects.get() == changed
    assert settle_endorsements(evening=here.evening, by=cast["facilitator"]) == 1
    assert settle_endorsements(evening=here.evening, by=cast["facilitator"]) == 0
    assert AuditEntry.objects.filter(verb="outcomes.endorsements_settled").count() == 1
    here.point.refresh_from_db()
    with pytest.raises(Conflict):
        say(here, "declines")
    changed.point.refresh_from_db()
    with pytest.raises(ValidationError):
        correct_endorsement(endorsement=changed, stance="declines", because="", by=cast["facilitator"])
    because = "De raad besloot anders dan de wethouder dacht."
    made = correct_endorsement(
        endorsement=changed, stance="declines", because=because, by=cast["facilitator"]
    )
    assert made.follows == changed
    page = read(here, cast["client"], "outcomes:endorsements", cast.programme)
    assert because in page
    assert "Daarvoor: onderschrijft het" in page
    with pytest.raises(Conflict, match="intussen"):
        correct_endorsement(endorsement=changed, stance="home", because="x", by=cast["facilitator"])


def test_who_took_it_home_comes_back_later_with_the_own_date(here: Conference, cast: Cast) -> None:
    with pytest.raises(ValidationError):
        say(here, "home")
    say(here, "home", decide_by=LATER)
    close_evening(evening=here.evening, by=cast["facilitator"])
    late = say(here, "endorses")
    assert late.is_late
    assert late.follows is not None
    assert late.follows.stance == "home"
    page = read(here, cast["client"], "outcomes:endorsements", cast.programme)
    assert "kwam later" in page
    assert "neemt het mee naar huis" in page
    water = note_endorsement(
        point=here.point, body=here.water, stance="endorses", by=here.chair.person
    )  # said nothing on the evening itself
    assert water.is_late
    assert water.follows is None


def test_closing_the_evening_settles_it(here: Conference, cast: Cast) -> None:
    say(here)
    close_evening(evening=here.evening, by=cast["facilitator"])
    with pytest.raises(Conflict):
        say(here, "declines")
    page = read(here, cast["client"], "outcomes:endorsements", cast.programme)
    assert "Gemeente Oosterveen" in page
    assert "Ada Bakker, wethouder" in page


def test_before_the_evening_nobody_endorses(cast: Cast) -> None:
    early = conference(cast, opened=False)
    with pytest.raises(Conflict):
        say(early)
    browser = Client()
    browser.force_login(early.alderman.person)
    answer = browser.post(speak_url(early), sent(early, stance="remark", remark=SECRET))
    assert answer.status_code == 422
    assert SECRET in answer.text


def test_a_name_stands_there_as_its_person_consents_and_the_capacity_always(
    here: Conference, cast: Cast
) -> None:
    here.alderman.consent = "anonymous"
    here.alderman.save()
    say(here)
    show_point(point=here.point, by=cast["facilitator"])
    page = read(here, cast["client"], "outcomes:endorsements", cast.programme)
    assert "Ada Bakker" not in page
    assert "wethouder" in page


def test_who_says_nothing_complete_keeps_the_words(here: Conference, cast: Cast) -> None:
    answer = cast.client("facilitator").post(speak_url(here), sent(here, stance="home", remark=SECRET))
    assert answer.status_code == 422
    assert SECRET in answer.text
    assert "Zeg voor welke dag" in answer.text
    assert not Endorsement.objects.exists()
    yesterday = (today() - dt.timedelta(days=1)).isoformat()
    answer = cast.client("facilitator").post(speak_url(here), sent(here, stance="home", decide_by=yesterday))
    assert answer.status_code == 422
    assert cast.client("facilitator").post(speak_url(here), sent(here, point="nothing")).status_code == 404


def test_words_that_something_was_said_of_stay(here: Conference, cast: Cast) -> None:
    by = cast["facilitator"]
    change_point(point=here.point, title="Wij bellen eerder.", by=by)
    say(here)
    for refused in (
        lambda: change_point(point=here.point, title="Anders", by=by),
        lambda: remove_point(point=here.point, by=by),
        lambda: remove_body(body=here.province, by=by),
        lambda: add_body(programme=cast.programme, name="gemeente oosterveen", by=by),
        lambda: change_body(body=here.water, name="Gemeente Oosterveen", by=by),
    ):
        with pytest.raises(Conflict):
            refused()
    remove_body(body=here.water, by=by)
    assert Point.objects.get().title == "Wij bellen eerder."


def test_a_guest_speaks_for_a_body(cast: Cast) -> None:
    evening = tonight(cast)
    make_blocks(evening, [("endorsement", "Onderschrijven", 30)])
    open_evening(evening=evening, by=cast["facilitator"])
    browser = Client()
    join(browser, evening, cast.team)
    guest = loaded(evening).seats.get().participation
    by = cast["facilitator"]
    body = add_body(programme=cast.programme, name="LTO", speaker=guest, capacity="voorzitter", by=by)
    point = add_point(evening=evening, title="Wij gaan kijken.", by=by)
    url = reverse("outcomes:speak", args=[body.public_id])
    assert browser.get(url).status_code == 200
    answer = browser.post(url, {"point": point.public_id, "stance": "endorses"})
    assert answer.status_code == 303
    assert Endorsement.objects.get().speaker == guest
    other = add_body(programme=cast.programme, name="Natuurmonumenten", by=by)
    assert browser.get(reverse("outcomes:speak", args=[other.public_id])).status_code == 404
    assert list(Body.objects.visible_to(guest.person)) == [body]
    Participation.objects.filter(pk=guest.pk).update(until=now())
    assert list(Body.objects.visible_to(guest.person)) == []


def test_a_scribe_who_left_writes_for_nobody(here: Conference, cast: Cast) -> None:
    writer = cast.participation("participant")
    Scribe.objects.create(evening=here.evening, participation=writer)
    assert Body.objects.visible_to(writer.person).get(pk=here.province.pk).writes_for_it
    Participation.objects.filter(pk=writer.pk).update(until=now())
    makers.join(cast.programme, writer.person, role="supporter")
    assert not Body.objects.visible_to(cast["participant"]).get(pk=here.province.pk).writes_for_it


def test_the_facilitator_puts_down_points_and_organisations(here: Conference, cast: Cast) -> None:
    url = reverse("outcomes:endorsing", args=[here.evening.public_id])
    browser = cast.client("facilitator")
    assert browser.get(url).status_code == 200
    assert browser.post(url, {"adds": "point", "title": "Wij gaan kijken."}).status_code == 303
    assert browser.post(url, {"adds": "point", "title": ""}).status_code == 422
    assert browser.post(url, {"adds": "body", "name": "Provincie Drenthe"}).status_code == 303
    twice = browser.post(url, {"adds": "body", "name": "provincie drenthe", "capacity": "gedeputeerde"})
    assert twice.status_code == 422
    assert "gedeputeerde" in twice.text
    last = Point.objects.latest("pk")
    assert browser.post(reverse("outcomes:point", args=[last.public_id]), {"do": "up"}).status_code == 303
    assert next(one.title for one in Point.objects.order_by("position")) == "Wij gaan kijken."
    assert cast.client("coach").get(url).status_code == 403


@pytest.mark.parametrize(
    ("sent", "kept"),
    [({"title": "Wij gaan kijken."}, "Wij gaan kijken."), ({"title": "", "text": "Elk jaar."}, "Elk jaar.")],
)
def test_a_point_that_comes_after_the_evening_is_given_back(
    here: Conference, cast: Cast, sent: dict[str, str], kept: str
) -> None:
    close_evening(evening=here.evening, by=cast["facilitator"])
    url = reverse("outcomes:endorsing", args=[here.evening.public_id])
    before = Point.objects.count()
    browser = cast.client("facilitator")
    assert "add-point" not in browser.get(url).text
    answer = browser.post(url, {"adds": "point", **sent})
    assert answer.status_code == 422
    assert kept in answer.text
    assert Point.objects.count() == before


def test_an_organisation_that_answers_later_goes_on_the_list_after_the_evening(
    here: Conference, cast: Cast
) -> None:
    close_evening(evening=here.evening, by=cast["facilitator"])
    url = reverse("outcomes:endorsing", args=[here.evening.public_id])
    browser = cast.client("facilitator")
    assert "add-body" in browser.get(url).text
    assert browser.post(url, {"adds": "body", "name": "Provincie Drenthe"}).status_code == 303
    assert Body.objects.filter(programme=cast.programme, name="Provincie Drenthe").exists()


@pytest.mark.parametrize(
    ("person", "name", "budget"),
    [
        ("client", "outcomes:endorsements", 16),
        ("facilitator", "evenings:console", 22),
        ("facilitator", "evenings:wall", 16),
        ("facilitator", "outcomes:endorsing", 20),
        ("participant", "evenings:evening", 26),
    ],
)
def test_the_pages_take_the_same_queries_for_one_body_and_for_many(
    here: Conference, cast: Cast, flat_queries: Any, person: str, name: str, budget: int
) -> None:
    say(here)
    show_point(point=here.point, by=cast["facilitator"])

    def more() -> None:
        by = cast["facilitator"]
        for number in range(8):
            body = add_body(programme=cast.programme, name=f"Gemeente {number}", capacity="wethouder", by=by)
            note_endorsement(point=here.point, body=body, stance="endorses", speaker_name="Iemand", by=by)

    about = here.evening if name != "outcomes:endorsements" else cast.programme
    flat_queries(cast.client(person), reverse(name, args=[about.public_id]), more, budget)
