"""The mutants of the rules: each has a name, and can be put into a process and taken out again."""

import ast
import dataclasses
from functools import cache

import pytest

from core.access import Standing
from homework import policies as homework
from programmes.models import Programme
from scripts.mutants.__main__ import Ledger, report
from scripts.mutants.changes import ROOT, Mutant, files, mutants_of, put_in
from scripts.mutants.equivalent import EQUIVALENT
from scripts.mutants.running import noted
from teams.models import Team

SOMEBODY, TEAM = Standing(1), Team(pk=7, programme=Programme(pk=3))


@cache
def mutants(file: str = "") -> dict[str, Mutant]:
    return {mutant.name: mutant for path in files(file) for mutant in mutants_of(path)}


def mutant_named(name: str) -> Mutant | None:
    return mutants(name.partition(" ")[0]).get(name)


def steers() -> bool:
    """Whether somebody without any role steers a team, by the rule as another app imported it."""
    return bool(vars(homework)["steers_team"].test(SOMEBODY, TEAM))


def test_every_change_has_a_name_of_its_own() -> None:
    names = [mutant.name for path in files() for mutant in mutants_of(path)]
    assert len(names) == len(set(names)) > 0


def test_what_is_called_equivalent_is_there_and_has_a_reason() -> None:
    assert [name for name in EQUIVALENT if not mutant_named(name)] == []
    assert all(reason.endswith(".") for reason in EQUIVALENT.values())


@pytest.mark.parametrize(
    "name",
    [
        "teams/policies.py works_in_team: without “facilitates”",
        "teams/policies.py coaches: COACH becomes CLIENT",
        "teams/policies.py teams.see_team: always true",
        "homework/querysets.py SubmissionQuerySet.visible_to: without the filter “submissions_seen(user)”",
    ],
)
def test_a_condition_a_role_a_rule_and_a_filter_are_changed(name: str) -> None:
    mutant = mutant_named(name)
    assert mutant
    before, after = (ast.unparse(tree) for tree in (ast.parse((ROOT / mutant.file).read_text()), mutant.tree))
    assert sum(a != b for a, b in zip(before.splitlines(), after.splitlines(), strict=False)) > 0


def test_a_mutant_is_felt_by_who_imported_the_rule_and_can_be_taken_out() -> None:
    assert not steers()
    mutant = mutant_named("teams/policies.py coaches: always true")
    assert mutant
    try:
        put_in(mutant.file, mutant.tree)
        assert steers()
    finally:
        put_in("teams/policies.py")
    assert not steers()


def test_what_runs_is_noted_by_function_and_by_the_name_of_what_it_is_part_of() -> None:
    seen: set[str] = set()
    with noted(seen):
        steers()
    assert seen == {
        "programmes/policies.py:facilitates",
        "programmes/policies.py:programme_of",
        "teams/policies.py:coaches",
        "teams/policies.py:steers_team",
        "teams/policies.py:team_pk_of",
    } | {place for place in seen if place.endswith(("facilitates", "steers_team", "coaches"))}


def test_the_score_leaves_out_what_is_equivalent_and_counts_what_nothing_touches(tmp_path, capsys) -> None:
    some: list[Mutant] = list(mutants("teams/policies.py").values())[:4]
    ledger = Ledger(tmp_path / "mutants.jsonl")
    ledger.note(some[0], "walk", "GET ideas:idea as client: is “gets in”")
    ledger.note(some[1], "walk", "")
    ledger.note(some[1], "tests", "tests/ideas/test_policies.py::test_one")
    ledger.note(some[2], "walk", "")
    assert report(some, ledger, 1.0, {some[3].name: "Nobody can tell."}) == 1
    assert '"survived": 1, "score": 66.7' in capsys.readouterr().out
    assert (
        report(some, Ledger(tmp_path / "mutants.jsonl"), 1.0, {some[2].name: "No.", some[3].name: "No."}) == 0
    )
    changed = dataclasses.replace(some[0], of="another file")
    assert not ledger.dead(changed)
