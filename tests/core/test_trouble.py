"""What goes wrong ends on a page that says what happened, who can help, and where to go on."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from programmes.enums import Role
from programmes.services.people import leave
from tests import makers
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


def text_of(html: bytes) -> str:
    """The words of a page on one line."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html.decode())).split())


@pytest.mark.urls("tests.core.parts_pages")
def test_a_refusal_without_a_form_is_a_page_with_its_sentence(client: Client) -> None:
    answer = client.get("/refuses/", HTTP_REFERER="http://testserver/parts/")
    assert answer.status_code == 422
    assert "Somebody else was &lt;b&gt;faster&lt;/b&gt;." in answer.content.decode()
    assert 'href="http://testserver/parts/"' in answer.content.decode()
    assert "This is wrong. And this." in text_of(client.get("/invalid/").content)


@pytest.mark.urls("tests.core.parts_pages")
def test_the_way_back_never_leads_to_another_site(client: Client) -> None:
    answer = client.get("/refuses/", HTTP_REFERER="https://elsewhere.example/")
    assert "elsewhere" not in answer.content.decode()


@pytest.mark.urls("tests.core.parts_pages")
def test_htmx_gets_a_refusal_as_a_toast_and_swaps_nothing_else(client: Client) -> None:
    answer = client.post("/refuses/", HTTP_HX_REQUEST="true")
    assert answer.status_code == 422
    assert (answer["HX-Retarget"], answer["HX-Reswap"]) == ("#toasts", "beforeend")
    assert "<html" not in answer.content.decode()
    boosted = client.post("/refuses/", HTTP_HX_REQUEST="true", HTTP_HX_BOOSTED="true")
    assert "<html" in boosted.content.decode()


def test_more_than_the_server_takes_is_413_and_says_what_to_do(client: Client, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = client.post(reverse("account_request_login_code"), {"email": "a" * 2000})
    assert answer.status_code == 413
    assert "kleinere bestanden" in text_of(answer.content)


def test_an_address_that_no_database_can_store_is_400(client: Client) -> None:
    assert client.get("/programmes/?q=%00").status_code == 400


def test_who_may_not_do_it_reads_who_can(cast: Cast) -> None:
    answer = cast.client("participant").get(reverse("programmes:settings", args=[cast.programme.public_id]))
    assert answer.status_code == 403
    words = text_of(answer.content)
    assert f"Begeleider: {cast['facilitator'].name}" in words
    assert f"Terug naar {cast.programme.name}" in words
    assert reverse("overviews:programme", args=[cast.programme.public_id]) in answer.content.decode()


def test_who_left_as_a_facilitator_is_not_named(cast: Cast) -> None:
    gone = makers.join(cast.programme, makers.make_person(name="Wim Weg"), Role.FACILITATOR)
    leave(participation=gone, by=cast["administrator"])
    answer = cast.client("participant").get(reverse("programmes:settings", args=[cast.programme.public_id]))
    assert "Wim Weg" not in text_of(answer.content)


def test_an_outsider_learns_nothing_from_a_page_that_is_not_there(cast: Cast) -> None:
    answer = cast.client("outsider").get(reverse("programmes:settings", args=[cast.programme.public_id]))
    assert answer.status_code == 404
    assert cast.programme.name not in text_of(answer.content)
    assert cast["facilitator"].name not in text_of(answer.content)


def test_a_browser_that_asks_for_the_mark_by_itself_gets_it(client: Client) -> None:
    answer = client.get("/favicon.ico")
    assert answer.status_code == 302
    assert answer["Location"].endswith("favicon.ico")
    assert "max-age" in answer["Cache-Control"]


# ---- the frame -------------------------------------------------------------------------------------------------------


def trail_of(html: bytes) -> list[str]:
    """The steps of the trail of a page."""
    trail = re.search(r'<nav class="kw-trail".*?</nav>', html.decode(), re.S)
    assert trail, "no trail"
    return [text_of(step.encode()) for step in re.findall(r"<li>.*?</li>", trail[0], re.S)]


def test_the_trail_leads_from_outside_in_and_never_to_the_page_itself(cast: Cast) -> None:
    browser, programme = cast.client("facilitator"), cast.programme
    home = browser.get(reverse("overviews:programme", args=[programme.public_id])).content
    assert trail_of(home) == ["Mijn trajecten"]
    people = browser.get(reverse("programmes:people", args=[programme.public_id])).content
    assert trail_of(people) == ["Mijn trajecten", programme.name]
    invite = browser.get(reverse("programmes:invite", args=[programme.public_id])).content
    assert trail_of(invite) == ["Mijn trajecten", programme.name, "Mensen"]
    bundles = browser.get(reverse("ideas:clusters", args=[cast.team.public_id])).content
    assert trail_of(bundles) == ["Mijn trajecten", programme.name, "Ideeën", cast.team.name]
    assert trail_of(browser.get(reverse("programmes:blueprints")).content) == ["Mijn trajecten"]
    file = browser.get(reverse("programmes:import_blueprint")).content
    assert trail_of(file) == ["Mijn trajecten", "Blauwdrukken"]


@pytest.mark.parametrize("name", ["facilitator", "coach", "participant", "observer", "supporter", "client"])
def test_every_line_of_the_side_stands_behind_more_on_a_phone(cast: Cast, name: str) -> None:
    html = (
        cast.client(name)
        .get(reverse("overviews:programme", args=[cast.programme.public_id]))
        .content.decode()
    )
    side = re.search(r'<nav class="kw-side".*?</nav>', html, re.S)
    sheet = re.search(r'<details class="kw-more".*?</details>', html, re.S)
    assert side
    assert sheet
    lines = re.findall(r'<li[^>]*><a href="([^"]*)"', side[0])
    assert len(lines) >= 4
    assert re.findall(r'<a [^>]*href="([^"]*)"', sheet[0]) == lines
    assert html.count('aria-current="page"') >= 2


@pytest.mark.parametrize(
    "address", ["/", "/programmes/", "overviews:programme", "ideas:new", "programmes:people"]
)
def test_the_other_language_is_reached_on_every_page(cast: Cast, address: str) -> None:
    url = address if address.startswith("/") else reverse(address, args=[cast.programme.public_id])
    html = cast.client("facilitator").get(url, follow=True).content.decode()
    assert 'name="language" value="en"' in html


def test_who_chooses_a_language_keeps_it_and_can_go_back(client: Client) -> None:
    client.post("/language/", {"language": "en", "next": "/"})
    html = client.get(reverse("account_login")).content.decode()
    assert '<html lang="en"' in html
    assert 'name="language" value="nl"' in html
