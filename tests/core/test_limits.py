"""How often something may happen from one place in a while."""

import datetime as dt

import pytest
import time_machine

from core.limits import Limit

START = dt.datetime(2027, 2, 4, 19, 0, tzinfo=dt.UTC)
LIMIT = Limit("test", most=3, seconds=60)


@pytest.mark.embedded
def test_a_limit_is_reached_by_what_was_counted_and_not_by_asking() -> None:
    for _ in range(3):
        assert not LIMIT.is_reached("10.0.0.1")
        assert not LIMIT.is_reached("10.0.0.1")
        LIMIT.count("10.0.0.1")
    assert LIMIT.is_reached("10.0.0.1")


def test_one_place_does_not_use_up_the_limit_of_another_or_of_another_door() -> None:
    for _ in range(3):
        LIMIT.count("10.0.0.1")
    assert not LIMIT.is_reached("10.0.0.2")
    assert not Limit("other", most=3, seconds=60).is_reached("10.0.0.1")


def test_after_a_while_one_begins_anew() -> None:
    with time_machine.travel(START, tick=False) as clock:
        for _ in range(3):
            LIMIT.count("10.0.0.1")
        assert LIMIT.is_reached("10.0.0.1")
        clock.shift(60)
        assert not LIMIT.is_reached("10.0.0.1")
