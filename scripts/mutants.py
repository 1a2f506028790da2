"""Change the rules one by one, and see whether the permission walk notices.
    make mutants                                     all of them, two at a time
    make mutants ARGS="--only ideas --most 40"       those of one package, forty spread over it

Each mutant is one change of a predicate, of a rule (``add_rule``) or of what somebody sees (``visible_to``,
``*_seen``): the other way round, always true, a condition less, another role. It lives in a process of its own, forked
from one that has made the world of the walk; no file is touched. It dies when the walk finds something. Whatever
survives the walk is put into a copy of the tree, and the tests of its app run there.
"""

import argparse
import ast
import copy
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
FILES = ("*/policies.py", "*/*/policies.py", "*/querysets.py", "*/*/querysets.py")
OTHER = {"FACILITATOR": "SUPPORTER", "COACH": "CLIENT", "PARTICIPANT": "OBSERVER"}  # the rest: a facilitator
TIRED = 240  # seconds without a finding: the mutant survived the walk


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one file."""

    file: str
    line: int
    what: str
    text: str
    """The whole file, changed."""
    rule: str = ""
    """The rule that is changed; empty for what several rules share."""

    @property
    def module(self) -> str:
        """The name of the module that the file is."""
        return self.file.removesuffix(".py").replace("/", ".")


class _At(ast.NodeTransformer):
    """Puts something else in the place of the node at ``position``."""

    def __init__(self, position: int, become: Callable[[Any], ast.AST]) -> None:
        self.position, self.become, self.count = position, become, -1

    def visit(self, node: ast.AST) -> Any:
        """Count every node; change one."""
        self.count += 1
        return self.become(node) if self.count == self.position else self.generic_visit(node)


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Every change of the file at ``path``."""
    tree = ast.parse(path.read_text())
    name = path.relative_to(ROOT).as_posix()
    places = _numbered(tree)
    inside, rules = _scopes(tree), _rules(tree)
    for position, node in places:
        if id(node) not in inside:
            continue
        for what, become in _changes(node, inside[id(node)]):
            changed = ast.fix_missing_locations(_At(position, become).visit(copy.deepcopy(tree)))
            yield Mutant(
                name, getattr(node, "lineno", 0), what, ast.unparse(changed), rules.get(id(node), "")
            )


def _numbered(tree: ast.AST) -> list[tuple[int, ast.AST]]:
    """All nodes in the order in which ``_At`` meets them."""
    found: list[ast.AST] = []

    class Counter(ast.NodeVisitor):
        def visit(self, node: ast.AST) -> None:
            found.append(node)
            self.generic_visit(node)

    Counter().visit(tree)
    return list(enumerate(found))


def _scopes(tree: ast.Module) -> dict[int, str]:
    """The nodes that decide who may do or see something, and of what kind of place they are."""
    kinds: dict[int, str] = {}
    for node in ast.walk(tree):
        kind = ""
        if isinstance(node, ast.FunctionDef):
            decorated = any(
                isinstance(one, ast.Name) and one.id == "predicate" for one in node.decorator_list
            )
            if decorated:
                kind = "predicate"
            elif node.name == "visible_to" or node.name.endswith("_seen") or node.name == "steers":
                kind = "query"
        elif isinstance(node, ast.Call) and _is_rule(node):
            kinds |= {id(part): "rule" for part in ast.walk(node.args[1])}
            kinds[id(node.args[1])] = "whole rule"
        elif isinstance(node, ast.Assign) and node in tree.body:
            kinds |= {id(part): "rule" for part in ast.walk(node.value)}
        if kind:
            kinds |= {id(part): kind for statement in node.body for part in ast.walk(statement)}  # type: ignore[attr-defined]
    return kinds


