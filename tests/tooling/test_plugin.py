"""A test run has a database of its own, and a skip counts as a failure where everything must run."""

import os
from types import SimpleNamespace

import pytest

from tests.tooling import plugin


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("postgres://postgres@127.0.0.1:5432/postgres", "postgres://postgres@127.0.0.1:5432/kw31"),
        ("postgres:///postgres?host=/run/x", "postgres:///kw31?host=/run/x"),
        ("sqlite:///var/test/core.sqlite3", "sqlite:///var/test/core.sqlite3"),
    ],
)
def test_a_run_gets_a_database_of_its_own(address: str, own: str) -> None:
    given = {"DATABASE_URL": address, "REDIS_URL": ""}
    assert plugin.own_names(given, 31) == {"DATABASE_URL": own, "REDIS_URL": ""}


def test_a_run_gets_a_redis_of_its_own_and_leaves_the_first_alone() -> None:
    for number in range(60):
        changed = plugin.own_names({"DATABASE_URL": "", "REDIS_URL": "redis://h:1/0"}, number)
        assert 1 <= int(changed["REDIS_URL"].removeprefix("redis://h:1/")) <= 15


def test_what_is_set_is_kept_and_a_worker_takes_what_its_parent_prepared() -> None:
    assert plugin.prepare({"SECRET_KEY": "mine"})["SECRET_KEY"] == "mine"
    assert plugin.prepare({"KW_TEST_PREPARED": "1"}) == {}
    assert os.environ["KW_TEST_PREPARED"] == "1"


def test_a_skip_is_refused_and_an_expected_failure_is_not() -> None:
    skipped = SimpleNamespace(outcome="skipped", longrepr=("file", 3, "no browser"))
    expected = SimpleNamespace(outcome="skipped", longrepr="", wasxfail="known")
    plugin.refuse_skip(skipped)
    plugin.refuse_skip(expected)
    assert (skipped.outcome, expected.outcome) == ("failed", "skipped")
    assert skipped.longrepr == "skipped although everything must run here: no browser"
