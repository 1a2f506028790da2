"""Real parts for messages: an SMTP server that keeps what it gets, and a Celery worker in a process of its own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from celery import current_app
from django.conf import settings as django_settings
from django.db import connection

from scripts.faults.sink import SmtpSink
from tests.environment import ROOT

READY_WITHIN = 40.0
"""Seconds, on a machine that does other things as well."""


@pytest.fixture(scope="session")
def _sink() -> Iterator[SmtpSink]:
    sink = SmtpSink()
    yield sink
    sink.stop()


@pytest.fixture
def smtp_sink(_sink: SmtpSink, settings: Any) -> SmtpSink:
    """An SMTP server to which all mail of the test goes: ``.mails``, ``.to(address)``, ``.behave(…)``."""
    _sink.clear()
    settings.EMAIL_URL = _sink.url
    return _sink


def _wait_until_ready(process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + READY_WITHIN
    while " ready." not in log.read_text():
        if process.poll() is not None or time.monotonic() > end:
            raise RuntimeError(f"The worker does not start:\n{log.read_text()[-3000:]}")
        time.sleep(0.05)


@pytest.fixture
def worker(transactional_db: None, smtp_sink: SmtpSink) -> Iterator[subprocess.Popen[bytes]]:
    """A Celery worker process on the test's database, Redis and sink, that does what services knock for.

    It begins and ends with the test, so that it touches no other one's rows. Beat is not in it: call
    ``outbox.services.planning.plan()``.
    """
    current_app.control.purge()
    log = django_settings.VAR_DIR / "test" / f"worker-{os.getpid()}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    database = connection.settings_dict
    host = f"{database['HOST']}:{database['PORT']}" if database["HOST"] else ""
    environment = os.environ | {
        "DATABASE_URL": f"postgres://{database['USER']}:{database['PASSWORD']}@{host}/{database['NAME']}",
        "EMAIL_URL": smtp_sink.url,
        "LOG_LEVEL": "INFO",
    }
    command = [
        "-m",
        "celery",
        "--app",
        "config.celery:app",
        "worker",
        "--concurrency",
        "2",
        "--loglevel",
        "INFO",
    ]
    command += ["--without-gossip", "--without-mingle"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        _wait_until_ready(process, log)
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(5)
