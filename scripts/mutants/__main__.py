"""Change the rules one by one, and see whether the permission walk and the tests notice.

    make mutants                            all of them, two at a time; broken off, it goes on where it was
    make mutants ARGS="--only ideas"        those of the files that begin so
    make mutants ARGS="--survivors"         only those that survived, again: after somebody wrote a test

Each mutant is one change of a predicate, of a rule (``add_rule``) or of what somebody sees (``visible_to``,
``*_seen``): the other way round, always true, a condition less, another role. No file is touched: a mutant is put into
a process that was forked for it.

1. Once without any mutant, the permission walk (tests/permissions) goes by each line of its table as everybody, and
   notes which rules are asked and which functions and predicates of the changed files run.
2. A mutant meets requests along the lines that touch it: first those where a rule, asked about the object that the
   address names, says something else than without the mutant, then some others. It dies at the first answer that is
   not as the table has it, and that is right again as soon as the mutant is taken out.
3. What survives meets the tests of all rules, and then those of its app, in the same way: pytest runs them once, notes
   what touches what, and runs again, per mutant, those that touch it. (No browser, no worker, nothing that commits.)

What nothing touches has survived. ``var/mutants.jsonl`` keeps a line per mutant and step; a changed file begins anew.
The score leaves out what ``equivalent.py`` says changes nothing.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from scripts.mutants import walked
from scripts.mutants.changes import ROOT, Mutant, files, mutants_of
from scripts.mutants.equivalent import EQUIVALENT

LEDGER = ROOT / "var" / "mutants.jsonl"
OF_ALL = (
    "tests/core/test_access.py",
    "tests/permissions/test_rules.py",
    "tests/permissions/test_sees.py",
)
"""Tests of the rules of all apps."""
STEPS = ("walk", "rules", "tests")
ENOUGH = 95
"""So many in a hundred must die."""


class Ledger:
    """What is known of each mutant: a line per step that it went through."""

    def __init__(self, path: Path = LEDGER, *, forget: bool = False) -> None:
        self.path = path
        if forget:
            path.unlink(missing_ok=True)
        self.known: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        for text in path.read_text().splitlines() if path.exists() else ():
            line = json.loads(text)
            self.known[line["mutant"], line["of"]][line["step"]] = line["found"]

    def found(self, mutant: Mutant) -> dict[str, str]:
        """What each step found of it; empty where it found nothing."""
        return self.known[mutant.name, mutant.of]

    def dead(self, mutant: Mutant) -> bool:
        """Whether one of the steps noticed it."""
        return any(self.found(mutant).values())

    def note(self, mutant: Mutant, step: str, found: str, **more: Any) -> None:
        """Write down what ``step`` found, and show it."""
        self.found(mutant)[step] = found
        line = {
            "mutant": mutant.name,
            "line": mutant.line,
            "of": mutant.of,
            "step": step,
            "found": found[:300],
        }
        text = json.dumps(line | more, ensure_ascii=False)
        with self.path.open("a") as file:
            print(text, file=file)
        print(text, flush=True)


def walk(mutants: list[Mutant], ledger: Ledger, workers: int) -> None:
    """Let the permission walk look at each of ``mutants``; what it finds without any is told, and no mutant's doing."""
    slots = get_context("fork").SimpleQueue()
    for slot in range(workers):
        slots.put(slot)
    with ProcessPoolExecutor(workers, get_context("fork"), walked.settle, (slots,)) as pool:
        lines = list(pool.map(walked.touched_by, range(pool.submit(walked.how_many).result())))
        for _seen, findings in lines:
            if findings:
                print(json.dumps({"without any mutant": findings[0]}, ensure_ascii=False), flush=True)
        rules = [sorted(place for place in seen if ":" not in place) for seen, _findings in lines]
        waiting = {}
        for mutant in mutants:
            touched = {number: rules[number] for number, (seen, _) in enumerate(lines) if seen & mutant.felt}
            waiting[pool.submit(walked.try_out, mutant, touched)] = (mutant, len(touched))
        for done in as_completed(waiting):
            mutant, lines_touched = waiting[done]
            ledger.note(mutant, "walk", done.result(), touched=lines_touched)


