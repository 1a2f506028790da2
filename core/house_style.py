"""What an organisation's house style is, for pages, mails and documents: colours, two fonts, a logo. No rows, no files.

Every colour is "#rrggbb" in lower case, and every pair that stands together was checked for contrast before it
was kept; so nothing here needs checking, or escaping, again.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme, named as the tokens are (static/css/tokens.css says what each is for)."""

    paper: str
    surface: str
    sunk: str
    ink: str
    muted: str
    line: str
    edge: str
    accent: str
    fill: str
    on_fill: str
    tint: str


@dataclass(frozen=True, slots=True)
class Font:
    """A font by its family name. ``file`` is its WOFF2 file in the default storage; empty for one of the product's."""

    family: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo as a picture in the default storage (PNG with what is transparent in it); ``alt`` is what it says."""

    file: str
    media_type: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """A house style, ready to use. ``deep`` and ``on_deep`` (covers, the wall) are the same by day and by night."""

    name: str
    light: Palette
    dark: Palette
    deep: str
    on_deep: str
    heading_font: Font
    body_font: Font
    logo: Logo | None = None
