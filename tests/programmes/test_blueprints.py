"""Blueprints: what a file may hold, what is refused and on which line, and that ours are right."""

import io
from pathlib import Path

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from programmes.queries.rules import Rule
from programmes.services import blueprints
from programmes.services.blueprint_reader import LARGEST, read_blueprint

SMALL = """\
key: small
version: 1
name: Klein
kind: open
summary: Eén avond.
phases:
  - {key: collect, name: Verzamelen, stage: collecting, day: 0}
  - {key: choose, name: Kiezen, stage: deciding, day: 30}
evenings:
  - key: one
    title: Avond 1
    kind: creative_evening
    day: 0
    time: 19:00
    minutes: 60
    items:
      - {method: brainstorm, title: Ideeën, minutes: 40}
    reminders:
      - {kind: evening_reminder, days: -1, time: "17:30"}
  - {key: two, title: Avond 2, kind: creative_evening, day: 28, time: "19:00", minutes: 60}
homework:
  - {key: work, recipe: interview_entrepreneur, for: two, days: -2, time: "20:00"}
"""


def errors(text: str, words: dict[str, frozenset[str]] | None = None) -> list[tuple[int, str]]:
    """The line and text of each problem, in English."""
    from django.utils import translation

    with translation.override("en"):
        return [(problem.line, problem.text) for problem in read_blueprint(text.encode(), words).problems]


def test_a_small_blueprint_is_read_with_its_defaults():
    plan = read_blueprint(SMALL.encode()).plan
    assert plan is not None
    assert plan["accent"] == "water"
    assert plan["koersdocument"] == []
    assert plan["evenings"][0]["time"] == "19:00"
    assert plan["evenings"][0]["items"][0] == {
        "method": "brainstorm",
        "title": "Ideeën",
        "minutes": 40,
        "question": "",
        "notes": "",
        "material": "",
    }
    assert (plan["evenings"][0]["on"], plan["homework"][0]["skip"]) == ("", "")


def test_an_evening_and_homework_may_ask_for_a_weekday_and_for_no_holidays():
    text = SMALL.replace("day: 28,", "day: 28, on: tuesday, skip: holidays,").replace(
        "days: -2,", "days: -2, on: monday,"
    )
    plan = read_blueprint(text.encode()).plan
    assert plan is not None
    assert blueprints.rule_of_entry(plan["evenings"][1], 28) == Rule(28, 1, 1, True)
    assert blueprints.rule_of_entry(plan["homework"][0], -2) == Rule(-2, 0, -1, False)
    assert blueprints.rule_of_entry(plan["evenings"][0], 0) == Rule(0)


@pytest.mark.parametrize("asked", ["on: someday", "skip: mondays", "on: [tuesday]", "on: 2", "skip: yes"])
def test_a_weekday_that_is_none_is_refused_on_its_line(asked):
    assert [line for line, _text in errors(SMALL.replace("day: 28,", f"day: 28, {asked},"))] == [20]


