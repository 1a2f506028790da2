"""The table is whole: every address has its line, and what has none is told."""

from django.core.checks import run_checks
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import path

from tests.permissions.lines import nameless, problems
from tests.permissions.table import TABLE
from tests.permissions.words import EVERYBODY, read
from tests.walk.addresses import Route, routes


def _unheard_of(request: HttpRequest) -> HttpResponse:
    return HttpResponse("open")


urlpatterns = [path("made-up/", _unheard_of, name="made_up")]
"""What ``ROOT_URLCONF`` is below."""


def test_every_address_has_its_line_and_every_line_its_address() -> None:
    assert list(problems(routes())) == []


def test_every_address_has_a_name() -> None:
    assert list(nameless()) == []


def test_an_address_without_a_name_is_seen() -> None:
    assert list(nameless([path("made-up/", _unheard_of)])) == ["made-up/"]


def test_an_address_that_nobody_thought_of_fails_with_a_sentence() -> None:
    assert list(problems([Route("made_up", _unheard_of, {})], table={})) == [
        "Nobody said who may open made_up. Add a line: tests/permissions/table.py says how."
    ]


def test_a_line_whose_address_is_gone_is_told() -> None:
    found = list(problems([], table={"ideas:lost in the fog": read(EVERYBODY)}))
    assert found == ["The table names ideas:lost, and there is no such address (any more)."]


def test_a_view_without_a_rule_does_not_start() -> None:
    with override_settings(ROOT_URLCONF=__name__):
        found = [error for error in run_checks() if error.id == "core.E001"]
    assert [error.is_serious() for error in found] == [True]
    assert "made_up" in found[0].msg


def test_a_line_says_something_of_every_kind_of_door() -> None:
    assert all(door.get is not None or door.post is not None for door in TABLE.values())
