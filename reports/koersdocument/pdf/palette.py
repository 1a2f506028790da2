"""The colours of a document: all from one accent, or from a house style.

Solid mixes only, because nothing transparent belongs in an archive file.
"""

import re
from dataclasses import asdict, dataclass

from .content import Style

INK, SOFT, LINE, WHITE = "#1B2A2F", "#53636A", "#C8CFD1", "#FFFFFF"
READABLE = 4.5
"""The contrast that text needs on its ground (WCAG 2.1, 1.4.3)."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The tokens that the stylesheets and the figures share."""

    accent: str
    tint: str
    mid: str
    deep: str
    cover: str
    on_cover: str
    ink: str = INK
    soft: str = SOFT
    line: str = LINE
    on: str = WHITE

    def as_css(self) -> str:
        """The tokens as custom properties on ``:root``."""
        tokens = ((name.replace("_", "-"), colour) for name, colour in asdict(self).items())
        return ":root{" + "".join(f"--{name}:{colour};" for name, colour in tokens) + "}"


def palette(accent: str, style: Style | None = None) -> Palette:
    """The colours of ``accent`` (#RRGGBB), or of ``style`` where there is one, for white paper.

    Each that carries text is darkened until it can be read on white and on the tint. A style checked its colours for
    screens; here they stand on other grounds. Raises ValueError when one is no such colour.
    """
    for colour in [accent, *((style.accent, style.deep, style.on_deep, style.ink) if style else ())]:
        if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
            raise ValueError(f"not a colour like #A3431F: {colour[:20]!r}")
    chosen = style.accent if style else accent
    tint = mix(chosen, WHITE, 0.11)
    chosen = _readable(chosen, tint)
    cover = style.deep if style else chosen
    on_cover = style.on_deep if style else WHITE
    if contrast(on_cover, cover) < READABLE:
        on_cover, cover = WHITE, _readable(cover, WHITE)
    return Palette(
        accent=chosen.upper(),
        tint=tint,
        mid=mix(chosen, tint, 0.28),
        deep=mix(chosen, tint, 0.55),
        cover=cover.upper(),
        on_cover=on_cover.upper(),
        ink=_readable(style.ink, tint).upper() if style else INK,
    )


def _readable(colour: str, ground: str) -> str:
    """``colour``, as much darker as text in it on ``ground`` needs."""
    while contrast(colour, ground) < READABLE:
        colour = mix(colour, "#000000", 0.94)
    return colour


def mix(one: str, other: str, share: float) -> str:
    """``share`` (0 to 1) of the first colour in the second."""
    pairs = zip(_rgb(one), _rgb(other), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in pairs)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.1, "contrast ratio")."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _rgb(colour: str) -> bytes:
    return bytes.fromhex(colour.removeprefix("#"))


def _luminance(colour: str) -> float:
    parts = [part / 255 for part in _rgb(colour)]
    red, green, blue = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
