"""The draaiboek in the browser: a block is dragged by its grip, the clock follows, and the toast puts it back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from tests.core.streams import LOADING, Stage, opened, serving
from tests.sessions.worlds import make_blocks, titles

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """A server, and an evening with a draaiboek."""
    with serving(tmp_path) as begin:
        stage = begin(with_redis=False)
        make_blocks(stage.evening)
        yield stage


def drag(page: Page, title: str, onto: str) -> None:
    """Take the grip of ``title`` and let it go on ``onto``, as a hand does: with steps on the way."""
    begin = page.locator("li.kw-block", has_text=title).locator("[data-handle]").bounding_box()
    end = page.locator("li.kw-block", has_text=onto).bounding_box()
    assert begin
    assert end
    page.mouse.move(begin["x"] + begin["width"] / 2, begin["y"] + begin["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + 40, end["y"] + end["height"] - 4, steps=12)
    page.mouse.up()


def test_a_block_is_dragged_and_put_back(chromium: Browser, stage: Stage) -> None:
    before = titles(stage.evening)
    laptop = opened(chromium, stage, stage.facilitator, 1440)
    laptop.goto(reverse("evenings:run_of_show", args=[stage.evening.public_id]))
    begins = laptop.locator(".kw-block__time").first.inner_text()
    drag(laptop, before[0], before[1])
    after = [before[1], before[0], *before[2:]]
    undo = laptop.get_by_role("button", name="Ongedaan maken")
    expect(undo).to_be_visible(timeout=LOADING)
    assert titles(stage.evening) == after
    expect(laptop.locator(".kw-block__name").first).to_have_text(after[0])
    expect(laptop.locator(".kw-block__time").first).to_have_text(begins)
    undo.click()
    expect(laptop.locator(".kw-block__name").first).to_have_text(before[0], timeout=LOADING)
    assert titles(stage.evening) == before


def test_a_drag_that_does_not_reach_the_server_goes_back_and_says_so(chromium: Browser, stage: Stage) -> None:
    before = titles(stage.evening)
    laptop = opened(chromium, stage, stage.facilitator, 1440)
    laptop.goto(reverse("evenings:run_of_show", args=[stage.evening.public_id]))
    laptop.context.set_offline(True)
    with laptop.expect_event("requestfailed"):
        drag(laptop, before[0], before[1])
    expect(laptop.locator(".kw-toast, [role=alert]").first).to_be_visible(timeout=LOADING)
    expect(laptop.locator(".kw-block__name").first).to_have_text(before[0], timeout=LOADING)
    laptop.context.set_offline(False)
    assert titles(stage.evening) == before
