"""Phones catch ideas while the server is killed, deployed and without Redis or its database: none is lost or doubled.

    python -m scripts.faults.capturing [--phones 3] [--away 20] [--database postgres|sqlite]
                                       [--restart "pg_ctlcluster 15 main restart"]

The phones are pages of a real Chromium, which write one idea after another in an evening that runs. Each fault happens
in the middle. Holds when all the while every idea that a phone does not show as waiting is in the database, and in the
end each idea that was written is there once. "The database away" ends all its connections and refuses new ones, which
is what everybody sees of a PostgreSQL that restarts; with ``--restart`` that command really restarts it, and everything
else on that server with it.
"""

import argparse
import os
import shlex
import shutil
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright
from psycopg import sql

from scripts.faults.scenery import Process, Scenery, scenery, tell
from scripts.faults.sink import HOST, free_port
from scripts.services import ROOT

PAUSE = 0.4
"""Seconds in which a phone writes the next idea."""
BETWEEN = 4.0
"""Seconds without a fault, before and after each."""
DATABASE_AWAY = 5.0
"""Seconds."""
PATIENCE = 240.0
"""Seconds in which all that waits must have gone: a phone waits two minutes at the longest before it tries again."""

STATUS = (
    "() => document.querySelector('[data-queue-status]:not([hidden]) [data-queue-text]')?.textContent ?? ''"
)
"""What the phone says of ideas that wait, read in one go: it changes all the time."""


@dataclass
class Phone:
    """A page on which somebody writes ideas."""

    name: str
    page: Page
    written: list[str] = field(default_factory=list)

    def write(self) -> None:
        """Lay one more idea on the table."""
        text = f"{self.name}, idee {len(self.written) + 1}."
        self.page.locator("textarea").fill(text)
        self.page.get_by_role("button", name="Leg op tafel").click()
        expect(self.page.locator("textarea")).to_have_value("")
        self.written.append(text)

    def waiting(self) -> int:
        """How many ideas the phone says that it has not sent."""
        shown = str(self.page.evaluate(STATUS))
        digits = "".join(letter for letter in shown if letter.isdigit())
        return int(digits or bool(shown))  # one idea is told without a number


@dataclass
class Room:
    """The phones, the server and what was found wrong with them."""

    scene: Scenery
    server: Process
    phones: list[Phone]
    restart: str = ""
    """The command that restarts PostgreSQL; empty: it only seems so."""
    unsent_that_look_sent: int = 0

    def write_for(self, seconds: float, *, look: bool = True) -> None:
        """Let all phones write; with ``look`` compare what they show with what the database has."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for phone in self.phones:
                phone.write()
                if look:
                    self.look(phone)
            time.sleep(PAUSE)

    def look(self, phone: Phone) -> None:
        """Count the ideas that ``phone`` takes for sent and that are not there."""
        taken_for_sent = len(phone.written) - phone.waiting()
        there = sum(text.startswith(f"{phone.name},") for text in kept())
        self.unsent_that_look_sent += max(0, taken_for_sent - there)


def kept() -> list[str]:
    """The text of each idea in the database."""
    from django.db import connection

    from ideas.models import Idea

    connection.close()
    return list(Idea.objects.values_list("text", flat=True))


def serve(scene: Scenery) -> tuple[Process, int]:
    """The server, which streams and serves pages, with the scripts of the product."""
    (scene.folder / "build").mkdir()
    (scene.folder / "build" / "assets").symlink_to(ROOT / "var" / "build" / "assets")
    port = free_port()
    os.environ.update(SITE_URL=f"http://{HOST}:{port}", PORT=str(port))
    command = ["uvicorn", "config.asgi:application", "--port", str(port), "--log-level", "warning"]
    server = Process(
        "server", scene.folder, [sys.executable, "-m", *command, "--timeout-graceful-shutdown", "3"]
    )
    server.start()
    scene.wait(lambda: answers(port), "the server does not answer")
    return server, port


def answers(port: int) -> bool:
    """Whether the server is there."""
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}/health/", timeout=10):
            return True
    except OSError:
        return False


def set_up(scene: Scenery, count: int) -> tuple[list[Any], str]:
    """A programme with an evening that runs; who writes there, and the address of their card."""
    from django.core.management import call_command
    from django.urls import reverse

    from core.clock import now
    from tests import makers

    call_command("migrate", verbosity=0, skip_checks=True)
    programme = makers.make_programme()
    evening = makers.make_evening(programme, days=0, state="running", opened_at=now())
    team = programme.teams.get()
    people = [makers.join(programme, team=team).person for _phone in range(count)]
    return people, f"{reverse('ideas:new', args=[programme.public_id])}?evening={evening.public_id}"


def sign_in(context: BrowserContext, person: Any, address: str) -> None:
    """Let ``person`` be signed in there."""
    from django.conf import settings
    from django.test import Client

    browser = Client()
    browser.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": browser.cookies[name].value, "url": address}])


@contextmanager
def phones(people: list[Any], address: str, card: str) -> Iterator[list[Phone]]:
    """One page for each of ``people``, with the card open."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's pages run in an event loop of their own
    with sync_playwright() as playwright:
        program = shutil.which("chromium") or None
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        opened = []
        for number, person in enumerate(people, 1):
            context = browser.new_context(viewport={"width": 390, "height": 800}, locale="nl-NL")
            sign_in(context, person, address)
            page = context.new_page()
            page.goto(address + card)
            opened.append(Phone(f"Telefoon {number}", page))
        yield opened
        browser.close()


