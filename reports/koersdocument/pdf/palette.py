"""The colours of a house style, all from one accent.

Solid mixes only, because nothing transparent belongs in an archive file.
"""

import re
from dataclasses import asdict, dataclass

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
    ink: str = INK
    soft: str = SOFT
    line: str = LINE
    on: str = WHITE

    def as_css(self) -> str:
        """The tokens as custom properties on ``:root``."""
        return ":root{" + "".join(f"--{name}:{colour};" for name, colour in asdict(self).items()) + "}"


def palette(accent: str) -> Palette:
    """The house style of ``accent`` (#RRGGBB), darkened until text in it is readable on white and on its own tint.

    Raises ValueError when it is no such colour.
    """
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", accent):
        raise ValueError(f"not a colour like #A3431F: {accent[:20]!r}")
    tint = mix(accent, WHITE, 0.11)
    while contrast(accent, tint) < READABLE:
        accent = mix(accent, "#000000", 0.94)
    return Palette(
        accent=accent.upper(), tint=tint, mid=mix(accent, tint, 0.28), deep=mix(accent, tint, 0.55)
    )


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
