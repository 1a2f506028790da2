"""Rules of moments, and the shape of the date chain: no order broken, there and back nothing changed."""

import datetime as dt
from dataclasses import replace
from itertools import pairwise

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.clock import at_local, local
from programmes.models import Moment, Programme
from programmes.queries.dates import MovePlan, Tie, Wish, plan_move
from programmes.queries.free_days import free_day, is_off
from programmes.queries.rules import Rule, off_days_of, rule_in_words

LONG_AGO = at_local(dt.date(2020, 1, 1), dt.time(9))
TUESDAY, THURSDAY = 1, 3
NORTH = off_days_of("noord")


def never(day: dt.date) -> bool:
    """No day is off."""
    return False


# ---- one rule --------------------------------------------------------------------------------------------------

RULES = [
    (Rule(-3), "2027-04-08", "2027-04-05", "3 dagen voor Avond 2"),
    (Rule(1), "2027-04-08", "2027-04-09", "1 dag na Avond 2"),
    (Rule(0), "2027-04-08", "2027-04-08", "op de dag van Avond 2"),
    (Rule(1, TUESDAY, 1), "2027-04-08", "2027-04-13", "eerste dinsdag na Avond 2"),
    (Rule(1, THURSDAY, 1), "2027-04-08", "2027-04-15", "eerste donderdag na Avond 2"),
    (Rule(0, THURSDAY, 1), "2027-04-08", "2027-04-08", "eerste donderdag vanaf Avond 2"),
    (Rule(-1, THURSDAY, -1), "2027-04-08", "2027-04-01", "eerste donderdag voor Avond 2"),
    (Rule(1, TUESDAY, 2), "2027-04-08", "2027-04-20", "tweede dinsdag na Avond 2"),
    (Rule(-2, TUESDAY, -2), "2027-04-08", "2027-03-30", "tweede dinsdag tot en met 2 dagen voor Avond 2"),
    (Rule(14, TUESDAY, 1), "2027-04-08", "2027-04-27", "eerste dinsdag vanaf 14 dagen na Avond 2"),
    (Rule(14, TUESDAY, 1, True), "2027-04-08", "2027-05-04",
     "eerste dinsdag vanaf 14 dagen na Avond 2, niet in vakanties"),  # not on King's Day
    (Rule(-1, skips_free_days=True), "2027-05-07", "2027-05-04", "1 dag voor Avond 2, niet in vakanties"),
    (Rule(1, TUESDAY, 1, shifted_days=2), "2027-04-08", "2027-04-15",
     "eerste dinsdag na Avond 2, met de hand 2 dagen later gezet"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "anchor", "day", "words"), RULES)
def test_a_rule_gives_a_day_and_says_so_in_words(rule, anchor, day, words):
    found = rule.day(dt.date.fromisoformat(anchor), NORTH)
    assert found.isoformat() == day
    with translation.override("nl"):
        assert rule_in_words(rule, "Avond 2") == words


@pytest.mark.parametrize(
    ("day", "region", "off"),
    [
        ("2027-07-12", "noord", True), ("2027-07-12", "zuid", False), ("2027-07-12", "all", True),
        ("2027-05-06", "zuid", True), ("2027-06-03", "all", False), ("2027-12-29", "noord", True),
        ("2035-08-01", "noord", True), ("2035-12-28", "zuid", True), ("2035-06-20", "noord", False),
    ],
)  # fmt: skip
def test_a_day_is_off_by_region_also_in_years_of_which_nobody_knows_the_holidays(day, region, off):
    assert is_off(dt.date.fromisoformat(day), region) is off


DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2029, 12, 31))
RULED = st.builds(
    lambda offset, weekday, nth, skips: Rule(offset, weekday, nth if weekday is not None else 0, skips),
    st.integers(-60, 200),
    st.one_of(st.none(), st.integers(0, 6)),
    st.sampled_from([-3, -2, -1, 1, 2, 3]),
    st.booleans(),
)


@given(anchor=DAYS, rule=RULED)
def test_a_rule_keeps_its_promises(anchor, rule):
    day = rule.day(anchor, NORTH)
    if rule.weekday is not None:
        assert day.weekday() == rule.weekday
    if rule.skips_free_days:
        assert not NORTH(day)
        assert free_day(day) is None or not free_day(day).is_public
    base = anchor + dt.timedelta(days=rule.offset_days)
    plain = replace(rule, skips_free_days=False).day(anchor, NORTH)
    if rule.nth > 0:
        assert dt.timedelta(0) <= plain - base < dt.timedelta(days=7 * rule.nth)
    if rule.nth < 0:
        assert dt.timedelta(0) <= base - plain < dt.timedelta(days=-7 * rule.nth)
    assert (day <= plain) if rule.looks_back else (day >= plain)


