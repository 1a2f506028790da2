"""The planner's run: everything that is due becomes a message once, whenever and however often it runs."""

import datetime as dt
from collections.abc import Iterable
from io import StringIO
from typing import Any
from unittest import mock

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from outbox.models import Message, PlannerRun
from outbox.services.planning import forecast, plan
from outbox.services.queue import Planned, make_row, register_planner
from tests.makers import make_person
from tests.outbox.conftest import NOON, Stage

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


class Calendar:
    """A planner that knows when what is due, for one person."""

    def __init__(self, person: User, due: Iterable[dt.datetime], scope: str = "programme:1") -> None:
        self.person, self.due, self.scope = person, list(due), scope
        self.breaks_after = 999
        self.asked: list[tuple[dt.datetime, dt.datetime]] = []

    def __call__(self, since: dt.datetime, until: dt.datetime) -> Iterable[Planned]:
        self.asked.append((since, until))
        for number, at in enumerate(self.due):
            if number >= self.breaks_after:
                raise RuntimeError("This planner breaks.")
            if since < at <= until:
                yield Planned(
                    kind="now",
                    to=self.person,
                    scope=self.scope,
                    params={"n": number},
                    dedupe=f"{number}:{at}",
                    why="x",
                    due_at=at,
                )


def begin(noon: Any) -> None:
    """The first run, at noon."""
    plan()


def test_the_first_run_begins_now(stage: Stage, noon: Any) -> None:
    register_planner("p", Calendar(make_person(), [NOON - MINUTE, NOON + MINUTE]))
    assert plan() == 0
    noon.shift(MINUTE)
    assert plan() == 1
    assert plan() == 0


@pytest.mark.embedded
def test_beat_that_was_away_for_an_hour_forgets_nothing(stage: Stage, noon: Any) -> None:
    register_planner("p", Calendar(make_person(), [NOON + n * MINUTE for n in range(1, 61)]))
    begin(noon)
    noon.shift(dt.timedelta(hours=1))
    assert plan() == 60
    assert Message.objects.count() == 60


def test_a_planner_that_breaks_keeps_its_window_and_stops_no_other(stage: Stage, noon: Any) -> None:
    broken, fine = (Calendar(make_person(), [NOON + MINUTE, NOON + 2 * MINUTE]) for _ in range(2))
    broken.breaks_after = 1
    register_planner("a broken one", broken)
    register_planner("b fine one", fine)
    begin(noon)
    noon.shift(dt.timedelta(minutes=3))
    assert plan() == 3
    broken.breaks_after = 999
    noon.shift(MINUTE)
    assert plan() == 1
    assert broken.asked[-1] == (NOON, NOON + 4 * MINUTE)


def test_a_message_that_cannot_be_made_keeps_the_window_and_holds_up_no_other(
    stage: Stage, noon: Any
) -> None:
    planner = Calendar(make_person(), [NOON + MINUTE, NOON + MINUTE])
    register_planner("p", planner)
    begin(noon)
    noon.shift(MINUTE)
    with mock.patch("outbox.services.planning.make_row", wraps=make_row) as make:
        make.side_effect = [KeyError("gone"), mock.DEFAULT]
        assert plan() == 1
    assert PlannerRun.objects.get().planned_until == NOON
    assert plan() == 1


def test_planning_ahead_does_not_forget_what_is_moved_into_the_time_that_was_planned(
    stage: Stage, noon: Any
) -> None:
    planner = Calendar(make_person(), [NOON + dt.timedelta(days=2)])
    register_planner("p", planner)
    begin(noon)
    noon.shift(MINUTE)
    assert plan(until=NOON + dt.timedelta(days=7)) == 1
    planner.due = [NOON + dt.timedelta(days=3)]
    noon.shift(dt.timedelta(days=3))
    assert plan() == 1


def test_a_clock_that_goes_back_doubles_nothing(stage: Stage, noon: Any) -> None:
    register_planner("p", Calendar(make_person(), [NOON + n * MINUTE for n in range(1, 5)]))
    begin(noon)
    for minutes in (3, 1, 2, 4):
        noon.move_to(NOON + minutes * MINUTE)
        plan()
    assert Message.objects.count() == 4


@pytest.mark.django_db(transaction=True)
def test_two_beats_at_once_write_everything_once(stage: Stage, noon: Any, concurrently: Any) -> None:
    register_planner("p", Calendar(make_person(), [NOON + n * MINUTE for n in range(1, 31)]))
    begin(noon)
    noon.shift(dt.timedelta(hours=1))
    assert sum(concurrently(*[plan] * 6)) == 30
    assert Message.objects.count() == 30


