"""Whether the time of an answer tells if an address is known: real server, hasher and mail, known and unknown mixed.

    python -m scripts.faults.timing [--requests 200]

Per way in one line of JSON: medians and tenths in milliseconds, and how often a known address took longer than an
unknown one (0.5: as often as not). Each request comes from an address of its own and each account is asked once, so no
limit meddles. ``make bench`` runs it.
"""

import argparse
import http.client
import json
import os
import random
import re
import statistics
import sys
import time
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from scripts.faults.scenery import Process, Scenery, scenery
from scripts.faults.sink import HOST, free_port

MAY_DIFFER = 0.1
"""With 200 requests each, chance alone moves the share by some 0.03."""

WRONG = "not this one"
_number = count(1)


@dataclass
class Door:
    """The door of a server, knocked at by somebody without a session."""

    port: int

    def __post_init__(self) -> None:
        self._line = http.client.HTTPConnection(HOST, self.port, timeout=120)
        page, cookies = self._ask("GET", "/sign-in/", "", {})
        self._token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page)[1]  # type: ignore[index]
        self._cookie = cookies.split(";")[0]

    def _ask(self, method: str, path: str, body: str, headers: dict[str, str]) -> tuple[str, str]:
        place = next(_number)
        headers |= {"X-Forwarded-For": f"10.{place >> 16 & 255}.{place >> 8 & 255}.{place & 255}"}
        self._line.request(method, path, body, headers)
        answer = self._line.getresponse()
        page = answer.read().decode()
        if answer.status not in {200, 302, 422}:
            raise SystemExit(f"{path} answered {answer.status}")
        return page, answer.getheader("Set-Cookie") or ""

    def send(self, path: str, **data: str) -> float:
        """Send a form; the milliseconds until the whole answer was there."""
        body = urllib.parse.urlencode(data | {"csrfmiddlewaretoken": self._token})
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": self._cookie}
        begin = time.perf_counter()
        self._ask("POST", path, body, headers)
        return (time.perf_counter() - begin) * 1000

    def look(self) -> float:
        """Open the door; the milliseconds that it takes, which tell what the server still does for the one before."""
        begin = time.perf_counter()
        self._ask("GET", "/sign-in/", "", {})
        return (time.perf_counter() - begin) * 1000


def share(known: list[float], unknown: list[float]) -> float:
    """How often one of ``known`` is more than one of ``unknown``; a tie counts half."""
    wins = sum((one > other) + (one == other) / 2 for one in known for other in unknown)
    return wins / len(known) / len(unknown)


def compare(name: str, known: list[float], unknown: list[float]) -> dict[str, object]:
    """What the two say of each other."""

    def tenths(times: list[float]) -> list[float]:
        cuts = statistics.quantiles(times, n=10)
        return [round(value, 1) for value in (cuts[0], statistics.median(times), cuts[-1])]

    told = share(known, unknown)
    return {
        "timing": name,
        "requests": len(known),
        "known_p10_median_p90": tenths(known),
        "unknown_p10_median_p90": tenths(unknown),
        "known_took_longer": round(told, 3),
        "holds": abs(told - 0.5) <= MAY_DIFFER,
    }


def mixed(times: int, ask: Callable[[bool, int], float]) -> tuple[list[float], list[float]]:
    """``ask(known, number)`` so many times for each, in an order by chance."""
    order = [(known, number) for number in range(times) for known in (True, False)]
    random.shuffle(order)
    taken: dict[bool, list[float]] = {True: [], False: []}
    for known, number in order:
        taken[known].append(ask(known, number))
    return taken[True], taken[False]


def serve(scene: Scenery) -> tuple[Process, Door]:
    """One worker of gunicorn, where whatever happens aside is felt most."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, skip_checks=True)
    del os.environ["KOERSWERK_TEST"]
    os.environ["TRUST_PROXY"] = "1"
    port = free_port()
    command = ["gunicorn", "config.wsgi:application", "--bind", f"{HOST}:{port}", "--threads", "2"]
    server = Process("server", scene.folder, [sys.executable, "-m", *command])
    server.start()

    def answers() -> bool:
        try:
            Door(port)
        except OSError:
            return False
        return True

    scene.wait(answers, "the server does not answer")
    return server, Door(port)


def make_accounts(times: int) -> None:
    """People with a password, people without one, people whose account was closed, and an open mail domain."""
    from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password

    from accounts.models import MailDomain, Organisation, User

    words = {"known": PBKDF2PasswordHasher().encode("x" * 20, "thesaltofatest"), "bare": make_password(None)}
    User.objects.bulk_create(
        User(email=f"{kind}{number}@example.org", name="P", password=password)
        for kind, password in words.items()
        for number in range(times)
    )
    MailDomain.objects.create(organisation=Organisation.objects.create(name="O"), domain="open.example.org")


def measure(door: Door, times: int) -> list[dict[str, object]]:
    """Every way in."""
    after: dict[bool, list[float]] = {True: [], False: []}

    def code(known: bool, number: int) -> float:
        took = door.send("/sign-in/code/", email=f"{'known' if known else 'other'}{number}@example.org")
        after[known].append(door.look())
        time.sleep(0.05)
        return took

    def newcomer(known: bool, number: int) -> float:
        took = door.send("/sign-in/code/", email=f"new{number}@{'open.' if known else ''}example.org")
        time.sleep(0.05)
        return took

    def password(kind: str) -> Callable[[bool, int], float]:
        return lambda known, number: door.send(
            "/sign-in/", login=f"{kind if known else 'nobody'}{number}@example.org", password=WRONG
        )

    return [
        compare("code", *mixed(times, code)),
        compare("page after a code", after[True], after[False]),
        compare("code, address of an open mail domain", *mixed(times, newcomer)),
        compare("password", *mixed(times, password("known"))),
        compare("password, account without one", *mixed(times, password("bare"))),
    ]


def main() -> None:
    """Measure, print a line per way in, and exit 1 where a time tells."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--requests", type=int, default=200)
    options = parser.parse_known_args()[0]
    with scenery("postgres", lease=6) as scene:
        server, door = serve(scene)
        try:
            make_accounts(options.requests)
            measured = measure(door, options.requests)
        finally:
            server.end()
    for line in measured:
        print(json.dumps(line))
    raise SystemExit(0 if all(line["holds"] for line in measured) else 1)


if __name__ == "__main__":
    main()
