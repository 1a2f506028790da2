"""A test run has a database of its own, and a skip counts as a failure where everything must run."""

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
    assert plugin.own_database(address, 31) == own


def test_a_skip_is_refused_and_an_expected_failure_is_not() -> None:
    skipped = SimpleNamespace(outcome="skipped", longrepr=("file", 3, "no browser"))
    expected = SimpleNamespace(outcome="skipped", longrepr="", wasxfail="known")
    plugin.refuse_skip(skipped)
    plugin.refuse_skip(expected)
    assert (skipped.outcome, expected.outcome) == ("failed", "skipped")
    assert skipped.longrepr == "skipped although everything must run here: no browser"
