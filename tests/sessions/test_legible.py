"""What nobody at the back can read is found, and what they can read is not."""

import pytest
from playwright.sync_api import Browser

from tests.legible import illegible

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("style", "found"),
    [
        ("font-size: 23px; color: #000", ["23 px: Wie doet mee?"]),
        ("font-size: 30px; color: #777", ["4.5:1: Wie doet mee?"]),
        ("font-size: 30px; color: rgb(0 0 0 / 50%)", ["4.0:1: Wie doet mee?"]),
        ("font-size: 30px; color: #fff", ["1.0:1: Wie doet mee?"]),
        ("font-size: 30px; color: #fff; background: #053b50", []),
        ("font-size: 20px; color: #777; display: none", []),
        ("font-size: 24px; color: #000", []),
    ],
)
def test_small_and_faint_text_is_found(chromium: Browser, style: str, found: list[str]) -> None:
    wall = chromium.new_page(viewport={"width": 1920, "height": 1080})
    wall.set_content(f'<body style="background: #fff"><p style="{style}">Wie doet mee?</p></body>')
    assert illegible(wall) == found
    wall.close()
