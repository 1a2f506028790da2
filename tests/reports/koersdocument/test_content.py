"""An edition's content as JSON: nothing is lost, and the same content always has the same hash."""

import dataclasses
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.koersdocument.pdf import blocks, content
from reports.koersdocument.pdf.codec import ContentError, fingerprint, from_json, to_json
from tests.reports.koersdocument.sample import NAMES, make_document

SAMPLE_FINGERPRINT = "6daaeb4e78bda1a37278181aaadaf8350fa8a276d7d594a48683d220c9b21051"


def every_field(kept: type) -> st.SearchStrategy[Any]:
    """Any value of a dataclass, fields with a default included."""
    return st.builds(kept, **{field.name: ... for field in dataclasses.fields(kept)})


def register_all() -> None:
    """Teach hypothesis to fill every field of the dataclasses that a document is made of."""
    for module in (content, blocks):
        for kept in vars(module).values():
            if dataclasses.is_dataclass(kept) and isinstance(kept, type):
                st.register_type_strategy(kept, lambda _, kept=kept: every_field(kept))  # type: ignore[misc]


register_all()


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(every_field(content.Document))
def test_any_document_comes_back_from_its_json_as_it_was(document):
    assert from_json(to_json(document)) == document


def test_the_sample_comes_back_as_it_was():
    assert from_json(to_json(make_document()).encode()) == make_document()


def test_the_json_is_canonical():
    text = to_json(make_document())
    assert text == json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def test_the_hash_stays_the_same_as_long_as_the_format_does():
    """When this fails, every published edition would get another hash: make a new version of the format instead."""
    document = make_document(
        sections=(), register=(), appendix=(), contributors=(), summary=None, foreword=None
    )
    assert fingerprint(document) == SAMPLE_FINGERPRINT


def test_the_hash_changes_with_a_single_letter():
    assert fingerprint(make_document()) != fingerprint(make_document(title="Anders aan tafels"))


def test_no_name_stands_in_the_content():
    text = to_json(make_document())
    assert not [name for name in NAMES.values() if name[0].isupper() and name in text]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda stored: stored.update(version=2), "version 2"),
        (lambda stored: stored.update(format="verslag"), "not a koersdocument"),
        (lambda stored: stored["document"].update(colour="red"), "unknown field 'colour'"),
        (lambda stored: stored["document"].pop("title"), "'title' is missing"),
        (lambda stored: stored["document"].update(edition_number=True), "edition_number: expected int"),
        (lambda stored: stored["document"].update(edition_state="gone"), "edition_state: expected one of"),
        (
            lambda stored: stored["document"].update(period_start="2026-02-30"),
            "period_start: expected a date",
        ),
        (lambda stored: stored["document"].update(sections={}), "sections: expected a list"),
        (lambda stored: stored["document"].update(summary=[]), "summary: expected a Summary"),
        (
            lambda stored: stored["document"]["sections"][0]["blocks"][0].update(kind="script"),
            "expected a block of a known kind",
        ),
    ],
)
def test_what_is_no_koersdocument_is_refused_with_the_place(change, message):
    stored = json.loads(to_json(make_document()))
    change(stored)
    with pytest.raises(ContentError, match=message):
        from_json(json.dumps(stored))


def test_what_is_no_json_is_refused():
    with pytest.raises(ContentError, match="not JSON"):
        from_json("{")


def test_dates_are_days():
    assert isinstance(from_json(to_json(make_document())).period_start, date)
