"""The plan, its phases and the settings of a running programme."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from programmes.models import Moment, Reminder
from programmes.queries import dates as date_queries
from programmes.queries import plan as plan_queries
from programmes.queries.dates import Told
from programmes.queries.plan import MomentFacts
from programmes.services.programmes import start_programme
from tests import makers
from tests.programmes.worlds import evening, guided, plan_programme


@pytest.fixture(autouse=True)
def _in_march_2027():
    with time_machine.travel("2027-03-20T09:00:00Z", tick=True):
        yield


@pytest.fixture
def browser(db: None):
    """A facilitator of a running programme whose first two evenings have been."""
    return guided(running=True)


def at(name: str, *args: object) -> str:
    """An address of programmes."""
    return reverse(f"programmes:{name}", args=args)


def move_url(moment: Moment, **query: str) -> str:
    """The address where ``moment`` is moved."""
    address = reverse("programmes:move_moment", args=[moment.public_id])
    return address + "?" + "&".join(f"{name}={value}" for name, value in query.items()) if query else address


def test_the_plan_says_what_is_to_come_and_what_hangs_on_the_next_evening(browser):
    page = browser.get(at("plan", browser.programme.public_id)).content.decode()
    assert "Nog 4 bijeenkomsten" in page
    assert "Huiswerk klaar: Interview een ondernemer die je inspireert" in page
    assert "Wat al geweest is" in page
    assert "Leg een klas van de basisschool uit" not in page.split('id="by-date"')[1]
    past = browser.get(at("plan", browser.programme.public_id) + "?past").content.decode()
    assert "Leg een klas van de basisschool uit" in past.split('id="by-date"')[1]


@pytest.mark.parametrize("query", ["?moment=nope", "?moment=", "?moment=%C3%A9", "?moment=" + "x" * 500])
def test_an_unknown_moment_shows_the_next_one(browser, query):
    assert browser.get(at("plan", browser.programme.public_id) + query).status_code == 200


def test_another_app_tells_its_page_and_place(browser, monkeypatch):
    def facts(moments):
        return {moment.pk: MomentFacts("/draaiboek/", "Open het draaiboek", "Zwolle") for moment in moments}

    monkeypatch.setattr(plan_queries, "_finders", [facts])
    page = browser.get(at("plan", browser.programme.public_id)).content.decode()
    assert 'href="/draaiboek/"' in page
    assert "Zwolle" in page


def test_a_move_is_looked_at_first_with_who_is_told_and_then_done(browser, monkeypatch):
    monkeypatch.setattr(date_queries, "_audiences", [lambda moves: [Told("24 mensen krijgen bericht.")]])
    moment = evening(browser.programme, "Avond 3")
    page = browser.get(move_url(moment, day="2027-05-13", clock="17:30")).content.decode()
    assert "24 mensen krijgen bericht." in page
    assert "do 13 mei" in page
    assert evening(browser.programme, "Avond 3").at == moment.at
    response = browser.post(
        move_url(moment), {"day": "2027-05-13", "clock": "19:00", "was": moment.at.isoformat()}
    )
    assert response.status_code == 303
    moved = evening(browser.programme, "Avond 3")
    assert (moved.at.date(), moved.clock) == (dt.date(2027, 5, 13), dt.time(19, 0))


def test_the_look_says_that_a_day_is_a_holiday(browser):
    page = browser.get(move_url(evening(browser.programme, "Avond 4"), day="2027-05-17", clock="17:30"))
    assert "Dit is Tweede pinksterdag." in page.content.decode()


@pytest.mark.parametrize(
    ("day", "clock"),
    [
        ("2027-02-29", "17:30"), ("0001-01-01", "17:30"), ("9999-12-31", "17:30"), ("2027-03-28", "02:30"),
        ("2027-03-01", "17:30"), ("2027-06-30", "17:30"), ("", ""), ("x", "25:00"), ("2027-04-09", "17:30\x00"),
    ],
)  # fmt: skip
def test_a_day_or_time_that_cannot_be_is_refused_with_the_form(browser, day, clock):
    moment = evening(browser.programme, "Avond 2")
    response = browser.post(move_url(moment), {"day": day, "clock": clock, "was": moment.at.isoformat()})
    assert response.status_code == 422
    assert browser.get(move_url(moment, day=day, clock=clock.replace("\x00", ""))).status_code in {200, 422}
    assert evening(browser.programme, "Avond 2").at == moment.at


def test_an_old_page_posted_after_somebody_else_moved_it_is_told_so(browser):
    moment = evening(browser.programme, "Avond 3")
    data = {"day": "2027-05-13", "clock": "17:30", "was": moment.at.isoformat()}
    assert browser.post(move_url(moment), data).status_code == 303
    response = browser.post(move_url(moment), data | {"day": "2027-05-20"})
    assert response.status_code == 409
    assert "intussen verplaatst" in response.content.decode()


def test_the_start_of_a_running_programme_has_no_page_to_move_it(browser):
    assert browser.get(move_url(browser.programme.moments.get(kind="start"))).status_code == 404


def test_a_broken_undo_says_so(browser):
    response = browser.post(at("undo_move", browser.programme.public_id, "onzin"))
    assert response.status_code == 303
    page = browser.get(response.url).content.decode()
    assert "niet meer ongedaan maken" in page


def test_a_phase_tells_what_it_changes_and_what_is_open_before_it_is_entered(browser):
    address = at("enter_phase", browser.programme.public_id, 2)
    page = browser.get(address).content.decode()
    assert "Naar de fase Bundelen?" in page
    assert "Ideeën komen in bundels" in page
    assert "Avond 2 staat voor deze fase gepland" in page
    undo = at("enter_phase", browser.programme.public_id, 0)
    assert f'action="{undo}"' in browser.post(address, follow=True).content.decode()
    browser.programme.refresh_from_db()
    assert browser.programme.phase.name == "Bundelen"
    assert (
        "Terug naar de fase"
        in browser.get(at("enter_phase", browser.programme.public_id, 0)).content.decode()
    )
    assert browser.get(at("enter_phase", browser.programme.public_id, 99)).status_code == 404


def test_a_concept_does_not_enter_a_phase(browser):
    concept = plan_programme(by=browser.person)
    assert browser.post(at("enter_phase", concept.public_id, 1)).status_code == 303
    concept.refresh_from_db()
    assert concept.phase is None


def test_settings_are_kept_and_answers_go_to_a_facilitator_only(browser):
    programme = browser.programme
    address = at("settings", programme.public_id)
    assert browser.get(address).status_code == 200
    data = {
        "name": "Anders", "question": "", "client": "Provincie Drenthe", "mandate": "Alles.", "accent": "klei",
        "reply_to": browser.person.public_id,
    }  # fmt: skip
    assert browser.post(address, data).status_code == 303
    programme.refresh_from_db()
    assert (programme.name, programme.accent, programme.client.name) == (
        "Anders",
        "klei",
        "Provincie Drenthe",
    )
    other = makers.join(programme).person
    assert browser.post(address, data | {"reply_to": other.public_id}).status_code == 422
    assert browser.post(address, data | {"name": ""}).status_code == 422
    assert browser.post(address, data | {"accent": "paars"}).status_code == 422


def test_a_reminder_is_switched_off_and_gets_own_words_while_what_passed_stays(browser):
    address = at("reminders", browser.programme.public_id)
    page = browser.get(address).content.decode()
    assert "Wat al geweest is" in page
    ahead = Reminder.objects.filter(
        moment__programme=browser.programme, moment__at__gt=dt.datetime.now(dt.UTC)
    )
    first, second = ahead.select_related("moment").order_by("moment__at")[:2]
    data = {
        f"{first.moment.public_id}-extra_text": "Neem je museumkaart mee.",
        f"{first.moment.public_id}-is_on": "on",
    }
    assert browser.post(address, data).status_code == 303
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.is_on, first.extra_text) == (True, "Neem je museumkaart mee.")
    assert not second.is_on
    assert Reminder.objects.filter(is_on=True, moment__at__lt=dt.datetime.now(dt.UTC)).count() == 7
    too_long = {f"{first.moment.public_id}-extra_text": "x" * 2001}
    assert browser.post(address, too_long).status_code == 422


PAGES = ("plan", "settings", "reminders")


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        ("facilitator", 200), ("coach", 403), ("participant", 403), ("observer", 403), ("supporter", 403),
        ("client", 403), ("administrator", 403), ("outsider", 404), ("nobody", 302),
    ],
)  # fmt: skip
@pytest.mark.parametrize("stage", ["preparing", "collecting", "clustering", "deciding", "sharing"])
def test_who_may_plan_in_any_phase(cast, person, expected, stage):
    makers.move_to_stage(cast.programme, stage)
    browser = cast.client(person)
    moment = cast.programme.moments.filter(kind="phase").last()
    for name in PAGES:
        assert browser.get(at(name, cast.programme.public_id)).status_code == expected
    assert browser.get(at("enter_phase", cast.programme.public_id, 1)).status_code == expected
    assert browser.get(move_url(moment)).status_code == expected


def test_nobody_plans_a_closed_programme(cast):
    makers.move_to_stage(cast.programme, "closed")
    assert cast.client("facilitator").get(at("plan", cast.programme.public_id)).status_code == 403


def test_a_concept_is_seen_by_its_facilitator_and_nobody_else_in_it(cast):
    concept = makers.make_programme(host=cast.host, state="concept")
    makers.join(concept, cast["participant"])
    makers.join(concept, cast["facilitator"], "facilitator")
    assert cast.client("participant").get(at("plan", concept.public_id)).status_code == 404
    assert cast.client("administrator").get(at("plan", concept.public_id)).status_code == 403
    assert cast.client("facilitator").get(at("plan", concept.public_id)).status_code == 200


def test_the_plan_takes_as_many_queries_for_forty_moments_more(browser, flat_queries):
    def grow() -> None:
        for number in range(40):
            makers.make_moment(browser.programme, days=number + 1, name=f"Extra {number}")

    flat_queries(browser, at("plan", browser.programme.public_id), grow, 20)


def test_the_reminders_take_as_many_queries_for_more(browser, flat_queries):
    def grow() -> None:
        for number in range(20):
            Reminder.objects.create(
                moment=makers.make_moment(browser.programme, days=number + 1, kind="reminder"),
                kind="evening_reminder",
            )

    flat_queries(browser, at("reminders", browser.programme.public_id), grow, 10)


def test_a_programme_that_starts_keeps_its_plan_page(browser):
    concept = plan_programme(by=browser.person)
    assert "Dit is het plan" in browser.get(at("plan", concept.public_id)).content.decode()
    start_programme(programme=concept, by=browser.person)
    assert "Nog 4 bijeenkomsten" in browser.get(at("plan", concept.public_id)).content.decode()
