"""The evening under load: how soon an idea is on 500 screens, what that costs, and 500 people who place their dots.

The servers are processes of their own, as in a real installation: one that streams (ASGI) and one that serves pages
(WSGI). The phones are sockets of this process.
"""

import asyncio
import json
import math
import os
import random
import signal
import subprocess
import sys
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from django.db.models import F, Sum
from django.urls import reverse

from accounts.models import User
from core.clock import now
from ideas.models import Ballot, Cluster, Vote
from ideas.services.capture import capture_idea
from ideas.services.rounds import open_round
from scripts.faults.sink import free_port
from sessions.models import Session
from sessions.views.live import CALM
from tests import makers
from tests.benchmarks.figure import Figure
from tests.benchmarks.serving import ROOT, TOKEN, collected
from tests.benchmarks.world import World, analyse, cookie_of, make_world

PHONES = 500
IDEA_EVERY = 0.05
STREAMED_FOR = 20.0
"""Seconds."""
DOTS = 5
VOTED_WITHIN = 30.0
"""Seconds."""
HOST = "127.0.0.1"

Value = TypeVar("Value")


def figures() -> Iterator[Figure]:
    """All of them, in a database of their own that is gone afterwards."""
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        world = make_world(teams=12, people=PHONES, ideas=500)
        people = list(User.objects.filter(participations__programme=world.programme, email__startswith="b"))
        analyse()
        with collected() as environment:
            cookies = [cookie_of(person) for person in people]
            yield from _streams(world, cookies, environment)
            yield from _dots(world, people, cookies, environment)
    finally:
        connection.creation.destroy_test_db("", verbosity=0)


# ---- servers --------------------------------------------------------------------------------------------------------


@contextmanager
def _serving(command: list[str], port: int, environment: Mapping[str, str]) -> Iterator[int]:
    """A server of the product at ``port``; gives its process."""
    database = os.environ["DATABASE_URL"].rsplit("/", 1)[0] + f"/{settings.DATABASES['default']['NAME']}"
    server = subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env={
            **environment,
            "DATABASE_URL": database,
            "DEBUG": "",
            "DJANGO_SETTINGS_MODULE": "config.settings",
        },
    )
    try:
        for _time in range(300):
            if _answers(port):
                break
            time.sleep(0.1)
        yield server.pid
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


def _answers(port: int) -> bool:
    import socket

    with socket.socket() as one:
        return one.connect_ex((HOST, port)) == 0


def _cpu_of(pid: int) -> float:
    """CPU seconds, user and system, of the process ``pid``."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _connections() -> int:
    """How many connections to this database there are, besides the one that asks."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return int(cursor.fetchone()[0])


def _percentile(values: list[float], percent: int) -> float:
    return quantiles(values, n=100)[percent - 1] if len(values) > 1 else math.nan


# ---- streams --------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Phone:
    """A screen that follows the evening: what it was told, and when."""

    cookie: str
    told: list[tuple[float, int]] = field(default_factory=list)
    is_open: bool = False

    async def follow(self, port: int, path: str) -> None:
        """Read until the stream is cut."""
        reader, writer = await asyncio.open_connection(HOST, port)
        head = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {self.cookie}\r\nAccept: text/event-stream\r\n\r\n"
        writer.write(head.encode())
        try:
            while line := await reader.readline():
                self.is_open = True
                if line.startswith(b"data: "):
                    self.told.append((time.monotonic(), json.loads(line[6:])["version"]))
        finally:
            writer.close()


def _streams(world: World, cookies: list[str], environment: Mapping[str, str]) -> Iterator[Figure]:
    """An idea every 50 ms, after the reveal, when each is news for every phone."""
    evening = makers.make_evening(
        world.programme, days=0, state="running", opened_at=now(), revealed_at=now()
    )
    teams = list(world.programme.teams.all())
    authors = list(world.programme.participations.filter(role="participant").select_related("person")[:50])
    path = f"{reverse('evenings:stream', args=[evening.public_id])}?for=phone&seen=1000000"
    port, saved = free_port(), []
    came_in: list[float] = []

    def write_ideas() -> None:
        """Each at its time, and when it was saved under which version."""
        begin = time.monotonic()
        for number in range(round(STREAMED_FOR / IDEA_EVERY)):
            time.sleep(max(0.0, begin + number * IDEA_EVERY - time.monotonic()))
            author, team = authors[number % len(authors)], teams[number % len(teams)]
            capture_idea(team=team, text=f"Idee {number}", by=author.person, author=author, evening=evening)
            saved.append((evening.phone_version, time.monotonic()))

    async def watch(pid: int) -> tuple[list[_Phone], float, int]:
        phones = [_Phone(cookie) for cookie in cookies]
        arrived = time.monotonic()
        lines = [asyncio.ensure_future(phone.follow(port, path)) for phone in phones]
        while not all(phone.is_open for phone in phones):
            await asyncio.sleep(0.05)
        came_in.append(time.monotonic() - arrived)
        await asyncio.sleep(1)
        begun, before = time.monotonic(), _cpu_of(pid)
        await asyncio.to_thread(_in_own_connection, write_ideas)
        share = (_cpu_of(pid) - before) / (time.monotonic() - begun)
        open_now = await asyncio.to_thread(_in_own_connection, _connections)
        await asyncio.sleep(CALM * 2)
        for line in lines:
            line.cancel()
        await asyncio.gather(*lines, return_exceptions=True)
        return phones, share, open_now

    Session.objects.filter(pk=evening.pk).update(version=1_000_000, phone_version=1_000_000)
    evening.refresh_from_db()
    command = [
        "uvicorn",
        "config.asgi:application",
        "--port",
        str(port),
        "--log-level",
        "warning",
        "--no-access-log",
    ]
    with _serving(command, port, environment) as pid:
        phones, share, open_now = asyncio.run(watch(pid))
    waited = [one for phone in phones for one in _waited(phone, saved)]
    last = saved[-1][0]
    behind = sum(1 for phone in phones if not phone.told or phone.told[-1][1] < last)
    beyond = f"from save to {len(phones)} phones beyond the joining window"
    yield Figure(
        f"{len(phones)} phones come at once: the last is in after", came_in[0], 15, "s", blocks=False
    )
    yield Figure("phones that were not told of the last idea", behind, 0, "", blocks=True)
    yield Figure(f"{beyond}: p50", _percentile(waited, 50) * 1000, 50, "ms", blocks=False)
    yield Figure(f"{beyond}: p95", _percentile(waited, 95) * 1000, 50, "ms", blocks=False)
    yield Figure(f"{beyond}: p99", _percentile(waited, 99) * 1000, 50, "ms", blocks=False)
    yield Figure("share of a core for these streams", share * 100, 35, "%", blocks=False)
    yield Figure("connections to the database while they are open", open_now, 5, "", blocks=True)


