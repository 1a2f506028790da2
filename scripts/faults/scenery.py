"""Real processes for the faults, on a database, a Redis and a mail server of their own; all below var/faults.

``Scenery("postgres")`` is PostgreSQL with Redis, ``Scenery("sqlite")`` the embedded default with its queue of files.
Build it before anything of Django is imported: it sets the environment.
"""

import contextlib
import datetime as dt
import importlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import redis
from psycopg import sql

from scripts.faults.sink import HOST, free_port
from scripts.services import ROOT, USUAL_DATABASES, find_program

STARTS_WITHIN = 60.0
"""Seconds."""


_WORKER = [
    *["-m", "celery", "--quiet", "--skip-checks", "--app", "scripts.faults.worker_app:app"],
    *[
        "worker",
        "--beat",
        "--concurrency",
        "1",
        "--loglevel",
        "WARNING",
        "--without-gossip",
        "--without-mingle",
    ],
]


class Process:
    """A process in a group of its own, with a log, that can be killed, ended and started again."""

    def __init__(self, name: str, folder: Path, command: list[str]) -> None:
        self.name, self.command, self.log = name, command, folder / f"{name}.log"
        self._running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it."""
        with self.log.open("ab") as output:
            self._running = subprocess.Popen(
                self.command,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def died(self) -> bool:
        """Whether it ended by itself."""
        return self._running is not None and self._running.poll() is not None

    def kill(self) -> None:
        """SIGKILL to it and all its children: nothing of it gets to say goodbye."""
        if self._running is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._running.pid, signal.SIGKILL)
            self._running.wait()
            self._running = None

    def end(self) -> None:
        """SIGTERM, as a deploy does; a kill when it does not go within 30 seconds."""
        if self._running is not None:
            self._running.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._running.wait(30)
            self.kill()


class Scenery:
    """Everything that a fault needs, in a folder of its own."""

    def __init__(self, database: str, *, lease: float) -> None:
        self.database, self.lease = database, lease
        self.folder = ROOT / "var" / "faults" / f"{database}-{os.getpid()}"
        self.record, self.conduct = self.folder / "mails.jsonl", self.folder / "conduct.json"
        self.port = free_port()
        self.sink = self._process(
            "sink", "-m", "scripts.faults.sink", "--port", str(self.port), "--record", str(self.record), "--conduct",
            str(self.conduct),
        )  # fmt: skip
        self.worker = self._process("worker", *_WORKER, "--schedule", str(self.folder / "beat"))
        server = os.environ.get("DATABASE_URL", "")
        server = server if server.startswith("postgres") else USUAL_DATABASES[0]
        self.server = urlunsplit(urlsplit(server)._replace(path="/postgres"))
        self.redis: Process | None = None

    def build(self) -> None:
        """Start the servers, make the database, and set the environment of this process and of those it starts."""
        self.folder.mkdir(parents=True)
        self.record.touch()
        self.sink.start()
        url, queue = f"sqlite:///{self.folder / 'db.sqlite3'}", ""
        if self.database == "postgres":
            queue = self._start_redis(free_port())
            with psycopg.connect(self.server, autocommit=True) as connection:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(self._database_name)))
            url = urlunsplit(urlsplit(self.server)._replace(path=f"/{self._database_name}"))
        os.environ.update(
            KOERSWERK_DEMO="1",
            KOERSWERK_TEST="1",
            KOERSWERK_VAR=str(self.folder),
            KOERSWERK_STATE=str(self.folder / "demo"),
            DATABASE_URL=url,
            REDIS_URL=queue,
            EMAIL_URL=f"smtp://{HOST}:{self.port}",
            OUTBOX_LEASE_SECONDS=str(self.lease),
            OUTBOX_PLAN_SECONDS="1",
            LOG_LEVEL="WARNING",
        )
        self._set_up_django()

    @property
    def _database_name(self) -> str:
        return f"kw_fault_{os.getpid()}"

    def _process(self, name: str, *arguments: str) -> Process:
        return Process(name, self.folder, [sys.executable, *arguments])

    def _start_redis(self, port: int) -> str:
        server = find_program("redis-server", "redis-server")
        keep_nothing = ["--save", "", "--appendonly", "no", "--dir", str(self.folder), "--bind", HOST]
        self.redis = Process("redis", self.folder, [str(server), "--port", str(port), *keep_nothing])
        self.redis.start()
        url = f"redis://{HOST}:{port}/0"
        self.wait(lambda: _answers(url), "Redis does not answer")
        return url

    def _set_up_django(self) -> None:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        (self.folder / "demo" / "queue" / "control").mkdir(parents=True, exist_ok=True)
        importlib.import_module(
            "scripts.faults.worker_app"
        )  # sets Django up, and registers the kind of message
        from django.core.management import call_command

        for app in ("accounts", "outbox", "core"):
            call_command("migrate", app, verbosity=0, skip_checks=True)

    def queue(self, count: int, name: str, together: int = 0) -> None:
        """Write a message to ``count`` people, as a service does; or ``together`` for the daily post of each."""
        from django.db import transaction

        from core.clock import now
        from outbox.services.queue import queue_message

        people = [f"{name}{number:05}@example.org" for number in range(count)]
        about: dict[str, Any] = {"to": people, "scope": "", "params": {}, "why": "You are in a test."}
        with transaction.atomic():  # what comes after the post of the day waits for the next
            for number in range(together):
                yesterday = now() - dt.timedelta(days=1)
                queue_message("fault_together", dedupe=f"{name}{number}", due_at=yesterday, **about)
        if not together:
            queue_message("fault", dedupe=name, **about)

    def behave(self, **conduct: Any) -> None:
        """Let the mail server behave like this from the next message on (``sink.Conduct``)."""
        part = self.conduct.with_suffix(".part")
        part.write_text(json.dumps(conduct))
        part.replace(self.conduct)

    def take_queue_away(self) -> None:
        """Let the queue forget everything, and Redis be away."""
        if self.redis is not None:
            self.redis.kill()
        for file in self.folder.glob("demo/queue/*.msg"):
            file.unlink(missing_ok=True)

    def bring_queue_back(self) -> None:
        """Start Redis again, empty."""
        if self.redis is not None:
            self.redis.start()

    def arrived(self, name: str = "") -> Counter[str]:
        """How often a message arrived at each address that begins with ``name``."""
        lines = [line for line in self.record.read_text().splitlines() if line.endswith("}")]
        addresses = [address for line in lines for address in json.loads(line)["to"]]
        return Counter(address for address in addresses if address.startswith(name))

    def open_messages(self) -> int:
        """How many messages did not come to their end."""
        from django.db import connection

        from outbox.models import Message

        connection.close()
        return Message.objects.filter(state__in=["planned", "sending"]).count()

    def outcome(self, count: int, name: str) -> dict[str, int]:
        """What became of the messages of ``name``: lost, doubled (copies too many), failed."""
        from outbox.models import Message

        arrived = self.arrived(name)
        return {
            "lost": count - len(arrived),
            "doubled": sum(arrived.values()) - len(arrived),
            "failed": Message.objects.filter(state="failed", recipient__startswith=name).count(),
        }

    def wait(self, ready: Callable[[], bool], otherwise: str, seconds: float = STARTS_WITHIN) -> None:
        """Wait until ``ready()``. Exits with ``otherwise`` and the logs where it takes too long or the worker died."""
        end = time.monotonic() + seconds
        while not ready():
            if time.monotonic() > end or self.worker.died():
                logs = "\n".join(
                    f"--- {path.name}\n{path.read_text()[-1500:]}" for path in self.folder.glob("*.log")
                )
                raise SystemExit(f"{otherwise}\n{logs}")
            time.sleep(0.02)

    def close(self) -> None:
        """Stop all of it and throw it away."""
        for process in (self.worker, self.sink, self.redis):
            if process is not None:
                process.kill()
        if self.database == "postgres":
            drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(
                sql.Identifier(self._database_name)
            )
            with psycopg.connect(self.server, autocommit=True) as connection:
                connection.execute(drop)
        shutil.rmtree(self.folder, ignore_errors=True)


@contextlib.contextmanager
def scenery(database: str, *, lease: float) -> Iterator[Scenery]:
    """A scenery that is cleared away at the end, whatever happens."""
    scene = Scenery(database, lease=lease)
    try:
        scene.build()
        yield scene
    finally:
        scene.close()


def _answers(url: str) -> bool:
    try:
        return bool(redis.Redis.from_url(url, socket_connect_timeout=1).ping())
    except redis.RedisError:
        return False


def tell(holds: bool, **facts: object) -> None:
    """Print one line of JSON; exit with 1 where the promise does not hold."""
    print(json.dumps(facts | {"holds": holds}))
    raise SystemExit(0 if holds else 1)
