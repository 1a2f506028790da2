"""What the screen shows on which an organisation chooses its house style."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from accounts.enums import Look
from accounts.models import Organisation, OrganisationStyle
from accounts.queries.house_style import SAMPLE, dressed_in, sheet_of, theme_of
from core.colour import contrast
from core.house_style import HouseStyle, Palette
from core.palettes import PAIRS, draw_palettes

KOERSWERK = "koerswerk"
_WATER = ("#0b5c7a", "#0b5c7a", "#faf7f2", "#1b2a2f")


@dataclass(frozen=True, slots=True)
class Card:
    """One look that can be chosen: four of its colours, and whether it is looked at or worn now."""

    key: str
    name: str
    text: str
    colours: tuple[str, ...]
    current: bool
    worn: bool


@dataclass(frozen=True, slots=True)
class PairRow:
    """How far a colour stands from its ground, by day and by night."""

    label: str
    day: str
    night: str
    least: str
    colour: str
    ground: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A colour of the theme that was moved to its nearest shade that can be read."""

    label: str
    given: str
    used: str


@dataclass(frozen=True, slots=True)
class Sample:
    """A look to be judged before it is worn."""

    key: str
    style: HouseStyle
    sheet_url: str
    rows: list[PairRow]
    moved: list[Moved]
    worn: bool


@dataclass(frozen=True, slots=True)
class Screen:
    """The screen: what is worn, what can be chosen, and the sample of the look that is looked at."""

    row: OrganisationStyle
    worn_name: str
    cards: list[Card]
    sample: Sample | None


def row_of(organisation: Organisation) -> OrganisationStyle:
    """The style of ``organisation``; an unsaved empty one where it has none. No query after ``visible_to``."""
    row: OrganisationStyle | None = getattr(organisation, "style", None)
    return row or OrganisationStyle(organisation=organisation)


def read_screen(*, organisation: Organisation, look: str) -> Screen:
    """The screen with the sample of ``look``; with that of what is worn where ``look`` is empty or unknown."""
    row = row_of(organisation)
    worn = row.look if row.worn else KOERSWERK
    looks = [each for each in Look if theme_of(row, each) is not None]
    chosen = look if look in looks or look == KOERSWERK else worn
    texts = {
        Look.VOORBEELD: _("The open example theme of NL Design System."),
        Look.MOOI_EN_ANDERS: _("The open theme of the NL Design System team."),
        Look.OWN: _("The theme that you uploaded."),
    }
    cards = [
        Card(
            key=KOERSWERK,
            name="Koerswerk",
            text=_("Warm paper, and for each programme a colour of its own."),
            colours=_WATER,
            current=chosen == KOERSWERK,
            worn=worn == KOERSWERK,
        )
    ]
    for each in looks:
        style = dressed_in(row, each)
        if style is not None:
            cards.append(
                Card(
                    key=each.value,
                    name=str(style.name),
                    text=str(texts[each]),
                    colours=(style.light.fill, style.light.accent, style.light.paper, style.light.ink),
                    current=chosen == each,
                    worn=worn == each,
                )
            )
    return Screen(
        row=row,
        worn_name=next(card.name for card in cards if card.worn),
        cards=cards,
        sample=_sample(row, chosen, worn=chosen == worn),
    )


def _sample(row: OrganisationStyle, look: str, *, worn: bool) -> Sample | None:
    style = dressed_in(row, look) if look != KOERSWERK else None
    theme = theme_of(row, look) if look != KOERSWERK else None
    if style is None or theme is None:
        return None
    names = _names()
    return Sample(
        key=look,
        style=style,
        sheet_url=reverse(
            "accounts:house_sample",
            args=[row.organisation.public_id, look, sheet_of(style, scope=SAMPLE).digest],
        ),
        rows=[_pair(style.light, style.dark, *pair, names) for pair in PAIRS],
        moved=[
            Moved(names[name], given, used)
            for name, (given, used) in draw_palettes(theme.colours).moved.items()
        ],
        worn=worn,
    )


def _pair(
    light: Palette, dark: Palette, colour: str, ground: str, least: float, names: dict[str, str]
) -> PairRow:
    return PairRow(
        label=_("%(colour)s on %(ground)s") % {"colour": names[colour], "ground": names[ground].lower()},
        day=_number(contrast(getattr(light, colour), getattr(light, ground))),
        night=_number(contrast(getattr(dark, colour), getattr(dark, ground))),
        least=_number(least),
        colour=getattr(light, colour),
        ground=getattr(light, ground),
    )


def _number(ratio: float) -> str:
    """A contrast as people write it, rounded down: 4.49 must not read as 4.5."""
    return number_format(int(ratio * 10) / 10, 1)


def _names() -> dict[str, str]:
    return {
        "paper": _("Page"),
        "surface": _("Card"),
        "sunk": _("Quiet ground"),
        "tint": _("Coloured ground"),
        "ink": _("Text"),
        "muted": _("Quiet text"),
        "line": _("Line"),
        "edge": _("Edge of a field"),
        "accent": _("Link"),
        "fill": _("Button"),
        "on_fill": _("Text of a button"),
    }
