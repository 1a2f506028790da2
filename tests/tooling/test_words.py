"""English on a Dutch page is seen, and Dutch is left alone."""

import re
from pathlib import Path

import polib
import pytest

from scripts import words
from scripts.messages import CATALOGUE, PLACEHOLDER


def test_english_of_ours_of_django_and_of_nobody_is_seen() -> None:
    page = "Mijn trajecten\nAll evenings\n  SEND   again \nThis field is required.\nWhat are cats?\nKlaar"
    assert words.english_on_dutch(page) == [
        "all evenings",
        "send again",
        "this field is required.",
        "what are cats?",
    ]


def test_a_phrase_within_longer_words_is_none() -> None:
    assert words.english_on_dutch("Hall evenings") == []


def test_no_dutch_text_of_ours_is_taken_for_english() -> None:
    for entry in polib.pofile(str(CATALOGUE), encoding="utf-8"):
        for dutch in (entry.msgstr, *entry.msgstr_plural.values()):
            assert words.english_on_dutch(PLACEHOLDER.sub("…", dutch)) == []


TEMPLATE = """{% extends "base.html" %}
{% block main_class %} kw-main--text{% endblock %}
<!-- a remark --><style>p { color: red }</style>{# another #}
<p class="{% if one %}big{% endif %}">{% translate "Good" %} {{ name }} &amp;
  left here</p>
{% blocktranslate with day=day %}Until {{ day }}{% endblocktranslate %}{% comment %}none{% endcomment %}
<img alt="a drawn line" src="x.svg">
{% include "partials/empty.html" with title="Add photos" text=_("Nothing yet") tone="good" only %}
{{ one }} after
"""


def test_a_text_that_no_translate_tag_holds_is_seen() -> None:
    assert sorted(words.literal_texts(TEMPLATE)) == [
        (5, "left here"),
        (7, "a drawn line"),
        (8, "Add photos"),
        (9, "after"),
    ]


@pytest.mark.parametrize(
    ("name", "seen"),
    [("ideas/templates/x.html", 1), ("templates/styleguide/x.html", 0), ("ideas/forms.py", 0)],
)
def test_templates_are_looked_through_and_those_for_makers_are_not(
    tmp_path: Path, name: str, seen: int
) -> None:
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_text("<h1>Koerswerk</h1>\n<p>Nothing yet</p>\n")
    found = list(words.faults(tmp_path))
    assert found == [f"{name}:2: no translate tag holds this: Nothing yet"] * seen


def test_dutch_has_one_apostrophe_and_one_kind_of_quotation_marks() -> None:
    dutch = [
        text
        for entry in polib.pofile(str(CATALOGUE), encoding="utf-8")
        for text in (entry.msgstr, *entry.msgstr_plural.values())
    ]
    # What somebody said, as in a book, stands between double ones as a whole.
    assert [text for text in dutch if re.search(r"\w'\w|.[“”].", text) and not text.startswith("“")] == []
