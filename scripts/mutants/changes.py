"""Which changes there are of the rules, and how a process takes one over."""

import ast
import copy
import hashlib
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import FunctionType
from typing import Any

from rules.predicates import Predicate

ROOT = Path(__file__).resolve().parent.parent.parent
FILES = ("*/policies.py", "*/*/policies.py", "*/querysets.py", "*/*/querysets.py")
OTHER = {"FACILITATOR": "SUPPORTER", "COACH": "CLIENT", "PARTICIPANT": "OBSERVER"}  # the rest: a facilitator
Become = Callable[[Any], ast.AST]


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one file."""

    file: str
    line: int
    place: str
    """What is changed: a rule ("ideas.edit_idea"), or a function or name of the file."""
    what: str
    of: str
    """A hash of the file, unchanged."""
    felt: frozenset[str]
    """What must run for the change to be felt, as ``running`` notes it."""
    tree: ast.Module
    """The whole file, changed."""

    @property
    def name(self) -> str:
        """What tells it from all others."""
        return f"{self.file} {self.place}: {self.what}"

    @property
    def app(self) -> str:
        """The package that its file is in."""
        return self.file.partition("/")[0]


def files(only: str = "") -> list[Path]:
    """The files with rules and with what somebody sees, of those that begin with ``only``."""
    found = {path for pattern in FILES for path in ROOT.glob(pattern)}
    return sorted(path for path in found if path.relative_to(ROOT).as_posix().startswith(only))


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Every change of the file at ``path``."""
    source = path.read_text()
    tree, name = ast.parse(source), path.relative_to(ROOT).as_posix()
    hashed = hashlib.sha256(source.encode()).hexdigest()[:12]
    scopes, said, as_it_is = _scopes(tree), Counter[tuple[str, str]](), ast.dump(tree)
    for position, node in enumerate(_in_order(tree)):
        kind, place = scopes.get(id(node), ("", ""))
        for what, become in _changes(node, kind) if kind else ():
            changed = ast.fix_missing_locations(_At(position, become).visit(copy.deepcopy(tree)))
            if ast.dump(changed) == as_it_is:
                continue  # “always false”, of a line that says so
            said[place, what] += 1
            nth = f" ({said[place, what]})" if said[place, what] > 1 else ""
            felt = frozenset(_felt(tree, name, kind, place))
            yield Mutant(name, node.lineno, place, what + nth, hashed, felt, changed)  # type: ignore[attr-defined]


class _At(ast.NodeTransformer):
    """Puts something else in the place of the node at ``position``."""

    def __init__(self, position: int, become: Become) -> None:
        self.position, self.become, self.count = position, become, -1

    def visit(self, node: ast.AST) -> Any:
        """Count every node; change one."""
        self.count += 1
        return self.become(node) if self.count == self.position else self.generic_visit(node)


def _in_order(node: ast.AST) -> Iterator[ast.AST]:
    """All nodes in the order in which ``_At`` meets them."""
    yield node
    for inner in ast.iter_child_nodes(node):
        yield from _in_order(inner)


