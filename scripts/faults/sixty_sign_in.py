"""Sixty people behind one router come in at the same moment, by code and by password; then somebody guesses.

    python -m scripts.faults.sixty_sign_in [--people 60] [--database postgres|sqlite]

A real server process as it is deployed (gunicorn; on the embedded default uvicorn), a real mail server, the hasher of
the product. Holds when nobody of the room is refused and all are in within a minute, a guesser gets at most ten tries
at one account and thirty at many, also with forged addresses, and the account's owner comes in all the same.
"""

import argparse
import http.cookiejar
import os
import re
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from scripts.faults.scenery import Process, Scenery, scenery, tell
from scripts.faults.sink import HOST, SmtpSink, free_port

PASSWORD = "een lang wachtwoord"  # noqa: S105 - of people who do not exist
WITHIN = 60.0
"""Seconds in which everybody is in."""
OFTEN = "too often"
"""What the English page says to who is stopped."""


@dataclass
class Browser:
    """A browser with cookies of its own."""

    site: str
    forwarded: str = ""
    statuses: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._jar = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._jar))

    def open(self, path: str, data: dict[str, str] | None = None) -> str:
        """The page at ``path``, or the answer to a form; its final address stands in ``self.at``."""
        headers = {"Accept-Language": "en"} | ({"X-Forwarded-For": self.forwarded} if self.forwarded else {})
        body = urllib.parse.urlencode(data).encode() if data is not None else None
        request = urllib.request.Request(self.site + path, body, headers)  # noqa: S310 - an address of our own
        try:
            answer = self._opener.open(request, timeout=600)
        except urllib.error.HTTPError as refused:
            answer = refused
        with answer:
            self.statuses.append(answer.status)
            self.at = urllib.parse.urlsplit(answer.url).path
            return str(answer.read().decode())

    def send(self, path: str, **data: str) -> str:
        """Open the door and send a form from it, as a person does."""
        page = self.open("/sign-in/")
        token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page)
        return self.open(path, data | {"csrfmiddlewaretoken": token[1] if token else ""})

    @property
    def is_in(self) -> bool:
        """Whether somebody is signed in here."""
        self.open("/me/")
        return self.at == "/me/"


def by_password(site: str, email: str, password: str = PASSWORD, forwarded: str = "") -> tuple[Browser, str]:
    """Try a password; the browser, and what the page says."""
    browser = Browser(site, forwarded)
    return browser, browser.send("/sign-in/", login=email, password=password)


def by_code(site: str, email: str, sink: SmtpSink) -> Browser:
    """Come in by the code from the mail."""
    browser = Browser(site)
    before = len(sink.to(email))
    page = browser.send("/sign-in/code/", email=email)
    end = time.monotonic() + WITHIN * 2
    while len(sink.to(email)) == before and time.monotonic() < end:
        time.sleep(0.05)
    code = re.search(r"\b\d{6}\b", sink.to(email)[-1].get_body(("plain",)).get_content())  # type: ignore[union-attr]
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page)
    browser.open("/sign-in/code/confirm/", {"code": code[0], "csrfmiddlewaretoken": token[1]})  # type: ignore[index]
    return browser


def at_once(people: list[str], come_in: Callable[[str], Browser]) -> tuple[int, int, float]:
    """How many are in, how many were refused with 429, and the seconds until the last was."""
    begin = time.monotonic()
    with ThreadPoolExecutor(len(people)) as pool:
        browsers = list(pool.map(come_in, people))
    seconds = time.monotonic() - begin
    refused = sum(429 in browser.statuses for browser in browsers)
    return sum(browser.is_in for browser in browsers), refused, round(seconds, 1)


def tries_until_stopped(guess: Callable[[int], str], most: int) -> int:
    """How many guesses were looked at before one was not."""
    for number in range(most):
        if OFTEN in guess(number):
            return number
    return most


def serve(scene: Scenery, sink: SmtpSink) -> tuple[Process, str]:
    """The server, on the scenery's database, with the hasher of the product."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, skip_checks=True)
    port = free_port()
    del os.environ["KOERSWERK_TEST"]
    os.environ["EMAIL_URL"] = sink.url
    command = ["uvicorn", "config.asgi:application", "--port", str(port), "--log-level", "warning"]
    if scene.database == "postgres":
        command = ["gunicorn", "config.wsgi:application", "--bind", f"{HOST}:{port}", "--workers", "3"]
        command += ["--threads", "2"]
    server = Process("server", scene.folder, [sys.executable, "-m", *command])
    server.start()
    site = f"http://{HOST}:{port}"

    def answers() -> bool:
        try:
            Browser(site).open("/sign-in/")
        except OSError:
            return False
        return True

    scene.wait(answers, "the server does not answer")
    return server, site


def make_people(count: int) -> list[str]:
    """Accounts with a password, hashed once."""
    from django.contrib.auth.hashers import PBKDF2PasswordHasher

    from accounts.models import User

    hashed = PBKDF2PasswordHasher().encode(PASSWORD, "thesaltofatest")
    people = [User(email=f"person{number}@example.org", name="P", password=hashed) for number in range(count)]
    return [person.email for person in User.objects.bulk_create(people)]


def main() -> None:
    """Do it, and print how it went."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--people", type=int, default=60)
    parser.add_argument("--database", choices=["postgres", "sqlite"], default="postgres")
    options = parser.parse_known_args()[0]
    begin = time.monotonic()
    sink = SmtpSink()
    with scenery(options.database, lease=6) as scene:
        server, site = serve(scene, sink)
        try:
            people = make_people(options.people)
            code_in, code_429, code_seconds = at_once(people, lambda email: by_code(site, email, sink))
            word_in, word_429, word_seconds = at_once(people, lambda email: by_password(site, email)[0])
            victim = people[0]
            owner, _page = by_password(site, victim)
            owner.send("/sign-out/")
            guesses = tries_until_stopped(lambda number: by_password(site, victim, f"x{number}")[1], 40)
            forged = tries_until_stopped(
                lambda number: by_password(site, victim, "x", forwarded=f"192.0.2.{number}")[1], 40
            ) if options.database == "postgres" else 0  # fmt: skip
            sprayed = tries_until_stopped(
                lambda number: by_password(site, f"s{number}@example.org", "Welkom01!")[1], 80
            )
            by_owner_device = (
                OFTEN not in owner.send("/sign-in/", login=victim, password=PASSWORD) and owner.is_in
            )
            by_owner_code = by_code(site, victim, sink).is_in
        finally:
            server.end()
            sink.stop()
    tell(
        code_in == word_in == options.people
        and code_429 == word_429 == forged == 0
        and max(code_seconds, word_seconds) <= WITHIN
        and guesses <= 10
        and guesses + sprayed <= 40
        and by_owner_device
        and by_owner_code,
        fault="sixty_sign_in",
        database=options.database,
        people=options.people,
        by_code={"in": code_in, "refused": code_429, "seconds": code_seconds},
        by_password={"in": word_in, "refused": word_429, "seconds": word_seconds},
        guesses_at_one_account=guesses,
        more_with_forged_addresses=forged,
        guesses_at_many_accounts=sprayed,
        owner_in_on_known_device=by_owner_device,
        owner_in_by_code=by_owner_code,
        seconds=round(time.monotonic() - begin, 1),
    )


if __name__ == "__main__":
    main()