@given(anchor=DAYS, rule=RULED, day=DAYS)
def test_a_day_by_hand_is_that_day_and_going_back_restores_the_rule(anchor, rule, day):
    by_hand = rule.on(day, anchor, NORTH)
    assert by_hand.day(anchor, NORTH) == day
    assert by_hand.on(rule.day(anchor, NORTH), anchor, NORTH) == rule


# ---- the chain -------------------------------------------------------------------------------------------------

CLOCKS = st.times(max_value=dt.time(23, 59)).map(lambda time: time.replace(second=0, microsecond=0))
LINKS = st.lists(st.tuples(st.integers(0, 20), RULED, CLOCKS), min_size=1, max_size=8)


def chain(first: dt.date, links: list[tuple[int, Rule, dt.time]], kind: str = "other") -> list[Moment]:
    """Moments without a database: the first fixed, each other hanging on one before it."""
    programme = Programme(pk=1, starts_on=first, region="noord")
    made = [
        Moment(
            pk=1, programme=programme, kind=kind, name="1", clock=dt.time(9), at=at_local(first, dt.time(9))
        )
    ]
    days = {1: first}
    for number, (parent, rule, clock) in enumerate(links, start=2):
        anchor = made[parent % len(made)]
        days[number] = rule.day(days[anchor.pk], NORTH)
        at = at_local(days[number], clock)
        made.append(
            Moment(pk=number, programme=programme, kind=kind, name=str(number), anchor=anchor, clock=clock, at=at,
                   **rule.fields())
        )  # fmt: skip
    return made


def carry_out(moments: list[Moment], wish: Wish) -> MovePlan:
    """What the service writes, on moments without a database."""
    plan = plan_move(wishes=[wish], moments=moments, now=LONG_AGO)
    if plan.problems:
        return plan
    by_pk = {moment.pk: moment for moment in moments}
    for pk, tie in plan.ties.items():
        by_pk[pk].anchor = by_pk.get(tie.anchor or 0)
        for name, value in tie.rule.fields().items():
            setattr(by_pk[pk], name, value)
    for done in plan.wishes:
        done.moment.clock = done.clock or done.moment.clock
    for move in plan.moves:
        move.moment.at = move.after
    return plan


def as_they_are(moments: list[Moment]) -> list[tuple[object, ...]]:
    """Everything that a move can change."""
    return [
        (
            one.at,
            one.anchor_id,
            one.clock,
            one.offset_days,
            one.weekday,
            one.nth,
            one.skips_free_days,
            one.shifted_days,
        )
        for one in moments
    ]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    first=DAYS, links=LINKS, pick=st.integers(0, 20), away=st.integers(-200, 200), clock=st.none() | CLOCKS
)
def test_moving_there_and_back_changes_nothing_and_clocks_stay(first, links, pick, away, clock):
    moments = chain(first, links)
    before, clocks = as_they_are(moments), [moment.clock for moment in moments]
    chosen = moments[pick % len(moments)]
    plan = carry_out(moments, Wish(chosen, local(chosen.at).date() + dt.timedelta(days=away), clock))
    if plan.problems:  # the hour that does not exist
        assert as_they_are(moments) == before
        return
    for moment, meant in zip(moments, clocks, strict=True):
        meant = clock if clock and moment is chosen else meant
        later = (dt.datetime.combine(first, meant) + dt.timedelta(hours=1)).time()
        assert moment.clock == meant
        assert local(moment.at).time() in {meant, later}
    for back in plan.undo:
        carry_out(moments, back)
    assert as_they_are(moments) == before


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(first=DAYS, links=LINKS, pick=st.integers(0, 20), onto=st.integers(0, 20), rule=RULED)
def test_another_rule_and_its_undo_change_nothing_and_no_circle_is_let_in(first, links, pick, onto, rule):
    moments = chain(first, links)
    before = as_they_are(moments)
    chosen, anchor = moments[pick % len(moments)], moments[onto % len(moments)]
    plan = carry_out(moments, Wish(chosen, None, tie=Tie(anchor.pk, rule)))
    if plan.problems:
        assert as_they_are(moments) == before
    else:
        seen, here = {chosen.pk}, chosen.anchor
        while here is not None:
            assert here.pk not in seen
            seen.add(here.pk)
            here = here.anchor
    for back in plan.undo if not plan.problems else ():
        carry_out(moments, back)
    assert as_they_are(moments) == before


@settings(deadline=None)
@given(
    first=DAYS,
    links=st.lists(st.tuples(st.integers(0, 20), st.integers(0, 100).map(Rule), CLOCKS), min_size=1, max_size=8),
    away=st.integers(-100, 100),
)  # fmt: skip
def test_moving_the_first_moves_all_by_as_many_days(first, links, away):
    moments = chain(first, links)
    apart = [(local(moment.at).date() - first).days for moment in moments]
    carry_out(moments, Wish(moments[0], first + dt.timedelta(days=away)))
    new_first = first + dt.timedelta(days=away)
    assert [(local(moment.at).date() - new_first).days for moment in moments] == apart


