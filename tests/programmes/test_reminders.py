"""Which reminders fall due, once each."""

import datetime as dt

import pytest
import time_machine

from core.clock import at_local
from programmes.models import Programme, Reminder
from programmes.queries.reminders import due_reminders
from programmes.services import dates
from programmes.services.programmes import start_programme
from programmes.services.reminders import ReminderChoice, set_reminders
from tests import makers
from tests.programmes.worlds import evening, plan_programme

LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
FAR = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)


@pytest.fixture
def running(db: None) -> Programme:
    """A programme that was started on 10 January 2027."""
    with time_machine.travel("2027-01-10T12:00:00Z", tick=False):
        return plan_programme(running=True)


def due(kind: str, since: dt.datetime = LONG_AGO, until: dt.datetime = FAR) -> list[str]:
    """The reminders by name and local day."""
    from core.clock import local

    found = due_reminders(kind=kind, since=since, until=until)
    return [f"{item.moment.name} {local(item.due_at):%m-%d %H:%M}" for item in found]


def test_reminders_come_at_their_moments_on_the_wall_clock(running):
    assert due("evening_reminder")[:3] == [
        "Startavond 02-03 17:30",
        "Avond 1 03-03 17:30",
        "Avond 2 04-07 17:30",
    ]
    assert len(due("homework_reminder")) == 6


def test_every_reminder_falls_in_exactly_one_of_two_windows_that_touch(running):
    edge = at_local(dt.date(2027, 3, 3), dt.time(17, 30))
    whole = due("evening_reminder")
    assert due("evening_reminder", until=edge) + due("evening_reminder", since=edge) == whole
    assert due("evening_reminder", until=edge)[-1] == "Avond 1 03-03 17:30"


def test_nothing_is_due_of_a_concept_or_what_is_switched_off(running):
    plan_programme()
    assert len(due("evening_invitation")) == 6
    Reminder.objects.update(is_on=False)
    assert due("evening_invitation") == []


def test_an_invitation_whose_day_passed_goes_out_at_the_start(db):
    with time_machine.travel("2027-02-01T08:00:00Z", tick=False):
        plan_programme(running=True)
    assert due("evening_invitation")[0] == "Startavond 02-01 09:00"


def test_nothing_reminds_of_what_has_been(db):
    with time_machine.travel("2027-03-05T08:00:00Z", tick=False):
        plan_programme(running=True)
    assert due("evening_invitation")[0].startswith("Avond 2")


def test_two_reminders_that_fall_together_are_one(db):
    programme = plan_programme()
    with time_machine.travel("2027-03-01T12:00:00Z", tick=False):
        start_programme(programme=programme, by=makers.make_person())
    assert due("homework_reminder")[0] == "Leg een klas van de basisschool uit wat je werk is 03-01 13:00"
    assert sum("Leg een klas" in name for name in due("homework_reminder")) == 1


def test_the_key_changes_with_the_date_and_with_nothing_else(running):
    def keys() -> list[str]:
        return [item.key for item in due_reminders(kind="evening_reminder", since=LONG_AGO, until=FAR)]

    with time_machine.travel("2027-01-11T12:00:00Z", tick=False):
        before = keys()
        assert keys() == before
        dates.move_moment(
            moment=evening(running, "Avond 3"), to=dt.date(2027, 5, 13), by=makers.make_person()
        )
    assert sum(one != other for one, other in zip(before, keys(), strict=True)) == 1


def test_a_reminder_that_a_move_overtook_is_due_at_the_move(running):
    with time_machine.travel("2027-04-10T12:00:00Z", tick=False):
        dates.move_moment(
            moment=evening(running, "Avond 3"), to=dt.date(2027, 4, 29), by=makers.make_person()
        )
    assert "Avond 3 04-10 14:00" in due("evening_invitation")


def test_own_words_and_the_switch_are_kept_for_this_programme_only(running):
    other = plan_programme()
    by = makers.make_person()
    mine = Reminder.objects.filter(moment__programme=running).select_related("moment")[0]
    theirs = Reminder.objects.filter(moment__programme=other).select_related("moment")[0]
    choice = ReminderChoice(False, "Neem je museumkaart mee.\x00")
    choices = {mine.moment.public_id: choice, theirs.moment.public_id: choice}
    assert set_reminders(programme=running, choices=choices, by=by) == 1
    assert set_reminders(programme=running, choices=choices, by=by) == 0
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (mine.is_on, mine.extra_text) == (False, "Neem je museumkaart mee.")
    assert theirs.is_on


def test_due_reminders_take_one_query(running, django_assert_num_queries):
    with django_assert_num_queries(1):
        for item in due_reminders(kind="homework_reminder", since=LONG_AGO, until=FAR):
            assert item.programme.stage
            assert item.programme.reply_to
