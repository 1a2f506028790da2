"""Mixed rooms: some take part by the video link, take no place, have the wall as a page and a scribe of their own."""

from typing import Any

import pytest
from django.urls import reverse

from core.errors import Conflict
from ideas.queries.scribing import speakers, speakers_for
from sessions.messages.coming import link_still_applies
from sessions.models import Attendance, Scribe, Session
from sessions.queries.coming_list import coming_page
from sessions.queries.live import console
from sessions.services.coming import answer_evening
from sessions.services.live import close_evening, open_evening
from sessions.services.mixed import choose_way
from sessions.services.places import change_places
from sessions.services.scribes import note_scribe
from tests import makers
from tests.conftest import Cast
from tests.sessions.mailing import mail_of, told
from tests.sessions.worlds import make_blocks

LINK = "https://bel.example/1"


@pytest.fixture
def evening(cast: Cast) -> Session:
    """An evening of the team that some take part in by video, with one place in the room."""
    evening = makers.make_evening(cast.programme, days=1, team=cast.team, meeting_url=LINK, places=1)
    make_blocks(evening, [("brainstorm", "Ideeën bedenken", 20)])
    return evening


def url(name: str, one: Any) -> str:
    return reverse(f"evenings:{name}", args=[one.public_id])


def says_yes(cast: Cast, evening: Session, name: str) -> Attendance:
    return answer_evening(
        evening=evening, participation=cast.participation(name), answer="yes", by=cast[name]
    )


def joins(cast: Cast, evening: Session, name: str, *, by_link: bool = True) -> Attendance:
    return choose_way(evening=evening, participation=cast.participation(name), by_link=by_link, by=cast[name])


def test_one_press_takes_part_by_the_link_and_another_in_the_room(cast: Cast, evening: Session) -> None:
    phone = cast.client("participant")
    says_yes(cast, evening, "participant")
    assert "Ik doe mee via de videoverbinding" in phone.get(url("evening", evening)).text
    assert phone.post(url("way", evening), {"way": "link"}).status_code == 303
    assert Attendance.objects.get(participation=cast.participation("participant")).by_link
    page = phone.get(url("evening", evening)).text
    assert "Je doet mee via de videoverbinding" in page
    assert LINK in page
    assert phone.post(url("way", evening), {"way": "room"}).status_code == 303
    assert not Attendance.objects.get(participation=cast.participation("participant")).by_link
    assert phone.post(url("way", evening), {"way": "maan"}).status_code == 303
    assert cast.client("client").post(url("way", evening), {"way": "link"}).status_code == 404


def test_who_takes_part_by_the_link_takes_no_place(cast: Cast, evening: Session) -> None:
    assert says_yes(cast, evening, "participant").answer == "yes"
    assert says_yes(cast, evening, "observer").answer == "waits"
    assert joins(cast, evening, "participant").answer == "yes"
    assert Attendance.objects.get(participation=cast.participation("observer")).answer == "yes"
    with pytest.raises(Conflict, match="videoverbinding"):
        joins(cast, evening, "participant", by_link=False)


def test_who_waits_for_a_place_comes_by_the_link(cast: Cast, evening: Session) -> None:
    says_yes(cast, evening, "participant")
    says_yes(cast, evening, "observer")
    assert joins(cast, evening, "observer").answer == "yes"
    assert joins(cast, evening, "observer").answer == "yes"
    counts = coming_page(evening=evening, viewer=cast["facilitator"]).guests.counts
    assert (counts.yes, counts.by_link, counts.in_room) == (2, 1, 1)
    page = cast.client("facilitator").get(url("coming", evening)).text
    assert "1 doet mee via video en heeft er geen nodig." in page
    assert console(evening=evening).people.by_link == 1


def test_the_kitchen_does_not_cook_for_who_is_at_home(cast: Cast, evening: Session) -> None:
    makers.attend(evening, cast.participation("participant"), "yes", wishes="geen noten", by_link=True)
    makers.attend(evening, cast.participation("coach"), "yes", wishes="vegetarisch")
    page = coming_page(evening=evening, viewer=cast["facilitator"])
    assert [wish.text for wish in page.kitchen] == ["vegetarisch"]


