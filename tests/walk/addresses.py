"""Which pages there are: found by itself, from the URL configuration, the world's objects and the links on pages."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urljoin, urlsplit

import lxml.html
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse
from django.urls.exceptions import Resolver404

from core.clock import now
from core.identifiers import new_public_id
from outbox.queries import token_of
from outbox.services.planning import forecast
from programmes.queries.messages import AHEAD

BY_LINK = 1
"""Addresses of one view with the same questions in them, beyond those of the objects."""
OBJECTS = 3
FOLLOWED = {("a", "href"), ("img", "src"), ("link", "href")}
FILES = {
    "accounts:house_file",
    "accounts:house_sample",
    "accounts:house_sheet",
    "accounts:sign_on_away",
    "accounts:sign_on_back",
    "accounts:sign_on_door",
    "programmes:picture",
    "reports:preview_file",
    "accounts:trail_file",
    "programmes:trail_file",
    "reports:taken_photo",
}
"""Not pages: sheets, fonts and logo of a house style, which nobody in the demo wears, a photo on the desk, and
the door of an organisation with a provider of its own, which the world has not. Other tests go there."""
UNMET = {
    "accounts:lost_second_step",  # nobody in the world of the walk has a second step to lose
    "programmes:rename_milestone",  # nor is there a milestone in it
    "programmes:reopen",  # a button, refused before its method is looked at; no programme here is closed
    "programmes:take_away_theme",  # a button, refused before its method is looked at where the theme is not one's own
}
"""What the walk does not come to, each with its reason; other tests open these."""
ANY = {"str": "x", "slug": "x", "int": 1, "public_id": new_public_id(), "way": "up"}
"""A value for each converter, to ask whether an address answers GET at all."""


@dataclass(frozen=True, slots=True)
class Route:
    """One line of the URL configuration."""

    name: str
    view: Callable[..., Any]
    converters: dict[str, str]

    def address(self, **values: Any) -> str:
        return reverse(self.name, kwargs=values)


@dataclass(frozen=True, slots=True)
class Page:
    """What one person gets at one address."""

    role: str
    path: str
    view: str
    status: int
    html: str

    @property
    def asks(self) -> bool:
        """Whether something can be filled in wrongly here."""
        fields = "//form[@method='post']//*[self::textarea or self::select or self::input[@type!='hidden']]"
        return bool(lxml.html.fromstring(self.html).xpath(fields))


def routes(patterns: Iterable[Any] | None = None, space: str = "") -> Iterator[Route]:
    """Every address of the URL configuration that has a name."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from routes(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern) and pattern.name:
            names = {type(one).__name__: word for word, one in _converters().items()}
            kinds = {key: names[type(one).__name__] for key, one in pattern.pattern.converters.items()}
            yield Route(f"{space}{pattern.name}", pattern.callback, kinds)


def _converters() -> dict[str, Any]:
    from django.urls.converters import get_converters

    return get_converters()


@cache
def models() -> dict[str, Any]:
    """Of which model the parts of addresses name an object, as the views say (``core.access.permit``)."""
    declared = (route.view for route in routes() if getattr(route.view, "access_model", None) is not None)
    return {view.access_by: view.access_model for view in declared}  # type: ignore[attr-defined]


def _objects(model: Any, user: Any) -> Iterator[Any]:
    """Some objects of ``model`` that ``user`` sees: one per programme, state and kind."""
    seen: Counter[tuple[Any, ...]] = Counter()
    for one in model.objects.visible_to(user).order_by("pk"):
        key = tuple(getattr(one, name, "") for name in ("programme_id", "state", "kind"))
        if key not in seen and len(seen) < OBJECTS:
            seen[key] += 1
            yield one


def _inner(name: str, obj: Any) -> list[str]:
    """Values of a part of an address that stands inside an object's."""
    if name == "item_id":
        return [item.public_id for item in obj.items.order_by("pk")[:1]]
    if name == "batch":
        return _batches(obj.scope)
    return []


@cache
def _batches(scope: Any) -> list[str]:
    """The first mails that go out in ``scope``: to tell takes long, and it is the same for everybody."""
    waiting = forecast(scope=scope, until=now() + AHEAD)
    return [token_of(one.batch_key) for one in waiting[:1]]


def seeds(user: Any) -> Iterator[str]:
    """Where ``user`` could go by typing addresses: pages about nothing, and those of objects that they see."""
    seen = cache(lambda by: list(_objects(models()[by], user)))
    for route in routes():
        if not route.converters:
            yield route.address()
        by = next((name for name in route.converters if name in models()), None)
        if by is None or user is None:
            continue
        others = [name for name in route.converters if name != by]
        for obj in seen(by):
            if not others:
                yield route.address(**{by: obj.public_id})
            for value in _inner(others[0], obj) if len(others) == 1 else ():
                yield route.address(**{by: obj.public_id, others[0]: value})


