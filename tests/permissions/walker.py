"""Goes to every address as everybody, and compares the answers with the table."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.permissions.words import NO_ONE, PEOPLE, STAGES, TENANTS, Cell, Door, Who
from tests.permissions.world import STAGE_OF, World
from tests.walk.addresses import Route

ALLOWED, REFUSED, UNSEEN, TO_SIGN_IN, TAKES_NONE = "gets in", "403", "404", "to sign-in", "405"
SIGN_IN = "/sign-in/"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
MARK = re.compile(rb"GEHEIM-([a-z]+)-([a-z]+)", re.IGNORECASE)
WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE)\b.*?\"(\w+)\"", re.IGNORECASE | re.DOTALL)
PREPARE = {"facilitator", "administrator"}
"""Who sees a programme before it starts: the rules have words of their own for them."""
OWN_BOOKKEEPING = {"django_session", "accounts_device"}
"""Tables in which an answer may note that somebody was there."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: an address, the state of what it names, and what is expected there."""

    route: Route
    state: str
    door: Door
    sees: Who | None
    """Who knows that the object is there; None where the address names none."""

    @property
    def key(self) -> str:
        """As the table has it."""
        return f"{self.route.name} {self.state}".strip()

    def expects(self, method: str, cell: Cell) -> str:
        """What somebody gets there."""
        audience = self.door.get if method == "GET" else self.door.post
        if audience is not None and cell in audience:
            return ALLOWED
        if cell[0] == "nobody":
            return TO_SIGN_IN
        if self.sees is not None and cell not in self.sees:
            return UNSEEN
        return REFUSED

    def takes(self, method: str) -> bool:
        """Whether the address answers ``method`` at all."""
        return (self.door.get if method == "GET" else self.door.post) is not None


