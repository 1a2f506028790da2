"""Streams of a real server, with Redis and without: told at once, closed with access, stopped with the server."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import redis
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.middleware import KEPT
from core import live
from core.asgi import AT_ONCE
from programmes.models import Participation
from sessions.models import Session
from sessions.services.live import open_evening, tell_screens
from tests import makers
from tests.core.streams import NAME, WITHIN, Stage, serving

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Stage]]:
    """``serve(with_redis=…)`` starts a server that ends with the test."""
    with serving(tmp_path) as begin:
        yield begin


both = pytest.mark.parametrize(
    "with_redis",
    [pytest.param(True, id="redis"), pytest.param(False, id="embedded", marks=pytest.mark.embedded)],
)


@both
def test_a_screen_hears_of_a_change_within_seconds_and_of_nothing_else(serve: Any, with_redis: bool) -> None:
    stage = serve(with_redis=with_redis)
    screen = stage.follow(stage.facilitator)
    assert screen.status == 200
    assert b"text/event-stream" in screen.heard
    screen.listen(1.5)
    assert screen.versions == []
    open_evening(evening=stage.evening, by=stage.facilitator)
    took = stage.hears(screen, 1)
    assert took < WITHIN


@both
def test_a_screen_that_slept_catches_up_at_once(serve: Any, with_redis: bool) -> None:
    stage = serve(with_redis=with_redis)
    for _ in range(3):
        tell_screens(evening=stage.evening)
    assert stage.hears(stage.follow(stage.facilitator, seen=1), 3) < WITHIN
    up_to_date = stage.follow(stage.facilitator, seen=3)
    up_to_date.listen(1.5)
    assert up_to_date.versions == []


@both
def test_a_burst_becomes_few_messages_and_the_last_version_arrives(serve: Any, with_redis: bool) -> None:
    stage = serve(with_redis=with_redis)
    screen, phone = stage.follow(stage.facilitator), stage.follow(stage.facilitator, more="&for=phone")
    screen.listen(1.0)
    for _ in range(30):
        tell_screens(evening=stage.evening)
    stage.hears(screen, 30)
    stage.hears(phone, 30)
    assert len(phone.versions) <= len(screen.versions) + 1 <= 16


@both
def test_a_stream_ends_when_the_person_signs_out(serve: Any, with_redis: bool) -> None:
    stage = serve(with_redis=with_redis, comment=0.5)
    browser = Client()
    screen = stage.follow(stage.facilitator, browser=browser)
    other = stage.follow(stage.facilitator)
    browser.logout()
    screen.until(lambda: screen.said_goodbye, WITHIN)
    other.listen(1.0)
    assert not other.said_goodbye


@both
def test_a_stream_ends_when_the_person_leaves_the_programme(serve: Any, with_redis: bool) -> None:
    stage = serve(with_redis=with_redis, comment=0.5)
    guest = makers.join(stage.programme)
    screen = stage.follow(guest.person)
    screen.listen(0.7)
    assert not screen.said_goodbye
    Participation.objects.filter(pk=guest.pk).update(until=guest.since)
    screen.until(lambda: screen.said_goodbye, WITHIN)


@both
def test_who_may_not_see_the_evening_gets_no_stream(serve: Any, with_redis: bool) -> None:
    stage = serve(with_redis=with_redis)
    stage.evening.team = makers.make_team(stage.programme)
    stage.evening.save()
    assert stage.follow(makers.join(stage.programme).person).status == 404
    assert stage.follow(makers.make_person()).status == 404
    assert stage.follow(None).status == 302


@both
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["TERM", "INT"])
def test_a_server_that_is_stopped_ends_its_streams_by_itself(
    serve: Any, with_redis: bool, number: int
) -> None:
    stage = serve(with_redis=with_redis, graceful=60)
    screens = [stage.follow(stage.facilitator) for _ in range(3)]
    tell_screens(evening=stage.evening)
    stage.hears(screens[0], 1)
    begun = time.monotonic()
    os.kill(stage.process.pid, number)
    stage.process.wait(5)
    assert time.monotonic() - begun < 5
    for screen in screens:
        screen.until(lambda screen=screen: screen.ended_at is not None)
        assert not screen.said_goodbye  # the browser comes back


@both
def test_a_stream_ends_after_a_while_so_that_the_browser_comes_back(serve: Any, with_redis: bool) -> None:
    stage = serve(with_redis=with_redis, comment=0.5, longest=1.5)
    screen = stage.follow(stage.facilitator)
    screen.until(lambda: screen.ended_at is not None, 10)
    assert b": still here" in screen.heard
    assert not screen.said_goodbye


def connections_of(process: "subprocess.Popen[bytes]") -> int:
    """The database connections of the server at this moment."""
    if connection.vendor == "sqlite":
        return sum(
            1
            for file in Path(f"/proc/{process.pid}/fd").iterdir()
            if points_to(file, connection.settings_dict["NAME"])
        )
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE application_name = %s", [NAME])
        return int(cursor.fetchone()[0])


def points_to(file: Path, name: str) -> bool:
    """Whether an open file of a process is the one called ``name``; it may be closed meanwhile."""
    try:
        return str(file.readlink()) == str(name)
    except OSError:
        return False


@both
def test_streams_that_wait_hold_no_database_connection(serve: Any, with_redis: bool) -> None:
    stage = serve(with_redis=with_redis)
    for number in range(8):
        browser = Client()
        browser.force_login(stage.facilitator)
        if number % 2:  # seen hours ago: that somebody is here is noted while the stream opens
            session = browser.session
            session[KEPT] |= {"seen": session[KEPT]["seen"] - 2 * 3600}
            session.save()
        stage.follow(browser=browser)
    time.sleep(1.0)
    counts = []
    for _ in range(40):
        counts.append(connections_of(stage.process))
        time.sleep(0.05)
    assert min(counts) == 0
    assert max(counts) <= (0 if with_redis else 1)  # without Redis one look a second for all eight


def test_phones_that_come_at_once_wait_their_turn_for_a_connection(serve: Any) -> None:
    stage = serve(with_redis=True)
    browser = Client()
    browser.force_login(stage.facilitator)
    counts = []
    with ThreadPoolExecutor(AT_ONCE * 4) as phones:
        coming = [phones.submit(stage.follow, browser=browser) for _ in range(AT_ONCE * 4)]
        while not all(one.done() for one in coming):
            counts.append(connections_of(stage.process))
    assert [one.result().status for one in coming] == [200] * AT_ONCE * 4
    assert 0 < max(counts) <= AT_ONCE * 1.5  # a first look is taken in a thread of its own


def subscriptions() -> list[dict[str, Any]]:
    """The subscriptions that Redis knows of this test's database."""
    server = redis.Redis.from_url(settings.REDIS_URL)
    number = settings.REDIS_URL.rsplit("/", 1)[1]
    return [one for one in server.client_list() if one["name"] == live.NAME_IN_REDIS and one["db"] == number]


