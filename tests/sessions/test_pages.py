"""The pages of evenings: what stands on them, for whom, and what a tap does."""

import datetime as dt
from collections.abc import Callable

import pytest
import time_machine
from django.urls import reverse

from core.clock import now
from programmes.models import Moment
from sessions.models import AgendaItem, Attendance, Session
from sessions.services.live import go_next, open_evening, reveal_ideas
from tests import makers
from tests.conftest import Cast, make_cast
from tests.sessions.worlds import make_blocks, titles


@pytest.fixture
def evening(cast: Cast) -> Session:
    """An evening in three days with three blocks."""
    evening = makers.make_evening(
        cast.programme,
        days=3,
        title="avond 2",
        place="Provinciehuis Zwolle, zaal IJssel",
        practical="met soep",
    )
    make_blocks(evening)
    return evening


def url(name: str, evening: Session, *more: str) -> str:
    """The address of a page of ``evening``."""
    return reverse(f"evenings:{name}", args=[evening.public_id, *more])


def list_url(cast: Cast) -> str:
    """The address of the list."""
    return reverse("evenings:list", args=[cast.programme.public_id])


@pytest.mark.embedded
def test_the_list_begins_with_what_is_next(cast: Cast, evening: Session) -> None:
    makers.make_evening(cast.programme, days=-20, title="avond 1", revealed=True)
    makers.make_evening(cast.programme, days=30, title="avond 3")
    page = cast.client("participant").get(list_url(cast)).text
    assert "Over 3 dagen: avond 2" in page
    assert page.index("avond 2") < page.index("avond 3") < page.index("avond 1")
    assert "Zeg of je komt" in page


def test_the_list_hides_the_evening_of_another_team(cast: Cast) -> None:
    makers.make_evening(cast.programme, title="Werkgroep", team=cast.team)
    assert "Werkgroep" in cast.client("participant").get(list_url(cast)).text
    assert "Werkgroep" not in cast.client("other_participant").get(list_url(cast)).text


def test_an_empty_list_says_what_belongs_there_and_offers_it_to_who_plans(cast: Cast) -> None:
    new = reverse("evenings:new", args=[cast.programme.public_id])
    assert new in cast.client("facilitator").get(list_url(cast)).text
    assert new not in cast.client("participant").get(list_url(cast)).text


def test_a_participant_says_yes_with_one_tap_and_adds_a_wish(cast: Cast, evening: Session) -> None:
    phone = cast.client("participant")
    assert "Kom je?" in phone.get(url("evening", evening)).text
    answer = phone.post(url("answer", evening), {"answer": "yes"})
    assert (answer.status_code, answer["Location"]) == (303, url("evening", evening))
    phone.post(url("answer", evening), {"answer": "yes", "wishes": "geen  vlees\x00"})
    row = Attendance.objects.get(evening=evening)
    assert (row.answer, row.wishes) == ("yes", "geen vlees")
    phone.post(url("answer", evening), {"answer": "maybe"})
    row.refresh_from_db()
    assert (row.answer, row.wishes) == ("maybe", "geen vlees")


@pytest.mark.parametrize(
    "data", [{}, {"answer": "none"}, {"answer": "perhaps"}, {"answer": "yes", "wishes": "x" * 301}]
)
def test_an_answer_that_is_none_is_refused_with_the_page(
    cast: Cast, evening: Session, data: dict[str, str]
) -> None:
    answer = cast.client("participant").post(url("answer", evening), data)
    assert answer.status_code == 422
    assert not Attendance.objects.exists()


@pytest.mark.parametrize("person", ["client", "supporter", "administrator"])
def test_who_is_not_expected_is_not_asked(cast: Cast, evening: Session, person: str) -> None:
    browser = cast.client(person)
    page = browser.get(url("evening", evening))
    assert page.status_code == 200
    assert url("answer", evening) not in page.text
    assert browser.post(url("answer", evening), {"answer": "yes"}).status_code == 403


def test_only_who_leads_reads_who_comes_and_with_which_wishes(cast: Cast, evening: Session) -> None:
    makers.attend(evening, cast.participation("participant"), "yes", wishes="geen vlees")
    assert "geen vlees" in cast.client("facilitator").get(url("coming", evening)).text
    for person in ("observer", "coach", "other_participant", "client", "administrator"):
        page = cast.client(person).get(url("evening", evening))
        assert page.status_code == 200
        assert "geen vlees" not in page.text
        assert cast.client(person).get(url("presence", evening)).status_code == 403
        assert cast.client(person).get(url("coming", evening)).status_code == 403


