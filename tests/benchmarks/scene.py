"""The demo on a port of its own, and the five pages that people see first: for measuring what a phone loads.

``python -m tests.benchmarks.scene FOLDER PORT`` makes the demo in FOLDER, prints the pages as a line of JSON and
becomes its server; ``playing`` is that with an end.
"""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its address, and the Cookie header of who looks at it ("" for somebody who is not signed in)."""

    name: str
    url: str
    cookie: str


@contextlib.contextmanager
def playing() -> Iterator[list[Page]]:
    """The pages, on a demo that is as fresh as its assets and gone afterwards."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        (Path(folder) / "build").mkdir()
        (Path(folder) / "build" / "assets").symlink_to(ROOT / "var" / "build" / "assets")
        server = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.scene", folder, str(port)],
            cwd=ROOT,
            env=_environment(folder, port),
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            pages = [Page(**fields) for fields in json.loads(server.stdout.readline())]
            _await(f"http://127.0.0.1:{port}/health/")
            yield pages
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=PATIENCE)


def _environment(folder: str, port: int) -> dict[str, str]:
    """As scripts/demo.sh has it, and nothing of the servers that other benchmarks use."""
    theirs = {"DATABASE_URL", "REDIS_URL", "EMAIL_URL", "SECRET_KEY", "ALLOWED_HOSTS", "DEBUG"}
    theirs |= {"MEDIA_ROOT", "KOERSWERK_STATE"}
    return {name: value for name, value in os.environ.items() if name not in theirs} | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "KOERSWERK_DEMO": "1",
        "KOERSWERK_COLLECTED": "1",
        "KOERSWERK_VAR": folder,
        "PORT": str(port),
        "SITE_URL": f"http://127.0.0.1:{port}",
    }


def _await(url: str) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(url, timeout=PATIENCE):  # noqa: S310 - an address of our own
                return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def _pages() -> list[Page]:
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client
    from django.urls import reverse

    from accounts.models import User
    from accounts.services.links import make_personal_link
    from ideas.models import Idea
    from programmes.models import Programme

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["css", "js"])
    call_command("demo", main_only=True, stdout=sys.stderr)

    def seen_by(role: str) -> tuple[User, str]:
        person = User.objects.get(email=f"{role}@demo.example")
        browser = Client()
        browser.force_login(person)
        name = settings.SESSION_COOKIE_NAME
        return person, f"{name}={browser.cookies[name].value}"

    participant, theirs = seen_by("participant")
    _, facilitators = seen_by("facilitator")
    programme = Programme.objects.earliest("pk")
    idea = Idea.objects.visible_to(participant).earliest("pk")
    site, home = settings.SITE_URL, reverse("overviews:programme", args=[programme.public_id])
    return [
        Page("sign-in", site + reverse("account_login"), ""),
        Page("participant's home", site + reverse("overviews:mine"), theirs),
        Page("programme home", site + home, facilitators),
        Page("idea", site + reverse("ideas:idea", args=[idea.public_id]), theirs),
        # The page of an invitation, until the product has a public one.
        Page("invitation", make_personal_link(user=participant, leads_to=home), ""),
    ]


def main(port: str) -> None:
    """Make the demo, say what its pages are, and become its server."""
    import django

    django.setup()
    print(json.dumps([asdict(page) for page in _pages()]), flush=True)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    command = ["uvicorn", "config.asgi:application", "--port", port, "--log-level", "warning"]
    os.execv(sys.executable, [sys.executable, "-m", *command])  # noqa: S606 - no shell, and ours


if __name__ == "__main__":
    main(sys.argv[2])
