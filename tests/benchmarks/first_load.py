"""What a phone loads before it can show its first page, compressed, apart from the page itself."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import django_htmx
from django.conf import settings

from tests.benchmarks.figure import Figure


def packed(path: Path) -> float:
    """Kilobytes of ``path`` as they cross the line; fonts are compressed already."""
    content = path.read_bytes()
    return len(content if path.suffix == ".woff2" else gzip.compress(content, 9)) / 1024


def figures() -> Iterator[Figure]:
    """Style and scripts, and the same with the two fonts of every page."""
    assets = Path(settings.VAR_DIR) / "build" / "assets"
    htmx = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"
    needed = sum(packed(path) for path in (assets / "kw.css", assets / "kw.js", htmx))
    fonts = sum(
        packed(assets / "fonts" / f"{name}.woff2")
        for name in ("atkinson-hyperlegible-next", "bricolage-grotesque")
    )
    yield Figure("first load: style and scripts", needed, 60, "KB", blocks=True)
    yield Figure(
        "first load: with fonts, which do not hold up the text", needed + fonts, 60, "KB", blocks=False
    )
