"""What every test run starts from: an environment for the settings, and no test that quietly does not run.

Loaded by ``-p`` (pyproject.toml) before Django reads its settings. ``scripts/test.sh`` names DATABASE_URL and
REDIS_URL; by hand (``python -m pytest tests/ideas``) the usual ports are taken.
"""

import os
from collections.abc import Generator
from typing import Any

import pytest

ENVIRONMENT = {
    "SECRET_KEY": "only for tests, " + "x" * 50,
    "ALLOWED_HOSTS": "testserver,127.0.0.1,localhost",
    "SITE_URL": "http://testserver",
    "DATABASE_URL": "postgres://postgres@127.0.0.1:5432/postgres",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
    "EMAIL_URL": "smtp://127.0.0.1:2525",
    "KOERSWERK_TEST": "1",
}


def own_names(environment: dict[str, str], number: int) -> dict[str, str]:
    """``environment`` with a database and a Redis of this run's own, so that two runs on one machine do not meet.

    ``number`` tells runs apart. Redis has sixteen numbered databases; the first is left to whoever uses the server.
    """
    changed = dict(environment)
    if changed["DATABASE_URL"].startswith("postgres"):
        address, question, query = changed["DATABASE_URL"].partition("?")
        changed["DATABASE_URL"] = f"{address.rpartition('/')[0]}/kw{number}{question}{query}"
    if changed["REDIS_URL"].endswith("/0"):
        changed["REDIS_URL"] = f"{changed['REDIS_URL'].removesuffix('/0')}/{1 + number % 15}"
    return changed


def prepare(environment: dict[str, str]) -> dict[str, str]:
    """The variables to set for this run; the workers of pytest-xdist inherit what their parent set."""
    if environment.get("KW_TEST_PREPARED"):
        return {}
    complete = {**ENVIRONMENT, **environment}
    return {**own_names(complete, os.getpid()), "KW_TEST_PREPARED": "1"}


os.environ.update(prepare(dict(os.environ)))


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