def tests(mutants: list[Mutant], ledger: Ledger, workers: int) -> None:
    """Let the tests of all rules look at ``mutants``, then those of their apps at what still lives."""
    if new := [one for one in mutants if "rules" not in ledger.found(one)]:
        _tested("rules", OF_ALL, new, ledger, walked.first_worker())
    numbers: SimpleQueue[int] = SimpleQueue()
    of_app: dict[str, list[Mutant]] = defaultdict(list)
    for mutant in mutants:
        if not ledger.dead(mutant) and "tests" not in ledger.found(mutant):
            of_app[mutant.app].append(mutant)

    def test(app: str) -> None:
        number = numbers.get()
        _tested("tests", (f"tests/{app}",), of_app[app], ledger, number)
        numbers.put(number)

    for number in range(workers):
        numbers.put(walked.first_worker() + number)
    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(test, of_app))


def _tested(step: str, paths: tuple[str, ...], mutants: list[Mutant], ledger: Ledger, number: int) -> None:
    """Note what the tests in ``paths`` find of each of ``mutants``, in databases of worker ``number``."""
    given = os.environ.get("DATABASE_URL", "postgres://postgres@127.0.0.1:5432/koerswerk")
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        asked = Path(folder) / "names.json"
        asked.write_text(json.dumps([mutant.name for mutant in mutants]))
        own = {
            "KW_MUTANTS": str(asked),
            "KW_TEST_RUN": "mutants",  # the database is named here
            "DATABASE_URL": f"{given.rpartition('/')[0]}/mutants_tests{number}",
            "PYTEST_XDIST_WORKER": f"gw{number}",
        }
        command = [sys.executable, "-m", "pytest", "-q", "-p", "scripts.mutants.in_tests", "--create-db"]
        command += ["-m", "not browser and not worker and not verapdf", *paths]
        done = subprocess.run(
            command, cwd=ROOT, env=os.environ | own, capture_output=True, text=True, check=False
        )
        told = asked.with_suffix(".jsonl")
        found = {line.pop("mutant"): line for line in map(json.loads, told.open())} if told.exists() else {}
        if len(found) < len(mutants):
            raise RuntimeError(f"{paths} broke off:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    for mutant in mutants:
        ledger.note(mutant, step, **found[mutant.name])


def report(mutants: list[Mutant], ledger: Ledger, minutes: float, equivalent: dict[str, str]) -> int:
    """Print who survived and the score; 0 where enough died."""
    alive = [one for one in mutants if not ledger.dead(one)]
    equal = [one for one in alive if one.name in equivalent]
    survived = [one for one in alive if one.name not in equivalent]
    for one in equal:
        print(f"equivalent: {one.name}\n    {equivalent[one.name]}")
    for one in survived:
        print(f"survived: {one.name} (line {one.line})")
    dead = len(mutants) - len(equal) - len(survived)
    score = 100 * dead / max(len(mutants) - len(equal), 1)
    by = {step: sum(bool(ledger.found(one).get(step)) for one in mutants) for step in STEPS}
    told = {"mutants": len(mutants), "dead_by": by, "equivalent": len(equal), "survived": len(survived)}
    print(json.dumps(told | {"score": round(score, 1), "minutes": round(minutes, 1)}))
    return 0 if score >= ENOUGH else 1


def main(arguments: list[str]) -> int:
    """Go through the mutants; 1 where too few die."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", default="", help="only files that begin with this")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--again", action="store_true", help="forget what an earlier run found")
    parser.add_argument("--survivors", action="store_true", help="forget who survived an earlier run")
    parser.add_argument("--list", action="store_true", help="only tell what would be changed")
    given = parser.parse_args(arguments)
    every = [mutant for path in files() for mutant in mutants_of(path)]
    mutants = [one for one in every if one.file.startswith(given.only)]
    if given.list:
        print(*(f"{one.file}:{one.line} {one.place}: {one.what}" for one in mutants), sep="\n")
        return 0
    if lost := EQUIVALENT.keys() - {one.name for one in every}:
        print(f"equivalent.py names what there is not: {lost}")
        return 2
    began, ledger = time.monotonic(), Ledger(forget=given.again)
    alive = [one for one in mutants if not ledger.dead(one) and one.name not in EQUIVALENT]
    if given.survivors:
        for one in alive:
            ledger.found(one).clear()
    new = [one for one in alive if "walk" not in ledger.found(one)]
    if new:
        walk(new, ledger, given.workers)
    tests([one for one in alive if not ledger.dead(one)], ledger, given.workers)
    return report(mutants, ledger, (time.monotonic() - began) / 60, EQUIVALENT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