def test_names_are_tapped_at_the_door_and_taken_back(cast: Cast, evening: Session) -> None:
    laptop = cast.client("facilitator")
    person = cast.participation("participant").public_id
    data = {"person": person, "present": "yes"}
    assert laptop.post(url("presence", evening), data).status_code == 303
    fragment = laptop.post(url("presence", evening), data, headers={"HX-Request": "true"})
    assert "<html" not in fragment.text
    assert "1 van 5 zijn er" in fragment.text
    row = Attendance.objects.get(evening=evening)
    assert (row.is_present, row.noted_by, row.answer) == (True, cast["facilitator"], "none")
    laptop.post(url("presence", evening), {"person": person, "present": "unknown"})
    row.refresh_from_db()
    assert row.is_present is None
    outsider = cast.participation("client").public_id
    assert laptop.post(url("presence", evening), {"person": outsider, "present": "yes"}).status_code == 404


def test_the_draaiboek_shows_clock_times_and_says_what_is_too_long(cast: Cast, evening: Session) -> None:
    Session.objects.filter(pk=evening.pk).update(minutes=50)
    page = cast.client("facilitator").get(url("run_of_show", evening)).text
    for time in ("17.30", "17.50", "18.20", "18.30"):
        assert time in page
    assert "Dat is 10 minuten te laat." in page
    assert "Ideeën bedenken naar 20 min." in page


def test_a_coach_reads_the_draaiboek_of_all_and_changes_only_that_of_the_team(
    cast: Cast, evening: Session
) -> None:
    coach = cast.client("coach")
    assert coach.get(url("run_of_show", evening)).status_code == 200
    assert url("add_block", evening) not in coach.get(url("run_of_show", evening)).text
    assert coach.get(url("add_block", evening)).status_code == 403
    own = makers.make_evening(cast.programme, team=cast.team)
    assert coach.get(url("add_block", own)).status_code == 200
    assert cast.client("participant").get(url("run_of_show", evening)).status_code == 403


def test_a_block_is_added_from_the_library_with_its_usual_words(cast: Cast, evening: Session) -> None:
    laptop = cast.client("facilitator")
    library = laptop.get(url("methods", evening)).text
    assert "Schrijfestafette" in library
    form = laptop.get(url("add_block", evening) + "?method=brainwriting").text
    assert 'value="Schrijfestafette"' in form
    assert "Geef het vel aan je buurman" in form
    data = {"title": "Doorschrijven", "method": "brainwriting", "minutes": "25"}
    assert laptop.post(url("add_block", evening), data).status_code == 303
    assert titles(evening)[-1] == "Doorschrijven"
    page = laptop.get(url("run_of_show", evening)).text
    item = AgendaItem.objects.get(title="Doorschrijven")
    assert url("remove_block", evening, item.public_id) in page


def test_a_block_that_cannot_be_comes_back_with_what_was_typed(cast: Cast, evening: Session) -> None:
    item = evening.items.present()[1]
    laptop = cast.client("facilitator")
    data = {"title": "Nog meer ideeën", "method": "brainstorm", "minutes": "0"}
    answer = laptop.post(url("edit_block", evening, item.public_id), data)
    assert answer.status_code == 422
    assert 'value="Nog meer ideeën"' in answer.text
    assert laptop.post(url("add_block", evening), data).status_code == 422
    assert laptop.post(url("set_length", evening, item.public_id), {"minutes": "x"}).status_code == 422


def test_blocks_move_go_and_come_back_with_the_undo_of_the_toast(cast: Cast, evening: Session) -> None:
    laptop = cast.client("facilitator")
    item = evening.items.present()[2]
    page = laptop.post(url("move_block", evening, item.public_id, "up"), follow=True).text
    assert titles(evening) == ["Inchecken", "Rustig lezen", "Ideeën bedenken"]
    undo = url("move_block", evening, item.public_id, "down")
    assert f'action="{undo}"' in page
    laptop.post(undo)
    assert titles(evening) == ["Inchecken", "Ideeën bedenken", "Rustig lezen"]
    page = laptop.post(url("remove_block", evening, item.public_id), follow=True).text
    assert titles(evening) == ["Inchecken", "Ideeën bedenken"]
    assert url("restore_block", evening, item.public_id) in page
    laptop.post(url("restore_block", evening, item.public_id))
    assert titles(evening) == ["Inchecken", "Ideeën bedenken", "Rustig lezen"]
    laptop.post(url("set_length", evening, item.public_id), {"minutes": "5"})
    laptop.post(url("undo_block", evening, item.public_id))
    item.refresh_from_db()
    assert item.minutes == 10


