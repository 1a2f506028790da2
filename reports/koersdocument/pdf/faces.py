"""The letters of a koersdocument, all free to use (SIL Open Font License), as the asset build copies them."""

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from .content import Style

Target = Literal["print", "screen"]
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


_FAMILIES = {
    "Atkinson Hyperlegible Next": "Atkinson",
    "Bricolage Grotesque": "Bricolage Grotesque",
    "Source Serif 4": "Source Serif 4",
    "Fira Sans": "Fira Sans",
    "Noto Sans": "Noto Sans",
    "Noto Serif": "Noto Serif",
    "Source Sans Pro": "Source Sans 3",
}
"""What the faces above are called in a house style, and what the page calls them."""
_OF_STYLES = {
    "Fira Sans": "fira-sans.woff2",
    "Noto Sans": "noto-sans.woff2",
    "Noto Serif": "noto-serif.woff2",
    "Source Sans Pro": "source-sans-3.woff2",
}
"""The files of the families that only a house style brings; other documents do not load them."""
_SANS, _DISPLAY = "Atkinson", "Bricolage Grotesque"
OWN_BODY, OWN_HEADING = "House body", "House heading"
"""What the page calls an organisation's own letters, whatever their name: no name of theirs ever reaches a rule."""


class FontsMissing(ValueError):
    """The fonts were not built; the message says which one and what makes them."""


def named_faces(folder: Path, style: Style | None) -> str:
    """``@font-face`` rules with ``font:FILE`` as address, which our fetcher knows. Raises FontsMissing."""
    return "".join(_face(family, slant, f"font:{file}") for family, slant, file in _present(folder, style))


def embedded_faces(folder: Path, style: Style | None) -> str:
    """The same with the fonts inside, for a web page that stands alone. Raises FontsMissing."""
    rules = []
    for family, slant, file in _present(folder, style):
        content = base64.b64encode((folder / file).read_bytes()).decode()
        rules.append(
            _face(family, slant, f"data:font/woff2;base64,{content}", weights="font-weight:200 900;")
        )
    return "".join(rules)


def is_ours(family: str) -> bool:
    """Whether a house style's family is one of the product's."""
    return family in _FAMILIES


def letters(style: Style | None, target: Target) -> str:
    """The families of notes and of titles as custom properties. Long texts keep the book's own serif in every style."""
    sans = _family(style.body, style.body_file, OWN_BODY, _SANS) if style else _SANS
    display = _family(style.heading, style.heading_file, OWN_HEADING, _DISPLAY) if style else _DISPLAY
    after = {"print": ("", ""), "screen": (",Verdana,sans-serif", ',"Atkinson",Verdana,sans-serif')}[target]
    return f":root{{--sans:{_stack(sans, _SANS)}{after[0]};--display:{_stack(display, _DISPLAY)}{after[1]}}}"


def sans_of(style: Style | None) -> str:
    """The family of notes and figures, in order, for an SVG attribute."""
    return _stack(_family(style.body, style.body_file, OWN_BODY, _SANS) if style else _SANS, _SANS).replace(
        '"', "'"
    )


def own_faces(style: Style | None, address: Callable[[str], str | None]) -> str:
    """``@font-face`` rules for an organisation's own letters, whose files are at ``address``."""
    files = ((OWN_HEADING, style.heading_file), (OWN_BODY, style.body_file)) if style else ()
    return "".join(
        _face(family, "normal", place) for family, key in files if key and (place := address(key)) is not None
    )


def _family(name: str, file: str, own: str, otherwise: str) -> str:
    """What the page calls the family ``name``; one that we have no file of gives way to ours."""
    return own if file else _FAMILIES.get(name, otherwise)


def _stack(family: str, ours: str) -> str:
    """``family``, and after it our own, for letters that it may lack."""
    names = (
        [family, f"{family} Ext", ours, f"{ours} Ext"]
        if family in _FAMILIES.values()
        else [family, ours, f"{ours} Ext"]
    )
    return ",".join(f'"{name}"' for name in dict.fromkeys(names))


def _present(folder: Path, style: Style | None) -> list[tuple[str, str, str]]:
    missing = [file for _, _, file, needed in _FACES if needed and not (folder / file).is_file()]
    if missing:
        raise FontsMissing(f"the font {missing[0]} is not in {folder.name}/: build the assets first")
    faces = [(family, slant, file) for family, slant, file, _ in _FACES]
    named = (style.heading, style.body) if style else ()
    faces += [(_FAMILIES[family], "normal", file) for family, file in _OF_STYLES.items() if family in named]
    return [(family, slant, file) for family, slant, file in faces if (folder / file).is_file()]


def _face(family: str, style: str, address: str, *, weights: str = "") -> str:
    """A rule. Browsers want the range of weights; WeasyPrint does not know it and finds them by itself."""
    return f'@font-face{{font-family:"{family}";font-style:{style};{weights}src:url("{address}") format("woff2")}}'
