"""Left pages: what hangs in the margin moves to the outer side.

CSS has no "outside", and a box moved after rendering leaves its background and its links behind. So the boxes move
between layout and the placing of backgrounds, at no cost that we could measure. This rests on a name inside
WeasyPrint: its version is pinned, and a test looks where the notes of left pages stand.
"""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import weasyprint.layout

MM = 96 / 25.4
WIDE, NOTE = -58 * MM, -174 * MM
"""How far a wide block and a note move to the left: over the margin's columns, and over text and margin."""


@contextlib.contextmanager
def mirrored() -> Iterator[None]:
    """Within this context WeasyPrint lays left pages out as the mirror of right ones."""
    original: Callable[[Any, Any], None] = weasyprint.layout.layout_backgrounds

    def mirror_first(page: Any, get_image: Any) -> None:
        if page.page_type.side == "left":
            _shift(page)
        original(page, get_image)

    weasyprint.layout.layout_backgrounds = mirror_first
    try:
        yield
    finally:
        weasyprint.layout.layout_backgrounds = original


def _shift(box: Any) -> None:
    element = getattr(box, "element", None)
    classes = (element.get("class") or "").split() if element is not None and hasattr(element, "get") else ()
    if "wide" in classes or box.element_tag == "table":
        box.translate(WIDE, 0)
    elif "n" in classes:
        box.translate(NOTE, 0)
    else:
        for child in getattr(box, "children", ()):
            _shift(child)
