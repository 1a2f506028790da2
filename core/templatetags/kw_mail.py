"""What a mail looks like. It cannot load our style sheets, so colours stand here too (a test holds them equal to
tokens.css), and every element carries its style in itself: Outlook and Gmail pass over much of what stands in a head.
"""

import re
from dataclasses import asdict, dataclass
from string import Template

from django import template
from django.utils.safestring import SafeString, mark_safe

from core.house_style import HouseStyle

register = template.Library()


@dataclass(frozen=True, slots=True)
class Colours:
    """One accent, light and dark, under the names of ``tokens.css``; ``deep`` is the same in both. Below it the grounds
    and the ink by day: in the dark every mail has ours (``mail/dark.css``)."""

    accent: str
    accent_dark: str
    tint: str
    tint_dark: str
    deep: str
    fill: str
    fill_dark: str
    on_fill: str
    on_fill_dark: str
    paper: str = "#faf7f2"
    surface: str = "#ffffff"
    ink: str = "#1b2a2f"
    muted: str = "#56666b"
    line: str = "#e3dcd1"


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


_FONT = "font-family:'Atkinson Hyperlegible Next',Verdana,Arial,sans-serif;mso-line-height-rule:exactly;"
_STYLES = {
    "p": _FONT + "margin:0 0 16px;font-size:17px;line-height:27px;color:$ink",
    "li": _FONT + "margin:0 0 8px;font-size:17px;line-height:27px;color:$ink",
    "ul": "margin:0 0 16px;padding:0 0 0 24px",
    "ol": "margin:0 0 16px;padding:0 0 0 24px",
    "h1": _FONT + "margin:0 0 16px;font-size:30px;line-height:34px;font-weight:bold;color:$ink",
    "h2": _FONT + "margin:0 0 20px;padding:10px 16px;font-size:17px;line-height:24px;font-weight:bold;"
    "background-color:$tint;color:$ink",
    "h3": _FONT + "margin:24px 0 8px;font-size:21px;line-height:27px;font-weight:bold;color:$ink",
    "a": "color:$accent;text-decoration:underline",
    "blockquote": "margin:0 0 16px;padding:12px 16px 1px;background-color:$tint;border-left:4px solid $accent",
    ".page": "background-color:$paper",
    ".head": _FONT + "padding:24px 0 16px;font-size:19px;line-height:26px;font-weight:bold;color:$ink",
    ".sheet": "background-color:$surface;border:1px solid $line",
    ".rule": "height:6px;font-size:6px;line-height:6px;background-color:$fill;mso-line-height-rule:exactly",
    ".pad": "padding:32px 32px 24px",
    ".day": _FONT + "padding:16px 12px;font-size:16px;line-height:22px;text-align:center;vertical-align:top;"
    "background-color:$deep;color:#ffffff",
    ".day-number": "font-size:44px;line-height:50px;font-weight:bold;color:#ffffff",
    ".what": _FONT + "padding:16px 20px;font-size:17px;line-height:26px;vertical-align:top;"
    "background-color:$tint;color:$ink",
    ".code": _FONT + "padding:12px 20px;font-size:33px;line-height:40px;font-weight:bold;letter-spacing:8px;"
    "background-color:$tint;color:$ink",
    # Outlook gives the cell the room that it does not give a link in it.
    ".go": "background-color:$fill;border-radius:6px;text-align:center;mso-padding-alt:13px 24px",
    ".go-link": _FONT
    + "display:inline-block;padding:13px 24px;font-size:17px;line-height:22px;font-weight:bold;"
    "color:$on_fill;text-decoration:none",
    ".small": _FONT + "margin:0;font-size:15px;line-height:23px;color:$muted",
    ".foot": "padding:20px 0 32px",
    ".quiet": "font-weight:normal;font-size:15px;color:$muted",
    ".quiet-link": "color:$muted",
    ".gap": "height:24px;font-size:24px;line-height:24px;mso-line-height-rule:exactly",
    ".preheader": "display:none;max-height:0;max-width:0;overflow:hidden;mso-hide:all;font-size:1px;line-height:1px;"
    "color:$paper",
}
"""The style of an element, by its name and by its class; the class wins. Colours stand as ``$name``."""
_ELEMENT = re.compile(r"<([a-z][a-z0-9]*)((?: [^<>]*)?)>")
_CLASS = re.compile(r' class="([^"]*)"')


@register.simple_tag
def mail_colours(accent: str = "", house: HouseStyle | None = None) -> Colours:
    """The colours of ``house``, or else of ``accent``; those of water when it has no such name."""
    if house:
        return _colours_of(house)
    return COLOURS.get(accent, COLOURS["water"])


def _colours_of(house: HouseStyle) -> Colours:
    day, night = house.light, house.dark
    return Colours(
        accent=day.accent,
        accent_dark=night.accent,
        tint=day.tint,
        tint_dark=night.tint,
        deep=house.deep,
        fill=day.fill,
        fill_dark=night.fill,
        on_fill=day.on_fill,
        on_fill_dark=night.on_fill,
        paper=day.paper,
        surface=day.surface,
        ink=day.ink,
        muted=day.muted,
        line=day.line,
    )


@register.simple_tag
def mail_silence() -> str:
    """What keeps a list of mails from going on, behind the preheader, with the text below it."""
    return "\u2007\ufeff" * 30


@register.tag
def inlined(parser: template.base.Parser, token: template.base.Token) -> "_Inlined":
    """``{% inlined colours %}…{% endinlined %}``: what stands between, with a style attribute on each element."""
    _name, colours = token.split_contents()
    nodes = parser.parse(("endinlined",))
    parser.delete_first_token()
    return _Inlined(parser.compile_filter(colours), nodes)


class _Inlined(template.Node):
    def __init__(self, colours: template.base.FilterExpression, nodelist: template.NodeList) -> None:
        self.colours, self.nodelist = colours, nodelist

    def render(self, context: template.Context) -> SafeString:
        colours = asdict(self.colours.resolve(context))

        def dressed(found: re.Match[str]) -> str:
            name, attributes = found[1], found[2]
            classes = _CLASS.search(attributes)
            keys = [name, *(f".{one}" for one in (classes[1].split() if classes else ()))]
            style = ";".join(_STYLES[key] for key in keys if key in _STYLES)
            return (
                f'<{name}{attributes} style="{Template(style).substitute(colours)}">' if style else found[0]
            )

        # Only attributes of our own come in, on elements that autoescape or nh3 let through.
        return mark_safe(_ELEMENT.sub(dressed, self.nodelist.render(context)))  # noqa: S308


@register.filter
def as_mail_text(value: str) -> str:
    """Markdown for a mail without markup: a link is its words and its address, emphasis is bare words."""
    text = re.sub(r"\[([^\]]+)\]\((\S+?)\)", r"\1: \2", value)
    text = re.sub(r"(\*\*|\*)(?=\S)(.+?)(?<=\S)\1", r"\2", text)
    return re.sub(r"[ \t]+$", "", text, flags=re.M)
