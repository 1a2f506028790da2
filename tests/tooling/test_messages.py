"""The catalogue's tool finds every marked text and notices what is wrong with a translation."""

from pathlib import Path

import polib
import pytest

from scripts import messages
from scripts.messages import Text


def catalogue_of(*texts: Text) -> polib.POFile:
    catalogue = polib.POFile()
    messages.update(catalogue, {text.key: text for text in texts})
    return catalogue


def test_python_texts_of_every_kind_are_found() -> None:
    source = """
a = _("One")
b = ngettext("%(n)d idea", "%(n)d ideas", n)
c = pgettext("month", "May")
d = npgettext_lazy("vote", "dot", "dots", "n")
e = gettext_lazy("Long "
                 "text")
f = other("No")
"""
    assert list(messages.python_texts(source)) == [
        Text("One"),
        Text("%(n)d idea", "%(n)d ideas"),
        Text("May", context="month"),
        Text("dot", "dots", "vote"),
        Text("Long text"),
    ]


def test_template_texts_of_every_kind_are_found() -> None:
    source = """
<p>It's {% translate "Plain" %} ({% trans 'Old' context "age" %}
      {% if x %}
   {% blocktranslate trimmed with name=user.name %}
      Hello
      {{ name }}, 100% welcome
   {% endblocktranslate %}{% endif %}
{% blocktranslate count n=ideas|length %}{{ n }} idea{% plural %}{{ n }} ideas{% endblocktranslate %}
{% include "x.html" with label=_("Inside") only %}
"""
    assert set(messages.template_texts(source)) == {
        Text("Plain"),
        Text("Old", context="age"),
        Text("Hello %(name)s, 100%% welcome"),
        Text("%(n)s idea", "%(n)s ideas"),
        Text("Inside"),
    }


def test_a_tree_is_read_without_tests_and_what_was_installed(tmp_path: Path) -> None:
    for name, body in {
        "app/views.py": '_("Ours")',
        "app/templates/app/x.txt": '{% translate "Mail" %}',
        "app/notes.txt": '{% translate "No template" %}',
        "tests/test_x.py": '_("Test")',
        ".venv/lib/x.py": '_("Theirs")',
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body)
    assert set(messages.texts_below(tmp_path)) == {"Ours", "Mail"}


def test_a_text_that_went_is_obsolete_and_comes_back_translated() -> None:
    catalogue = catalogue_of(Text("Idea"))
    messages.fill(catalogue, {"Idea": "Idee"})
    messages.update(catalogue, {})
    assert messages.faults(catalogue, {}) == ["obsolete: 'Idea'"]
    messages.update(catalogue, {"Idea": Text("Idea")})
    assert messages.faults(catalogue, {"Idea": Text("Idea")}) == []


@pytest.mark.parametrize(
    ("text", "dutch", "fault"),
    [
        (Text("Idea"), "", "no Dutch: 'Idea'"),
        (Text("%(n)s of %(m)s"), "%(n)s van %(k)s", "other placeholders (%(n)s %(k)s): '%(n)s of %(m)s'"),
        (Text("{name} left"), "weg", "other placeholders (none): '{name} left'"),
        (Text("100%% of %s"), "100%% van", "other placeholders (none): '100%% of %s'"),
        (
            Text("%(n)s idea", "%(n)s ideas"),
            ["één idee", "ideeën"],
            "other placeholders (none): '%(n)s idea'",
        ),
    ],
)
def test_a_faulty_translation_is_noticed(text: Text, dutch: str | list[str], fault: str) -> None:
    catalogue = catalogue_of(text)
    messages.fill(catalogue, {text.key: dutch})
    assert messages.faults(catalogue, {text.key: text}) == [fault]


@pytest.mark.parametrize(
    ("text", "dutch"),
    [
        (Text("%(n)s of %(m)s"), "van %(m)s zijn er %(n)s"),
        (Text("%(n)s idea", "%(n)s ideas"), ["één idee", "%(n)s ideeën"]),
        (Text("100%% sure"), "100%% zeker"),
        (Text("May", context="month"), "mei"),
    ],
)
def test_a_right_translation_passes(text: Text, dutch: str | list[str]) -> None:
    catalogue = catalogue_of(text)
    assert messages.fill(catalogue, {text.key: dutch}) == []
    assert messages.faults(catalogue, {text.key: text}) == []


def test_fill_refuses_what_no_code_has_and_a_plural_that_is_not_one() -> None:
    catalogue = catalogue_of(Text("idea", "ideas"), Text("Team"))
    refused = messages.fill(catalogue, {"Nowhere": "Nergens", "idea": "idee", "Team": ["team", "teams"]})
    assert refused == [
        "no code has this text: 'Nowhere'",
        "needs [enkelvoud, meervoud]: 'idea'",
        "needs one text: 'Team'",
    ]


def test_fill_keeps_the_dutch_that_there_is() -> None:
    catalogue = catalogue_of(Text("Team"), Text("idea", "ideas"))
    there: dict[str, str | list[str]] = {"Team": "Team", "idea": ["idee", "ideeën"]}
    assert messages.fill(catalogue, there) == []
    assert messages.fill(catalogue, there) == []
    other: dict[str, str | list[str]] = {"Team": "Ploeg", "idea": ["inval", "invallen"]}
    assert messages.fill(catalogue, other) == [
        "has Dutch already ('Team'): 'Team'",
        "has Dutch already (['idee', 'ideeën']): 'idea'",
    ]
    assert [messages.dutch_of(entry) for entry in catalogue] == list(there.values())
    assert messages.fill(catalogue, other, over=True) == []
    assert [messages.dutch_of(entry) for entry in catalogue] == list(other.values())


def test_a_text_missing_from_the_catalogue_and_a_fuzzy_one_are_noticed() -> None:
    catalogue = catalogue_of(Text("Idea"))
    messages.fill(catalogue, {"Idea": "Idee"})
    catalogue[0].flags.append("fuzzy")
    texts = {"Idea": Text("Idea"), "New": Text("New")}
    assert messages.faults(catalogue, texts) == ["not in the catalogue: 'New'", "fuzzy: 'Idea'"]


def test_the_file_is_sorted_and_without_line_numbers(tmp_path: Path) -> None:
    path = tmp_path / "nl" / "django.po"
    messages.save_catalogue(catalogue_of(Text("b"), Text("a")), path)
    written = path.read_text()
    assert written.index('msgid "a"') < written.index('msgid "b"')
    assert "#:" not in written
    messages.save_catalogue(messages.open_catalogue(path), path)
    assert path.read_text().count('msgid "a"') == 1