def test_what_a_colleague_took_out_is_said_in_a_sentence(cast: Cast, evening: Session) -> None:
    laptop = cast.client("facilitator")
    item = evening.items.present()[2]
    laptop.post(url("remove_block", evening, item.public_id))
    page = laptop.post(url("move_block", evening, item.public_id, "up"), follow=True)
    assert page.status_code == 200
    assert "Iemand anders haalde dit onderdeel er intussen uit." in page.text


def test_a_block_of_another_evening_does_not_exist_here(cast: Cast, evening: Session) -> None:
    other = makers.make_evening(cast.programme)
    (item, *_) = make_blocks(other)
    laptop = cast.client("facilitator")
    assert laptop.get(url("edit_block", evening, item.public_id)).status_code == 404
    assert laptop.post(url("remove_block", evening, item.public_id)).status_code == 404


@pytest.mark.embedded
def test_the_evening_is_led_from_the_console_and_phone_and_wall_follow(cast: Cast, evening: Session) -> None:
    laptop, phone = cast.client("facilitator"), cast.client("participant")
    Moment.objects.filter(pk=evening.moment_id).update(at=now())
    assert "Klaar om te beginnen" in laptop.get(url("console", evening)).text
    laptop.post(url("open", evening))
    console = laptop.get(url("console", evening)).text
    assert "Begin ‘Ideeën bedenken’" in console
    assert "Onderdeel 1 van 3" in phone.get(url("evening", evening)).text
    evening.refresh_from_db()
    assert evening.current_item is not None
    laptop.post(url("next", evening), {"seen": evening.current_item.public_id})
    laptop.post(url("next", evening), {"seen": evening.current_item.public_id})  # the double click
    console = laptop.get(url("console", evening)).text
    assert "Toon de ideeën en begin ‘Rustig lezen’" in console
    wall = laptop.get(url("wall", evening)).text
    assert "kw-wall--deep" in wall
    assert "Ideeën bedenken" in wall
    evening.refresh_from_db()
    laptop.post(url("next", evening), {"seen": evening.current_item.public_id, "reveal": "on"})
    assert "kw-wall--paper" in laptop.get(url("wall", evening)).text
    console = laptop.get(url("console", evening)).text
    assert url("close", evening) in console
    page = laptop.post(url("close", evening), follow=True).text
    assert url("reopen", evening) in page
    assert "data-stream" not in phone.get(url("evening", evening)).text
    assert "Wel thuis" in laptop.get(url("wall", evening)).text


def test_an_evening_of_another_day_is_not_opened_by_a_slip(cast: Cast) -> None:
    later = makers.make_evening(cast.programme, days=14)
    laptop = cast.client("facilitator")
    console = laptop.get(url("console", later)).text
    assert "kw-console__go" not in console
    assert "Over 14 dagen" in console
    assert "Toch nu al openen" in console
    laptop.post(url("open", later))
    assert "kw-console__go" in laptop.get(url("console", later)).text


def test_the_question_of_a_block_stands_large_on_the_wall(cast: Cast, evening: Session) -> None:
    AgendaItem.objects.filter(evening=evening).update(question="Hoe houden we het landschap open?")
    open_evening(evening=evening, by=cast["facilitator"])
    assert "Hoe houden we het landschap open?" in cast.client("facilitator").get(url("wall", evening)).text
    assert "Hoe houden we het landschap open?" in cast.client("participant").get(url("evening", evening)).text


def test_cards_stand_on_the_wall_only_while_people_read_them(cast: Cast, evening: Session) -> None:
    idea = makers.make_idea(cast.team, cast.participation("participant"), evening=evening)
    laptop = cast.client("facilitator")
    open_evening(evening=evening, by=cast["facilitator"])
    assert idea.text not in laptop.get(url("wall", evening)).text
    reveal_ideas(evening=evening, by=cast["facilitator"])
    assert idea.text not in laptop.get(url("wall", evening)).text  # the check-in
    for _ in range(2):
        go_next(evening=evening, seen=evening.current_item, reveal=False, by=cast["facilitator"])
    assert idea.text in laptop.get(url("wall", evening)).text


@pytest.mark.parametrize(
    "name", ["open", "next", "back", "reveal", "close", "reopen", "give_time", "take_back_opening"]
)
def test_steps_are_for_who_leads_and_never_by_looking(cast: Cast, evening: Session, name: str) -> None:
    assert cast.client("facilitator").get(url(name, evening)).status_code == 405
    assert cast.client("participant").post(url(name, evening)).status_code == 403
    assert cast.client("coach").post(url(name, evening)).status_code == 403
    assert cast.client("outsider").post(url(name, evening)).status_code == 404
    assert cast.client("nobody").post(url(name, evening)).status_code == 302


