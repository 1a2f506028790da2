"""What looks at who writes the trail: every service that changes something, and every verb that is written.

Sources are read, not run: a branch that no test takes is seen as well.
"""

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

WRITING = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete"}
"""Methods of models and querysets that change the database; ``update`` does when it is told fields by name."""
RECORD = "accounts.services.audit.record"


@dataclass(slots=True)
class Function:
    """One function of the services: what it calls (by full name), and whether it changes anything itself."""

    name: str
    calls: set[str] = field(default_factory=set)
    takes_by: bool = False
    writes: bool = False

    @property
    def is_public(self) -> bool:
        return not self.name.rpartition(".")[2].startswith("_")


def services_below(root: Path) -> Iterator[Path]:
    """The files of services, ``*/services.py`` and ``*/services/*.py``, sorted."""
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        if parts[0] not in {".venv", "node_modules", "tests", "scripts", "var"} and "services" in parts:
            yield path


def functions_of(path: Path, root: Path) -> Iterator[Function]:
    """The functions in the file at ``path``, named from ``root``."""
    module = ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = _imported(tree)
    own = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    names.update({node.name: f"{module}.{node.name}" for node in own})
    for node in own:
        found = Function(f"{module}.{node.name}")
        arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        found.takes_by = any(argument.arg == "by" for argument in arguments)
        for inner in ast.walk(node):
            if isinstance(inner, ast.Call):
                found.calls.add(_called(inner.func, names))
                found.writes |= _writes(inner)
            elif isinstance(inner, ast.Name) and inner.id in names:
                found.calls.add(names[inner.id])  # given away: transaction.on_commit(f), partial(f)
        yield found


def _imported(tree: ast.Module) -> dict[str, str]:
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names.update({one.asname or one.name: f"{node.module}.{one.name}" for one in node.names})
        elif isinstance(node, ast.Import):
            names.update({one.asname or one.name: one.name for one in node.names})
    return names


def _called(func: ast.expr, names: dict[str, str]) -> str:
    if isinstance(func, ast.Name):
        return names.get(func.id, func.id)
    if isinstance(func, ast.Attribute):
        return f"{_called(func.value, names)}.{func.attr}"
    return ""


def _writes(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute):
        return False
    if call.func.attr == "update":
        return not call.args and bool(call.keywords)
    return call.func.attr in WRITING


def unaudited(functions: Iterable[Function]) -> list[str]:
    """Public functions that change something and write no trail, neither themselves nor by what they call."""
    known = {one.name: one for one in functions}
    recording = _callers(known, {RECORD}, through=lambda one: True)
    # What a function leaves to a private one it does itself; what it leaves to a public one, that one answers for.
    changing = {one.name for one in known.values() if one.writes}
    changing |= _callers(
        known, {name for name in changing if not known[name].is_public}, through=lambda one: not one.is_public
    )
    return sorted(
        one.name
        for one in known.values()
        if one.is_public and (one.takes_by or one.name in changing) and one.name not in recording | {RECORD}
    )


def _callers(
    known: dict[str, Function], called: set[str], *, through: Callable[[Function], bool]
) -> set[str]:
    """The functions that call one of ``called``, directly or by one that is let ``through``."""
    found: set[str] = set()
    fresh = set(called)
    while fresh:
        callers = {name for name, one in known.items() if one.calls & fresh} - found
        found |= callers
        fresh = {name for name in callers if through(known[name])}
    return found


# ---- verbs ----------------------------------------------------------------------------------------------------------


def verbs_of(path: Path) -> Iterator[str]:
    """The verbs that the services in the file at ``path`` write. One that is put together stands as "app.*"."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    carriers = {"record": 1}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            arguments = [argument.arg for argument in (*node.args.args, *node.args.kwonlyargs)]
            if "verb" in arguments:
                carriers[node.name] = arguments.index("verb")
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in carriers:
            place = carriers[node.func.id]
            given = node.args[place] if len(node.args) > place else None
            given = given or next((one.value for one in node.keywords if one.arg == "verb"), None)
            if given is not None:
                yield from _verbs_in(given)
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "verb":
            yield from _verbs_in(node.value)


def _parts_of(node: ast.expr) -> list[str]:
    """What a part of an f-string can be: its words, those of both branches of a condition, otherwise "*"."""
    inner = node.value if isinstance(node, ast.FormattedValue) else node
    return list(_verbs_in(inner)) if isinstance(inner, ast.Constant | ast.IfExp) else ["*"]


def _verbs_in(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        yield str(node.value)
    elif isinstance(node, ast.IfExp):
        yield from _verbs_in(node.body)
        yield from _verbs_in(node.orelse)
    elif isinstance(node, ast.JoinedStr):
        for parts in product(*(_parts_of(part) for part in node.values)):
            yield "".join(parts)
    elif not (isinstance(node, ast.Name) and node.id == "verb"):
        yield f"? {ast.unparse(node)}"