def links(page: Page) -> Iterator[str]:
    """Where a page leads within the product, and what it is made of."""
    for element, attribute, target, _position in lxml.html.fromstring(page.html).iterlinks():
        parts = urlsplit(urljoin(f"http://here{page.path}", target))
        if (element.tag, attribute) in FOLLOWED and parts.netloc == "here" and target[:1] != "#":
            yield parts._replace(scheme="", netloc="", fragment="").geturl()


class Explorer:
    """Goes everywhere as one person, without a browser, and notes what answers."""

    pressed: ClassVar[set[str]] = set()
    """Names of views that press a PDF, which takes a second, and did so for somebody already."""

    def __init__(self, role: str, user: Any, language: str) -> None:
        self.role, self.user = role, user
        self.client = Client(raise_request_exception=False)
        if user is not None:
            self.client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
            self._prove()
        self.client.cookies["kw_language"] = language
        self.answered: set[str] = set()
        """Names of the views that gave something other than a refusal."""
        self.problems: list[tuple[str, str]] = []

    def _prove(self) -> None:
        """Be somebody who showed just now who it is, for as long as a walk takes (accounts/views/security_proof.py)."""
        session, later = self.client.session, now().timestamp() + 24 * 3600
        session["account_authentication_methods"] = [{"method": way, "at": later} for way in ("code", "mfa")]
        session["account_authentication_methods_user"] = str(self.user.pk)
        session.save()

    def get(self, path: str) -> HttpResponseBase:
        return self.client.get(path, headers={"host": "127.0.0.1"})

    def pages(self, more: Iterable[str] = ()) -> Iterator[Page]:
        """Every page that this person finds; refusals once per kind."""
        by_link: Counter[tuple[Any, ...]] = Counter()
        refusals: Counter[int] = Counter()
        done: set[str] = set()
        queue = deque([(path, True) for path in (*seeds(self.user), *more)])
        queue.append(("/nergens/", True))
        while queue:
            path, seeded = queue.popleft()
            if path in done or path.startswith("/static/"):
                continue
            try:
                name = resolve(urlsplit(path).path).view_name
            except Resolver404:
                name = "404"
                if not seeded:
                    self.problems.append((path, "a link that leads nowhere"))
            questions = parse_qsl(urlsplit(path).query)
            if not seeded:
                shape = (name, tuple(key if key != "tab" else (key, value) for key, value in questions))
                by_link[shape] += 1
                if by_link[shape] > BY_LINK:
                    continue
            done.add(path)
            if name in self.pressed:
                continue
            response = self.get(path)
            if response.get("Content-Type") == "application/pdf":
                self.pressed.add(name)
            status = response.status_code
            if status >= 500:
                self.problems.append((path, f"status {status}"))
            if status in {301, 302, 303, 307}:
                self.answered.add(name)
                target = urlsplit(urljoin(f"http://here{path}", response["Location"]))
                if target.netloc in {"here", "127.0.0.1"}:
                    queue.append((target._replace(scheme="", netloc="", fragment="").geturl(), False))
                continue
            if status in {204, 405} or not response.get("Content-Type", "").startswith("text/html"):
                self.answered.add(name)
                continue
            if status != 200:
                refusals[status] += 1
                if refusals[status] > 1:
                    continue
            page = Page(self.role, path, name, status, response.content.decode())  # type: ignore[attr-defined]
            if status == 200:
                self.answered.add(name)
                queue.extend((link, False) for link in links(page))
            yield page


def unreached(explorers: Iterable[Explorer]) -> Iterator[str]:
    """Names of views that nobody reached and that answer GET with a page: the walk has to be told how to come there."""
    everybody = list(explorers)
    answered = (FILES | UNMET).union(*(one.answered for one in everybody))
    for route in routes():
        if route.name not in answered and not any(_takes_no_get(route, one) for one in everybody):
            yield route.name


def _takes_no_get(route: Route, explorer: Explorer) -> bool:
    """Whether the address only takes what a form sends, seen as this person."""
    values = {key: ANY[kind] for key, kind in route.converters.items()}
    for name in values.keys() & models().keys():
        found = next(_objects(models()[name], explorer.user), None) if explorer.user else None
        values[name] = found.public_id if found else values[name]
    return explorer.get(route.address(**values)).status_code in {204, 405}