def test_without_a_link_and_after_the_evening_there_is_nothing_to_choose(
    cast: Cast, evening: Session
) -> None:
    Session.objects.filter(pk=evening.pk).update(meeting_url="")
    with pytest.raises(Conflict, match="geen videolink"):
        joins(cast, evening, "participant")
    assert "video" not in cast.client("participant").get(url("evening", evening)).text
    opened = open_evening(evening=evening, by=cast["facilitator"])
    close_evening(evening=opened, by=cast["facilitator"])
    with pytest.raises(Conflict, match="voorbij"):
        joins(cast, evening, "participant")


def test_the_wall_is_a_page_at_home_while_the_evening_runs(cast: Cast, evening: Session) -> None:
    at_home = {"participant", "observer"}

    def see_it() -> set[str]:
        people = {*at_home, "other_participant", "client"}
        return {name for name in people if cast.client(name).get(url("wall", evening)).status_code == 200}

    assert see_it() == set()
    opened = open_evening(evening=evening, by=cast["facilitator"])
    assert see_it() == at_home
    makers.make_idea(cast.team, cast.participation("coach"), evening=opened, text="Nog geheim")
    for address in (url("wall", evening), reverse("ideas:wall_cards", args=[evening.public_id])):
        page = cast.client("participant").get(address)
        assert page.status_code == 200
        assert "Nog geheim" not in page.text
    assert "Open de muur" in cast.client("participant").get(url("evening", evening)).text
    close_evening(evening=opened, by=cast["facilitator"])
    assert see_it() == set()
    Session.objects.filter(pk=evening.pk).update(state="running", closed_at=None, meeting_url="")
    assert see_it() == set()


def test_when_the_link_goes_everybody_is_in_the_room(cast: Cast, evening: Session) -> None:
    joins(cast, evening, "participant")
    note_scribe(
        evening=evening, participation=cast.participation("coach"), team=None, by_link=True, by=cast["coach"]
    )
    change_places(evening=evening, meeting_url="", by=cast["facilitator"])
    assert not Attendance.objects.filter(by_link=True).exists()
    assert not Scribe.objects.filter(by_link=True).exists()


def test_they_have_a_scribe_of_their_own(cast: Cast, evening: Session) -> None:
    joins(cast, evening, "participant")
    page = cast.client("facilitator").get(url("scribes", evening)).text
    assert "voor wie via video meedoet" in page
    form = {"person": cast.participation("coach").public_id, "table": "link"}
    assert cast.client("facilitator").post(url("scribes", evening), form).status_code == 303
    scribe = Scribe.objects.get()
    assert (scribe.by_link, scribe.team) == (True, None)
    assert [one.name for one in speakers_for(scribe)] == ["", str(cast["participant"])]
    assert str(cast["observer"]) not in {one.name for one in speakers(evening=evening, team=None)}
    assert "voor wie via video meedoet" in cast.client("facilitator").get(url("scribes", evening)).text
    form["table"] = ""
    cast.client("facilitator").post(url("scribes", evening), form)
    assert not Scribe.objects.get().by_link


def test_who_takes_part_by_video_hears_of_another_link_and_that_there_is_none(
    cast: Cast, evening: Session
) -> None:
    for name in ("participant", "coach"):
        says_yes(cast, evening, name)
    joins(cast, evening, "participant")
    change_places(evening=evening, by=cast["facilitator"], places=12)
    assert told("evening_link_now") == []
    change_places(evening=evening, by=cast["facilitator"], meeting_url="https://bel.example/2")
    change_places(evening=evening, by=cast["facilitator"], meeting_url="https://bel.example/3")
    first, second = told("evening_link_now")
    assert first.user == second.user == cast["participant"]
    assert link_still_applies(first)
    assert link_still_applies(second) == ""
    text = mail_of(second).get_body(("plain",)).get_content()
    assert "https://bel.example/3" in text
    assert "De link is nu een andere" in text
    change_places(evening=evening, by=cast["facilitator"], meeting_url="")
    gone = told("evening_link_now")[-1]
    assert "geen videoverbinding meer" in mail_of(gone).get_body(("plain",)).get_content()
    who = cast.participation("participant")
    answer_evening(evening=evening, participation=who, answer="no", by=cast["participant"])
    assert link_still_applies(gone)
