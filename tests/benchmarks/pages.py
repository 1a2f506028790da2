"""Pages against the floor, how they grow, and how many ideas a core takes in."""

import os
from collections.abc import Iterator, Mapping
from statistics import median
from typing import Any

from django.conf import settings
from django.db import connection

from ideas.models import Idea
from tests.benchmarks.figure import Figure
from tests.benchmarks.serving import TIMES, TOKEN, Request, collected, measure
from tests.benchmarks.world import World, analyse, cookie_of, make_world

PRODUCT, FLOOR = "config.settings", "tests.benchmarks.floor.settings"
ROUNDS = 25
IDEAS_A_SECOND = 110


def figures() -> Iterator[Figure]:
    """All of them, in a database of their own that is gone afterwards."""
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        small, large = make_world(ideas=500), make_world(ideas=5000)
        broad = make_world(teams=12, evenings=60, people=600, ideas=500)
        analyse()
        with collected() as environment:
            yield from _pages(small, large, broad, environment)
            yield from _handing_in(small, environment)
    finally:
        connection.creation.destroy_test_db("", verbosity=0)


def _database() -> str:
    """The address of the database that was made, for the processes that serve."""
    url = os.environ["DATABASE_URL"].rsplit("/", 1)[0]
    return f"{url}/{settings.DATABASES['default']['NAME']}"


def _pages(small: World, large: World, broad: World, environment: Mapping[str, str]) -> Iterator[Figure]:
    cookies = {world: cookie_of(world.facilitator) for world in (small, large, broad)}

    def get(world: World, name: str, *ids: str, query: str = "") -> Request:
        return ("GET", world.address(name, *ids) + query, cookies[world], "")

    requests = {
        "list 500": get(small, "ideas:list", query="?waiting=1"),
        "list": get(large, "ideas:list", query="?waiting=1"),
        "idea": get(large, "ideas:idea", large.idea),
        "dashboard": get(broad, "overviews:programme"),
        "dashboard small": get(small, "overviews:programme"),
    }
    ours = measure(requests, rounds=ROUNDS, settings=PRODUCT, database=_database(), environment=environment)
    bare = measure(requests, rounds=ROUNDS, settings=FLOOR, database=_database(), environment=environment)

    def ratio(name: str) -> float:
        return _ms(ours[name]) / _ms(bare[name])

    def queries(what: str, name: str, most: int) -> Figure:
        return Figure(f"{what}: queries", ours[name]["queries"], most, "", blocks=True)

    yield queries("list of 5,000 ideas", "list", 10)
    yield Figure(
        "list of 5,000 ideas / of 500", _ms(ours["list"]) / _ms(ours["list 500"]), 1.10, "×", blocks=True
    )
    yield Figure("list of 5,000 ideas / floor", ratio("list"), 3, "×", blocks=False)
    yield Figure("an idea's page / floor", ratio("idea"), 3.5, "×", blocks=False)
    yield queries("dashboard with 12 teams, 60 evenings, 600 people", "dashboard", 12)
    yield Figure("dashboard with 12/60/600 / floor", ratio("dashboard"), 5, "×", blocks=False)
    yield Figure(
        "dashboard: queries of a large one beyond a small one",
        ours["dashboard"]["queries"] - ours["dashboard small"]["queries"],
        0,
        "",
        blocks=True,
    )


def _ms(told: dict[str, Any]) -> float:
    return median(told["ms"])


def _handing_in(world: World, environment: Mapping[str, str]) -> Iterator[Figure]:
    """Ideas that a phone sends: how long a core is busy with each, and whether each is there once."""
    cookie = f"{cookie_of(world.participant)}; {settings.CSRF_COOKIE_NAME}={TOKEN}"
    before = Idea.objects.count()
    team = Idea.objects.filter(author__person=world.participant).select_related("team")[0].team

    def sent(key: str) -> Request:
        body = f"text=Een+idee+met+sleutel+{key}&team={team.public_id}&evening=&draft_key={key}"
        return ("POST", world.address("ideas:new"), cookie, body)

    requests = {"fresh": sent("phone-NUMBER"), "again": sent("phone-again")}
    told = measure(requests, rounds=ROUNDS, settings=PRODUCT, database=_database(), environment=environment)
    written = 2 + TIMES * ROUNDS + 1  # each fresh one, and once what was sent again and again
    yield Figure("ideas lost or doubled", abs(Idea.objects.count() - before - written), 0, "", blocks=True)
    yield Figure(
        f"CPU of handing in an idea ({IDEAS_A_SECOND} a second)",
        _ms(told["fresh"]),
        1000 / IDEAS_A_SECOND,
        "ms",
        blocks=False,
    )
