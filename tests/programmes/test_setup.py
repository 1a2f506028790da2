"""Setting a programme up in the browser, step by step."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from programmes.models import Programme
from programmes.services.programmes import start_programme
from tests import makers
from tests.programmes.worlds import evening, guided, plan_programme


@pytest.fixture(autouse=True)
def _in_december_2026():
    with time_machine.travel("2026-12-01T09:00:00Z", tick=True):
        yield


@pytest.fixture
def admin(db: None):
    """An administrator of one organisation, signed in; the organisation is ``admin.host``."""
    host = makers.make_organisation(name="Interprovinciaal Overleg")
    browser = Client()
    browser.host = host  # type: ignore[attr-defined]
    browser.force_login(makers.make_admin(host))
    return browser


@pytest.fixture
def facilitator(db: None):
    """A facilitator with a concept, signed in."""
    return guided()


def at(name: str, programme: Programme, *more: object) -> str:
    """The address of a page of ``programme``."""
    return reverse(f"programmes:{name}", args=[programme.public_id, *more])


def days_of(programme: Programme) -> dict[str, str]:
    """What the form of the calendar holds."""
    return {f"day_{m.public_id}": str(m.at.date()) for m in programme.moments.filter(kind="session")}


def begin(admin, **fields: str) -> dict[str, str]:
    """What the first step takes."""
    return {
        "blueprint": "theme_teams",
        "name": "Themateams",
        "question": "Hoe werken wij anders samen?",
        "client": "Het gezamenlijk bestuur",
        "mandate": "",
        "starts_on": "2027-02-04",
        "region": "all",
        "host": admin.host.public_id,
    } | fields


def test_from_nothing_to_a_running_programme(admin):
    assert admin.get(reverse("programmes:begin")).status_code == 200
    response = admin.post(reverse("programmes:begin"), begin(admin))
    programme = Programme.objects.get()
    assert (response.status_code, response.url) == (303, at("setup_themes", programme))
    response = admin.post(
        at("setup_themes", programme), {"themes": "Landschap\r\n\r\nStedelijke ontwikkeling\r\n"}
    )
    assert response.url == at("setup_calendar", programme)
    assert [team.name for team in programme.teams.all()] == ["Landschap", "Stedelijke ontwikkeling"]
    page = admin.get(at("setup_calendar", programme))
    assert page.status_code == 200
    data = days_of(programme)
    assert admin.post(at("setup_calendar", programme), data).url == at("setup_people", programme)
    review = admin.get(at("setup_review", programme)).content.decode()
    assert "Uitnodiging: Avond 1" in review
    response = admin.post(at("start", programme))
    assert (response.status_code, response.url) == (
        303,
        reverse("overviews:programme", args=[programme.public_id]),
    )
    programme.refresh_from_db()
    assert programme.state == "running"
    assert programme.client.name == "Het gezamenlijk bestuur"


def test_both_ways_of_working_are_offered_with_their_words(admin):
    page = admin.get(reverse("programmes:begin")).content.decode()
    assert "Themateams" in page
    assert "Eigen werkwijze" in page
    assert "zomerbarbecue" in page


def test_the_open_way_of_working_works_too(admin):
    admin.post(reverse("programmes:begin"), begin(admin, blueprint="open"))
    programme = Programme.objects.get()
    assert programme.moments.filter(kind="session").count() == 2
    assert admin.get(at("setup_calendar", programme)).status_code == 200
    assert admin.get(at("setup_review", programme)).status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "x"},
        {"starts_on": "2027-02-30"},
        {"starts_on": "0001-01-01"},
        {"starts_on": "9999-12-31"},
        {"starts_on": "2026-11-30"},
        {"starts_on": "morgen"},
        {"blueprint": "nope"},
        {"blueprint": ""},
        {"host": "nope"},
        {"client": "x" * 201},
        {"question": "x" * 2001},
    ],
)
def test_a_wrong_first_step_says_so_and_keeps_what_was_typed(admin, wrong):
    response = admin.post(reverse("programmes:begin"), begin(admin, mandate="Alles wat mag.", **wrong))
    assert response.status_code == 422
    assert "Alles wat mag." in response.content.decode()
    assert not Programme.objects.exists()


def test_a_host_of_somebody_else_cannot_be_chosen(admin):
    other = makers.make_organisation()
    assert admin.post(reverse("programmes:begin"), begin(admin, host=other.public_id)).status_code == 422


def test_the_first_step_can_be_changed_and_moves_the_calendar(facilitator):
    programme = facilitator.programme
    data = {
        "name": "Nieuwe naam",
        "question": "",
        "client": "",
        "mandate": "",
        "starts_on": "2027-02-11",
        "region": "all",
    }
    assert facilitator.post(at("setup_question", programme), data).status_code == 303
    programme.refresh_from_db()
    assert (programme.name, programme.starts_on) == ("Nieuwe naam", dt.date(2027, 2, 11))
    assert evening(programme, "Avond 1").at.date() == dt.date(2027, 3, 11)


def test_the_calendar_says_which_evening_went_off_a_free_day_and_why(facilitator):
    programme = plan_programme(by=facilitator.person, as_written=False)
    facilitator.person.__dict__.pop("_standing", None)
    page = facilitator.get(at("setup_calendar", programme)).content.decode()
    assert "Niet op do 6 mei: Hemelvaartsdag." in page
    assert evening(programme, "Avond 3").at.date() == dt.date(2027, 5, 13)


def test_another_start_fits_the_evenings_anew_and_leaves_what_somebody_moved(facilitator):
    programme = plan_programme(by=facilitator.person, as_written=False)
    facilitator.person.__dict__.pop("_standing", None)
    days = days_of(programme)
    days[f"day_{evening(programme, 'Avond 1').public_id}"] = "2027-03-11"
    facilitator.post(at("setup_calendar", programme), days)
    data = {
        "name": "Naam",
        "question": "",
        "client": "",
        "mandate": "",
        "starts_on": "2027-05-13",
        "region": "midden",
    }
    assert facilitator.post(at("setup_question", programme), data).status_code == 303
    programme.refresh_from_db()
    assert programme.region == "midden"
    moments = programme.moments.filter(kind="session").order_by("pk")
    assert [moment.at.date().isoformat() for moment in moments] == [
        "2027-05-13",
        "2027-06-17",  # a week later than the blueprint has it, as it was put
        "2027-07-15",
        "2027-09-02",
        "2027-09-23",
        "2027-10-14",
    ]


def test_a_concept_is_taken_up_where_it_was_left(facilitator):
    assert facilitator.get(at("setup", facilitator.programme)).url == at(
        "setup_calendar", facilitator.programme
    )
    empty = plan_programme(by=facilitator.person, themes=[])
    assert facilitator.get(at("setup", empty)).url == at("setup_themes", empty)


def test_too_many_themes_are_refused_with_the_form(facilitator):
    response = facilitator.post(
        at("setup_themes", facilitator.programme), {"themes": "\n".join(f"Thema {n}" for n in range(30))}
    )
    assert response.status_code == 422
    assert "Thema 29" in response.content.decode()


def test_the_calendar_warns_of_a_holiday_and_shows_what_would_move(facilitator):
    page = facilitator.get(at("setup_calendar", facilitator.programme)).content.decode()
    assert "Dit is Hemelvaartsdag." in page
    assert "Wordt do 13 mei" in page
    assert "Als Avond 3 do 13 mei wordt" in page
    assert "blijft do 3 jun" in page


def test_one_tap_moves_the_evening_off_the_holiday_and_can_be_undone(facilitator):
    programme = facilitator.programme
    later = {"later": evening(programme, "Avond 3").public_id}
    response = facilitator.post(at("setup_calendar", programme), days_of(programme) | later)
    assert (response.status_code, response.url) == (303, at("setup_calendar", programme))
    assert evening(programme, "Avond 3").at.date() == dt.date(2027, 5, 13)
    page = facilitator.get(at("setup_calendar", programme)).content.decode()
    assert "Dit is Hemelvaartsdag" not in page.split("kw-months")[0]
    address = next(
        part.split('"')[0] for part in page.split('action="') if "/plan/undo/" in part.split('"')[0]
    )
    assert facilitator.post(address).status_code == 303
    assert evening(programme, "Avond 3").at.date() == dt.date(2027, 5, 6)


def test_a_date_that_was_typed_is_not_lost_by_moving_another_evening(facilitator):
    programme = facilitator.programme
    typed = days_of(programme) | {f"day_{evening(programme, 'Avond 2').public_id}": "2027-04-15"}
    facilitator.post(
        at("setup_calendar", programme), typed | {"later": evening(programme, "Avond 3").public_id}
    )
    assert evening(programme, "Avond 2").at.date() == dt.date(2027, 4, 15)
    assert evening(programme, "Avond 3").at.date() == dt.date(2027, 5, 13)


def test_a_holiday_that_is_meant_is_no_clash_any_more(facilitator):
    programme = facilitator.programme
    stay = {"stay": evening(programme, "Avond 3").public_id}
    facilitator.post(at("setup_calendar", programme), days_of(programme) | stay)
    assert evening(programme, "Avond 3").at.date() == dt.date(2027, 5, 6)
    assert "Wordt do 13 mei" not in facilitator.get(at("setup_calendar", programme)).content.decode()


def test_looking_at_other_dates_changes_nothing(facilitator):
    programme = facilitator.programme
    data = days_of(programme)
    data[f"day_{evening(programme, 'Avond 2').public_id}"] = "2027-04-15"
    response = facilitator.post(at("setup_calendar", programme), data | {"look": "1"})
    assert response.status_code == 200
    assert "Als Avond 2 do 15 april wordt" in response.content.decode().replace("apr ", "april ")
    assert evening(programme, "Avond 2").at.date() == dt.date(2027, 4, 8)
    part = facilitator.post(
        at("setup_calendar", programme), data | {"look": "1"}, headers={"HX-Request": "true"}
    )
    assert part.content.decode().lstrip().startswith("<div")
    facilitator.post(at("setup_calendar", programme), data)
    assert evening(programme, "Avond 2").at.date() == dt.date(2027, 4, 15)


@pytest.mark.parametrize("day", ["2027-03-03", "0001-01-01", "9999-12-31", "2027-02-30", "", "x"])
def test_a_date_that_cannot_be_is_refused_beside_its_evening(facilitator, day):
    programme = facilitator.programme
    data = days_of(programme)
    data[f"day_{evening(programme, 'Avond 2').public_id}"] = day
    for extra in ({}, {"look": "1"}):
        response = facilitator.post(at("setup_calendar", programme), data | extra)
        assert response.status_code == 422
    assert evening(programme, "Avond 2").at.date() == dt.date(2027, 4, 8)


def test_a_second_click_on_start_comes_to_the_same_page(facilitator):
    home = reverse("overviews:programme", args=[facilitator.programme.public_id])
    assert [facilitator.post(at("start", facilitator.programme)).url for _ in range(2)] == [home, home]
    assert facilitator.get(at("start", facilitator.programme)).status_code == 405


def test_the_steps_end_when_the_programme_runs(facilitator):
    programme = facilitator.programme
    start_programme(programme=programme, by=facilitator.person)
    for step in ("setup", "setup_question", "setup_themes", "setup_calendar", "setup_review"):
        assert facilitator.get(at(step, programme)).url == at("plan", programme)


def test_the_steps_take_as_many_queries_for_more_themes_and_people(facilitator, flat_queries):
    programme = facilitator.programme

    def grow() -> None:
        for team in programme.teams.all():
            for _ in range(10):
                makers.join(programme, team=team)

    makers.join(programme, team=programme.teams.first())  # without anybody no team is asked for
    flat_queries(facilitator, at("setup_review", programme), grow, 20)
    flat_queries(facilitator, at("setup_calendar", programme), grow, 14)


@pytest.mark.parametrize(
    ("person", "may"),
    [
        ("administrator", 200), ("facilitator", 200), ("outsider", 200), ("coach", 403), ("participant", 403),
        ("observer", 403), ("supporter", 403), ("client", 403), ("nobody", 302),
    ],
)  # fmt: skip
def test_who_may_begin_a_programme(cast, person, may):
    """The outsider facilitates elsewhere, and so may begin one there."""
    assert cast.client(person).get(reverse("programmes:begin")).status_code == may