def test_a_process_has_one_subscription_however_many_screens_follow(serve: Any) -> None:
    before = len(subscriptions())
    stage = serve(with_redis=True)
    for _ in range(4):
        stage.follow(stage.facilitator)
    assert len(subscriptions()) == before + 1


def test_a_lost_subscription_is_made_again_and_what_was_missed_is_caught_up(serve: Any) -> None:
    stage = serve(with_redis=True)
    screen = stage.follow(stage.facilitator)
    tell_screens(evening=stage.evening)
    stage.hears(screen, 1)
    server = redis.Redis.from_url(settings.REDIS_URL)
    for one in subscriptions():
        server.client_kill_filter(_id=one["id"])
    Session.objects.filter(pk=stage.evening.pk).update(version=7)  # announced while nobody listens
    stage.hears(screen, 7, within=8)
    stage.evening.refresh_from_db()
    tell_screens(evening=stage.evening)
    stage.hears(screen, 8)


def test_a_redis_that_is_away_breaks_no_change(settings: Any) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    programme = makers.make_programme()
    evening = makers.make_evening(programme)
    open_evening(evening=evening, by=makers.join(programme, role="facilitator").person)
    assert evening.version == 1


@pytest.mark.embedded
def test_a_server_that_cannot_stream_tells_the_browser_to_look_by_itself() -> None:
    programme = makers.make_programme()
    evening = makers.make_evening(programme)
    browser = Client()
    browser.force_login(makers.join(programme).person)
    url = reverse("evenings:stream", args=[evening.public_id])
    assert browser.get(url).status_code == 204
    browser.force_login(makers.make_person())
    assert browser.get(url).status_code == 404