@settings(deadline=None)
@given(first=DAYS, links=LINKS, pick=st.integers(0, 20), away=st.integers(1, 60))
def test_what_does_not_hang_on_it_stays_whatever_the_holidays(first, links, pick, away):
    moments = chain(first, links)
    stale = moments[-1]
    stale.at = at_local(local(stale.at).date() + dt.timedelta(days=3), stale.clock)  # as an older list had it
    chosen = moments[pick % len(moments)]
    hangs = False
    here: Moment | None = stale
    while here is not None:
        hangs, here = hangs or here is chosen, here.anchor
    plan = plan_move(
        wishes=[Wish(chosen, local(chosen.at).date() + dt.timedelta(days=away))],
        moments=moments,
        now=LONG_AGO,
    )
    assert hangs or plan.of(stale) is None


# ---- a plan with evenings, homework and reminders -------------------------------------------------------------


def plan_of_evenings(first: dt.date, weekday: int | None, *, skips: bool, evenings: int = 4) -> list[Moment]:
    """A start, evenings by a rule or on a day, homework before each and a reminder before everything."""
    programme = Programme(pk=1, starts_on=first, region="noord")
    made: list[Moment] = []

    def put(kind: str, anchor: Moment | None, rule: Rule, clock: dt.time, **more: object) -> Moment:
        day = rule.day(local(anchor.at).date(), NORTH) if anchor else first
        made.append(
            Moment(pk=len(made) + 1, programme=programme, kind=kind, name=f"{kind} {len(made)}", anchor=anchor,
                   clock=clock, at=at_local(day, clock), **rule.fields(), **more)
        )  # fmt: skip
        return made[-1]

    start = put("start", None, Rule(), dt.time(9))
    for number in range(evenings):
        rule = Rule(60 * number, weekday, 0 if weekday is None else 1, skips)
        evening = put("session", start, rule, dt.time(17, 30), keeps_order=True)
        put("reminder", evening, Rule(-1), dt.time(2, 30))
        if number:
            work = put("homework", evening, Rule(-2, None, 0, skips), dt.time(20))
            put("reminder", work, Rule(-3), dt.time(9))
    return made


def orders_hold(moments: list[Moment]) -> bool:
    """Whether everything stands in the order that the plan promises."""
    evenings = sorted((one for one in moments if one.kind == "session"), key=lambda one: one.pk)
    start = moments[0]
    return (
        all(one.at < other.at for one, other in pairwise(evenings))
        and all(local(one.at).date() >= local(start.at).date() for one in evenings)
        and all(
            one.at < one.anchor.at for one in moments if one.kind in {"homework", "reminder"} and one.anchor
        )
        and all(
            local(work.at).date() > local(given.at).date()
            for given, held in pairwise(evenings)
            for work in moments
            if work.kind == "homework" and work.anchor is held
        )
    )


MOVES = st.lists(st.tuples(st.integers(0, 40), st.integers(-90, 90), st.none() | CLOCKS), max_size=8)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(first=DAYS, weekday=st.none() | st.integers(0, 4), skips=st.booleans(), moves=MOVES)
def test_no_sequence_of_moves_breaks_an_order_and_undoing_all_of_it_changes_nothing(
    first, weekday, skips, moves
):
    moments = plan_of_evenings(first, weekday, skips=skips)
    assert orders_hold(moments)
    before, undone = as_they_are(moments), []
    for pick, away, clock in moves:
        chosen = moments[pick % len(moments)]
        plan = carry_out(moments, Wish(chosen, local(chosen.at).date() + dt.timedelta(days=away), clock))
        assert orders_hold(moments)
        undone.append(() if plan.problems else plan.undo)
    for back in reversed(undone):
        for wish in back:
            assert not carry_out(moments, wish).problems
    assert as_they_are(moments) == before


@pytest.mark.parametrize(("first", "changes"), [("2027-03-21", "2027-03-28"), ("2027-10-24", "2027-10-31")])
def test_half_past_five_stays_half_past_five_across_both_changes_of_the_clock(first, changes):
    moments = plan_of_evenings(dt.date.fromisoformat(first), None, skips=False, evenings=1)
    evening, reminder = moments[1], moments[2]
    hour = evening.at.hour
    carry_out(moments, Wish(evening, dt.date.fromisoformat(changes) + dt.timedelta(days=1)))
    assert local(evening.at).time() == dt.time(17, 30)
    assert evening.at.hour != hour
    assert local(reminder.at).date().isoformat() == changes
    assert local(reminder.at).time() in {dt.time(2, 30), dt.time(3, 30)}
    assert reminder.clock == dt.time(2, 30)


def test_a_rule_on_itself_is_refused_in_words():
    moments = chain(dt.date(2027, 2, 4), [(0, Rule(7), dt.time(9)), (1, Rule(7), dt.time(9))])
    plan = plan_move(wishes=[Wish(moments[1], None, tie=Tie(3, Rule(1)))], moments=moments, now=LONG_AGO)
    assert plan.problems
    assert not plan.moves
