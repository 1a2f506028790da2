"""A database of its own for every test run, and no test that quietly does not run.

Loaded by ``-p`` (pyproject.toml) after ``tests.environment``, before Django reads its settings.
"""

import os
from collections.abc import Generator
from typing import Any

import pytest


def own_database(url: str, number: int) -> str:
    """``url`` with a database name of this run's own, so that two runs on one machine do not drop each other's.

    ``number`` tells runs apart; Django makes the test database from the name.
    """
    if not url.startswith("postgres"):
        return url
    address, question, query = url.partition("?")
    return f"{address.rpartition('/')[0]}/kw{number}{question}{query}"


# The workers of pytest-xdist inherit the name that their parent chose.
if "KW_TEST_RUN" not in os.environ:
    os.environ["KW_TEST_RUN"] = str(os.getpid())
    os.environ["DATABASE_URL"] = own_database(os.environ["DATABASE_URL"], os.getpid())


def refuse_skip(report: Any) -> None:
    """Turn a skipped report into a failed one: where everything must be there, a skip hides a missing part."""
    if report.outcome == "skipped" and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.longrepr = f"skipped although everything must run here: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, Any, Any]:
    """Refuse a test that skips itself."""
    report = yield
    if os.environ.get("KW_REQUIRE_ALL") == "1":
        refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, Any, Any]:
    """Refuse a module that skips itself."""
    report = yield
    if os.environ.get("KW_REQUIRE_ALL") == "1":
        refuse_skip(report)
    return report
