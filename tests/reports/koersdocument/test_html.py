"""The same document as a web page: for the preview under a strict CSP, and as a file that stands alone."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings
from lxml import html as lxml_html

from reports.koersdocument.pdf import compose
from reports.koersdocument.pdf.render import SCREEN_SHEETS, document_css, render_html
from reports.koersdocument.pdf.typography import markdown
from tests.reports.koersdocument.sample import NAMES, make_document, make_pictures


@pytest.fixture(scope="module")
def linked() -> str:
    """The sample, with addresses for everything."""
    return render_html(
        make_document(),
        NAMES,
        picture_address=lambda key: f"/pictures/{key}",
        stylesheets=["/static/report/screen.css", "/document.css"],
    )


def test_a_linked_page_has_nothing_that_a_strict_policy_refuses(linked):
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=|src=.data:", linked)
    assert '<link rel="stylesheet" href="/document.css">' in linked
    assert 'src="/pictures/polder"' in linked


def test_a_page_that_stands_alone_fetches_nothing():
    page = render_html(make_document(), NAMES, pictures=make_pictures())
    tree = lxml_html.fromstring(page)
    assert "<link" not in page
    assert {address[:5] for address in tree.xpath("//img/@src")} == {"data:"}
    assert set(re.findall(r"url\(.(\w+):", page)) == {"data"}


def test_the_register_has_a_column_for_names_where_it_has_names(linked):
    document = make_document()
    nobody = replace(document, register=tuple(replace(one, said_by=()) for one in document.register))
    for page, columns in ((linked, 6), (render_html(nobody, NAMES, pictures=make_pictures()), 5)):
        (table,) = lxml_html.fromstring(page).xpath("//table[@class='reg']")
        assert {len(row) for row in table.iter("tr")} == {columns}


def test_headings_skip_no_level(linked):
    levels = [int(tag.tag[1]) for tag in lxml_html.fromstring(linked).xpath("//h1|//h2|//h3|//h4|//h5")]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_headings_in_a_text_skip_no_level_either():
    assert re.findall(r"<h\d>", markdown("#### vier\n\n# een\n\n## twee\n\n#### vier", below=1)) == [
        "<h2>",
        "<h2>",
        "<h2>",
        "<h3>",
    ]


def test_every_link_within_the_page_has_its_place(linked):
    tree = lxml_html.fromstring(linked)
    places = tree.xpath("//@id")
    assert len(places) == len(set(places))
    assert {address[1:] for address in tree.xpath("//a/@href") if address.startswith("#")} <= set(places)


@pytest.mark.parametrize("target", ["print", "screen"])
def test_no_template_asks_for_what_is_not_there(monkeypatch, target):
    monkeypatch.setattr(compose._engine, "string_if_invalid", "⚠%s")
    page = compose.compose(make_document(), NAMES, target=target, address=lambda key: key)
    assert "⚠" not in page.html


def test_what_is_not_final_says_so_on_every_page():
    page = render_html(make_document(edition_state="concept"), NAMES, stylesheets=[])
    assert "Anders aan tafel, concept" in page
    assert "Er staat nog niets vast" in page


def test_the_page_is_in_the_language_of_the_document():
    page = render_html(make_document(language="en"), NAMES, stylesheets=[])
    assert '<html lang="en">' in page
    assert "Register of origins" in page


def test_the_house_style_is_one_colour():
    assert "--accent:#24407A" in document_css(make_document(accent="#24407a"))


def test_the_sheets_that_a_page_links_are_there():
    assert all((Path(settings.BASE_DIR) / "static" / sheet).is_file() for sheet in SCREEN_SHEETS)
