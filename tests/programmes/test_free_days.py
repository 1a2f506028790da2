"""Public holidays and school holidays in the calendar."""

import datetime as dt

import pytest

from programmes.queries.calendar import months_of
from programmes.queries.free_days import free_day, is_off, next_free_week, why_off
from tests.programmes.worlds import plan_programme


@pytest.mark.parametrize(
    ("day", "name", "regions"),
    [
        ("2027-05-06", "Hemelvaartsdag", ()),
        ("2027-04-27", "Koningsdag", ()),
        ("2027-05-05", "Bevrijdingsdag", ()),
        ("2027-07-12", "Zomervakantie", ("Noord",)),
        ("2027-02-24", "Voorjaarsvakantie", ("Noord", "Midden")),
    ],
)
def test_a_free_day_is_known_by_name(day, name, regions):
    free = free_day(dt.date.fromisoformat(day))
    assert free is not None
    assert (free.name, free.regions, free.is_public) == (name, regions, not regions)


def test_a_day_at_work_is_not_free():
    assert free_day(dt.date(2027, 6, 3)) is None


def test_the_proposal_is_the_same_weekday_of_the_first_week_without_a_holiday():
    def after(day: dt.date) -> dt.date:
        return next_free_week(day, is_taken=lambda one: is_off(one, "noord"))

    assert after(dt.date(2027, 5, 6)) == dt.date(2027, 5, 13)
    assert after(dt.date(2027, 5, 10)) == dt.date(2027, 5, 24)  # Whit Monday lies between


def test_where_everything_is_taken_the_next_week_is_proposed():
    assert next_free_week(dt.date(2027, 5, 6), is_taken=lambda _day: True) == dt.date(2027, 5, 13)


@pytest.mark.parametrize(
    ("day", "region", "why"),
    [
        (dt.date(2027, 5, 6), "noord", "Hemelvaartsdag"),
        (dt.date(2027, 2, 18), "zuid", "Voorjaarsvakantie (Zuid)"),
        (dt.date(2027, 2, 18), "noord", ""),
        (dt.date(2045, 7, 20), "noord", "een tijd waarin de meeste mensen weg zijn"),
        (dt.date(2027, 6, 3), "all", ""),
    ],
)
def test_a_day_off_says_why_and_only_where_it_counts(day, region, why):
    assert why_off(day, region) == why


@pytest.mark.django_db
def test_the_calendar_shows_evenings_homework_holidays_and_the_clash():
    months = months_of(plan_programme().moments.all())
    assert [month.first.month for month in months] == [2, 3, 4, 5, 6, 7]
    days = {day.date: day for month in months for week in month.weeks for day in week if day}
    assert days[dt.date(2027, 5, 6)].clash
    assert days[dt.date(2027, 4, 8)].evening == "Avond 2"
    assert days[dt.date(2027, 5, 4)].homework.startswith("Ga naar een museum")
    assert all(len(week) == 7 for month in months for week in month.weeks)
    assert [letter for letter, _ in months[0].weekdays] == ["m", "d", "w", "d", "v", "z", "z"]
