"""The date chain: what moves along, what is refused, and that there and back changes nothing."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError

from accounts.models import AuditEntry
from core.clock import at_local, local
from core.errors import Conflict
from programmes.models import Moment, Programme, Reminder
from programmes.queries.dates import Wish
from programmes.services import dates
from tests import makers
from tests.programmes.worlds import evening, picture, plan_programme

MAY_13 = dt.date(2027, 5, 13)


@pytest.fixture
def concept(db: None) -> Programme:
    """A concept that nobody knows of."""
    return plan_programme()


def days(programme: Programme, **where: object) -> list[str]:
    """The days of moments in local time."""
    return [local(moment.at).strftime("%m-%d %H:%M") for moment in programme.moments.filter(**where)]


def test_a_plan_stands_on_the_wall_clock_on_both_sides_of_summer_time(concept):
    assert days(concept, kind="session") == [
        "02-04 17:30", "03-04 17:30", "04-08 17:30", "05-06 17:30", "06-03 17:30", "07-01 17:00",
    ]  # fmt: skip
    assert days(concept, kind="homework") == ["03-01 20:00", "04-06 20:00", "05-04 20:00"]
    assert [moment.at.hour for moment in concept.moments.filter(kind="session")][:3] == [16, 16, 15]  # in UTC


def test_homework_and_reminders_move_along_with_their_evening_and_the_next_evening_stays(concept):
    by = makers.make_person()
    plan = dates.move_moment(moment=evening(concept, "Avond 3"), to=MAY_13, by=by)
    moved = {(move.moment.kind, local(move.before).day, local(move.after).day) for move in plan.moves}
    assert moved == {
        ("session", 6, 13), ("homework", 4, 11), ("reminder", 15, 22),
        ("reminder", 5, 12), ("reminder", 1, 8), ("reminder", 4, 11),
    }  # fmt: skip
    assert days(concept, name="Avond 4", kind="session") == ["06-03 17:30"]
    assert AuditEntry.objects.filter(verb="programmes.moved", by=by).count() == 1


def test_an_aware_datetime_gives_day_and_time(concept):
    dates.move_moment(
        moment=evening(concept, "Avond 2"), to=at_local(dt.date(2027, 4, 9), dt.time(18, 0)), by=None
    )
    assert days(concept, name="Avond 2", kind="session") == ["04-09 18:00"]


@pytest.mark.parametrize(
    ("name", "kind", "to", "says"),
    [
        ("Avond 3", "session", dt.date(2027, 6, 3), "zou na"),
        ("Avond 3", "session", dt.date(2027, 4, 10), "waarop je het meegeeft"),
        ("Avond 1", "session", dt.date(2027, 2, 1), "voor het begin"),
        ("Interview een ondernemer die je inspireert", "homework", dt.date(2027, 4, 8), "na"),
        ("Bundelen", "phase", dt.date(2027, 6, 30), "zou na"),
    ],
)
def test_an_order_that_makes_no_sense_is_refused_with_a_sentence(concept, name, kind, to, says):
    before = picture(concept)
    moment = concept.moments.get(name=name, kind=kind)
    with pytest.raises(ValidationError) as refused:
        dates.move_moment(moment=moment, to=to, by=makers.make_person())
    assert any(says in sentence for sentence in refused.value.messages), refused.value.messages
    assert picture(concept) == before


@pytest.mark.parametrize(
    "day", [dt.date(1, 1, 1), dt.date(9999, 12, 31), dt.date(1999, 12, 31), dt.date(2050, 1, 1)]
)
def test_a_day_out_of_this_world_is_refused(concept, day):
    with pytest.raises(ValidationError):
        dates.move_moment(moment=evening(concept, "Avond 1"), to=day, by=makers.make_person())


def test_a_leap_day_is_a_day(db):
    programme = plan_programme(starts_on=dt.date(2028, 2, 1))
    dates.move_moment(moment=evening(programme, "Avond 1"), to=dt.date(2028, 2, 29), by=makers.make_person())
    assert days(programme, name="Avond 1", kind="session") == ["02-29 17:30"]


def test_an_hour_that_does_not_exist_cannot_be_asked_for(concept):
    with pytest.raises(ValidationError, match="bestaat"):
        dates.move_moment(
            moment=evening(concept, "Avond 2"),
            to=dt.date(2027, 3, 28),
            clock=dt.time(2, 30),
            by=makers.make_person(),
        )


def test_what_hangs_on_it_may_fall_in_that_hour_and_comes_back_unchanged(concept):
    by = makers.make_person()
    Moment.objects.filter(programme=concept, kind="reminder", name="Avond 2", offset_days=-1).update(
        clock=dt.time(2, 30)
    )
    before = picture(concept)
    plan = dates.move_moment(moment=evening(concept, "Avond 2"), to=dt.date(2027, 3, 29), by=by)
    assert "03-28 03:30" in days(concept, kind="reminder")
    dates.undo_move(programme=concept, token=plan.token, by=by)
    dates.move_moment(moment=evening(concept, "Avond 2"), to=dt.date(2027, 4, 15), by=by)
    dates.move_moment(moment=evening(concept, "Avond 2"), to=dt.date(2027, 4, 8), by=by)
    after = picture(concept)
    assert {pk: row[1:] for pk, row in after.items()} == {pk: row[1:] for pk, row in before.items()}


def test_the_start_moves_everything_of_a_concept_and_nothing_of_a_running_programme(concept):
    start = concept.moments.get(kind="start")
    dates.move_moment(moment=start, to=dt.date(2027, 2, 11), by=makers.make_person())
    concept.refresh_from_db()
    assert concept.starts_on == dt.date(2027, 2, 11)
    assert days(concept, kind="session")[0] == "02-11 17:30"
    assert days(concept, kind="session")[-1] == "07-08 17:00"
    with time_machine.travel("2027-01-10T12:00:00Z", tick=False):
        running = plan_programme(running=True)
        with pytest.raises(ValidationError):
            dates.move_moment(moment=running.moments.get(kind="start"), to=MAY_13, by=makers.make_person())


def test_what_has_been_stays_and_nothing_moves_into_the_past_once_it_runs(db):
    with time_machine.travel("2027-03-10T12:00:00Z", tick=False):
        programme = plan_programme(running=True)
        for name, to in (("Avond 1", dt.date(2027, 3, 11)), ("Avond 2", dt.date(2027, 3, 9))):
            with pytest.raises(ValidationError):
                dates.move_moment(moment=evening(programme, name), to=to, by=makers.make_person())


def test_somebody_who_saw_an_older_date_is_told_so(concept):
    moment = evening(concept, "Avond 2")
    seen = moment.at
    dates.move_moment(moment=moment, to=dt.date(2027, 4, 15), by=makers.make_person())
    with pytest.raises(Conflict):
        dates.move_moment(moment=moment, to=dt.date(2027, 4, 22), was=seen, by=makers.make_person())


def test_undo_puts_everything_back_and_refuses_when_it_was_moved_again(concept):
    by = makers.make_person()
    before = picture(concept)
    plan = dates.move_moment(
        moment=evening(concept, "Avond 2"), to=dt.date(2027, 4, 15), clock=dt.time(19), by=by
    )
    token = plan.token
    dates.undo_move(programme=concept, token=token, by=by)
    assert picture(concept) == before
    with pytest.raises(Conflict):
        dates.undo_move(programme=concept, token=token, by=by)
    with pytest.raises(Conflict):
        dates.undo_move(programme=concept, token=token + "x", by=by)
    with pytest.raises(Conflict):
        dates.undo_move(programme=plan_programme(), token=token, by=by)


def test_listeners_hear_of_a_move_in_its_transaction(concept, monkeypatch):
    heard: list[int] = []
    monkeypatch.setattr(dates, "_listeners", [lambda moves, by, key: heard.append(len(moves))])
    dates.move_moment(moment=evening(concept, "Avond 3"), to=MAY_13, by=makers.make_person())
    dates.move_moment(moment=evening(concept, "Avond 3"), to=MAY_13, by=makers.make_person())
    assert heard == [6]


def test_two_evenings_that_change_places_in_time_move_at_once(concept):
    plan = dates.move_moments(
        programme=concept,
        wishes=[
            Wish(evening(concept, "Avond 3"), dt.date(2027, 6, 10)),
            Wish(evening(concept, "Avond 4"), dt.date(2027, 6, 17)),
        ],
        by=makers.make_person(),
    )
    assert [move.moment.name for move in plan.moves[:2]] == ["Avond 3", "Avond 4"]


def test_a_reminder_that_a_move_put_in_the_past_goes_out_all_the_same(db):
    with time_machine.travel("2027-04-10T12:00:00Z", tick=False):
        programme = plan_programme(running=True)
        dates.move_moment(
            moment=evening(programme, "Avond 3"), to=dt.date(2027, 4, 29), by=makers.make_person()
        )
        overtaken = Reminder.objects.get(not_before__isnull=False)
        assert overtaken.kind == "evening_invitation"


def test_a_free_day_can_be_kept_until_it_moves(concept):
    moment = evening(concept, "Avond 3")
    dates.keep_day(moment=moment, by=makers.make_person())
    assert evening(concept, "Avond 3").day_kept
    dates.move_moment(moment=moment, to=MAY_13, by=makers.make_person())
    assert not evening(concept, "Avond 3").day_kept
