"""A house style in a real browser: the theme's colours, corners and fonts reach the parts of a page."""

import json

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.enums import Look
from accounts.models import User
from accounts.services import house_style as services
from tests import makers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

THEME = {
    "utrecht": {
        "button": {
            "primary-action": {"background-color": {"$value": "#8a3a9f"}},
            "border-radius": {"$value": "20px"},
        },
        "link": {"color": {"$value": "#0a6e4f"}},
        "textbox": {"border-radius": {"$value": "0px"}},
        "heading-1": {"font-family": {"$value": "Noto Serif, serif"}, "font-weight": {"$value": 700}},
    }
}


def open_as(chromium: Browser, live_server: LiveServer, person: User) -> Page:
    """A page in which ``person`` is signed in."""
    client = Client()
    client.force_login(person)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context = chromium.new_context(base_url=live_server.url, locale="nl-NL", color_scheme="light")
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    return context.new_page()


def test_an_administrator_chooses_looks_and_goes_back(chromium: Browser, live_server: LiveServer) -> None:
    host = makers.make_organisation()
    page = open_as(chromium, live_server, makers.make_admin(host))
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if said.type == "error" else None)
    page.goto("/programmes/")
    page.locator("summary", has_text="je menu").click()
    page.get_by_role("link", name="Je organisatie").first.click()
    page.get_by_role("link", name="Huisstijl").click()
    page.get_by_role("link", name="Mooi & Anders").click()
    expect(page.get_by_role("heading", name="Zo ziet Mooi & Anders eruit")).to_be_visible()
    sample = page.locator("[data-theme=light] .kw-button").first
    expect(sample).to_have_css("background-color", "rgb(138, 58, 159)")
    expect(page.locator(".kw-bar")).to_have_css("background-color", "rgb(250, 247, 242)")  # not worn yet
    page.get_by_role("button", name="Deze stijl gebruiken").click()
    expect(page.locator(".kw-bar")).to_have_css("background-color", "rgb(255, 255, 255)")
    page.get_by_role("button", name="Terug naar Koerswerk").click()
    expect(page.locator(".kw-bar")).to_have_css("background-color", "rgb(250, 247, 242)")
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.locator(".kw-bar")).to_have_css("background-color", "rgb(255, 255, 255)")
    assert refused == []


def test_a_theme_reaches_buttons_fields_headings_and_links(
    chromium: Browser, live_server: LiveServer
) -> None:
    host = makers.make_organisation()
    admin = makers.make_admin(host)
    theme = SimpleUploadedFile("theme.json", json.dumps(THEME).encode())
    services.keep_theme(organisation=host, name="Veenrode", upload=theme, by=admin)
    services.wear_look(organisation=host, look=Look.OWN, by=admin)
    page = open_as(chromium, live_server, admin)
    page.goto(f"/organisations/{host.public_id}/house-style/?look=own")
    button = page.get_by_role("button", name="Lezen en bekijken")
    expect(button).to_have_css("background-color", "rgb(138, 58, 159)")
    expect(button).to_have_css("border-radius", "20px")
    expect(page.get_by_label("Hoe heet je thema?")).to_have_css("border-radius", "0px")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_css("font-weight", "700")
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('20px \"Noto Serif\"'))")
    assert heading.evaluate("part => getComputedStyle(part).fontFamily").startswith('"Noto Serif"')
