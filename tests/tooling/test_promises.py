"""What ``docs/promises.md`` says is tried, is tried: each test and script that it names exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "promises.md"
NAMED = re.compile(r"`((?:tests|scripts)/[\w/]+\.py)(?:::(\w+))?`")


def lacking(text: str) -> list[str]:
    """The files and tests that ``text`` names and that are not there."""
    lost = []
    for path, test in NAMED.findall(text):
        file = ROOT / path
        if not file.is_file() or (test and not re.search(rf"^def {test}\(", file.read_text(), re.MULTILINE)):
            lost.append(f"{path}::{test}")
    return lost


def test_each_test_that_the_promises_name_exists() -> None:
    assert NAMED.search(PAGE.read_text())
    assert lacking(PAGE.read_text()) == []


@pytest.mark.parametrize("named", ["`tests/ideas/test_gone.py`", "`tests/ideas/test_rounds.py::test_gone`"])
def test_one_that_is_gone_is_named(named: str) -> None:
    assert len(lacking(f"a promise | {named}")) == 1
