"""A plugin of pytest: runs the tests it collected once, then again with each mutant, those that the mutant touches.

``python -m pytest -p scripts.mutants.in_tests``, with the names of the mutants in the file that ``KW_MUTANTS`` names;
what was found is written beside it, a line per mutant. A mutant lives in a process of its own, forked from this one.
"""

import json
import os
import signal
import time
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from django.db import connections

from scripts.mutants.changes import files, mutants_of, put_in
from scripts.mutants.running import noted

SECONDS = 180
"""So long may the tests of one mutant take."""


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    """Instead of running the tests once."""
    asked = Path(os.environ["KW_MUTANTS"])
    names = set(json.loads(asked.read_text()))
    mutants = [one for path in files() for one in mutants_of(path) if one.name in names]
    items = [item for item in session.items if not _commits(item)]
    ran: dict[Any, tuple[float, set[str]]] = {}
    for item, following in zip(items, [*items[1:], items[0]], strict=True):
        began, seen = time.monotonic(), set[str]()
        with noted(seen):
            passed = _passes(item, following)
        if passed:  # a test that fails anyway tells nothing
            ran[item] = (time.monotonic() - began, seen)
    with asked.with_suffix(".jsonl").open("w") as told:
        for mutant in mutants:
            touched = [item for item in ran if ran[item][1] & mutant.felt]
            found = _in_a_fork(mutant, sorted(touched, key=lambda item: ran[item][0])) if touched else ""
            line = {"mutant": mutant.name, "found": found, "touched": len(touched)}
            print(json.dumps(line, ensure_ascii=False), file=told, flush=True)
    session._setupstate.teardown_exact(None)
    return True


def _commits(item: Any) -> bool:
    """Whether the test writes for good: broken off in the middle, it would leave something to the next."""
    marker = item.get_closest_marker("django_db")
    shared = {"transactional_db", "live_server"} & set(item.fixturenames)
    return bool(shared or (marker and marker.kwargs.get("transaction")))


def _passes(item: Any, following: Any) -> bool:
    """Whether ``item`` passes; what it shares with ``following``, the database above all, stays."""
    if following is item:
        following = next(one for one in item.session.items if one is not item)
    return not any(report.failed for report in runtestprotocol(item, log=False, nextitem=following))


def _in_a_fork(mutant: Any, items: list[Any]) -> str:
    """The first test that fails with ``mutant``; empty where none does."""
    connections.close_all()
    out, into = os.pipe()
    child = os.fork()
    if not child:
        signal.alarm(SECONDS)
        found = ""
        try:
            put_in(mutant.file, mutant.tree)
            for item, following in zip(items, [*items[1:], items[0]], strict=True):
                if not _passes(item, following):
                    put_in(mutant.file)
                    found = (
                        item.nodeid if _passes(item, following) else ""
                    )  # else it is not the mutant's doing
                    if found:
                        break
                    put_in(mutant.file, mutant.tree)
        except BaseException as problem:  # noqa: BLE001 - it does not load
            found = f"{type(problem).__name__}: {problem}"
        os.write(into, found.encode())
        os._exit(0)
    os.close(into)
    with os.fdopen(out) as pipe:
        found = pipe.read()
    os.waitpid(child, 0)
    return found
