"""The JSON Schema of a blueprint and its reader say the same, where a schema can say it."""

import copy
import io
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
import yaml
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from programmes.services import blueprints
from programmes.services.blueprint_reader import read_blueprint, read_plan, write_blueprint
from programmes.services.blueprint_schema import blueprint_schema
from programmes.services.blueprint_shape import Problem

FILES = sorted(blueprints.FOLDER.glob("*.yaml"))


def _validator() -> Draft202012Validator:
    schema = blueprint_schema(blueprints.known_words())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


VALIDATOR = _validator()


def as_an_editor_reads(source: bytes) -> Any:
    """The values of a file in YAML 1.2, where 17:30 is a text and 30 a number."""
    return _typed(yaml.load(source, Loader=yaml.BaseLoader))  # noqa: S506 - texts only


def _typed(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _typed(held) for name, held in value.items()}
    if isinstance(value, list):
        return [_typed(held) for held in value]
    return int(value) if re.fullmatch(r"[+-]?[0-9]+", value) else value


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_blueprint_of_ours_fits_the_schema(path):
    assert [error.message for error in VALIDATOR.iter_errors(as_an_editor_reads(path.read_bytes()))] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_plan_written_and_read_again_is_the_same(path):
    plan = read_blueprint(path.read_bytes(), blueprints.known_words()).plan
    assert plan is not None
    again = read_plan(plan, blueprints.known_words())
    assert again.problems == ()
    assert again.plan == plan


def test_the_command_prints_the_schema_in_dutch():
    out = io.StringIO()
    call_command("blueprint", "schema", stdout=out)
    schema = json.loads(out.getvalue())
    Draft202012Validator.check_schema(schema)
    assert schema["title"] == "Blauwdruk"
    evening = schema["properties"]["evenings"]["items"]["properties"]
    assert "brainstorm" in evening["items"]["items"]["properties"]["method"]["enum"]
    assert evening["day"]["description"] == "Dagen vanaf het begin."


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where something stands, all the way down."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, held in inner:
        yield (*path, name)
        yield from places(held, (*path, name))


def _small() -> dict[str, Any]:
    plan = as_an_editor_reads((blueprints.FOLDER / "open.yaml").read_bytes())
    assert isinstance(plan, dict)
    return plan


SMALL = _small()
PLACES = list(places(SMALL))
WRONG = st.one_of(
    st.none(),
    st.integers(-99999, 99999),
    st.text("abcXYZ_é :", max_size=12),
    st.sampled_from(["17:30", "24:00", "deciding", "x" * 51_000, "A", "brainstorm", ["a"], {"a": "b"}, []]),
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(PLACES), st.sampled_from(["put", "drop", "add"]), WRONG)
def test_reader_and_schema_refuse_the_same_mistakes(place, deed, value):
    plan = copy.deepcopy(SMALL)
    held = plan
    for part in place[:-1]:
        held = held[part]
    if deed == "put":
        held[place[-1]] = value
    elif deed == "drop":
        del held[place[-1]]
    elif isinstance(held, dict):
        held["nieuw"] = value
    else:
        held.append(value)
    source = yaml.dump(plan, Dumper=_Dumper, allow_unicode=True).encode()
    refused_by_schema = bool(list(VALIDATOR.iter_errors(plan)))
    problems = read_blueprint(source, blueprints.known_words()).problems
    told = {problem.text for problem in problems} - _beyond_a_schema(problems)
    assert refused_by_schema == bool(told), (place, deed, value, told)


class _Dumper(yaml.SafeDumper):
    """Writes nothing as nothing: "key:"."""


_Dumper.add_representer(
    type(None), lambda dumper, _none: dumper.represent_scalar("tag:yaml.org,2002:null", "")
)


def _beyond_a_schema(problems: Iterable[Problem]) -> set[str]:
    """What the reader says about entries that do not go together, or about a file of a newer version."""
    from django.utils.translation import gettext as _

    apart = [
        _("The first phase begins on day 0."),
        _("A phase begins after the one before it."),
        _("An evening comes after the one before it."),
        _("Homework is due before the evening that it is for."),
        _("Homework is due after the evening at which it is given out."),
        _("Homework is due after the start of the programme."),
        _("A reminder comes before what it reminds of."),
        _("This file was made for a newer version of Koerswerk."),
        _("The key “%(key)s” is used twice."),
        _("There is no evening with the key “%(key)s”."),
        _("The draaiboek takes %(total)d minutes, the evening has %(minutes)d."),
    ]
    patterns = [re.sub(r"%\\?\(\w+\\?\)[sd]", ".*", re.escape(text)) for text in apart]
    return {
        problem.text
        for problem in problems
        if any(re.fullmatch(pattern, problem.text) for pattern in patterns)
    }


def test_a_problem_tells_where_it_is_in_fields_and_entries_too():
    plan = read_blueprint((blueprints.FOLDER / "open.yaml").read_bytes()).plan
    assert plan is not None
    plan["evenings"][1]["items"][2]["minutes"] = "lang"
    plan["evenings"][1]["day"] = 0
    plan["homework"][0]["for"] = "nergens"
    assert [problem.path for problem in read_plan(plan).problems] == [
        ("evenings", 1, "items", 2, "minutes"),
    ]
    plan["evenings"][1]["items"][2]["minutes"] = 30
    plan["evenings"][1]["day"] = 0
    plan["evenings"][1]["time"] = "18:00"
    assert {problem.path for problem in read_plan(plan).problems} == {
        ("evenings", 1, "day"),
        ("homework", 0, "for"),
    }


def test_a_file_is_written_without_empty_fields():
    plan = read_blueprint((blueprints.FOLDER / "open.yaml").read_bytes()).plan
    assert plan is not None
    text = write_blueprint(plan).decode()
    assert "''" not in text
    assert "[]" not in text
    assert text.startswith("format: 1\nkey: open\n")
