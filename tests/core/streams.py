"""A real server process that streams, and screens that follow it."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page

from accounts.models import User
from core.clock import now
from scripts.faults.sink import free_port
from sessions.models import Session
from tests import makers
from tests.environment import ROOT

LOADING = 20_000
"""Milliseconds in which a page must be there."""
WITHIN = 4.0
"""Seconds in which a screen must hear; without Redis a look takes one, and this machine does other things too."""
NAME = f"kwlive{os.getpid()}"


class Screen:
    """One open stream: what the server said so far."""

    def __init__(self, port: int, path: str, cookie: str) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=20)
        head = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", f"Cookie: {cookie}", "", ""]
        self.socket.sendall("\r\n".join(head).encode())
        self.heard = b""
        self.ended_at: float | None = None
        self.until(lambda: b"\r\n\r\n" in self.heard)
        self.status = int(self.heard.split(b" ", 2)[1])

    def listen(self, seconds: float) -> None:
        """Take in what comes in the next ``seconds``."""
        self.socket.settimeout(max(0.01, seconds))
        try:
            data = self.socket.recv(65536)
        except TimeoutError:
            return
        except ConnectionError:
            data = b""
        if not data or data.endswith(b"0\r\n\r\n"):
            self.ended_at = self.ended_at or time.monotonic()
        self.heard += data

    def until(self, done: Callable[[], bool], within: float = 20.0) -> float:
        """Listen until ``done()``; returns the seconds that it took, and fails after ``within``."""
        begun = time.monotonic()
        while not done():
            left = begun + within - time.monotonic()
            assert left > 0, self.heard[-2000:]
            assert self.ended_at is None or done(), self.heard[-2000:]
            self.listen(min(left, 0.1))
        return time.monotonic() - begun

    @property
    def versions(self) -> list[int]:
        """The versions that it was told."""
        return [
            int(number) for number in re.findall(rb'event: changed\ndata: \{"version": (\d+)\}', self.heard)
        ]

    @property
    def said_goodbye(self) -> bool:
        """Whether the server said that this person may not listen any more."""
        return b"event: ended" in self.heard

    def close(self) -> None:
        """Hang up."""
        self.socket.close()


class Stage:
    """A running server, an evening, and people who follow it."""

    def __init__(self, port: int, process: "subprocess.Popen[bytes]") -> None:
        self.port, self.process = port, process
        self.programme = makers.make_programme()
        self.facilitator = makers.join(self.programme, role="facilitator").person
        begins = makers.make_moment(self.programme, at=now())
        self.evening: Session = makers.make_evening(self.programme, moment=begins)
        self.screens: list[Screen] = []

    def follow(
        self, person: User | None = None, *, seen: int = 0, more: str = "", browser: Client | None = None
    ) -> Screen:
        """Another screen of ``person``, who was signed in."""
        browser = browser or Client()
        if person is not None:
            browser.force_login(person)
        cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in browser.cookies.items())
        path = reverse("evenings:stream", args=[self.evening.public_id])
        screen = Screen(self.port, f"{path}?seen={seen}{more}", cookie)
        self.screens.append(screen)
        return screen

    def hears(self, screen: Screen, version: int, within: float = WITHIN) -> float:
        """Wait until ``screen`` was told ``version``."""
        return screen.until(lambda: version in screen.versions, within)


def start(
    tmp_path: Path, *, with_redis: bool, comment: float = 15.0, longest: float = 600.0, graceful: int = 20
) -> Stage:
    """A uvicorn process on the test's database, with a patience of ``graceful`` seconds when it is stopped."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        address = f"sqlite:///{database['NAME']}"
    else:
        address = (
            f"postgres://{database['USER']}:{database['PASSWORD']}@{database['HOST']}:{database['PORT']}"
            f"/{database['NAME']}?application_name={NAME}"
        )
    environment = os.environ | {
        "DATABASE_URL": address,
        "LIVE_COMMENT_EVERY": str(comment),
        "LIVE_LONGEST": str(longest),
        "LOG_LEVEL": "WARNING",
        "DEBUG": "1",  # style sheets and scripts from where they are
    }
    environment.pop("REDIS_URL", None)
    if with_redis:
        environment["REDIS_URL"] = settings.REDIS_URL
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "tests.core.quick_asgi:application", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--timeout-graceful-shutdown", str(graceful), "--no-access-log"]
    log = tmp_path / "uvicorn.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=output, stderr=output, start_new_session=True
        )
    stage = Stage(port, process)
    end = time.monotonic() + 60
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return stage
        except OSError:
            assert process.poll() is None, log.read_text()[-3000:]
            assert time.monotonic() < end, log.read_text()[-3000:]
            time.sleep(0.1)


@contextmanager
def serving(tmp_path: Path) -> Iterator[Callable[..., Stage]]:
    """``begin(with_redis=…)`` starts a server; all of them end with the block."""
    stages: list[Stage] = []

    def begin(**options: object) -> Stage:
        stages.append(start(tmp_path, **options))
        return stages[-1]

    try:
        yield begin
    finally:
        for stage in stages:
            for screen in stage.screens:
                screen.close()
            if stage.process.poll() is None:
                stage.process.kill()
            stage.process.wait(10)


def opened(chromium: Browser, stage: Stage, person: User, width: int) -> Page:
    """A browser in which ``person`` is signed in."""
    browser = Client()
    browser.force_login(person)
    address = f"http://127.0.0.1:{stage.port}"
    context = chromium.new_context(viewport={"width": width, "height": 800}, base_url=address, locale="nl-NL")
    session = browser.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])
    page = context.new_page()
    page.set_default_timeout(LOADING)
    return page
