"""The permission walk as a process that makes its world once, and forks for each mutant."""

import copy
import gc
import logging
import os
import shutil
import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from multiprocessing.util import Finalize
from random import Random
from typing import Any, NamedTuple

from scripts.mutants.changes import ROOT, Mutant, files, put_in

CERTAIN, BLIND = 60, 150
"""So many requests at most are made where a rule says something else than without the mutant; and of the others."""
ENOUGH = ("facilitator", "coach", "participant", "client", "administrator", "guest")
"""As whom somebody goes there without any mutant; as the others where one of them gets another answer."""
SECONDS = 240
"""After so long somebody hangs."""

_walk: Any = None
_lines: list[Any] = []


class Ask(NamedTuple):
    """One request of the walk: along which line, as whom about whose object in which stage."""

    line: int
    method: str
    cell: tuple[str, str, str]
    htmx: bool


@dataclass(slots=True)
class Situation:
    """Somebody before the object that an address names: all that the rules of many requests look at."""

    user: Any
    model: Any
    which: str
    obj: Any = None
    asks: list[Ask] = field(default_factory=list)

    def look(self) -> Any:
        """The object, if this person sees it."""
        return (
            self.model.objects.visible_to(self.user).filter(public_id=self.which).first()
            if self.model
            else None
        )


_situations: dict[tuple[str, str], list[Situation]] = {}
"""By tenant and stage."""


def first_worker() -> int:
    """The number of the first of this run's workers: which databases are its own."""
    return int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))


def settle(slots: Any) -> None:
    """Make the world of the walk in a database and a Redis database of this process's own."""
    number = first_worker() + slots.get()
    os.environ["PYTEST_XDIST_WORKER"] = f"gw{number}"
    import tests.environment  # noqa: F401 - before Django reads its settings

    os.environ["DATABASE_URL"] = os.environ["DATABASE_URL"].rpartition("/")[0] + f"/mutants{number}"
    os.environ["MEDIA_ROOT"] += "-mutants"
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection, transaction

    logging.disable(logging.CRITICAL)
    settings.SECOND_FACTOR_FOR_ADMINISTRATORS = False
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    Finalize(None, _clear_away, exitpriority=1)
    import config.urls
    import sessions.views.live
    from tests.permissions.conftest import _here, _not_found
    from tests.permissions.lines import lines
    from tests.permissions.table import READS
    from tests.permissions.walker import Walk
    from tests.permissions.world import build

    config.urls.handler404 = _not_found  # type: ignore[assignment]
    sessions.views.live.in_thread = _here
    _lines.extend(lines())
    global _walk
    with transaction.atomic():
        _walk = Walk(build(), READS)
        connection.run_on_commit = []  # nothing of the world is sent
    for path in files():
        put_in(path.relative_to(ROOT).as_posix())  # as it is: whatever this breaks, no mutant did


def _clear_away() -> None:
    from django.db import connection

    connection.creation.destroy_test_db("mutants", verbosity=0)
    shutil.rmtree(os.environ["MEDIA_ROOT"], ignore_errors=True)


def how_many() -> int:
    """The number of lines of the table."""
    return len(_lines)


def touched_by(number: int) -> tuple[set[str], list[str]]:
    """What runs along line ``number`` without any mutant, about the own team; and what was found."""
    from scripts.mutants.running import noted

    seen, asked = set[str](), set[tuple[str, str]]()
    _walk.findings.clear()
    for ask in _asks(number):
        name = ask.cell[0]
        kind = (ask.method, name if name in ENOUGH else _lines[number].expects(ask.method, ask.cell))
        if kind not in asked:
            asked.add(kind)
            with noted(seen):
                _walk.ask(_lines[number], ask.method, ask.cell, htmx=ask.htmx)
    return seen, list(_walk.findings)


@cache
def _asks(number: int) -> tuple[Ask, ...]:
    """The requests of line ``number``: of the table and the world alone, so the same for each mutant."""
    made: list[Ask] = []
    _walk.ask = lambda line, method, cell, *, htmx: made.append(Ask(number, method, cell, htmx))
    try:
        _walk.go_along(_lines[number])
    finally:
        del _walk.ask
    return tuple(made)


@contextmanager
def _moved(tenant: str, stage: str) -> Iterator[None]:
    """The programme of ``tenant`` in ``stage``, for a while."""
    from django.db import transaction

    with transaction.atomic():
        _walk.world.move_to(tenant, stage)
        yield
        transaction.set_rollback(True)


