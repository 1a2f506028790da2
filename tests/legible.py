"""Whether a wall can be read from the back of a room."""

from pathlib import Path

from playwright.sync_api import Page

SMALLEST, CONTRAST = 24, 7
"""Pixels on a screen of 1920 × 1080, and to one."""
_LOOK = Path(__file__).with_suffix(".js").read_text()


def illegible(wall: Page) -> list[str]:
    """Each text on ``wall`` that is smaller than ``SMALLEST`` pixels or has less contrast than ``CONTRAST`` to 1."""
    return list(wall.evaluate(_LOOK, [SMALLEST, CONTRAST]))