# ---- what goes wrong ------------------------------------------------------------------------------------------------


def killed(room: Room, away: float) -> None:
    """The process that streams and serves dies, and comes back."""
    room.server.kill()
    room.write_for(3)
    room.server.start()


def deployed(room: Room, away: float) -> None:
    """The process is told to go, and another takes its place."""
    room.server.end()
    room.server.start()


def without_redis(room: Room, away: float) -> None:
    """Redis is away for ``away`` seconds."""
    room.scene.take_queue_away()
    room.write_for(away)
    room.scene.bring_queue_back()


def without_database(room: Room, away: float) -> None:
    """The database ends its connections and lets nobody in for a while, or restarts."""
    from django.db import connection

    if room.restart:
        connection.close()
        subprocess.run(shlex.split(room.restart), check=True)
        room.write_for(DATABASE_AWAY, look=False)
        return
    name = connection.settings_dict["NAME"]
    connection.close()
    with psycopg.connect(room.scene.server, autocommit=True) as server:
        database = sql.Identifier(name)
        server.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(database))
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        room.write_for(DATABASE_AWAY, look=False)
        server.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS true").format(database))


FAULTS: dict[str, list[Callable[[Room, float], None]]] = {
    "postgres": [killed, deployed, without_redis, without_database],
    "sqlite": [killed, deployed],
}


def main() -> None:
    """Do it, and print what became of the ideas."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--phones", type=int, default=3)
    parser.add_argument("--away", type=float, default=20.0)
    parser.add_argument("--database", choices=["postgres", "sqlite"], default="postgres")
    parser.add_argument("--restart", default="", help="a command that really restarts PostgreSQL")
    options = parser.parse_known_args()[0]
    begin = time.monotonic()
    with scenery(options.database, lease=6) as scene:
        people, card = set_up(scene, options.phones)
        server, port = serve(scene)
        try:
            with phones(people, f"http://{HOST}:{port}", card) as opened:
                room = Room(scene, server, opened, options.restart)
                room.write_for(BETWEEN)
                for fault in FAULTS[options.database]:
                    fault(room, options.away)
                    scene.wait(lambda: answers(port), "the server does not come back")
                    room.write_for(BETWEEN)
                gone = lambda: not any(phone.waiting() for phone in opened)  # noqa: E731 - read again and again
                scene.wait(gone, "ideas stay on the phones", PATIENCE)
                written = Counter(text for phone in opened for text in phone.written)
        finally:
            server.end()
        there = Counter(kept())
    lost, doubled = (written - there).total(), (there - written).total()
    tell(
        lost == doubled == room.unsent_that_look_sent == 0,
        fault="capturing",
        database=options.database,
        restarted=bool(options.restart),
        faults=[fault.__name__ for fault in FAULTS[options.database]],
        ideas=written.total(),
        lost=lost,
        doubled=doubled,
        shown_as_sent_and_not_there=room.unsent_that_look_sent,
        seconds=round(time.monotonic() - begin, 1),
    )


if __name__ == "__main__":
    main()
