"""A browser that goes along pages, at each width and in each theme, and says what it finds."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Response
from playwright.sync_api import Page as Tab

from scripts.words import english_on_dutch
from tests.browser import launched
from tests.walk import checks
from tests.walk.checks import Finding

WIDTHS = (360, 768, 1440)
THEMES = ("light", "dark")
LOOKS = tuple((width, theme) for width in WIDTHS for theme in THEMES)
OWN_LANGUAGE = {"reports:preview", "reports:edition_read", "core:styleguide"}
"""A koersdocument is in the language that it is written in, and the style guide in the one that is asked for."""
TALLEST = 2600
"""Pixels of a page that its picture on the sheet shows."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One address to visit as one person in one language."""

    path: str
    view: str
    status: int
    looks: tuple[tuple[int, str], ...] = LOOKS
    pictures: tuple[tuple[int, str], ...] = ()
    wrong: bool = False
    """Whether to fill its forms in wrongly, and to look at what comes back."""


@dataclass(frozen=True, slots=True)
class Round:
    """Everything that one browser does: a person, a language, and the stops."""

    role: str
    language: str
    cookies: tuple[dict[str, str], ...]
    address: str
    folder: Path
    stops: tuple[Stop, ...]


@dataclass(slots=True)
class Outcome:
    """What came of a round."""

    findings: list[Finding] = field(default_factory=list)
    pictures: list[tuple[str, ...]] = field(default_factory=list)
    """View, role, language, width, theme, state and file."""
    visits: int = 0
    wrong: int = 0
    """Pages that came back with an error in a form."""


def walk(errand: Round) -> Outcome:
    """Do a round in a browser of its own."""
    outcome = Outcome()
    with launched() as browser, _context(browser, errand) as context:
        tabs = Tabs(context, errand.address)
        for number, stop in enumerate(errand.stops):
            Visit(tabs, errand, stop, number, outcome).make()
    return outcome


@contextmanager
def _context(browser: Browser, errand: Round) -> Iterator[BrowserContext]:
    context = browser.new_context(
        viewport={"width": 360, "height": 800}, base_url=errand.address, reduced_motion="reduce",
        locale="nl-NL" if errand.language == "nl" else "en-GB",
    )  # fmt: skip
    context.set_default_timeout(30_000)
    cookies: Any = [{**cookie, "url": errand.address} for cookie in errand.cookies]
    context.add_cookies(cookies)
    try:
        yield context
    finally:
        context.close()


