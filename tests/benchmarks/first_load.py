"""What a phone that was never here loads for the pages that people see first, as it crosses the line.

A page itself counts as the proxy in front of the product compresses it (deploy/Caddyfile); the demo does not.
"""

import gzip
from collections import defaultdict
from collections.abc import Iterator

from playwright.sync_api import Browser, Response, sync_playwright

from tests.benchmarks.figure import Figure
from tests.benchmarks.scene import Page, playing

GOAL = 60
CHROMIUM = "/usr/bin/chromium"


def figures() -> Iterator[Figure]:
    """Per page: kilobytes without photos and fonts, which blocks; and fonts, photos and the number of requests."""
    with playing() as pages, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for page in pages:
            kilobytes, requests = _load(browser, page)
            fonts, photos = kilobytes.pop("font", 0), kilobytes.pop("image", 0)
            kinds = ", ".join(f"{kind} {value:.1f}" for kind, value in sorted(kilobytes.items()))
            yield Figure(
                f"first load, {page.name} ({kinds})", sum(kilobytes.values()), GOAL, "KB", blocks=True
            )
            yield Figure(f"first load, {page.name}: fonts", fonts, GOAL, "KB", blocks=False)
            yield Figure(f"first load, {page.name}: photos", photos, 500, "KB", blocks=False)
            yield Figure(f"first load, {page.name}: requests", requests, 12, "", blocks=False)
        browser.close()


def _load(browser: Browser, page: Page) -> tuple[dict[str, float], int]:
    """Kilobytes by kind of what ``page`` asks for, and how many requests that is."""
    phone = browser.new_context(
        viewport={"width": 390, "height": 844},
        locale="nl-NL",
        extra_http_headers={"Cookie": page.cookie} if page.cookie else {},
    )
    answers: list[Response] = []
    tab = phone.new_page()
    tab.on("response", lambda answer: answers.append(answer))  # Playwright marks its handlers
    tab.goto(page.url, wait_until="networkidle")
    kilobytes: dict[str, float] = defaultdict(float)
    for answer in answers:
        kilobytes[_kind(answer)] += _bytes(answer) / 1024
    phone.close()
    return dict(kilobytes), len(answers)


def _kind(answer: Response) -> str:
    """Icons are drawn by the style: what counts as a photo is a picture of people's own."""
    kind = answer.request.resource_type
    return "icons" if answer.url.endswith(".svg") else kind


def _bytes(answer: Response) -> int:
    if answer.request.resource_type == "document":
        return len(gzip.compress(answer.body(), 6))
    return answer.request.sizes()["responseBodySize"]
