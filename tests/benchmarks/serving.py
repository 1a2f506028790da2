"""A process that serves pages to itself, through WSGI and without a network, and tells what each costs it.

``python -m tests.benchmarks.serving`` reads a JSON line ({"rounds", "requests": {name: [method, path, cookie, body]}})
and writes one: per name the CPU milliseconds of each round and the number of queries. DJANGO_SETTINGS_MODULE says
whether it serves the product or the floor.
"""

import io
import itertools
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]

TOKEN = "a" * 32
"""What the cookie and the header of CSRF both say."""
TIMES = 2
"""How often a page is asked for in a round."""

Request = tuple[str, str, str, str]
"""Method, path, Cookie header, body of a form; "NUMBER" in the body is another number each time."""


@contextmanager
def collected() -> Iterator[Mapping[str, str]]:
    """An environment in which the files of ours were collected, as in a real installation."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "build").mkdir()
        (Path(folder) / "build" / "assets").symlink_to(ROOT / "var" / "build" / "assets")
        environment = os.environ | {"KOERSWERK_VAR": folder}
        command = [sys.executable, "manage.py", "collectstatic", "--no-input", "-v0", "-i", "css", "-i", "js"]
        subprocess.run(command, check=True, cwd=ROOT, env=environment)
        yield environment


def measure(
    requests: Mapping[str, Request],
    *,
    rounds: int,
    settings: str,
    database: str,
    environment: Mapping[str, str],
) -> dict[str, dict[str, Any]]:
    """``{"ms": [CPU milliseconds of each round], "queries": n}`` per name, from a process of its own."""
    order = json.dumps({"rounds": rounds, "requests": requests})
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.serving"],
        input=order,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env={**environment, "DJANGO_SETTINGS_MODULE": settings, "DATABASE_URL": database, "DEBUG": ""},
    )
    found: dict[str, dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return found


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return (used.ru_utime + used.ru_stime) * 1000


def _environ(method: str, path: str, cookie: str, body: str) -> dict[str, Any]:
    path, _mark, query = path.partition("?")
    return {
        "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "SCRIPT_NAME": "",
        "SERVER_NAME": "localhost", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "localhost", "HTTP_ACCEPT_LANGUAGE": "nl", "HTTP_COOKIE": cookie, "HTTP_X_CSRFTOKEN": TOKEN,
        "HTTP_HX_REQUEST": "true" if method == "POST" else "",
        "CONTENT_TYPE": "application/x-www-form-urlencoded" if body else "", "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body.encode()), "wsgi.errors": sys.stderr, "wsgi.url_scheme": "http",
        "wsgi.multithread": False, "wsgi.multiprocess": True, "wsgi.run_once": False, "wsgi.version": (1, 0),
    }  # fmt: skip


def main() -> None:
    """Serve what the order asks, in turns, so that a busy moment meets all of them."""
    import django
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from django.db import connection

    django.setup()
    settings.MIDDLEWARE = getattr(settings, "SERVED_BY", settings.MIDDLEWARE)
    application = get_wsgi_application()
    order = json.loads(sys.stdin.read())
    status, numbers = "", itertools.count(1)

    def ask(request: Request) -> None:
        nonlocal status
        method, path, cookie, body = request

        def start(line: str, _headers: list[tuple[str, str]], _error: object = None) -> None:
            nonlocal status
            status = line

        answer = application(
            _environ(method, path, cookie, body.replace("NUMBER", str(next(numbers)))), start
        )
        b"".join(answer)
        answer.close()

    told: dict[str, dict[str, Any]] = {}
    for name, request in order["requests"].items():
        queries: list[str] = []

        def note(
            execute: Any, sql: str, params: Any, many: bool, context: Any, kept: list[str] = queries
        ) -> Any:
            kept.append(sql)
            return execute(sql, params, many, context)

        ask(request)  # what is read once per process: templates, addresses
        with connection.execute_wrapper(note):
            ask(request)
        if not status.startswith("20"):
            raise SystemExit(f"{name}: {status}")
        if os.environ.get("BENCH_SQL"):
            print(name, *queries, sep="\n    ", file=sys.stderr)
        told[name] = {"ms": [], "queries": len(queries)}
    for _round in range(order["rounds"]):
        for name, request in order["requests"].items():
            before = _cpu()
            for _time in range(TIMES):
                ask(request)
            told[name]["ms"].append((_cpu() - before) / TIMES)
    print(json.dumps(told))


if __name__ == "__main__":
    main()
