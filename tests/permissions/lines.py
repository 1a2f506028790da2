"""The lines of the table, against the addresses that there are."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tests.permissions.table import SEES, TABLE
from tests.permissions.walker import Line
from tests.permissions.words import Door, Who
from tests.walk.addresses import Route, routes


def lines(table: Mapping[str, Door] = TABLE) -> list[Line]:
    """The lines of ``table`` whose address exists."""
    found = {route.name: route for route in routes()}
    keys = ((key, key.partition(" ")) for key in table)
    return [_line(found[name], state, table[key]) for key, (name, _space, state) in keys if name in found]


def problems(existing: Iterable[Route], table: Mapping[str, Door] = TABLE) -> Iterator[str]:
    """A sentence for each address without a line, and for each line without an address."""
    names = {route.name for route in existing}
    expected = {key.split(" ")[0] for key in table}
    for name in sorted(names - expected):
        yield f"Nobody said who may open {name}. Add a line: tests/permissions/table.py says how."
    for name in sorted(expected - names):
        yield f"The table names {name}, and there is no such address (any more)."


def nameless(patterns: Iterable[Any] | None = None) -> Iterator[str]:
    """Addresses without a name, which no line could name."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from nameless(pattern.url_patterns)
        elif isinstance(pattern, URLPattern) and not pattern.name:
            yield str(pattern.pattern)


def _line(route: Route, state: str, door: Door) -> Line:
    parts = [name for name in route.converters if name in SEES]
    sees: Who | None = door.sees
    if sees is None and parts:
        sees = SEES.get(f"{parts[0]} {state}", SEES[parts[0]])
    return Line(route, state, door, sees)
