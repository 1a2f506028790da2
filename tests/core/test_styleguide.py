"""The style guide has every part in both languages, the documentation names every part, and neither names more."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.test.signals import template_rendered

from core.styleguide_more_words import MORE_WORDS
from core.styleguide_views import TROUBLE
from core.styleguide_words import WORDS
from tests import makers

PARTIALS = sorted(path.name for path in (settings.BASE_DIR / "templates" / "partials").glob("*.html"))
FORMS = sorted(path.name for path in (settings.BASE_DIR / "templates" / "kw_forms").glob("*.html"))
GUIDE = settings.BASE_DIR / "templates" / "styleguide"
LOOK = (settings.BASE_DIR / "docs" / "look.md").read_text()


@pytest.fixture
def browser(db: None, settings: Any) -> Client:
    """Somebody who is signed in, in the demo."""
    settings.DEMO = True
    client = Client()
    client.force_login(makers.make_person(name="Tarik Bouazza"))
    return client


@pytest.fixture
def rendered() -> Iterator[set[str]]:
    """The names of all templates that were rendered since."""
    names: set[str] = set()

    def note(template: object, **_: object) -> None:
        names.add(str(getattr(template, "name", "")))

    template_rendered.connect(note)
    yield names
    template_rendered.disconnect(note)


def test_every_part_stands_in_the_guide(browser: Client, rendered: set[str]) -> None:
    for address in ("/styleguide/", "/styleguide/?frame", "/styleguide/404/"):
        assert browser.get(address).status_code == 200
    missing = {f"partials/{name}" for name in PARTIALS} - rendered
    # The head of a page is the page's own: the guide has one already
    assert missing == {"partials/head.html"}
    assert {f"kw_forms/{name}" for name in FORMS} - rendered == {"kw_forms/formset.html"}


@pytest.mark.parametrize("name", PARTIALS)
def test_every_part_stands_in_the_documentation(name: str) -> None:
    assert f"`{name.removesuffix('.html')}`" in LOOK


def test_the_documentation_names_no_part_that_is_gone() -> None:
    table = LOOK.split("## Partials")[1].split("## Behaviour")[0]
    named = set(re.findall(r"^\| `(\w+)`", table, re.M))
    assert named <= {name.removesuffix(".html") for name in PARTIALS}


@pytest.mark.parametrize(
    "sheet", sorted(path.name for path in (settings.BASE_DIR / "static/css/components").iterdir())
)
def test_every_sheet_is_loaded_and_documented(sheet: str) -> None:
    assert f"components/{sheet}" in (settings.BASE_DIR / "static" / "css" / "app.css").read_text()
    assert f"| `{sheet}` |" in LOOK


def test_the_guide_says_the_same_in_both_languages(browser: Client) -> None:
    dutch = browser.get("/styleguide/?lang=nl").content.decode()
    english = browser.get("/styleguide/?lang=en").content.decode()
    assert '<html lang="nl"' in dutch
    assert '<html lang="en"' in english
    assert "Stijlgids" in dutch
    assert "Style guide" in english
    assert dutch.count("<section") == english.count("<section")
    for key, (nl, en) in (WORDS | MORE_WORDS).items():
        assert nl, key
        assert en, key


def test_the_guide_has_every_word_that_it_asks_for_and_no_other() -> None:
    source = "\n".join(path.read_text() for path in GUIDE.glob("*.html"))
    source += (settings.BASE_DIR / "core" / "styleguide_samples.py").read_text()
    source += (settings.BASE_DIR / "core" / "styleguide_views.py").read_text()
    asked = set(re.findall(r"\bw\.(\w+)", source)) | set(
        re.findall(r"\b(?:w|words)\[[\"'](\w+)[\"']\]", source)
    )
    # Words of fields, and lines of the navigation, are asked for by a name that is put together
    lines = {"koers", "evenings", "homework", "ideas", "koersdocument"}
    composed = {key for key in WORDS if key.startswith("f_")} | lines
    known = set(WORDS | MORE_WORDS)
    assert asked <= known
    assert known - asked <= composed
    assert not set(WORDS) & set(MORE_WORDS)


@pytest.mark.parametrize("name", TROUBLE)
def test_each_page_of_trouble_can_be_looked_at(browser: Client, name: str) -> None:
    html = browser.get(f"/styleguide/{name}/?lang=nl").content.decode()
    assert html.count("<h1>") == 1
    assert name[:3] in html


def test_a_page_of_trouble_that_nobody_made_is_not_there(browser: Client) -> None:
    assert browser.get("/styleguide/418/").status_code == 404


def test_outside_debug_and_the_demo_there_is_no_guide(client: Client, db: None) -> None:
    assert not settings.DEBUG
    assert client.get("/styleguide/").status_code == 404
    assert client.get("/styleguide/404/").status_code == 404


def test_a_template_of_the_guide_has_no_words_of_its_own() -> None:
    """Names of people and products are the same in both languages."""
    names = r"Rogier Plantinga|Hanneke|Drenthe|Oosterwijk|Nederlands|English|van den"
    for path in GUIDE.glob("*.html"):
        text = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}|<[^>]*>", " ", path.read_text(), flags=re.S)
        words = re.findall(r"[^\W\d_]{4,}", re.sub(names, " ", text))
        assert words == [], (Path(path).name, words)


def test_a_page_of_trouble_asks_no_database(client: Client, settings: Any) -> None:
    """Without the fixture of a database pytest refuses any query; nobody is signed in, so none is needed."""
    settings.DEMO = True
    for name in TROUBLE:
        assert client.get(f"/styleguide/{name}/").status_code == 200, name