def _functions(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    """The functions of a file and of its classes, by their qualified names."""
    for top in tree.body:
        inner = top.body if isinstance(top, ast.ClassDef) else [top]
        for node in inner:
            if isinstance(node, ast.FunctionDef):
                yield (f"{top.name}.{node.name}" if isinstance(top, ast.ClassDef) else node.name), node


def _scopes(tree: ast.Module) -> dict[int, tuple[str, str]]:
    """The nodes that decide who may do or see something: in what kind of place they are, and in which."""
    found: dict[int, tuple[str, str]] = {}
    for name, function in _functions(tree):
        if kind := _kind(function):
            parts = [part for statement in function.body for part in ast.walk(statement)]
            found |= {id(part): (kind, name) for part in parts}
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found |= {id(part): ("name", node.targets[0].id) for part in ast.walk(node.value)}
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and _is_rule(node.value):
            rule, predicate = ast.literal_eval(node.value.args[0]), node.value.args[1]
            found |= {id(part): ("rule", rule) for part in ast.walk(predicate)}
            found[id(predicate)] = ("whole rule", rule)
    return found


def _kind(function: ast.FunctionDef) -> str:
    if any(isinstance(one, ast.Name) and one.id == "predicate" for one in function.decorator_list):
        return "predicate"
    name = function.name
    return "query" if name in {"visible_to", "steers"} or name.endswith("_seen") else ""


def _is_rule(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id == "add_rule"


def _felt(tree: ast.Module, file: str, kind: str, place: str) -> Iterator[str]:
    """What must run: the rule or the function itself; of a name also each function that uses it."""
    yield place if "rule" in kind else f"{file}:{place}"
    for name, function in _functions(tree) if kind == "name" else ():
        if any(isinstance(part, ast.Name) and part.id == place for part in ast.walk(function)):
            yield f"{file}:{name}"


def _changes(node: ast.AST, kind: str) -> Iterator[tuple[str, Become]]:
    """What ``node`` could be by mistake."""
    if isinstance(node, ast.Return) and kind == "predicate":
        yield "always true", lambda old: ast.Return(ast.Constant(True))
        yield "always false", lambda old: ast.Return(ast.Constant(False))
        yield "the other way round", lambda old: ast.Return(ast.UnaryOp(ast.Not(), old.value))
    if kind == "whole rule":
        always = "__import__('rules').predicates.always_true"
        yield "the other way round", lambda old: ast.UnaryOp(ast.Invert(), old)
        yield "always true", lambda old: ast.parse(always, mode="eval").body
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd | ast.BitOr) and kind != "predicate":
        yield f"without “{ast.unparse(node.left)}”", lambda old: old.right
        yield f"without “{ast.unparse(node.right)}”", lambda old: old.left
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Invert):
        yield f"without the ~ of “{ast.unparse(node)}”", lambda old: old.operand
    if isinstance(node, ast.BoolOp):
        for gone, value in enumerate(node.values):
            yield f"without “{ast.unparse(value)}”", partial(_less, gone=gone)
    if isinstance(node, ast.Attribute) and (family := ast.unparse(node.value)) in {"Role", "Stage"}:
        other = _other(family, node.attr)
        yield f"{node.attr} becomes {other}", lambda old: ast.Attribute(old.value, other, ast.Load())
    if kind == "query" and isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr == "filter":
            for gone, value in enumerate(node.args):
                yield f"without the filter “{ast.unparse(value)}”", partial(_unfiltered, gone=gone)
            if node.keywords and not node.args:
                yield f"without the filter of “{ast.unparse(node)}”", lambda old: ast.Call(old.func, [], [])
        if isinstance(node.func, ast.Name) and node.func.id == "Q":
            yield f"not “{ast.unparse(node)}”", lambda old: ast.UnaryOp(ast.Invert(), old)


def _less(old: Any, gone: int) -> ast.AST:
    left = [value for number, value in enumerate(old.values) if number != gone]
    return left[0] if len(left) == 1 else ast.BoolOp(old.op, left)


def _unfiltered(old: Any, gone: int) -> ast.AST:
    return ast.Call(old.func, [*old.args[:gone], *old.args[gone + 1 :]], old.keywords)


def _other(family: str, name: str) -> str:
    stage = "SHARING" if name != "SHARING" else "COLLECTING"
    return OTHER.get(name, "FACILITATOR") if family == "Role" else stage


def put_in(file: str, tree: ast.Module | None = None) -> None:
    """Let this process do as ``tree`` says, a changed ``file``; without one, as the file does.

    Predicates, functions and methods change in place, for all who imported them.
    """
    module = sys.modules[file.removesuffix(".py").replace("/", ".")]
    before, path = dict(vars(module)), ROOT / file
    code = compile(tree or ast.parse(path.read_text()), str(path), "exec")
    exec(code, vars(module))  # noqa: S102 - our own file, changed
    for name, new in list(vars(module).items()):
        old = before.get(name, new)
        if isinstance(old, Predicate) and old is not new:
            old.fn, old.num_args, old.var_args = new.fn, new.num_args, new.var_args
        elif isinstance(old, FunctionType) and old.__module__ == module.__name__:
            old.__code__ = new.__code__
        elif isinstance(old, type) and old.__module__ == module.__name__:
            for key, method in vars(new).items():
                if isinstance(method, FunctionType) and key in vars(old):
                    vars(old)[key].__code__ = method.__code__
        else:
            continue
        vars(module)[name] = old