def _stand() -> None:
    """Find the situations of all lines."""
    found: dict[tuple[str, str], dict[Any, Situation]] = {}
    for number, line in enumerate(_lines):
        model, by = getattr(line.route.view, "access_model", None), getattr(line.route.view, "access_by", "")
        for ask in _asks(number):
            name, tenant, stage = ask.cell
            values, person = _walk.world.places[tenant].values, _walk.world.people[name]
            which = values.get(f"{by} {line.state}", values.get(by)) if model else ""
            if person is not None:
                group = found.setdefault((tenant, stage), {})
                group.setdefault((name, model, which), Situation(person, model, which)).asks.append(ask)
    for place, group in found.items():
        with _moved(*place):
            people = {
                person.pk: _anew(person) for person in _walk.world.people.values() if person is not None
            }
            for situation in group.values():
                situation.user = people[situation.user.pk]
                situation.obj = situation.look()
        _situations[place] = list(group.values())


def _anew(person: Any) -> Any:
    """The same person, whose standing was not read yet."""
    found = copy.copy(person)
    found.__dict__.pop("_standing", None)
    return found


def _answers(touched: dict[int, list[str]], *, anew: bool) -> Iterator[tuple[Situation, tuple[Any, ...]]]:
    """In every situation of ``touched`` lines: whether the object is seen, and what the rules asked there say of it.

    ``anew``: loaded again, by what ``visible_to`` now says.
    """
    for place, group in _situations.items():
        with _moved(*place) if anew else nullcontext():
            for situation in group:
                if lines := touched.keys() & {ask.line for ask in situation.asks}:
                    obj = situation.look() if anew else situation.obj
                    rules = sorted({rule for line in lines for rule in touched[line]})
                    yield situation, (obj is None, *(_says(situation.user, rule, obj) for rule in rules))


def _says(user: Any, rule: str, obj: Any) -> Any:
    from core.access import allowed

    try:
        return allowed(user, rule, obj)
    except Exception as problem:  # noqa: BLE001 - a rule about something else
        return type(problem)


def try_out(mutant: Mutant, touched: dict[int, list[str]]) -> str:
    """The first thing that the ``touched`` lines find with ``mutant``, in a process of its own; empty where nothing.

    ``touched`` has the rules that are asked along each line.
    """
    from django.db import connection

    if not _situations:
        _stand()
        gc.freeze()
    connection.close()
    out, into = os.pipe()
    child = os.fork()
    if not child:
        signal.alarm(SECONDS)
        os.write(into, _find(mutant, touched).encode()[:60_000])
        os._exit(0)
    os.close(into)
    with os.fdopen(out) as pipe:
        found = pipe.read()
    os.waitpid(child, 0)
    return found


def _find(mutant: Mutant, touched: dict[int, list[str]]) -> str:
    before = [answers for _situation, answers in _answers(touched, anew=False)]
    try:
        put_in(mutant.file, mutant.tree)
    except Exception as problem:  # noqa: BLE001 - unchanged it loads (settle)
        return f"does not load: {type(problem).__name__}: {problem}"
    after = _answers(touched, anew=mutant.file.endswith("querysets.py"))
    certain = [ask for old, (at, new) in zip(before, after, strict=True) if new != old for ask in at.asks]
    blind = [ask for number in touched for ask in _asks(number)]
    for ask in (*_some(mutant, certain, touched, CERTAIN), *_some(mutant, blind, touched, BLIND)):
        if found := _finds(ask):
            put_in(mutant.file)
            if not _finds(ask):
                return found
            put_in(mutant.file, mutant.tree)  # not the mutant's doing
    return ""


def _some(mutant: Mutant, asks: Iterable[Ask], touched: dict[int, list[str]], most: int) -> Iterator[Ask]:
    """At most so many of ``asks``, in an order that is always the same, where the changed rule is asked first."""
    mixed = sorted(ask for ask in asks if ask.line in touched)
    Random(mutant.name).shuffle(mixed)  # noqa: S311 - no secret
    return islice(sorted(mixed, key=lambda ask: not mutant.felt & set(touched[ask.line])), most)


def _finds(ask: Ask) -> str:
    _walk.findings.clear()
    try:
        _walk.ask(_lines[ask.line], ask.method, ask.cell, htmx=ask.htmx)
    except Exception as problem:  # noqa: BLE001 - an answer that breaks off
        return f"{_lines[ask.line].key}: {type(problem).__name__}: {problem}"
    return "".join(_walk.findings[:1])