def _rules(tree: ast.Module) -> dict[int, str]:
    """The name of the rule that each node inside an ``add_rule`` belongs to."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _is_rule(node)]
    return {id(part): ast.literal_eval(call.args[0]) for call in calls for part in ast.walk(call.args[1])}


def _is_rule(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id == "add_rule"


def _changes(node: ast.AST, kind: str) -> Iterator[tuple[str, Callable[[Any], ast.AST]]]:
    """What ``node`` could be by mistake."""
    if isinstance(node, ast.Return) and kind == "predicate":
        yield "always true", lambda old: ast.Return(ast.Constant(True))
        yield "always false", lambda old: ast.Return(ast.Constant(False))
        yield "the other way round", lambda old: ast.Return(ast.UnaryOp(ast.Not(), old.value))
    if kind == "whole rule":
        yield "the other way round", lambda old: ast.UnaryOp(ast.Invert(), old)
        yield (
            "always true",
            lambda old: ast.parse("__import__('rules').predicates.always_true", mode="eval").body,
        )
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd | ast.BitOr) and kind != "predicate":
        yield f"without “{ast.unparse(node.left)[:60]}”", lambda old: old.right
        yield f"without “{ast.unparse(node.right)[:60]}”", lambda old: old.left
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Invert):
        yield "without the ~", lambda old: old.operand
    if isinstance(node, ast.BoolOp):
        for gone in range(len(node.values)):
            yield f"without “{ast.unparse(node.values[gone])[:60]}”", partial(_less, gone=gone)
    if (
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id in {"Role", "Stage"}
    ):
        other = _other(node.value.id, node.attr)
        yield f"{node.attr} becomes {other}", lambda old: ast.Attribute(old.value, other, ast.Load())
    if kind == "query" and isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr == "filter":
            for gone in range(len(node.args)):
                yield (
                    f"without the filter “{ast.unparse(node.args[gone])[:60]}”",
                    partial(_unfiltered, gone=gone),
                )
            if node.keywords and not node.args:
                yield "without the filter", lambda old: ast.Call(old.func, [], [])
        if isinstance(node.func, ast.Name) and node.func.id == "Q":
            yield f"not “{ast.unparse(node)[:60]}”", lambda old: ast.UnaryOp(ast.Invert(), old)


def _less(old: Any, gone: int) -> ast.AST:
    left = [value for number, value in enumerate(old.values) if number != gone]
    return left[0] if len(left) == 1 else ast.BoolOp(old.op, left)


def _unfiltered(old: Any, gone: int) -> ast.AST:
    return ast.Call(old.func, [*old.args[:gone], *old.args[gone + 1 :]], old.keywords)


def _other(family: str, name: str) -> str:
    stage = "SHARING" if name != "SHARING" else "COLLECTING"
    return OTHER.get(name, "FACILITATOR") if family == "Role" else stage


def put_in(mutant: Mutant) -> None:
    """Let this process do as ``mutant`` says: predicates and functions change in place, for all who imported them."""
    import types

    from rules.predicates import Predicate

    module = sys.modules[mutant.module]
    before = dict(vars(module))
    exec(compile(mutant.text, mutant.file, "exec"), vars(module))  # noqa: S102 - our own file, changed
    for name, new in list(vars(module).items()):
        old = before.get(name)
        if old is new or old is None:
            continue
        if isinstance(old, Predicate):
            old.fn, old.num_args, old.var_args = new.fn, new.num_args, new.var_args
            vars(module)[name] = old
        elif isinstance(old, types.FunctionType) and old.__module__ == mutant.module:
            old.__code__ = new.__code__
        elif isinstance(old, type) and old.__module__ == mutant.module:
            for key, method in vars(new).items():
                if isinstance(method, types.FunctionType) and key in vars(old):
                    vars(old)[key].__code__ = method.__code__


def find(walk: Any, mutant: Mutant) -> str:
    """The first thing that the walk finds, in the lines nearest to the change first; empty where it finds nothing."""
    from core.access import declared_rule
    from tests.permissions.lines import lines

    app = mutant.file.split("/")[0]
    near = "evenings:" if app == "sessions" else f"{app}:"
    ordered = sorted(
        lines(),
        key=lambda line: (declared_rule(line.route.view) != mutant.rule, not line.key.startswith(near)),
    )
    if not mutant.text:
        ordered = [line for line in ordered if line.key.startswith(near)]
    elif app not in {"accounts", "programmes", "teams"}:
        areas = (near, "overviews:", "ideas:", "outcomes:", "homework:")
        ordered = [line for line in ordered if line.key.startswith(areas)]
    began = time.monotonic()
    for line in ordered:
        try:
            walk.go_along(line)
        except Exception as problem:  # noqa: BLE001 - it cannot be walked with: dead
            return f"{line.key}: {type(problem).__name__}"
        if walk.findings:
            return str(walk.findings[0])
        if time.monotonic() - began > TIRED:
            break
    return ""


def settle() -> Any:
    """Make the world in a database of its own; returns the walk."""
    import tests.environment  # noqa: F401 - before Django reads its settings

    os.environ["DATABASE_URL"] = os.environ["DATABASE_URL"].rpartition("/")[0] + f"/mutants{os.getpid()}"
    os.environ["MEDIA_ROOT"] = tempfile.mkdtemp(prefix="mutants-media-")
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    import django

    django.setup()
    import logging

    from django.conf import settings
    from django.db import connection, transaction

    logging.disable(logging.CRITICAL)
    settings.SECOND_FACTOR_FOR_ADMINISTRATORS = False
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    import config.urls
    import sessions.views.live
    from tests.permissions.conftest import _here, _not_found
    from tests.permissions.table import READS
    from tests.permissions.walker import Walk
    from tests.permissions.world import build

    config.urls.handler404 = _not_found  # type: ignore[attr-defined]
    sessions.views.live.in_thread = _here
    with transaction.atomic():
        walk = Walk(build(), READS)
        connection.run_on_commit = []  # nothing of the world is sent
    return walk


def unchanged(walk: Any, apps: set[str]) -> str:
    """What the walk finds near each of ``apps`` when nothing was changed: then no mutant could be told from it."""
    for app in sorted(apps):
        child, out = in_a_fork(walk, Mutant(f"{app}/", 0, "", ""))
        os.waitpid(child, 0)
        with os.fdopen(out) as pipe:
            if found := pipe.read():
                return found
    return ""


def in_a_fork(walk: Any, mutant: Mutant) -> tuple[int, int]:
    """Start a process that walks with ``mutant``; returns its id and the end of a pipe that tells what it found."""
    from django.db import connection

    connection.close()
    out, into = os.pipe()
    child = os.fork()
    if child:
        os.close(into)
        return child, out
    os.close(out)
    signal.alarm(TIRED * 2)
    try:
        if mutant.text:
            put_in(mutant)
        found = find(walk, mutant)
    except Exception as problem:  # noqa: BLE001 - it does not even load
        found = f"does not load: {type(problem).__name__}: {problem}"
    os.write(into, found.encode()[:60_000])
    os._exit(0)


def in_a_copy(mutant: Mutant) -> bool:
    """Whether the tests of the app fail with ``mutant``, in a copy of the tree."""
    app = mutant.file.split("/")[0]
    with tempfile.TemporaryDirectory(prefix="mutant-") as folder:
        there = Path(folder) / "tree"
        shutil.copytree(
            ROOT, there, ignore=shutil.ignore_patterns(".git", ".venv", "node_modules", "var", "__pycache__")
        )
        for name in (".venv", "node_modules"):
            (there / name).symlink_to(ROOT / name)
        (there / "var").mkdir()
        (there / "var" / "build").symlink_to(ROOT / "var" / "build")
        (there / mutant.file).write_text(mutant.text)
        tests = [f"tests/{app}", "tests/core/test_access.py"]
        quiet = {
            key: value for key, value in os.environ.items() if key not in {"MEDIA_ROOT", "KOERSWERK_VAR"}
        }
        quiet |= {"KW_TEST_RUN": f"m{os.getpid()}"}
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-qx",
            "--reuse-db",
            "-m",
            "not browser and not worker",
            *tests,
        ]
        return (
            subprocess.run(
                command, cwd=there, env=quiet, capture_output=True, timeout=900, check=False
            ).returncode
            != 0
        )


def main(arguments: list[str]) -> int:
    """Go through the mutants; 1 where fewer than 95 in 100 die."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="", help="only files that begin with this")
    parser.add_argument("--most", type=int, default=0, help="at most so many, spread evenly")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument(
        "--walk-only", action="store_true", help="do not try the app's tests on what survives"
    )
    parser.add_argument("--list", action="store_true")
    given = parser.parse_args(arguments)
    files = sorted({path for pattern in FILES for path in ROOT.glob(pattern) if "tests" not in path.parts})
    chosen = [
        mutant
        for path in files
        if path.relative_to(ROOT).as_posix().startswith(given.only)
        for mutant in mutants_of(path)
    ]
    if given.most and len(chosen) > given.most:
        chosen = [chosen[n * len(chosen) // given.most] for n in range(given.most)]
    if given.list:
        print(*(f"{one.file}:{one.line} {one.what}" for one in chosen), sep="\n")
        return 0
    walk = settle()
    if found := unchanged(walk, {mutant.file.split("/")[0] for mutant in chosen}):
        print(json.dumps({"problem": "the walk finds something without any mutant", "found": found}))
        return 2
    waiting, died = list(chosen), 0
    running: dict[int, tuple[Mutant, int, float]] = {}
    while waiting or running:
        while waiting and len(running) < given.workers:
            mutant = waiting.pop(0)
            child, out = in_a_fork(walk, mutant)
            running[child] = (mutant, out, time.monotonic())
        child, _status = os.wait()
        mutant, out, began = running.pop(child)
        with os.fdopen(out) as pipe:
            found = pipe.read()
        if not found and not given.walk_only and in_a_copy(mutant):
            found = f"tests/{mutant.file.split('/')[0]}"
        died += bool(found)
        print(
            json.dumps(
                {
                    "mutant": f"{mutant.file}:{mutant.line}",
                    "what": mutant.what,
                    "dead": bool(found),
                    "by": found[:160],
                    "seconds": round(time.monotonic() - began, 1),
                },
                ensure_ascii=False,
            ),
            flush=True,
        )
    score = 100 * died / len(chosen) if chosen else 100.0
    print(json.dumps({"mutants": len(chosen), "dead": died, "score": round(score, 1)}))
    from django.db import connection

    connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
    shutil.rmtree(os.environ["MEDIA_ROOT"], ignore_errors=True)
    return 0 if score >= 95 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
