"""What an organisation's house style is, for pages, mails and documents: colours, two fonts, a logo. No rows, no files.

Every colour is "#rrggbb" in lower case, and every pair that stands together was checked for contrast before it
was kept; so nothing here needs checking, or escaping, again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field

BODY_FALLBACK = '"Atkinson Hyperlegible Next", Verdana, sans-serif'
HEADING_FALLBACK = '"Bricolage Grotesque", "Atkinson Hyperlegible Next", Verdana, sans-serif'


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
    """A font by its family name. ``file`` is its WOFF2 file in the default storage; empty for one of the product's,
    or one that readers may or may not have."""

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
    shapes: Mapping[str, str] = field(default_factory=dict)
    """Sizes and weights of a theme's controls, by the name of Utrecht's token ("utrecht-button-border-radius")."""


def _tokens(style: HouseStyle) -> Iterable[tuple[str, str]]:
    for name, light in asdict(style.light).items():
        dark = getattr(style.dark, name)
        yield f"--kw-{name.replace('_', '-')}", f"light-dark({light}, {dark})"
    yield "--kw-deep", style.deep
    yield "--kw-on-deep", style.on_deep
    yield "--kw-font", _stack(style.body_font, BODY_FALLBACK)
    yield "--kw-font-display", _stack(style.heading_font, HEADING_FALLBACK)
    for name, value in style.shapes.items():
        yield f"--{name}", value


def _stack(font: Font, fallback: str) -> str:
    return f'"{font.family}", {fallback}'


def stylesheet(style: HouseStyle, *, font_urls: Mapping[str, str], scope: str = "") -> str:
    """``style`` as CSS that lays itself over tokens.css: on the page, or only inside ``scope`` (a class of ours).

    ``font_urls`` has the addresses of the font files by family. The layer stands above tokens and below all that
    uses them (static/css/app.css). A programme's card keeps its own accent, as it sets data-accent itself.
    """
    where = f".{scope}" if scope else ":root, body[data-accent]"
    faces = "".join(
        f'@font-face{{font-family:"{family}";src:url("{url}") format("woff2");font-weight:100 900;font-display:swap}}\n'
        for family, url in font_urls.items()
    )
    body = "".join(f"  {name}: {value};\n" for name, value in _tokens(style))
    return f"{faces}@layer house {{\n{where} {{\n{body}}}\n}}\n"
