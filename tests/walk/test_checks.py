"""Each check of the walk finds its defect, and finds nothing on a page without one."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import path
from playwright.sync_api import Page as Tab

from scripts.words import english_on_dutch
from tests.browser import launched
from tests.walk import addresses, checks
from tests.walk.addresses import Page, links, routes

GOOD = """<!doctype html><html lang="nl"><head><title>Ideeën · Koerswerk</title><meta name="viewport"
content="width=device-width"><style>a{display:inline-block;padding:12px}</style></head><body><main><h1>Ideeën</h1>
%s</main></body></html>"""


@pytest.fixture(scope="module")
def tab() -> Iterator[Tab]:
    with launched() as browser:
        yield browser.new_page(viewport={"width": 360, "height": 800})


def found(tab: Tab, html: str, *, width: int = 360) -> set[str]:
    """The checks that find something on a page of ``html``."""
    tab.set_content(html)
    every = [
        *checks.look(tab, width=width),
        *checks.axe(tab, only_colours=False),
        *checks.language(tab, "nl"),
    ]
    text = tab.evaluate("document.body.innerText")
    return {check for check, _detail in (*every, *checks.raw(text))}


@pytest.mark.browser
def test_a_page_without_a_defect_has_no_finding(tab: Tab) -> None:
    assert found(tab, GOOD % '<p>Drie ideeën. <a href="/meer/">Meer ideeën</a></p>') == set()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("check", "html"),
    [
        ("axe", GOOD % '<p style="color:#aaa;background:#fff">Nauwelijks te lezen</p>'),
        ("axe", GOOD % '<input type="text">'),
        ("axe", GOOD % "<h4>Een kop die te diep begint</h4>"),
        ("title", GOOD.replace("Ideeën ·", " ·", 1) % "<p>Hier</p>"),
        ("sideways", GOOD % '<div style="width:500px">Te breed</div>'),
        ("picture", GOOD % '<img src="data:image/png;base64,AAAA" alt="Weg">'),
        ("target", GOOD % '<p><button style="width:20px;height:20px;padding:0">x</button></p>'),
        (
            "main target",
            GOOD % '<p><button class="kw-button" style="height:30px;width:90px">Door</button></p>',
        ),
        (
            "fold",
            GOOD
            % '<div data-stream="/a/"><details><summary>Meer over dit idee</summary>Hier</details></div>',
        ),
        ("language", GOOD.replace('lang="nl"', 'lang="en"') % "<p>Hier</p>"),
        ("raw", GOOD % "<p>Hallo {{ name }}</p>"),
        ("raw", GOOD % "<p>Je hebt %(count)s ideeën</p>"),
        ("raw", GOOD % "<p>Team: None</p>"),
        ("raw", GOOD % "<p>Kaas &amp;amp; brood</p>"),
    ],
)
def test_a_defect_is_found(tab: Tab, check: str, html: str) -> None:
    assert check in found(tab, html)


@pytest.mark.browser
def test_colours_are_looked_at_in_the_dark_too(tab: Tab) -> None:
    dim = "<style>@media (prefers-color-scheme: dark){p{color:#444;background:#333}}</style><p>Dim</p>"
    tab.set_content(GOOD % dim)
    assert not list(checks.axe(tab, only_colours=True))
    tab.emulate_media(color_scheme="dark")
    try:
        assert [rule for rule, _target in checks.axe(tab, only_colours=True)] == ["axe"]
    finally:
        tab.emulate_media(color_scheme="light")


@pytest.mark.browser
def test_a_link_within_a_sentence_may_be_as_high_as_its_line(tab: Tab) -> None:
    html = (
        GOOD.replace("a{display:inline-block;padding:12px}", "") % '<p>Lees <a href="/a/">alles</a> nu.</p>'
    )
    assert "target" not in found(tab, html)


def test_invalid_html_is_found(tmp_path: Path) -> None:
    (tmp_path / "good.html").write_text(GOOD % "<p>Hier</p>")
    (tmp_path / "bad.html").write_text(GOOD % '<p id="a"><p id="a" hx-get="/b/"></span>')
    names = [name for name, _message in checks.nu(tmp_path, ["good.html", "bad.html"])]
    assert set(names) == {"bad.html"}
    assert len(names) == 3


def test_a_message_in_the_console_is_a_finding_unless_it_says_how_the_page_itself_came() -> None:
    page = "http://127.0.0.1:8000/nergens/"
    missing = "Failed to load resource: the server responded with a status of 404"
    assert list(checks.said(missing, page, page)) == []
    assert [check for check, _text in checks.said(missing, "http://127.0.0.1:8000/weg.css", page)] == [
        "console"
    ]
    refused = (
        "Refused to apply inline style because it violates the following Content Security Policy directive"
    )
    assert [check for check, _text in checks.said(refused, page, page)] == ["csp"]


def test_a_request_to_another_origin_is_a_finding() -> None:
    own = "http://127.0.0.1:8000"
    assert (
        list(checks.foreign(f"{own}/static/kw.css", own))
        == list(checks.foreign("data:image/png,", own))
        == []
    )
    assert [check for check, _address in checks.foreign("https://fonts.example/a.woff2", own)] == ["origin"]


def test_english_on_a_dutch_page_is_a_finding() -> None:
    assert english_on_dutch("Ideeën van het team") == []
    assert english_on_dutch("You do not have access to the page that you asked for") != []


# ---- addresses -------------------------------------------------------------------------------------------------------


def test_every_line_of_the_url_configuration_is_seen() -> None:
    names = {route.name for route in routes()}
    assert {"overviews:mine", "account_login", "ideas:idea", "reports:edition_pdf"} <= names


def test_a_new_page_that_nothing_leads_to_is_unreached(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page answers GET; what only takes POST has no page to walk."""
    pages = [path("nieuw/", HttpResponse, name="new"), path("doe/", HttpResponse, name="act")]
    everything = list(routes(pages))
    monkeypatch.setattr(addresses, "routes", lambda: iter(everything))
    monkeypatch.setattr(addresses.Route, "address", lambda self, **values: f"/{self.name}/")
    explorer: Any = SimpleNamespace(
        user=None, answered=set(), get=lambda path: SimpleNamespace(status_code=405 if "act" in path else 200)
    )
    addresses.models.cache_clear()
    try:
        assert list(addresses.unreached([explorer])) == ["new"]
        explorer.answered.add("new")
        assert list(addresses.unreached([explorer])) == []
    finally:
        addresses.models.cache_clear()


def test_links_and_pictures_of_a_page_are_followed_within_the_product() -> None:
    html = '<a href="/a/">a</a><a href="?b=1">b</a><a href="#c">c</a><a href="https://d.example/">d</a>'
    html += '<img src="/e.png">'
    assert list(links(Page("nobody", "/hier/", "x", 200, html))) == ["/a/", "/hier/?b=1", "/e.png"]


@pytest.mark.parametrize(
    ("html", "asks"),
    [
        ('<form method="post"><input type="text" name="a"></form>', True),
        ('<form method="post"><textarea name="a"></textarea></form>', True),
        ('<form method="post"><input type="hidden" name="a"><button>Weg</button></form>', False),
        ('<form method="get"><input type="search" name="a"></form>', False),
    ],
)
def test_a_page_with_something_to_fill_in_is_recognised(html: str, asks: bool) -> None:
    assert Page("nobody", "/", "x", 200, f"<main>{html}</main>").asks is asks
