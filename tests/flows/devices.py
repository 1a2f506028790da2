"""Devices for the flows: a browser of its own per person, and small verbs on its pages."""

import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page

PATIENCE = 30_000
"""Milliseconds, for a machine that does other things as well."""
PASSWORD = "een-lang-wachtwoord-2026"


class Office:
    """The browsers of everybody, and what they share."""

    def __init__(self, chromium: Browser, url: str) -> None:
        self.chromium, self.url = chromium, url
        self.contexts: list[BrowserContext] = []
        self.errors: list[str] = []

    def device(self, width: int) -> Page:
        """A device of its own, with an error in any script noted."""
        context = self.chromium.new_context(
            viewport={"width": width, "height": 900}, base_url=self.url, locale="nl-NL", accept_downloads=True
        )
        context.set_default_timeout(PATIENCE)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        self.contexts.append(context)
        return context.new_page()

    def signed_in(self, email: str, width: int) -> Page:
        """A device on which the person with ``email`` signed in with a password, by the form."""
        page = self.device(width)
        page.goto("/sign-in/")
        form = page.locator("form:has(input[type=password])")
        if not form.locator("input[type=password]").is_visible():
            page.locator("details:has(input[type=password]) > summary").click()
        form.locator("input[type=email]").fill(email)
        form.locator("input[type=password]").fill(PASSWORD)
        form.locator("button[type=submit]").click()
        page.wait_for_url("**/programmes/")
        return page

    def close(self) -> None:
        for context in self.contexts:
            context.close()


def until(done: Callable[[], Any]) -> Any:
    """What ``done()`` gives as soon as it gives something; fails after half a minute."""
    end = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < end:
        if found := done():
            return found
        time.sleep(0.05)
    raise AssertionError("it did not happen within half a minute")


def press(page: Page, action: str, **named: str) -> None:
    """Press the button of the form that posts to an address with ``action`` in it."""
    button = page.locator(f"form[action*='{action}'] button[type=submit]")
    for name, value in named.items():
        button = page.locator(f"form[action*='{action}'] button[name={name}][value='{value}']")
    button.first.click()


def send(form: Locator) -> None:
    """Press the last button of ``form``."""
    form.locator("button[type=submit]").last.click()
