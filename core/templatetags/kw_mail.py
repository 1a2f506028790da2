"""The colours of a mail: it cannot load our tokens, so they stand here too. A test holds them equal to tokens.css."""

from dataclasses import dataclass

from django import template

register = template.Library()


@dataclass(frozen=True, slots=True)
class Colours:
    """One accent, light and dark, under the names of ``tokens.css``; ``deep`` is the same in both."""

    accent: str
    accent_dark: str
    tint: str
    tint_dark: str
    deep: str
    fill: str
    fill_dark: str
    on_fill: str
    on_fill_dark: str


def _plain(accent: str, accent_dark: str, tint: str, tint_dark: str, deep: str) -> Colours:
    """An accent whose buttons have its own colour, as all have but one."""
    return Colours(accent, accent_dark, tint, tint_dark, deep, accent, accent_dark, "#ffffff", "#10181b")


COLOURS = {
    "water": _plain("#0b5c7a", "#7cc0dc", "#e2eef2", "#15303a", "#073b4f"),
    "polder": _plain("#2f6b3a", "#8cc796", "#e5efe4", "#1a3220", "#1b4224"),
    "klei": _plain("#a3431f", "#f09c7b", "#f8e9e1", "#3a2419", "#672812"),
    "heide": _plain("#6b3fa0", "#c2a8f0", "#efe8f6", "#2d2440", "#422568"),
    "zon": Colours(
        "#7a5200", "#f2b705", "#fcf1d2", "#362b0c", "#4d3500", "#f2b705", "#f2b705", "#1b2a2f", "#1b2a2f"
    ),
    "kers": _plain("#a31545", "#f291ac", "#fae6ec", "#3b1e28", "#670b2b"),
    "riet": _plain("#5b6300", "#c2ca63", "#f0f1da", "#2c2f10", "#393e02"),
    "nacht": _plain("#24407a", "#9db6f0", "#e6ebf6", "#1f2a45", "#152750"),
}


@register.simple_tag
def mail_colours(accent: str = "") -> Colours:
    """The colours of ``accent``; those of water when it has no such name."""
    return COLOURS.get(accent, COLOURS["water"])
