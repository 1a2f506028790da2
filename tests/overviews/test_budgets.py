"""Every overview takes as many queries for 12 teams, 60 evenings and 600 people as for a small programme."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import makers
from tests.benchmarks.world import make_world

DASHBOARD = 12


def count(person, address):
    browser = Client()
    browser.force_login(person)
    browser.get(address)
    with CaptureQueriesContext(connection) as queries:
        answer = browser.get(address)
    assert answer.status_code == 200
    return len(queries)


@pytest.fixture(scope="module")
def worlds(django_db_setup, django_db_blocker):
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        small = make_world(ideas=30)
        large = make_world(teams=12, evenings=60, people=600, ideas=500)
        for world in (small, large):
            makers.join(
                world.programme, role="client", person=makers.make_person(email=f"c{world.idea}@example.org")
            )
            makers.make_admin(world.programme.host)
        yield small, large
        transaction.set_rollback(True)


def viewer(world, role):
    if role == "administrator":
        return world.programme.host.admins.get().user
    return world.programme.participations.filter(role=role).order_by("pk")[0].person


@pytest.mark.parametrize(
    ("role", "page", "most"),
    [
        ("facilitator", "overviews:programme", DASHBOARD),
        ("coach", "overviews:programme", DASHBOARD + 2),
        ("participant", "overviews:programme", DASHBOARD + 3),
        ("client", "overviews:programme", DASHBOARD + 2),
        ("facilitator", "overviews:mine", 20),
        ("participant", "overviews:mine", 20),
        ("coach", "overviews:team", 20),
        ("facilitator", "overviews:quiet", 20),
        ("coach", "overviews:quiet", 20),
        ("facilitator", "homework:behind", 12),
        ("administrator", "overviews:all_programmes", 12),
    ],
)
def test_an_overview_takes_as_many_queries_for_a_large_programme(worlds, role, page, most):
    counts = []
    for world in worlds:
        person = viewer(world, role)
        about = {
            "overviews:mine": [],
            "overviews:all_programmes": [world.programme.host.public_id],
            "overviews:team": [world.programme.teams.order_by("pk")[0].public_id],
        }.get(page, [world.programme.public_id])
        counts.append(count(person, reverse(page, args=about)))
    small, large = counts
    assert small == large
    assert large <= most