class Tabs:
    """The tab in which stop after stop is looked at: to open one for each would take a third of the time."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context, self.address = context, address
        self.tab: Tab | None = None
        self.visit: Visit | None = None

    def of(self, visit: "Visit") -> Tab:
        """The tab, as one that was just opened, from which ``visit`` hears what happens in it."""
        self.visit = None
        tab = self.tab = self.tab or self._open()
        tab.goto("about:blank")  # what the page before still had to say it says now, to nobody
        tab.set_viewport_size({"width": WIDTHS[0], "height": 800})
        tab.emulate_media(color_scheme="light")
        self.visit = visit
        return tab

    def give_up(self) -> None:
        """The next stop is looked at in a tab of its own: something is wrong with this one."""
        self.tab, stuck = None, self.tab
        if stuck is not None:
            # Chromium forgets to close a tab that is on its way: https://github.com/microsoft/playwright/issues/42366
            with suppress(Error):
                stuck.goto("about:blank")
                stuck.close()

    def _open(self) -> Tab:
        tab = self.context.new_page()
        tab.on("request", lambda one: self.hear(checks.foreign(one.url, self.address)))
        tab.on("pageerror", lambda error: self.hear(iter([("script", str(error))])))
        tab.on("console", lambda one: self.hear(checks.said(one.text, one.location.get("url", ""), tab.url)))
        return tab

    def hear(self, found: Iterator[tuple[str, str]]) -> None:
        """Tell it to the visit that is going on."""
        if self.visit is not None:
            self.visit.find(found)


class Visit:
    """One stop: the page as it comes, and as it comes back when its forms are filled in wrongly."""

    def __init__(self, tabs: Tabs, errand: Round, stop: Stop, number: int, outcome: Outcome) -> None:
        self.errand, self.stop, self.number, self.outcome = errand, stop, number, outcome
        self.tabs = tabs

    def find(self, found: Iterator[tuple[str, str]], *where: object) -> None:
        place = " ".join(
            str(word) for word in (self.errand.role, self.stop.path, self.errand.language, *where)
        )
        self.outcome.findings += [Finding(check, detail, self.stop.view, place) for check, detail in found]

    def make(self) -> None:
        """Visit it; a page that renews itself while it is looked at is looked at again, once."""
        before = len(self.outcome.findings)
        try:
            self.go()
        except Error:
            del self.outcome.findings[before:]
            try:
                self.tabs.give_up()
                self.go()
            except Error as problem:
                self.find(iter([("browser", str(problem).splitlines()[0])]))
                self.tabs.give_up()

    def go(self) -> None:
        """Open the page and look."""
        tab = self.tabs.of(self)
        tab.goto(self.stop.path, wait_until="load")
        if self.stop.wrong:
            self.fill_in_wrongly(tab)
        else:
            self.look_all_over(tab, "")

    def look_all_over(self, tab: Tab, state: str) -> None:
        """Everything that can be seen of the page as it stands, at each width and in each theme."""
        if self.stop.view not in OWN_LANGUAGE:
            self.find(checks.language(tab, self.errand.language), state)
        text = tab.evaluate("document.body.innerText")
        self.find(checks.raw(text), state)
        if self.errand.language == "nl":
            self.find((("english", phrase) for phrase in english_on_dutch(text)), state)
        seen: set[int] = set()
        for width, theme in self.stop.looks:
            tab.set_viewport_size({"width": width, "height": 800 if width < 600 else 900})
            tab.emulate_media(color_scheme=theme)
            self.find(checks.axe(tab, only_colours=width in seen), width, theme, state)
            if width not in seen:
                self.find(checks.look(tab, width=width), width, theme, state)
            seen.add(width)
            self.outcome.visits += 1
            if (width, theme) in self.stop.pictures:
                self.take_picture(tab, width, theme, state)

    def take_picture(self, tab: Tab, width: int, theme: str, state: str) -> None:
        """A picture for the sheet."""
        kind = state or ("" if self.stop.status == 200 else str(self.stop.status))
        words = (
            self.stop.view.replace(":", "-"),
            self.errand.role,
            self.errand.language,
            str(width),
            theme,
            kind,
        )
        name = "_".join((*words, str(self.number))) + ".jpg"
        height = min(tab.evaluate("document.documentElement.scrollHeight"), TALLEST)
        clip: Any = {"x": 0, "y": 0, "width": width, "height": height}
        tab.screenshot(path=self.errand.folder / name, type="jpeg", quality=55, clip=clip, full_page=True)
        self.outcome.pictures.append((*words, name))

    def fill_in_wrongly(self, tab: Tab) -> None:
        """Send each form that asks for words without any, and look at the page that comes back with an error."""
        most = tab.evaluate(_FORMS)
        for position in range(most):
            if position:
                tab.goto(self.stop.path, wait_until="load")
                if tab.evaluate(_FORMS) <= position:
                    return
            answer = _send_empty(tab, position)
            if answer is None or answer.status != 422:
                tab.wait_for_timeout(300)  # it goes elsewhere: where to, nothing here can know
                tab.wait_for_load_state("load")
                continue
            self.outcome.wrong += 1
            # A page of its own is on its way, or htmx puts the answer in its place
            tab.wait_for_function("() => !window.kwForms || window.kwSettled")
            tab.wait_for_load_state("load")
            self.look_all_over(tab, f"error{position}")


_FORMS = """() => {
  const rest = "[type=hidden], [type=checkbox], [type=radio], [type=file], [type=search]";
  const asks = `textarea, select, input:not(${rest})`;
  window.kwForms = [...document.querySelectorAll("form[method=post]")].filter((form) => form.querySelector(asks));
  return kwForms.length;
}"""
_SEND_EMPTY = """(position) => {
  const form = kwForms[position];
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.xhr?.status === 422) window.kwSettled = true;
  });
  const kept = ["hidden", "checkbox", "radio", "submit", "button", "file"];
  form.noValidate = true;
  for (const field of form.elements) if ("value" in field && !kept.includes(field.type)) field.value = "";
  const button = form.querySelector("button[type=submit]:not([name]), button:not([type]):not([name])");
  form.requestSubmit(button ?? undefined);
}"""


def _send_empty(tab: Tab, position: int) -> Response | None:
    """What the server says to the form at ``position`` when it comes empty; None where nothing is posted."""
    answers: list[Response] = []

    def note(answer: Response) -> None:
        if answer.request.method == "POST":
            answers.append(answer)

    tab.on("response", note)
    try:
        tab.evaluate(_SEND_EMPTY, position)
        for _moment in range(40):
            tab.wait_for_timeout(50)
            if answers:
                return answers[0]
        return None
    finally:
        tab.remove_listener("response", note)