def test_the_night_in_which_the_clock_goes_back_has_each_reminder_once(stage: Stage, noon: Any) -> None:
    night = dt.datetime(
        2027, 10, 31, 0, 0, tzinfo=dt.UTC
    )  # 02:00 in summer time; an hour later it is 02:00 again
    register_planner("p", Calendar(make_person(), [night, night + 30 * MINUTE, night + 90 * MINUTE]))
    noon.move_to(night - dt.timedelta(hours=1))
    plan()
    for step in range(40):
        noon.move_to(night + step * 5 * MINUTE)
        plan()
    assert Message.objects.count() == 3


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    due=st.lists(st.integers(1, 2_000), max_size=12, unique=True),
    runs=st.lists(
        st.tuples(st.integers(0, 2_200), st.booleans(), st.one_of(st.none(), st.integers(0, 300))),
        max_size=14,
    ),
)
def test_any_order_of_runs_plans_each_due_thing_once(
    stage: Stage, noon: Any, due: list[int], runs: list[tuple[int, bool, int | None]]
) -> None:
    """Runs at any time (the clock may go back), that break or not, that look ahead or not."""
    Message.objects.all().delete()
    PlannerRun.objects.all().delete()
    planner = Calendar(User(pk=1, email="a@example.org", language="nl"), [NOON + n * MINUTE for n in due])
    planner.person = User.objects.filter(email="a@example.org").first() or make_person(email="a@example.org")
    register_planner("p", planner)
    noon.move_to(NOON)
    plan()
    for minute, breaks, ahead in runs:
        noon.move_to(NOON + minute * MINUTE)
        planner.breaks_after = len(due) // 2 if breaks else 999
        plan(until=None if ahead is None else NOON + (minute + ahead) * MINUTE)
    planner.breaks_after = 999
    noon.move_to(NOON + 2_001 * MINUTE)
    plan()
    planned = sorted(Message.objects.values_list("due_at", flat=True))
    assert planned == sorted(NOON + n * MINUTE for n in due)


def test_what_is_foreseen_is_what_is_planned_later(stage: Stage, noon: Any) -> None:
    person = make_person()
    register_planner("p", Calendar(person, [NOON + n * MINUTE for n in (1, 50, 90)]))
    register_planner("q", Calendar(person, [NOON + 2 * MINUTE], scope="programme:2"))
    begin(noon)
    foreseen = forecast(scope="programme:1", until=NOON + 60 * MINUTE)
    assert [told.due_at for told in foreseen] == [NOON + MINUTE, NOON + 50 * MINUTE]
    noon.shift(dt.timedelta(hours=1))
    plan()
    rows = Message.objects.of_scope("programme:1")
    assert [row.dedupe_key for row in rows] == [told.dedupe_key for told in foreseen]
    assert [(row.due_at, row.batch, row.recipient) for row in rows] == [
        (told.sendable_from, told.batch_key, told.address) for told in foreseen
    ]
    assert forecast(scope="programme:1", until=NOON + 60 * MINUTE) == []


def test_looking_ahead_writes_nothing(stage: Stage, noon: Any) -> None:
    register_planner("p", Calendar(make_person(), [NOON + MINUTE]))
    begin(noon)
    forecast(scope="programme:1", until=NOON + dt.timedelta(days=60))
    assert not Message.objects.exists()
    assert PlannerRun.objects.get().planned_until == NOON


def test_the_command_plans_sends_and_lists(stage: Stage, noon: Any, settings: Any, tmp_path: Any) -> None:
    settings.EMAIL_URL = f"file://{tmp_path}"
    register_planner("p", Calendar(make_person(email="lotte@example.org"), [NOON + 10 * MINUTE]))

    def run(*arguments: str) -> str:
        out = StringIO()
        call_command("outbox", *arguments, stdout=out)
        return out.getvalue()

    assert run("plan") == "0 new messages\n"
    assert run("plan", "--at", "2027-04-06T12:30") == "1 new messages\n"
    assert "2027-04-06 12:10  planned  now                  lotte@example.org" in run("list")
    assert run("list", "--at", "2027-04-06T12:05+02:00") == ""
    assert run("send") == "0 messages sent\n"
    noon.shift(10 * MINUTE)
    assert run("send") == "1 messages sent\n"
    assert len(list(tmp_path.iterdir())) == 1
    with pytest.raises(CommandError, match="2027-04-06T09:00"):
        run("plan", "--at", "tomorrow")
    with pytest.raises(CommandError):
        run("send", "--at", "2030-01-01")


def test_a_slow_run_does_not_put_back_the_mark_of_a_later_one(stage: Stage, noon: Any) -> None:
    planner = Calendar(make_person(), [NOON + MINUTE, NOON + 5 * MINUTE])

    def slow(since: dt.datetime, until: dt.datetime) -> Iterable[Planned]:
        if until == NOON + 2 * MINUTE and len(planner.asked) == 0:
            yield from planner(since, until)
            noon.move_to(NOON + 10 * MINUTE)
            plan()  # another beat, meanwhile
        else:
            yield from planner(since, until)

    register_planner("p", slow)
    plan()
    noon.move_to(NOON + 2 * MINUTE)
    plan()
    assert PlannerRun.objects.get().planned_until == NOON + 10 * MINUTE
    assert Message.objects.count() == 2
