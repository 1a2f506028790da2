"""Colours as "#rrggbb": reading them, mixing them, and how well one reads on another (WCAG 2.2, 1.4.3, 1.4.11)."""

from collections.abc import Iterable

from PIL import ImageColor

BLACK, WHITE = "#000000", "#ffffff"
STEPS = 200
"""How finely a shade is looked for: half a percent of black or white at a time."""


def read_colour(text: str) -> str | None:
    """``text`` (hex, rgb(), hsl() or a name, as CSS writes them) as "#rrggbb"; None for what cannot be seen through or
    is not wholly there ("transparent", an alpha below 1).

    Raises ``ValueError`` for what is no colour.
    """
    text = text.strip().lower()
    if text == "transparent":
        return None
    if len(text) > 60:
        raise ValueError(text[:60])
    if text.startswith("rgba(") and text.endswith(")") and len(parts := text[5:-1].split(",")) == 4:
        if float(parts[3].strip().removesuffix("%")) == 0:
            return None
        if parts[3].strip() in {"1", "1.0", "100%"}:
            text = f"rgb({','.join(parts[:3])})"
    red, green, blue, *alpha = ImageColor.getrgb(text)
    if alpha and alpha[0] != 255:
        return None
    return f"#{red:02x}{green:02x}{blue:02x}"


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(colour: str, other: str, share: float) -> str:
    """``colour`` with ``share`` (0 to 1) of ``other`` in it."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)


def luminance(colour: str) -> float:
    """Relative luminance, 0 for black to 1 for white."""
    parts = [part / 255 for part in _channels(colour)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    """How far two colours stand apart, 1 to 21, whichever is on top."""
    dark, light = sorted((luminance(one), luminance(two)))
    return (light + 0.05) / (dark + 0.05)


def passes(colour: str, needs: Iterable[tuple[str, float]]) -> bool:
    """Whether ``colour`` reaches each (other colour, least contrast) of ``needs``."""
    return all(contrast(colour, other) >= least for other, least in needs)


def nearest_passing(colour: str, needs: Iterable[tuple[str, float]]) -> str:
    """``colour`` if it passes; otherwise its nearest darker or lighter shade that does.

    Where no shade does (the others leave no room), the better of black and white.
    """
    needs = list(needs)
    for step in range(STEPS + 1):
        for end in (BLACK, WHITE):
            if passes(shade := mix(colour, end, step / STEPS), needs):
                return shade
    return max((BLACK, WHITE), key=lambda end: min(contrast(end, other) / least for other, least in needs))
