"""The processes of docker-compose.yml run as they stand there, on real settings, and stop when they are asked to."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.db import connection

from scripts.faults.sink import free_port

ROOT = Path(__file__).resolve().parents[2]
SERVICES: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
PROGRAMS = Path(sys.executable).parent

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.worker]


def command_of(service: str, **changes: str) -> list[str]:
    """The command of ``service`` with its defaults filled in and ``changes`` made (what stands there → what it is)."""
    command: list[str] = []
    for word in SERVICES[service]["command"]:
        filled = re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", word)
        for old, new in changes.items():
            filled = filled.replace(old, new)
        command.append(filled)
    return [str(PROGRAMS / command[0]), *command[1:]]


def real_environment() -> dict[str, str]:
    """What a real installation would have, with this test's database and Redis."""
    database = connection.settings_dict
    return {
        "PATH": f"{PROGRAMS}:{os.environ['PATH']}",
        "SECRET_KEY": "k" * 60,
        "ALLOWED_HOSTS": "koers.example.nl",
        "SITE_URL": "https://koers.example.nl",
        "TRUST_PROXY": "1",
        "DATABASE_URL": f"postgres://{database['USER']}:{database['PASSWORD']}@{database['HOST']}:{database['PORT']}/{database['NAME']}",
        "REDIS_URL": os.environ["REDIS_URL"],
        "EMAIL_URL": "smtp://127.0.0.1:9",
    }


@contextmanager
def running(command: list[str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """``command`` on the real settings; whatever is left of it at the end is killed."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=real_environment(), stdout=output, stderr=output, start_new_session=True
        )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(10)


def wait_until(
    works: Callable[[], bool], process: subprocess.Popen[bytes], log: Path, seconds: float = 60
) -> None:
    """Wait until ``works()``; fail with the log where the process ends before, or the time is over."""
    end = time.monotonic() + seconds
    while not works():
        assert process.poll() is None, log.read_text()[-3000:]
        assert time.monotonic() < end, log.read_text()[-3000:]
        time.sleep(0.2)


def is_healthy(port: int) -> bool:
    """What the container's own health check says about a process on ``port``."""
    check = [sys.executable, "deploy/healthcheck.py", str(port)]
    return (
        subprocess.run(check, cwd=ROOT, env=real_environment(), capture_output=True, check=False).returncode
        == 0
    )


@pytest.mark.parametrize(("service", "port"), [("web", "8000"), ("live", "8001")])
def test_pages_and_streams_are_served_and_stop_within_their_grace(
    service: str, port: str, tmp_path: Path
) -> None:
    own = free_port()
    log = tmp_path / "log"
    with running(command_of(service, **{port: str(own), "0.0.0.0": "127.0.0.1"}), log) as process:
        wait_until(lambda: is_healthy(own), process, log)
        process.terminate()
        assert process.wait(10) in (0, -signal.SIGTERM), log.read_text()[-3000:]


def test_the_worker_answers_its_health_check_and_stops_when_it_is_idle(tmp_path: Path) -> None:
    log = tmp_path / "log"
    own = f"worker@test{os.getpid()}"
    check = SERVICES["worker"]["healthcheck"]["test"][1:]
    ping = [str(PROGRAMS / check[0]), *[word.replace("worker@koerswerk", own) for word in check[1:]]]
    with running(command_of("worker", **{"worker@koerswerk": own}), log) as process:
        wait_until(
            lambda: (
                not subprocess.run(
                    ping, cwd=ROOT, env=real_environment(), capture_output=True, check=False
                ).returncode
            ),
            process,
            log,
        )
        process.terminate()
        assert process.wait(20) == 0, log.read_text()[-3000:]


def test_beat_writes_its_schedule_where_its_health_check_looks(tmp_path: Path) -> None:
    log, schedule = tmp_path / "log", tmp_path / "schedule"
    assert "/run/beat/schedule" in SERVICES["beat"]["healthcheck"]["test"][-1]
    with running(command_of("beat", **{"/run/beat/schedule": str(schedule)}), log) as process:
        wait_until(lambda: any(tmp_path.glob("schedule*")), process, log)
        process.terminate()
        assert process.wait(10) == 0, log.read_text()[-3000:]
