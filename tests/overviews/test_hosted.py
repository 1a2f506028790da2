"""All programmes of an organisation, for its administrator: how each stands, and what hangs."""

import pytest
from django.urls import reverse

from core.clock import now
from outbox.models import Message
from overviews.queries import hosted
from tests import makers


def page_of(cast, **asked):
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return f"{reverse('overviews:all_programmes', args=[cast.host.public_id])}?{query}"


def read(cast, **asked):
    return cast.client("administrator").get(page_of(cast, **asked)).content.decode()


def fail(programme, key="x"):
    Message.objects.create(
        kind="note", dedupe_key=key, batch="x", scope=programme.scope, recipient="a@example.org", urgency="soon",
        subject="x", body="x", why="x", due_at=now(), state="failed", reason="Adres bestaat niet.",
    )  # fmt: skip


def test_each_programme_stands_with_its_phase_next_evening_people_and_what_hangs(cast):
    makers.make_evening(cast.programme, days=-7, revealed=True, title="Vorige")
    makers.make_evening(cast.programme, days=9, title="Nog later")
    makers.make_evening(cast.programme, days=4, title="Avond 3")
    fail(cast.programme)
    cast.programme.participations.update(accepted_at=now())
    makers.join(cast.programme)
    page = read(cast)
    assert cast.programme.name in page
    assert "fase collecting" in page
    assert "Hierna: Avond 3" in page
    assert "8 mensen" in page
    assert "1 bericht kwam niet aan" in page
    assert "1 uitnodiging zonder antwoord" in page


def test_what_another_organisation_hosts_is_not_there(cast):
    elsewhere = makers.make_programme(name="Van elders")
    fail(elsewhere)
    page = read(cast)
    assert "Van elders" not in page
    assert "kwam niet aan" not in page


def test_the_list_is_filtered_by_state(cast):
    makers.make_programme(host=cast.host, state="concept", name="Een plan")
    assert "Een plan" in read(cast)
    assert "Een plan" not in read(cast, state="running")
    assert cast.programme.name not in read(cast, state="concept")
    assert "Een plan" in read(cast, state="bestaat-niet")


def test_the_list_goes_on_by_key_and_shows_each_programme_once(cast, monkeypatch):
    monkeypatch.setattr(hosted, "PER_PAGE", 2)
    names = {makers.make_programme(host=cast.host, name=f"Traject nr {number}").name for number in range(4)}
    names.add(cast.programme.name)
    seen, after = [], ""
    while True:
        page = hosted.hosted_page(organisation=cast.host, state="", after=after)
        seen += [row.name for row in page.rows]
        if not page.next_url:
            break
        after = page.next_url.rsplit("=", 1)[1]
    assert sorted(seen) == sorted(names)


@pytest.mark.parametrize("person", ["facilitator", "client", "participant"])
def test_nobody_else_sees_it(cast, person):
    assert cast.client(person).get(page_of(cast)).status_code in {403, 404}


def test_more_programmes_take_no_more_queries(cast, flat_queries):
    makers.make_evening(cast.programme, days=4)

    def more():
        for number in range(20):
            programme = makers.make_programme(host=cast.host)
            makers.make_evening(programme, days=4)
            makers.join(programme)
            fail(programme, str(number))

    flat_queries(cast.client("administrator"), page_of(cast), more, budget=12)
