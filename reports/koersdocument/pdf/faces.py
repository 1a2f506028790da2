"""The letters of a koersdocument, all free to use (SIL Open Font License), as the asset build copies them."""

import base64
from pathlib import Path

_FACES = (
    ("Source Serif 4", "normal", "source-serif-4.woff2", True),
    ("Source Serif 4", "italic", "source-serif-4-italic.woff2", True),
    ("Bricolage Grotesque", "normal", "bricolage-grotesque.woff2", True),
    ("Atkinson", "normal", "atkinson-hyperlegible-next.woff2", True),
    ("Source Serif 4 Ext", "normal", "source-serif-4-ext.woff2", False),
    ("Source Serif 4 Ext", "italic", "source-serif-4-italic-ext.woff2", False),
    ("Bricolage Grotesque Ext", "normal", "bricolage-grotesque-ext.woff2", False),
    ("Atkinson Ext", "normal", "atkinson-hyperlegible-next-ext.woff2", False),
)
"""Family, style, file, needed. "Ext" has the letters of names from further away (ş, ł, č); the page names it second.
A short family name ("Atkinson") stands in the file, and keeps the columns of ``pdffonts`` straight."""


class FontsMissing(ValueError):
    """The fonts were not built; the message says which one and what makes them."""


def named_faces(folder: Path) -> str:
    """``@font-face`` rules with ``font:FILE`` as address, which our fetcher knows. Raises FontsMissing."""
    return "".join(_face(family, style, f"font:{file}") for family, style, file in _present(folder))


def embedded_faces(folder: Path) -> str:
    """The same with the fonts inside, for a web page that stands alone. Raises FontsMissing."""
    rules = []
    for family, style, file in _present(folder):
        content = base64.b64encode((folder / file).read_bytes()).decode()
        rules.append(
            _face(family, style, f"data:font/woff2;base64,{content}", weights="font-weight:200 900;")
        )
    return "".join(rules)


def _present(folder: Path) -> list[tuple[str, str, str]]:
    missing = [file for _, _, file, needed in _FACES if needed and not (folder / file).is_file()]
    if missing:
        raise FontsMissing(f"the font {missing[0]} is not in {folder.name}/: build the assets first")
    return [(family, style, file) for family, style, file, _ in _FACES if (folder / file).is_file()]


def _face(family: str, style: str, address: str, *, weights: str = "") -> str:
    """A rule. Browsers want the range of weights; WeasyPrint does not know it and finds them by itself."""
    return f'@font-face{{font-family:"{family}";font-style:{style};{weights}src:url("{address}") format("woff2")}}'
