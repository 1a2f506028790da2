"""From the plan: milestones and homework put in and taken out, what one team has for all, and a plan of any size."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from core.clock import local
from homework.models import Assignment
from programmes.models import Moment, Reminder
from sessions.models import Session
from sessions.services.planning import create_evening
from tests import makers
from tests.programmes.worlds import Browser, evening, guided


@pytest.fixture(autouse=True)
def _in_march_2027():
    with time_machine.travel("2027-03-20T09:00:00Z", tick=False):
        yield


@pytest.fixture
def browser(db: None):
    """A facilitator of a running programme."""
    return guided(by=makers.make_person(name="Marit Duinstra"), running=True)


def plan(browser: Browser, **query: str) -> str:
    """The page of the plan."""
    address = reverse("programmes:plan", args=[browser.programme.public_id])
    return browser.get(address, query).content.decode()


def of(name: str, *args: object) -> str:
    """An address of programmes."""
    return reverse(f"programmes:{name}", args=args)


# ---- milestones ------------------------------------------------------------------------------------------------


def test_a_milestone_is_put_in_called_otherwise_taken_out_and_put_back(browser):
    new = of("new_milestone", browser.programme.public_id)
    assert browser.get(new).status_code == 200
    data = {"name": "Tussenstand voor het bestuur", "day": "2027-04-20"}
    assert browser.post(new, data).status_code == 303
    milestone = Moment.objects.get(kind="milestone")
    assert local(milestone.at).date() == dt.date(2027, 4, 20)
    assert plan(browser).count("Tussenstand voor het bestuur") >= 2
    rename = of("rename_milestone", milestone.public_id)
    assert browser.post(rename, {"name": "Tussenstand", "seen": milestone.name}).status_code == 303
    late = browser.post(rename, {"name": "Halverwege", "seen": milestone.name})
    assert late.status_code == 409
    assert "‘Tussenstand’" in late.content.decode()
    assert 'value="Halverwege"' in late.content.decode()
    gone = browser.post(of("drop_milestone", milestone.public_id), follow=True).content.decode()
    undo = gone.split('action="/programmes/' + browser.programme.public_id + "/plan/milestones/restore/")[
        1
    ].split('"')[0]
    assert not Moment.objects.filter(kind="milestone").exists()
    assert (
        browser.post(of("restore_milestone", browser.programme.public_id, undo.strip("/"))).status_code == 303
    )
    assert Moment.objects.get(kind="milestone").name == "Tussenstand"


@pytest.mark.parametrize(
    "data",
    [
        {"name": ""}, {"name": " ", "day": "2027-04-20"}, {"name": "x", "day": "0001-01-01"},
        {"name": "x", "day": "2027-02-29"}, {"name": "x" * 161, "day": "2027-04-20"},
    ],
)  # fmt: skip
def test_a_milestone_that_cannot_be_is_refused_with_the_form(browser, data):
    assert browser.post(of("new_milestone", browser.programme.public_id), data).status_code == 422


def test_an_evening_can_hang_on_a_milestone_and_keeps_its_day_without_it(browser):
    browser.post(of("new_milestone", browser.programme.public_id), {"name": "Besluit", "day": "2027-05-20"})
    milestone, fourth = Moment.objects.get(kind="milestone"), evening(browser.programme, "Avond 4")
    data = {
        "how": "days",
        "anchor": milestone.public_id,
        "days": "14",
        "side": "after",
        "was": fourth.at.isoformat(),
    }
    assert browser.post(of("set_rule", fourth.public_id), data).status_code == 303
    browser.post(of("drop_milestone", milestone.public_id))
    fourth.refresh_from_db()
    assert (fourth.anchor_id, local(fourth.at).date()) == (None, dt.date(2027, 6, 3))


def test_only_a_milestone_has_such_pages_and_an_old_word_restores_nothing(browser):
    moment = evening(browser.programme, "Avond 3")
    assert browser.get(of("rename_milestone", moment.public_id)).status_code == 404
    assert browser.post(of("drop_milestone", moment.public_id)).status_code == 404
    assert browser.post(of("restore_milestone", browser.programme.public_id, "onzin")).status_code == 303
    assert not Moment.objects.filter(kind="milestone").exists()


# ---- homework --------------------------------------------------------------------------------------------------


def new_homework(browser: Browser, **more: str):
    """Press the button of the form."""
    meeting = Session.objects.get(programme=browser.programme, title="Avond 4")
    data = {"recipe": "interview_entrepreneur", "title": "", "team": "", "evening": meeting.public_id,
            "day": "2027-06-01", "clock": "20:00"} | more  # fmt: skip
    return browser.post(reverse("homework:new", args=[browser.programme.public_id]), data)


def test_homework_is_added_for_one_team_with_its_reminder_and_moves_along(browser):
    team = browser.programme.teams.first()
    assert browser.get(reverse("homework:new", args=[browser.programme.public_id])).status_code == 200
    assert new_homework(browser, team=team.public_id, title="Kijk om je heen").status_code == 303
    made = Assignment.objects.get(title="Kijk om je heen")
    assert (made.team, made.moment.anchor, made.moment.offset_days) == (
        team, evening(browser.programme, "Avond 4"), -2,
    )  # fmt: skip
    assert Reminder.objects.filter(moment__anchor=made.moment, kind="homework_reminder").count() == 1
    copy = reverse("homework:copy", args=[made.public_id])
    assert copy in plan(browser, moment=made.moment.public_id)
    assert browser.post(copy).status_code == 303
    assert browser.post(copy).status_code == 303
    assert Assignment.objects.filter(title="Kijk om je heen").count() == browser.programme.teams.count()
    assert browser.post(reverse("homework:copy", args=[
        Assignment.objects.filter(programme=browser.programme, team=None).first().public_id
    ])).status_code == 303  # fmt: skip


@pytest.mark.parametrize("more", [{"day": "2027-06-03"}, {"day": "2027-03-01"}, {"recipe": "nope"}, {"day": ""},
                                  {"team": "nope"}, {"evening": "nope"}, {"day": "9999-12-31"}])  # fmt: skip
def test_homework_that_cannot_be_is_refused_with_the_form(browser, more):
    before = Assignment.objects.count()
    assert new_homework(browser, **more).status_code == 422
    assert Assignment.objects.count() == before


def test_homework_goes_with_its_reminders_unless_somebody_began(browser):
    new_homework(browser, title="Kijk om je heen")
    made = Assignment.objects.get(title="Kijk om je heen")
    drop = reverse("homework:drop", args=[made.public_id])
    assert "1 herinnering" in browser.get(drop).content.decode()
    author = makers.join(browser.programme)
    submission = makers.make_submission(made, author, state="draft")
    asked = browser.get(drop).text
    assert "1 mens is eraan begonnen" in asked
    assert "kw-button--danger" not in asked
    refused = browser.post(drop)
    assert refused.status_code == 409
    assert "Iemand is al met dit huiswerk begonnen" in refused.content.decode()
    submission.delete()
    moments = Moment.objects.count()
    assert browser.post(drop).status_code == 303
    assert Moment.objects.count() == moments - 2


# ---- what one team has, for all --------------------------------------------------------------------------------


def test_an_evening_of_one_team_is_given_to_the_others_with_its_draaiboek_and_reminders(browser):
    first = browser.programme.teams.first()
    mine = create_evening(
        programme=browser.programme, day=dt.date(2027, 4, 21), clock=dt.time(14), by=browser.person, team=first,
        title="Excursie", kind="excursion", goal="Kijken", place="De Wieden", practical="", minutes=120,
    )  # fmt: skip
    mine.items.create(position=1, method="brainstorm", title="Wat zie je?", minutes=20, leader="Marit")
    copy = reverse("evenings:copy", args=[mine.public_id])
    assert copy in plan(browser, moment=mine.moment.public_id)
    assert browser.post(copy).status_code == 303
    assert browser.post(copy).status_code == 303
    copies = Session.objects.filter(title="Excursie").exclude(pk=mine.pk)
    assert copies.count() == browser.programme.teams.count() - 1
    for one in copies:
        assert (one.moment.at, one.place, one.team_id != first.pk) == (mine.moment.at, "De Wieden", True)
        assert [item.leader for item in one.items.all()] == ["Marit"]
        assert one.moment.followers.filter(kind="reminder").count() == 2
    together = Session.objects.get(title="Avond 4")
    assert browser.post(reverse("evenings:copy", args=[together.public_id]), follow=True).status_code == 200


# ---- the page --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query", [{"per": "days"}, {"per": "weeks"}, {"per": "months"}, {"per": "years"}, {"per": "days", "from": "x"},
              {"per": "weeks", "from": "2027-05-01"}, {"per": "days", "from": "9999-12-31"},
              {"per": "weeks", "from": "0001-01-01"}],
)  # fmt: skip
def test_the_plan_is_drawn_by_days_weeks_and_months_from_any_day(browser, query):
    address = reverse("programmes:plan", args=[browser.programme.public_id])
    page = browser.get(address, query)
    assert page.status_code == 200
    assert "Landschap" in page.content.decode()


def test_a_plan_takes_as_many_queries_for_four_evenings_and_for_sixty_with_twelve_teams(
    browser, flat_queries
):
    def grow() -> None:
        for number in range(9):
            makers.make_team(browser.programme, letter=f"X{number}")
        author = makers.join(browser.programme)
        for number, team in enumerate(browser.programme.teams.all()):
            for week in range(5):
                makers.make_evening(
                    browser.programme, days=7 * week + 1, team=team, title=f"Extra {number} {week}"
                )
                makers.make_assignment(browser.programme, days=7 * week + 1, team=team)
            makers.make_idea(team, author)

    flat_queries(browser, reverse("programmes:plan", args=[browser.programme.public_id]), grow, 20)
