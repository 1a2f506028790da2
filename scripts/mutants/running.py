"""Which rules are asked, and which functions and predicates of their files run, while something is done."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import rules
from rules.predicates import Predicate

from scripts.mutants.changes import ROOT, files


def _named() -> dict[str, set[str]]:
    """What the predicates of the files are called there, by what each is made of ("(facilitates | coaches)")."""
    found: dict[str, set[str]] = {}
    for path in files():
        file = path.relative_to(ROOT).as_posix()
        module = sys.modules[file.removesuffix(".py").replace("/", ".")]
        for name, value in vars(module).items():
            if isinstance(value, Predicate):
                found.setdefault(value.name, set()).add(f"{file}:{name}")
    return found


@contextmanager
def noted(seen: set[str]) -> Iterator[None]:
    """Put into ``seen`` the rules that are asked ("ideas.edit_idea") and what runs ("ideas/policies.py:wrote")."""
    where = {str(path): path.relative_to(ROOT).as_posix() for path in files()}
    named = _named()
    ask: Callable[..., Any] = rules.has_perm
    apply: Callable[..., Any] = Predicate._apply

    def look(frame: Any, event: str, argument: Any) -> None:
        file = where.get(frame.f_code.co_filename)
        if file is not None:
            seen.add(f"{file}:{frame.f_code.co_qualname}")

    def asking(name: str, *about: Any) -> Any:
        seen.add(name)
        return ask(name, *about)

    def applying(predicate: Predicate, *about: Any) -> Any:
        seen.update(named.get(predicate.name, ()))
        return apply(predicate, *about)

    rules.has_perm = asking
    Predicate._apply = applying  # type: ignore[method-assign, assignment]
    sys.settrace(look)  # without a trace inside a function: one call of ``look`` per call of anything
    threading.settrace(look)
    try:
        yield
    finally:
        sys.settrace(None)
        threading.settrace(None)
        rules.has_perm = ask
        Predicate._apply = apply  # type: ignore[method-assign]