@pytest.mark.parametrize("path", sorted(blueprints.FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_blueprint_of_ours_is_right_and_fills_its_evenings(path: Path):
    reading = read_blueprint(path.read_bytes(), blueprints.known_words())
    assert reading.problems == ()
    assert reading.plan is not None
    assert reading.plan["key"] == path.stem
    for evening in reading.plan["evenings"]:
        assert sum(item["minutes"] for item in evening["items"]) == evening["minutes"]
        assert 5 <= len(evening["items"]) <= 9


def test_there_is_a_choice_in_the_order_of_the_ways_of_working():
    assert [blueprint.key for blueprint in blueprints.blueprints()] == [
        "theme_teams",
        "doetank",
        "course",
        "leading_group",
        "learning",
        "open",
    ]


@pytest.mark.parametrize(
    ("change", "line", "says"),
    [
        (("name: Klein\n", ""), 1, "“name” is missing"),
        (("name: Klein", "name: ''"), 1, "“name” is empty"),
        (("name: Klein", "name: Klein\nnaam: x"), 4, "“naam” is not known here"),
        (("name: Klein", "name: Klein\nname: Groot"), 4, "stands here twice"),
        (("kind: open", "kind: openn"), 4, "“openn” is not known here"),
        (("day: 30", "day: dertig"), 8, "whole number from 0 to 1500"),
        (("day: 30", "day: 0"), 8, "begins after the one before it"),
        (("day: 30", "day: 99999"), 8, "whole number from 0 to 1500"),
        (("day: 30", "day: ٣٠"), 8, "whole number from 0 to 1500"),
        (("stage: deciding", "stage: closed"), 8, "“closed” is not known here"),
        (("day: 0}", "day: 3}"), 7, "begins on day 0"),
        (("time: 19:00", "time: 24:00"), 14, "such as 17:30"),
        (("time: 19:00", "time: half acht"), 14, "such as 17:30"),
        (("minutes: 40", "minutes: 90"), 10, "takes 90 minutes, the evening has 60"),
        (("key: two", "key: one"), 20, "used twice"),
        (("day: 28", "day: 0"), 20, "comes after the one before it"),
        (("for: two", "for: three"), 22, "no evening with the key “three”"),
        (("days: -2", "days: 0"), 22, "due before the evening"),
        (("days: -2", "days: -28"), 22, "due after the evening at which it is given out"),
        (('days: -1, time: "17:30"', 'days: 0, time: "19:00"'), 19, "comes before what it reminds of"),
        (("kind: evening_reminder", "kind: homework_reminder"), 19, "is not known here"),
        (("name: Klein", "name: &a Klein"), 3, "Anchors"),
        (("name: Klein", "name: *a"), 3, "Anchors"),
        (("name: Klein", "name: !!python/object:os.system x"), 3, "Tags"),
        (("name: Klein", "name: [Klein]"), 3, "A single value"),
        (("homework:", "homework: nee\nx:"), 21, "A list belongs here"),
        (("name: Klein", "name: Klein\nformat: 2"), 1, "newer version"),
        (("name: Klein", "name: [Klein"), 4, "This is not YAML"),
        (("name: Klein", "\tname: Klein"), 3, "This is not YAML"),
        (("name: Klein", "name: Klein\n---\nname: x"), 4, "One file holds one blueprint"),
        (("name: Klein", "name: " + "x" * 81), 3, "longer than 80"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(change: tuple[str, str], line: int, says: str):
    assert change[0] in SMALL
    found = errors(SMALL.replace(*change, 1))
    assert any(at == line and says in text for at, text in found), found


def test_every_error_is_told_at_once_in_the_order_of_the_lines():
    found = errors(SMALL.replace("kind: open", "kind: x").replace("day: 30", "day: x").replace("19:00", "x"))
    assert [line for line, _ in found] == sorted(line for line, _ in found)
    assert len(found) >= 4


def test_a_method_is_checked_once_its_app_says_which_there_are():
    words = {"method": frozenset({"clustering"})}
    assert errors(SMALL) == []
    assert any("“brainstorm” is not known" in text for _, text in errors(SMALL, words))


def test_a_bomb_of_aliases_is_refused_before_it_explodes():
    bomb = "a: &a [x,x,x]\n" + "\n".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)},*{chr(97 + n)}]" for n in range(20)
    )
    assert "Anchors" in errors(bomb)[0][1]


def test_a_cycle_of_anchors_is_refused():
    assert "Anchors" in errors("phases: &p [*p]")[0][1]


def test_deep_nesting_is_refused():
    assert "nested too deep" in errors("key: " + "[" * 900)[0][1]


def test_ten_thousand_evenings_are_refused():
    many = "\n".join(f"  - {{key: e{n}}}" for n in range(10_000))
    assert errors(SMALL + "\nkoersdocument:\n" + many)


def test_a_file_that_is_too_large_is_not_read():
    assert "larger than" in errors("# " + "x" * LARGEST)[0][1]


def test_a_file_in_another_encoding_says_so():
    assert "UTF-8" in read_blueprint("name: Café".encode("latin-1")).problems[0].text


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_no_file_makes_the_reader_fall(source: bytes):
    reading = read_blueprint(source)
    assert reading.plan is None
    assert reading.problems


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_no_value_makes_the_reader_fall(value: str):
    for field in ("name: Klein", "day: 30", "time: 19:00", "kind: open"):
        key = field.split(":")[0]
        read_blueprint(SMALL.replace(field, f"{key}: {value}", 1).encode("utf-8", "surrogatepass"))


def test_the_command_says_what_is_in_a_file(tmp_path: Path):
    out = io.StringIO()
    file = tmp_path / "small.yaml"
    file.write_text(SMALL)
    call_command("blueprint", "check", str(file), stdout=out)
    assert "Klein (small 1): 2 phases, 2 evenings, 1 homework" in out.getvalue()


def test_the_command_ends_with_one_and_a_line_per_error(tmp_path: Path):
    err = io.StringIO()
    file = tmp_path / "wrong.yaml"
    file.write_text(SMALL.replace("kind: open", "kind: x").replace("day: 30", "day: x"))
    with pytest.raises(SystemExit) as ended:
        call_command("blueprint", "check", str(file), stderr=err)
    assert ended.value.code == 1
    assert [line.split(":")[1] for line in err.getvalue().splitlines()] == ["4", "8"]
