"""Who writes for others, and the screen on which this person does."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import AuditEntry
from ideas.models import Idea
from sessions.models import Scribe, Session
from sessions.services.live import open_evening
from sessions.services.scribes import drop_scribe, note_scribe
from tests import makers
from tests.conftest import Cast
from tests.sessions.at_the_door import loaded, sit, tonight
from tests.sessions.worlds import make_blocks


@pytest.fixture
def evening(cast: Cast) -> Session:
    """An evening of all teams that runs, with an open door."""
    evening = tonight(cast)
    make_blocks(evening)
    return loaded(open_evening(evening=evening, by=cast["facilitator"]))


@pytest.fixture
def scribe(cast: Cast, evening: Session) -> Scribe:
    """The participant writes at the table of the own team."""
    return note_scribe(
        evening=evening,
        participation=cast.participation("participant"),
        team=cast.team,
        by=cast["facilitator"],
    )


def url(name: str, scribe: Scribe) -> str:
    return reverse(f"ideas:{name}", args=[scribe.public_id])


def test_the_facilitator_notes_a_scribe_who_finds_the_screen_on_the_evening(
    cast: Cast, evening: Session
) -> None:
    laptop, page = cast.client("facilitator"), reverse("evenings:scribes", args=[evening.public_id])
    assert "Nog niemand schrijft voor anderen" in laptop.get(page).text
    person = cast.participation("participant")
    said = laptop.post(page, {"person": person.public_id, "table": cast.team.public_id}, follow=True).text
    assert "schrijft voor anderen" in said
    scribe = Scribe.objects.get()
    assert (scribe.participation, scribe.team) == (person, cast.team)
    here = reverse("evenings:evening", args=[evening.public_id])
    assert url("write", scribe) in cast.client("participant").get(here).text
    assert url("write", scribe) not in cast.client("coach").get(here).text
    laptop.post(reverse("evenings:drop_scribe", args=[scribe.public_id]))
    assert not Scribe.objects.exists()
    assert set(AuditEntry.objects.filter(verb__contains="scribe").values_list("verb", flat=True)) == {
        "evenings.scribe_noted",
        "evenings.scribe_dropped",
    }


def test_noting_somebody_twice_gives_this_person_the_other_table(
    cast: Cast, evening: Session, scribe: Scribe
) -> None:
    again = note_scribe(
        evening=evening, participation=scribe.participation, team=None, by=cast["facilitator"]
    )
    assert (again.pk, again.team) == (scribe.pk, None)


def test_an_observer_and_a_stranger_cannot_be_chosen(cast: Cast, evening: Session) -> None:
    page = reverse("evenings:scribes", args=[evening.public_id])
    elsewhere = makers.join(makers.make_programme()).public_id
    for key in (cast.participation("observer").public_id, elsewhere, ""):
        assert cast.client("facilitator").post(page, {"person": key}).status_code == 422
    assert not Scribe.objects.exists()


def test_a_team_that_is_elsewhere_is_refused(cast: Cast) -> None:
    alone = makers.make_evening(cast.programme, team=cast.team)
    with pytest.raises(ValidationError):
        note_scribe(
            evening=alone,
            participation=cast.participation("coach"),
            team=cast.other_team,
            by=cast["facilitator"],
        )


def test_an_idea_keeps_the_name_of_who_said_it_and_of_the_scribe(
    cast: Cast, evening: Session, scribe: Scribe
) -> None:
    laptop = cast.client("participant")
    coach = cast.participation("coach")
    form = {"speaker": coach.public_id, "text": "Een bankje bij de beek", "draft_key": "een"}
    page = laptop.post(url("write", scribe), form, follow=True)
    laptop.post(url("write", scribe), form)  # the double press
    idea = Idea.objects.get()
    assert (idea.author, idea.written_by, idea.evening, idea.team) == (
        coach,
        cast["participant"],
        evening,
        cast.team,
    )
    assert "ligt op tafel" in page.text
    assert f'value="{coach.public_id}" selected' in page.text
    assert "Een bankje bij de beek" in page.text


def test_nobody_can_have_said_it_and_a_guest_can(cast: Cast, evening: Session, scribe: Scribe) -> None:
    seat = sit(evening, cast.team, "Karin")
    laptop = cast.client("participant")
    assert "Karin" in laptop.get(url("write", scribe)).text
    laptop.post(url("write", scribe), {"speaker": cast.team.public_id, "text": "Van niemand"})
    laptop.post(url("write", scribe), {"speaker": seat.participation.public_id, "text": "Van Karin"})
    said = dict(Idea.objects.values_list("text", "author"))
    assert said == {"Van niemand": None, "Van Karin": seat.participation_id}


def test_only_who_is_noted_present_is_offered_and_only_of_the_own_table(
    cast: Cast, evening: Session, scribe: Scribe
) -> None:
    laptop = cast.client("participant")
    coach = cast.participation("coach")
    assert coach.public_id in laptop.get(url("write", scribe)).text
    makers.attend(evening, cast.participation("participant"), is_present=True)
    shown = laptop.get(url("write", scribe)).text
    assert coach.public_id not in shown
    assert cast.participation("participant").public_id in shown
    elsewhere = cast.participation("other_participant")
    refused = laptop.post(url("write", scribe), {"speaker": elsewhere.public_id, "text": "Zo typte ik het"})
    assert refused.status_code == 422
    assert "Zo typte ik het" in refused.text


def test_a_scribe_of_all_tables_writes_for_each(cast: Cast, evening: Session) -> None:
    scribe = note_scribe(
        evening=evening, participation=cast.participation("participant"), team=None, by=cast["facilitator"]
    )
    elsewhere = cast.participation("other_participant")
    laptop = cast.client("participant")
    laptop.post(url("write", scribe), {"speaker": elsewhere.public_id, "text": "Van de andere tafel"})
    assert Idea.objects.get().team == cast.other_team
    assert "Van de andere tafel" in laptop.get(url("write", scribe)).text


def test_the_last_ten_stand_beside_it_and_can_be_corrected(
    cast: Cast, evening: Session, scribe: Scribe
) -> None:
    laptop = cast.client("participant")
    for number in range(11):
        laptop.post(url("write", scribe), {"speaker": cast.team.public_id, "text": f"Woord nummer {number}."})
    shown = laptop.get(url("write", scribe)).text
    assert "Woord nummer 10." in shown
    assert "Woord nummer 0." not in shown
    idea = Idea.objects.get(text="Woord nummer 10.")
    empty = laptop.post(url("correct", scribe), {"idea": idea.public_id, "text": " "})
    assert empty.status_code == 422
    laptop.post(url("correct", scribe), {"idea": idea.public_id, "text": "Beter zo."})
    idea.refresh_from_db()
    assert idea.text == "Beter zo."


def test_what_somebody_else_typed_is_not_there_to_correct(
    cast: Cast, evening: Session, scribe: Scribe
) -> None:
    other = makers.make_idea(cast.team, evening=evening, written_by=cast["coach"], text="Van de coach")
    laptop = cast.client("participant")
    answer = laptop.post(url("correct", scribe), {"idea": other.public_id, "text": "Anders"})
    assert answer.status_code == 404
    other.refresh_from_db()
    assert other.text == "Van de coach"


def test_who_is_no_scribe_any_more_cannot_write(cast: Cast, evening: Session, scribe: Scribe) -> None:
    drop_scribe(scribe=scribe, by=cast["facilitator"])
    assert cast.client("participant").get(url("write", scribe)).status_code == 404


def test_the_screen_takes_as_many_queries_for_one_as_for_forty(
    cast: Cast, evening: Session, scribe: Scribe, flat_queries
) -> None:
    makers.make_idea(cast.team, evening=evening, written_by=cast["participant"])
    sit(evening, cast.team, "Gast")

    def more() -> None:
        for number in range(12):
            makers.make_idea(cast.team, evening=evening, written_by=cast["participant"])
            makers.join(cast.programme, team=cast.team)
            sit(evening, cast.team, f"Gast {number}")

    flat_queries(cast.client("participant"), url("write", scribe), more, 14)
