"""The calendar of the set-up in a real browser: a date shows what moves along, with scripts and without."""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from core.clock import local, today
from programmes.models import Programme
from tests import makers
from tests.programmes.worlds import evening, plan_programme

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PATIENCE = 30_000


@pytest.fixture
def calendar(chromium: Browser, live_server: LiveServer) -> Iterator[Callable[..., tuple[Page, Programme]]]:
    """``calendar(scripts=True)`` opens the calendar of a concept as its facilitator."""
    contexts = []

    def open_calendar(*, scripts: bool) -> tuple[Page, Programme]:
        by = makers.make_person(name="Marit Duinstra")
        thursday = today() + dt.timedelta(days=70 + (3 - today().weekday()) % 7)
        programme = plan_programme(by=by, starts_on=thursday)
        client = Client()
        client.force_login(by)
        context = chromium.new_context(
            viewport={"width": 390, "height": 800},
            base_url=live_server.url,
            locale="nl-NL",
            java_script_enabled=scripts,
        )
        context.set_default_timeout(PATIENCE)
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        contexts.append(context)
        page = context.new_page()
        page.goto(f"/programmes/{programme.public_id}/setup/calendar/")
        return page, programme

    yield open_calendar
    for context in contexts:
        context.close()


def next_day(programme: Programme) -> str:
    """The day after the second evening, as a date field has it."""
    return str(local(evening(programme, "Avond 2").at).date() + dt.timedelta(days=1))


def test_a_date_shows_what_moves_along_and_keeps_the_place(calendar):
    page, programme = calendar(scripts=True)
    field = page.get_by_role("textbox", name="Avond 2")
    field.fill(next_day(programme))
    expect(page.get_by_role("region", name="Als Avond 2")).to_be_visible(timeout=PATIENCE)
    expect(field).to_be_focused()
    assert str(local(evening(programme, "Avond 2").at).date()) < next_day(programme)
    wanted = next_day(programme)
    page.get_by_role("button", name="Naar mensen").click()
    page.wait_for_url("**/setup/people/")
    assert str(local(evening(programme, "Avond 2").at).date()) == wanted


def test_without_scripts_a_button_does_the_same(calendar):
    page, programme = calendar(scripts=False)
    before, wanted = evening(programme, "Avond 2").at, next_day(programme)
    field = page.get_by_role("textbox", name="Avond 2")
    field.fill(wanted)
    field.press("Enter")
    expect(page.get_by_role("region", name="Als Avond 2")).to_be_visible(timeout=PATIENCE)
    assert evening(programme, "Avond 2").at == before
    page.get_by_role("button", name="Naar mensen").click()
    page.wait_for_url("**/setup/people/")
    assert str(local(evening(programme, "Avond 2").at).date()) == wanted