def _in_own_connection(work: Callable[[], Value]) -> Value:
    try:
        return work()
    finally:
        connection.close()


def _waited(phone: _Phone, saved: list[tuple[int, float]]) -> Iterator[float]:
    """Seconds that each message came after it could have: the save that it tells of, or the end of the last window."""
    versions = [version for version, _at in saved]
    seen, before = versions[0] - 1, -math.inf
    for at, version in phone.told:
        first = bisect_left(versions, seen + 1)
        if first < len(saved) and version >= versions[first]:
            yield max(0.0, at - max(saved[first][1], before + CALM))
        seen, before = version, at


# ---- dots -----------------------------------------------------------------------------------------------------------


def _dots(
    world: World, people: list[User], cookies: list[str], environment: Mapping[str, str]
) -> Iterator[Figure]:
    """Everybody places their dots within half a minute, and presses once more than they have."""
    bundles, rounds = {}, {}
    for team in world.programme.teams.all():
        bundles[team.pk] = list(Cluster.objects.filter(team=team)[:6])
        rounds[team.pk] = open_round(team=team, title="Kies", budget=DOTS, by=world.facilitator)
    team_of = dict(
        User.objects.filter(pk__in=[one.pk for one in people]).values_list(
            "pk", "participations__memberships__team"
        )
    )
    port, chance = free_port(), random.Random(1)
    presses = []
    for person, cookie in zip(people, cookies, strict=True):
        at = team_of[person.pk]
        for _dot in range(DOTS + 1):
            bundle = chance.choice(bundles[at])
            address = reverse("ideas:place_dot", args=[rounds[at].public_id])
            presses.append((chance.random() * VOTED_WITHIN, address, cookie, bundle.public_id))
    presses.sort()
    answers: list[tuple[int, float]] = []

    async def press(begin: float, at: float, address: str, cookie: str, bundle: str) -> None:
        await asyncio.sleep(max(0.0, begin + at - time.monotonic()))
        asked = time.monotonic()
        status = await _post(port, address, cookie, {"cluster": bundle, "way": "give"})
        answers.append((status, time.monotonic() - asked))

    async def everybody() -> None:
        begin = time.monotonic()
        await asyncio.gather(*(press(begin, *one) for one in presses))

    command = ["gunicorn", "config.wsgi:application", f"--bind={HOST}:{port}", "--workers=2", "--threads=4"]
    with _serving(command, port, environment):
        asyncio.run(everybody())
    refused = sum(1 for status, _took in answers if status >= 400)
    spent = Ballot.objects.aggregate(all=Sum("spent"))["all"]
    placed = Vote.objects.aggregate(all=Sum("dots"))["all"]
    over = Ballot.objects.filter(spent__gt=F("budget")).count()
    took = [seconds for _status, seconds in answers]
    yield Figure("dots: presses that were refused", refused, 0, "", blocks=True)
    yield Figure("dots: budgets that did not hold", over, 0, "", blocks=True)
    yield Figure(
        "dots: lost or doubled", abs(placed - len(people) * DOTS) + abs(placed - spent), 0, "", blocks=True
    )
    swift = f"dots of {len(people)} people in {VOTED_WITHIN:g} s: p95"
    yield Figure(swift, _percentile(took, 95) * 1000, 150, "ms", blocks=False)


async def _post(port: int, path: str, cookie: str, form: Mapping[str, str]) -> int:
    """The status of a POST, as a script of the page sends it."""
    body = urlencode(form)
    head = (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}; {settings.CSRF_COOKIE_NAME}={TOKEN}\r\n"
        f"X-CSRFToken: {TOKEN}\r\nHX-Request: true\r\nConnection: close\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    )
    reader, writer = await asyncio.open_connection(HOST, port)
    try:
        writer.write(head.encode())
        line = await reader.readline()
        await reader.read()
        return int(line.split()[1])
    finally:
        writer.close()
