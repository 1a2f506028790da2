"""From a theme's colours to a palette by day and one by night in which every pair that stands together can be read.

A colour that falls short is moved to its nearest shade that does not, and ``moved`` says so: a body's house style is
given, so refusing it would help nobody (docs/decisions/0007). What Koerswerk lends stands in static/css/tokens.css.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from core.colour import BLACK, WHITE, contrast, mix, nearest_passing, passes
from core.house_style import Palette
from core.templatetags.kw_mail import COLOURS

TEXT, EDGE, FAR = 4.5, 3.0, 7.0

STATES = ("#2a6637", "#7a5200", "#a3231f")
"""Good, warn and bad by day."""
LENT = (*STATES, *(each.accent for each in COLOURS.values()))
"""What stands on a page whatever it wears: states, and the accent of a programme on its card."""
LENT_TINTS = tuple(each.tint for each in COLOURS.values())
OURS = {"paper": "#faf7f2", "surface": WHITE, "ink": "#1b2a2f", "edge": "#81796b"}
NIGHT = {
    "paper": "#12191b", "surface": "#1a2326", "sunk": "#0d1315", "ink": "#ece7dd", "muted": "#a5b1b2",
    "line": "#2d393c", "edge": "#7b8a8d",
}  # fmt: skip
ON_FILL_NIGHT = "#10181b"

PAIRS: tuple[tuple[str, str, float], ...] = (
    *(("ink", ground, TEXT) for ground in ("paper", "surface", "sunk", "tint")),
    *(("muted", ground, TEXT) for ground in ("paper", "surface", "sunk", "tint")),
    *(("accent", ground, TEXT) for ground in ("paper", "surface", "sunk", "tint")),
    ("on_fill", "fill", TEXT),
    *(("fill", ground, EDGE) for ground in ("paper", "surface")),
    *(("edge", ground, EDGE) for ground in ("paper", "surface")),
)
"""What stands on what in the product, and how far they must stand apart."""


@dataclass(frozen=True, slots=True)
class Palettes:
    """A palette by day and by night; the two colours of covers; and by name what was ``moved``: (given, used)."""

    light: Palette
    dark: Palette
    deep: str
    on_deep: str
    moved: Mapping[str, tuple[str, str]]


def draw_palettes(given: Mapping[str, str]) -> Palettes:
    """Palettes from the colours of a theme (named in ``core.design_tokens.COLOURS``); accent or fill is among them."""
    return _draw(tuple(sorted(given.items())))


@lru_cache(maxsize=256)
def _draw(colours: tuple[tuple[str, str], ...]) -> Palettes:
    given = dict(colours)
    light = _day(given)
    used = {name: getattr(light, name) for name in given}
    deep = nearest_passing(mix(light.fill, BLACK, 0.35), [(WHITE, FAR + 1)])
    return Palettes(
        light=light,
        dark=_night(light),
        deep=deep,
        on_deep=nearest_passing(mix(light.fill, WHITE, 0.75), [(deep, FAR)]),
        moved={name: (given[name], used[name]) for name in given if given[name] != used[name]},
    )


def _day(given: Mapping[str, str]) -> Palette:
    lent = [(colour, TEXT) for colour in LENT]
    paper = nearest_passing(given.get("paper", OURS["paper"]), lent)
    surface = nearest_passing(given.get("surface", OURS["surface"]), lent)
    edges = [(paper, EDGE), (surface, EDGE)]

    wanted = given.get("fill") or given["accent"]
    on_wanted = given.get("on_fill") or max((WHITE, BLACK), key=lambda end: contrast(end, wanted))
    fill = nearest_passing(wanted, [*edges, (on_wanted, TEXT)])
    if not passes(fill, edges):  # the words on it leave no room: then they give way
        fill = nearest_passing(wanted, edges)
    on_fill = nearest_passing(on_wanted, [(fill, TEXT)])

    first_ink = given.get("ink", OURS["ink"])
    tint, sunk = mix(paper, fill, 0.1), mix(paper, first_ink, 0.05)
    grounds = [(ground, TEXT) for ground in (paper, surface, sunk, tint)]
    words = [*grounds, *((ground, TEXT) for ground in LENT_TINTS)]
    ink = nearest_passing(first_ink, words)
    return Palette(
        paper=paper,
        surface=surface,
        sunk=sunk,
        ink=ink,
        muted=nearest_passing(given.get("muted") or mix(ink, paper, 0.3), words),
        line=given.get("line") or mix(paper, ink, 0.14),
        edge=nearest_passing(given.get("edge", OURS["edge"]), edges),
        accent=nearest_passing(given.get("accent") or fill, grounds),
        fill=fill,
        on_fill=on_fill,
        tint=tint,
    )


def _night(light: Palette) -> Palette:
    """Themes say nothing of the night: Koerswerk's dark grounds, with the accent and the fill light enough for them."""
    grounds = [(NIGHT[name], TEXT) for name in ("paper", "surface", "sunk")]
    fill = nearest_passing(light.fill, grounds)
    tint = mix(NIGHT["surface"], fill, 0.12)
    return Palette(
        **NIGHT,
        fill=fill,
        on_fill=nearest_passing(ON_FILL_NIGHT, [(fill, TEXT)]),
        tint=tint,
        accent=nearest_passing(light.accent, [*grounds, (tint, TEXT)]),
    )