@dataclass
class Walk:
    """One walk through ``world``: what was asked, and what was wrong."""

    world: World
    reads: dict[str, Who]
    """Who may read which secret word."""
    clients: dict[str, Client] = field(default_factory=dict)
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)
    checks: int = 0
    findings: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        handler = None
        for name, person in self.world.people.items():
            client = Client(raise_request_exception=False)
            handler = client.handler = handler or client.handler  # loads the middleware once
            if person is not None:
                client.force_login(person, backend=BACKEND)
            self.clients[name] = client
            self.cookies[name] = {key: morsel.value for key, morsel in client.cookies.items()}

    def go_along(self, line: Line) -> None:
        """Everybody, everything, GET and POST; then the stages; htmx once let in and once refused."""
        asked: set[tuple[str, str]] = set()
        for method in ("GET", "POST"):
            if not line.takes(method):
                for cell in [(name, TENANTS[0], STAGE_OF[TENANTS[0]]) for name in ("facilitator", "nobody")]:
                    self.ask(line, method, cell, htmx=False)
                continue
            for cell in self.cells(line):
                expected = line.expects(method, cell)
                self.ask(line, method, cell, htmx=False)
                if (method, expected) not in asked:
                    asked.add((method, expected))
                    self.ask(line, method, cell, htmx=True)
            for cell in self.other_stages(line, method):
                self.ask(line, method, cell, htmx=False)

    def cells(self, line: Line) -> Iterator[Cell]:
        """Who goes there, and to whose object."""
        for tenant in TENANTS if line.route.converters else TENANTS[:1]:
            for name in PEOPLE:
                if name in self.clients:
                    yield name, tenant, line.door.stage or STAGE_OF[tenant]

    def other_stages(self, line: Line, method: str) -> Iterator[Cell]:
        """In the other stages, one of those for whom the same holds in all of them; who prepares goes by himself."""
        if line.sees is None:
            return
        kinds: dict[tuple[str, tuple[str, ...]], str] = {}
        for name in PEOPLE:
            if name in self.clients:
                expected = tuple(line.expects(method, (name, TENANTS[0], stage)) for stage in STAGES)
                kinds.setdefault((name if name in PREPARE else "", expected), name)
        for (_kind, expected), name in kinds.items():
            if len(set(expected)) > 1 or ALLOWED in expected:
                for stage in STAGES:
                    if stage != (line.door.stage or STAGE_OF[TENANTS[0]]):
                        yield name, TENANTS[0], stage

    def address(self, line: Line, tenant: str) -> str:
        """The address of ``line`` for the objects of ``tenant``."""
        place = self.world.places[tenant]
        values = {}
        for name in line.route.converters:
            with_state = f"{name} {line.state}"
            if with_state not in place.values and name not in place.values:
                raise LookupError(f"{line.key}: tests/permissions/world.py makes nothing for “{name}”.")
            values[name] = place.values.get(with_state, place.values.get(name))
        return reverse(line.route.name, kwargs=values)

    def form(self, line: Line, tenant: str) -> str:
        """What is sent: a form that is not empty, and what the rule needs of it."""
        name, _is, part = line.door.sends.partition("=")
        return f"walk=1&{name}={self.world.places[tenant].values[part]}" if name else "walk=1"

    def ask(self, line: Line, method: str, cell: Cell, *, htmx: bool) -> None:
        """One request, which leaves nothing behind."""
        name, tenant, stage = cell
        written: list[str] = []

        def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            if (found := WRITES.match(sql)) and found[2] not in OWN_BOOKKEEPING:
                written.append(found[2])
            return execute(sql, params, many, context)

        with self.nothing_left(name) as client:
            if stage != STAGE_OF[tenant]:
                self.world.move_to(tenant, stage)
            headers = {"HX-Request": "true", "HX-Target": "main"} if htmx else {}
            address = self.address(line, tenant)
            with connection.execute_wrapper(watch):
                response = client.generic(
                    method,
                    address,
                    self.form(line, tenant),
                    "application/x-www-form-urlencoded",
                    headers=headers,
                )
                body = _body(response)
        self.checks += 1
        self.judge(line, method, cell, response, body, written, "htmx" if htmx else "")

    @contextmanager
    def nothing_left(self, name: str) -> Iterator[Client]:
        """The browser of ``name``, as it was at the start; whatever it does is taken back."""
        client = self.clients[name]
        client.cookies.clear()
        for key, value in self.cookies[name].items():
            client.cookies[key] = value
        with transaction.atomic():
            yield client
            transaction.set_rollback(True)
        cache.clear()

    def judge(
        self,
        line: Line,
        method: str,
        cell: Cell,
        response: HttpResponse,
        body: bytes,
        written: list[str],
        way: str,
    ) -> None:
        """Note what is not as the table has it."""
        got = _outcome(response)
        wanted = line.expects(method, cell)
        name, tenant, stage = cell
        where = " ".join(filter(None, (method, line.key, "as", name, "of", tenant, "while", stage, way)))
        status = response.status_code
        if status >= 500:
            self.findings.append(f"{where}: {status}")
        elif not line.takes(method):
            if got == ALLOWED:
                self.findings.append(f"{where}: the table has no {method} here, and it answers {status}")
        elif got != wanted and not (wanted == ALLOWED and status in line.door.limits):
            self.findings.append(f"{where}: should be “{wanted}”, is “{got}” ({status})")
        if got != ALLOWED and written:
            self.findings.append(f"{where}: refused, and yet it wrote to {', '.join(sorted(set(written)))}")
        if (person := self.world.people[name]) is not None:
            for own in (person.email, person.name):  # to oneself neither is a secret
                body = body.replace(own.encode(), b"")
        for whose, what in {
            (found[1].decode().lower(), found[2].decode().lower()) for found in MARK.finditer(body)
        }:
            told = line.door.tells_some.get(what, NO_ONE) | self.reads.get(what, NO_ONE)
            if what not in line.door.tells and (name, whose, stage) not in told:
                self.findings.append(f"{where}: shows {what} of {whose} ({status})")


def _body(response: Any) -> bytes:
    """What was sent; of a stream the first piece, and then it is closed."""
    if not response.streaming:
        return bytes(response.content).replace(b"\r\n ", b"")  # calendars wrap their lines
    if response.get("Content-Type", "").startswith("text/event-stream"):
        return b""
    return b"".join(response.streaming_content)


def _outcome(response: HttpResponse) -> str:
    """What an answer amounts to."""
    status = response.status_code
    target = response.headers.get("Location", "") or response.headers.get("HX-Redirect", "")
    if status in {302, 303} and target.startswith(SIGN_IN) and "next=" in target:
        return TO_SIGN_IN
    return {403: REFUSED, 404: UNSEEN, 405: TAKES_NONE}.get(status, ALLOWED)
