"""Fixtures that every folder of tests uses."""

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import Browser

from accounts.models import Organisation, User
from core.clock import AMSTERDAM
from programmes.enums import GIVEN_ROLES, Role
from programmes.models import Programme
from teams.models import Team
from tests import makers
from tests.browser import launched
from tests.fixtures_messages import _sink, smtp_sink, worker  # noqa: F401 - fixtures


@dataclass
class Cast:
    """One person per role in one programme with two teams, and an outsider from another organisation."""

    programme: Programme
    team: Team
    other_team: Team
    host: Organisation
    people: dict[str, User]

    def __getitem__(self, name: str) -> User:
        person = self.people[name]
        person.__dict__.pop("_standing", None)
        return person

    def client(self, name: str) -> Client:
        """A browser in which ``name`` is signed in; "nobody" is signed out."""
        browser = Client()
        if name != "nobody":
            browser.force_login(self[name])
        return browser

    def participation(self, name: str) -> Any:
        """The participation of ``name`` in the programme."""
        return self.programme.participations.get(person=self.people[name])


def make_cast(**fields: Any) -> Cast:
    """A cast in a programme with ``fields``."""
    programme = makers.make_programme(teams=2, **fields)
    team, other_team = programme.teams.all()
    people: dict[str, User] = {}
    for role in GIVEN_ROLES:
        placed = team if role in {Role.COACH, Role.PARTICIPANT, Role.OBSERVER} else None
        people[role] = makers.join(programme, makers.make_person(name=role.title()), role, placed).person
    people["other_participant"] = makers.join(programme, role=Role.PARTICIPANT, team=other_team).person
    people["administrator"] = makers.make_admin(programme.host)
    elsewhere = makers.make_programme(host=makers.make_organisation())
    people["outsider"] = makers.join(elsewhere, role=Role.FACILITATOR).person
    return Cast(programme, team, other_team, programme.host, people)


SLOWEST = ("tests/walk/test_walk.py", "tests/permissions/", "tests/flows/")
"""What takes minutes begins first (scripts/test.sh keeps this order)."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The slowest tests first, the rest as they stand."""
    items.sort(
        key=lambda item: next(
            (place for place, start in enumerate(SLOWEST) if item.nodeid.startswith(start)), len(SLOWEST)
        )
    )


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast, in a running programme that collects."""
    return make_cast()


@pytest.fixture(autouse=True)
def _clean_cache() -> None:
    """Limits of one test do not stop the next."""
    cache.clear()


@pytest.fixture
def wall_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Lets it be some moment ("2027-03-20 23:59") on the wall clock of Amsterdam."""

    def travel(text: str) -> None:
        moment = dt.datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM).astimezone(dt.UTC)
        monkeypatch.setattr("core.clock.timezone.now", lambda: moment)

    return travel


@pytest.fixture
def flat_queries() -> Callable[..., int]:
    """``flat_queries(client, url, grow, budget)``: as many queries for the page as it is as after ``grow()``,
    within ``budget``."""

    def count(client: Client, url: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            response = client.get(url)
        assert response.status_code == 200, response.status_code
        return len(captured)

    def check(client: Client, url: str, grow: Callable[[], Any], budget: int) -> int:
        client.get(url)
        before = count(client, url)
        grow()
        after = count(client, url)
        assert after == before, f"{before} queries became {after}"
        assert after <= budget, f"{after} queries, {budget} allowed"
        return after

    return check


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser, one for each file."""
    with launched() as browser:
        yield browser


@pytest.fixture
def concurrently() -> Callable[..., list[Any]]:
    """``concurrently(f, g, …)`` runs the functions at the same moment on connections of their own.

    Returns what each returned or raised. The test needs ``transaction=True``.
    """

    def run(*functions: Callable[[], Any]) -> list[Any]:
        results: list[Any] = [None] * len(functions)
        gate = threading.Barrier(len(functions))

        def call(position: int, function: Callable[[], Any]) -> None:
            try:
                gate.wait()
                results[position] = function()
            except Exception as problem:  # noqa: BLE001 - the test looks at whatever was raised
                results[position] = problem
            finally:
                connections.close_all()

        threads = [threading.Thread(target=call, args=(n, f)) for n, f in enumerate(functions)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return results

    return run
