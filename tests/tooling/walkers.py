"""What looks at the whole house: each walker takes what it looks at, so that a test can show it a bad case.

All return sentences about what is wrong, in a fixed order; an empty list is a clean house.
"""

import ast
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LIMIT = 400
ENDINGS = {".py", ".html", ".css", ".js", ".mjs"}
EMPTY_NAMES = {"utils", "helpers", "common", "misc", "util", "helper"}
NOT_OURS = {".venv", "node_modules", "var", ".git"}
REVERSING = {"reverse", "reverse_lazy", "redirect", "resolve_url"}
URL_TAG = re.compile(r"""\{%\s*url\s+(["'])(?P<name>[^"']+)\1""")


def contract(pyproject: Path, name: str) -> dict[str, Any]:
    """The import contract with id ``name``."""
    contracts: list[dict[str, Any]] = tomllib.loads(pyproject.read_text())["tool"]["importlinter"][
        "contracts"
    ]
    return next(found for found in contracts if found["id"] == name)


def containers(root: Path, apps: Iterable[str]) -> set[str]:
    """What the contract for the inside of an app must cover: each app, and instead of reports each of its documents."""
    documents = {f"reports.{path.parent.name}" for path in (root / "reports").glob("*/__init__.py")}
    beside = {"reports.migrations", "reports.management", "reports.templatetags"}
    return set(apps) - {"reports"} | (documents - beside)


def packages(root: Path) -> set[str]:
    """The first-party packages at the root, apart from scripts and tests."""
    found = {path.parent.name for path in root.glob("*/__init__.py")}
    return found - {"scripts", "tests"} - NOT_OURS


def our_files(root: Path, endings: Iterable[str] = ENDINGS) -> Iterator[Path]:
    """Source files that people of this project wrote, relative to ``root``, sorted."""
    wanted = set(endings)
    for path in sorted(root.rglob("*")):
        relative = path.relative_to(root)
        if path.suffix in wanted and NOT_OURS.isdisjoint(relative.parts) and path.is_file():
            yield relative


def long_files(root: Path, limit: int = LIMIT) -> list[str]:
    """Files with more than ``limit`` lines; a migration is as long as what it changes."""
    ours = [path for path in our_files(root) if "migrations" not in path.parts]
    lines = {path: len((root / path).read_text(encoding="utf-8").splitlines()) for path in ours}
    return [f"{path}: {count} lines" for path, count in lines.items() if count > limit]


def empty_names(root: Path) -> list[str]:
    """Files and folders whose name says nothing."""
    return [str(path) for path in our_files(root) if EMPTY_NAMES & {path.stem, *path.parts[:-1]}]


def apps_without_tests(root: Path, apps: Iterable[str]) -> list[str]:
    """Apps for which ``tests/APP`` has no test file."""
    return [app for app in apps if not any((root / "tests" / app).rglob("test_*.py"))]


@dataclass(frozen=True, slots=True)
class Edge:
    """Something in ``source`` (a package) that refers to ``target``."""

    source: str
    target: str
    what: str


def upward(edges: Iterable[Edge], layers: Sequence[str]) -> list[str]:
    """Edges that lead from a lower layer to a higher one. Packages that are no layer do not count."""
    height = {name: len(layers) - place for place, name in enumerate(layers)}
    return [
        f"{edge.what}: {edge.source} points up to {edge.target}"
        for edge in edges
        if edge.source in height and edge.target in height and height[edge.target] > height[edge.source]
    ]


def relation_edges(models: Iterable[Any]) -> Iterator[Edge]:
    """An edge for each relation (foreign key, one to one, many to many) that a model declares itself."""
    for model in models:
        for field in model._meta.get_fields(include_hidden=True):
            if field.auto_created or not field.is_relation or field.related_model is None:
                continue
            yield Edge(package_of(model), package_of(field.related_model), f"{model.__name__}.{field.name}")
            through = getattr(field.remote_field, "through", None)
            if through is not None:
                yield Edge(package_of(model), package_of(through), f"{model.__name__}.{field.name} (through)")


def package_of(model: Any) -> str:
    """The package that a model class stands in (its app's name, not its label)."""
    return str(model._meta.app_config.name)


def migration_edges(migrations: Iterable[Any], name_of: dict[str, str]) -> Iterator[Edge]:
    """An edge for each dependency of a migration; ``name_of`` leads from app labels to packages."""
    for migration in migrations:
        source = name_of.get(migration.app_label, migration.app_label)
        for label, target in [*migration.dependencies, *((app, "") for app, _name in migration.run_before)]:
            yield Edge(
                source,
                name_of.get(label, label),
                f"{migration.app_label}.{migration.name} → {target or 'run_before'}",
            )


def names_in_python(source: str) -> Iterator[str]:
    """URL names that code states literally: the first argument of reverse, redirect and resolve_url."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        first = node.args[0]
        literal = first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""
        if called in REVERSING and literal and not re.search(r"[/.\s]", literal):
            yield literal


def names_in_template(source: str) -> Iterator[str]:
    """URL names in ``{% url "name" … %}``."""
    for match in URL_TAG.finditer(source):
        yield match.group("name")


def unknown_names(root: Path, is_known: Callable[[str], bool]) -> list[str]:
    """Literal URL names in code and templates below ``root`` that nothing answers to."""
    found = []
    for path in our_files(root, {".py", ".html", ".txt"}):
        if path.suffix != ".py" and "templates" not in path.parts:
            continue
        text = (root / path).read_text(encoding="utf-8")
        names = names_in_python(text) if path.suffix == ".py" else names_in_template(text)
        found += [f"{path}: {name}" for name in sorted(set(names)) if not is_known(name)]
    return found


def pattern_names(resolver: Any, namespace: str = "") -> Iterator[str]:
    """Every URL name below ``resolver``, with its namespaces."""
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from pattern_names(pattern, inner)
        elif pattern.name:
            yield f"{namespace}{pattern.name}"