def test_the_wall_is_within_reach_before_the_evening_opens_and_gone_after_it(
    cast: Cast, evening: Session
) -> None:
    laptop = cast.client("facilitator")
    link = f'href="{url("wall", evening)}"'
    assert link in laptop.get(url("console", evening)).text
    open_evening(evening=evening, by=cast["facilitator"])
    assert link in laptop.get(url("console", evening)).text
    laptop.post(url("close", evening))
    assert link not in laptop.get(url("console", evening)).text


@pytest.mark.parametrize("name", ["console", "wall"])
def test_console_and_wall_are_for_who_leads(cast: Cast, evening: Session, name: str) -> None:
    assert cast.client("participant").get(url(name, evening)).status_code == 403
    assert cast.client("outsider").get(url(name, evening)).status_code == 404


def test_a_late_evening_says_how_late_and_what_can_be_shorter(cast: Cast) -> None:
    evening = makers.make_evening(cast.programme, days=0, minutes=60)
    make_blocks(evening)
    with time_machine.travel(evening.starts_at + dt.timedelta(minutes=10), tick=False):
        open_evening(evening=evening, by=cast["facilitator"])
        page = cast.client("facilitator").get(url("console", evening)).text
    assert "Je loopt 10 minuten uit" in page
    assert "Ideeën bedenken 30 naar 20" in page


def test_an_evening_on_another_day_is_not_late_by_days(cast: Cast, evening: Session) -> None:
    open_evening(evening=evening, by=cast["facilitator"])
    page = cast.client("facilitator").get(url("console", evening)).text
    assert "minuten uit" not in page


@pytest.mark.parametrize("number", range(3))
def test_fragments_are_what_a_following_screen_asks_for(cast: Cast, evening: Session, number: int) -> None:
    name, root = [("evening", "evening"), ("console", "console"), ("wall", "wall")][number]
    open_evening(evening=evening, by=cast["facilitator"])
    fragment = cast.client("facilitator").get(url(name, evening), headers={"HX-Request": "true"}).text
    assert "<html" not in fragment
    assert f'id="{root}"' in fragment


def grow(cast: Cast, evening: Session) -> Callable[[], None]:
    """Forty people and forty blocks more."""

    def do() -> None:
        make_blocks(evening, [("break", f"Pauze {number}", 1) for number in range(40)])
        for number in range(40):
            person = makers.join(
                cast.programme,
                makers.make_person(name=f"Gast {number}", organisation=makers.make_organisation()),
                team=cast.team,
            )
            makers.attend(evening, person, ["yes", "no", "maybe", "none"][number % 4], wishes="soep")

    return do


@pytest.mark.parametrize(("name", "budget"), [("evening", 24), ("run_of_show", 12), ("presence", 13)])
def test_a_page_takes_as_many_queries_for_one_as_for_forty(
    cast: Cast, evening: Session, flat_queries, name: str, budget: int
) -> None:
    makers.attend(evening, cast.participation("participant"), "yes", wishes="soep")
    flat_queries(cast.client("facilitator"), url(name, evening), grow(cast, evening), budget)


@pytest.mark.parametrize(("name", "budget"), [("console", 17), ("wall", 14)])
def test_a_screen_takes_as_many_queries_for_one_as_for_forty(
    cast: Cast, evening: Session, flat_queries, name: str, budget: int
) -> None:
    open_evening(evening=evening, by=cast["facilitator"])
    go_next(evening=evening, seen=evening.current_item, reveal=False, by=cast["facilitator"])
    makers.make_idea(cast.team, cast.participation("participant"), evening=evening)

    def more() -> None:
        grow(cast, evening)()
        for _ in range(40):
            makers.make_idea(cast.team, cast.participation("participant"), evening=evening)

    flat_queries(cast.client("facilitator"), url(name, evening), more, budget)


def test_the_list_takes_as_many_queries_for_one_as_for_forty(
    cast: Cast, evening: Session, flat_queries
) -> None:
    def more() -> None:
        for number in range(40):
            makers.make_evening(cast.programme, days=number - 20, team=cast.team if number % 2 else None)

    flat_queries(cast.client("participant"), list_url(cast), more, 9)


@pytest.mark.django_db
def test_an_evening_of_a_concept_does_not_exist_for_its_people() -> None:
    cast = make_cast(state="concept")
    evening = makers.make_evening(cast.programme)
    assert cast.client("participant").get(url("evening", evening)).status_code == 404
    assert cast.client("facilitator").get(url("evening", evening)).status_code == 200
    assert cast.client("facilitator").post(url("open", evening)).status_code == 403
