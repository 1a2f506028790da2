"""Blueprints in a real year: no evening on a free day, in their order, with time for the homework."""

import datetime as dt
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.clock import local
from programmes.enums import MomentKind, Region
from programmes.models import Moment, Programme
from programmes.queries.fitting import Fitted, fit_plan, title_on
from programmes.queries.rules import off_days_of
from programmes.services.blueprints import blueprints, find_blueprint
from tests.programmes.worlds import plan_programme

KEYS = [blueprint.key for blueprint in blueprints()]
THURSDAYS = [dt.date(2027, 1, 7) + dt.timedelta(weeks=week) for week in range(52)]


def fitted(key: str, start: dt.date, region: str = Region.MIDDLE) -> tuple[dict[str, Any], Fitted]:
    """The plan called ``key``, and its days."""
    plan = find_blueprint(key).plan
    return plan, fit_plan(plan=plan, starts_on=start, region=region)


def days_of(programme: Programme, kind: str) -> list[dt.date]:
    """The days of its moments of one kind, in the order in which the plan has them."""
    moments = Moment.objects.filter(programme=programme, kind=kind).order_by("pk")
    return [local(moment.at).date() for moment in moments]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("start", [dt.date(2027, 1, 14), dt.date(2027, 5, 13), dt.date(2027, 10, 7)])
def test_each_blueprint_starts_a_sensible_programme_in_january_may_and_october(db, key, start):
    programme = plan_programme(blueprint_key=key, starts_on=start, as_written=False, region=Region.MIDDLE)
    plan = programme.blueprint["plan"]
    is_off = off_days_of(Region.MIDDLE)
    evenings, homework = (days_of(programme, kind) for kind in (MomentKind.SESSION, MomentKind.HOMEWORK))
    assert len(evenings) == len(plan["evenings"])
    assert evenings[0] == start
    assert [day for day in evenings if is_off(day)] == []
    assert not [day for day in evenings if (day.month, day.day) >= (12, 24) or (day.month, day.day) == (1, 1)]
    assert {day.weekday() for day in evenings} == {3}
    assert all(one < other for one, other in pairwise(evenings))
    places = {entry["key"]: number for number, entry in enumerate(plan["evenings"])}
    for entry, due in zip(plan["homework"], homework, strict=True):
        number = places[entry["for"]]
        assert due < evenings[number]
        assert number == 0 or due - evenings[number - 1] >= dt.timedelta(days=7)
    phases = days_of(programme, MomentKind.PHASE)
    assert all(one < other for one, other in pairwise(phases))
    assert phases[-1] <= evenings[-1] + dt.timedelta(days=30)


@pytest.mark.parametrize("key", KEYS)
def test_on_every_thursday_of_a_year_no_evening_lies_on_a_free_day(key):
    for region in Region.values:
        is_off = off_days_of(region)
        for start in THURSDAYS:
            plan, days = fitted(key, start, region)
            evenings = [fit.day for fit in days.evenings]
            assert not any(map(is_off, evenings)), (start, region)
            assert all(one < other for one, other in pairwise(evenings)), (start, region)
            assert all(one < other for one, other in pairwise(days.phases)), (start, region)
            last = plan["evenings"][-1]["day"]
            assert (evenings[-1] - start).days <= last + 91, (start, region)


@pytest.mark.parametrize("key", KEYS)
def test_evenings_keep_their_phase(key):
    for start in THURSDAYS:
        plan, days = fitted(key, start)
        for fit, entry in zip(days.evenings, plan["evenings"], strict=True):
            planned = sum(phase["day"] <= entry["day"] for phase in plan["phases"])
            assert sum(day <= fit.day for day in days.phases) == planned, (start, entry["key"])


def test_an_evening_goes_off_a_holiday_and_the_next_one_stays():
    _plan, days = fitted("theme_teams", dt.date(2027, 2, 4))
    moved = [(fit.planned, fit.day, fit.why) for fit in days.evenings if fit.day != fit.planned]
    assert moved == [(dt.date(2027, 5, 6), dt.date(2027, 5, 13), "Hemelvaartsdag")]


def test_evenings_do_not_heap_up_after_the_summer():
    _plan, days = fitted("theme_teams", dt.date(2027, 5, 13))
    after = [fit.day for fit in days.evenings if fit.day > dt.date(2027, 8, 1)]
    assert len(after) == 3
    assert all(other - one >= dt.timedelta(days=14) for one, other in pairwise(after))


def test_a_closing_is_a_barbecue_in_summer_only(db):
    entry = find_blueprint("theme_teams").plan["evenings"][-1]
    assert title_on(entry, dt.date(2027, 7, 1)) == "Zomerbarbecue"
    assert title_on(entry, dt.date(2027, 12, 2)) == "Slotavond"
    winter = plan_programme(starts_on=dt.date(2027, 10, 7), as_written=False)
    closing = winter.sessions.get(kind="closing")
    assert (closing.title, closing.moment.name) == ("Slotavond", "Slotavond")


def test_a_plan_that_stands_as_written_moves_nothing(db):
    programme = plan_programme(as_written=True)
    assert dt.date(2027, 5, 6) in days_of(programme, MomentKind.SESSION)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.integers(1, 90), min_size=1, max_size=12),
    st.dates(dt.date(2026, 1, 1), dt.date(2045, 12, 31)),
    st.sampled_from(Region.values),
    st.integers(1, 20),
)
def test_any_plan_keeps_its_order_and_its_homework(gaps, start, region, lead):
    days = [sum(gaps[:number]) for number in range(len(gaps) + 1)]
    evenings = [{"key": f"e{number}", "day": day, "title": "x"} for number, day in enumerate(days)]
    homework = [
        {"for": f"e{number}", "days": -lead} for number, gap in enumerate(gaps, start=1) if gap > lead
    ]
    plan = {"evenings": evenings, "homework": homework, "phases": [{"day": 0}, {"day": 40}, {"day": 41}]}
    found = fit_plan(plan=plan, starts_on=start, region=region)
    is_off = off_days_of(region)
    chosen = [fit.day for fit in found.evenings]
    assert not any(map(is_off, chosen))
    assert all(one < other for one, other in pairwise(chosen))
    assert all(fit.day.weekday() == fit.planned.weekday() for fit in found.evenings)
    assert all(one < other for one, other in pairwise(found.phases))
    for work in homework:
        number = int(work["for"][1:])
        assert chosen[number] - dt.timedelta(days=lead) > chosen[number - 1]
