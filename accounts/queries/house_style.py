"""The house style that an organisation's pages, mails and documents wear."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model, Q
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.enums import Look
from accounts.models import Organisation, OrganisationStyle
from accounts.policies import ADMINISTRATOR
from core.access import standing_of
from core.design_tokens import Theme, read_theme
from core.house_style import Font, HouseStyle, Logo, stylesheet
from core.palettes import draw_palettes
from core.rendering import Dress, NavLink

FONTS: Mapping[str, str] = {
    "Atkinson Hyperlegible Next": "",
    "Bricolage Grotesque": "",
    "Fira Sans": "fonts/fira-sans.woff2",
    "Noto Sans": "fonts/noto-sans.woff2",
    "Noto Serif": "fonts/noto-serif.woff2",
    "Source Sans Pro": "fonts/source-sans-3.woff2",  # the present name of the same face
}
"""The fonts that the product has, by family, and the file of those that kw.css does not load (scripts/assets.mjs)."""
HEADING, BODY = "Bricolage Grotesque", "Atkinson Hyperlegible Next"
FOLDER = "house-styles/"
"""Where logos and fonts lie in the storage."""
SAMPLE = "kw-sample__page"
"""The class inside which the sheet of a sample holds."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A style sheet, and the hash of its text that its address carries."""

    css: str
    digest: str


@cache
def theme_of_the_product(look: str) -> Theme:
    """One of the open themes of NL Design System that the build takes from their packages."""
    path = finders.find(f"themes/{look}.json")
    if not path:
        raise ImproperlyConfigured(
            f"There is no themes/{look}.json: build the assets first (node scripts/assets.mjs)."
        )
    return read_theme(Path(str(path)).read_bytes())


def theme_of(row: OrganisationStyle, look: str) -> Theme | None:
    """The theme that ``look`` names for this organisation; None for its own where it has not given one."""
    if look != Look.OWN:
        return theme_of_the_product(look)
    return Theme(**row.own_theme) if row.own_theme else None


def dressed_in(row: OrganisationStyle, look: str) -> HouseStyle | None:
    """The organisation's house style if it chose ``look``, with its own fonts and logo. No query."""
    theme = theme_of(row, look)
    if theme is None:
        return None
    drawn = draw_palettes(theme.colours)
    return HouseStyle(
        name=row.own_name if look == Look.OWN else str(Look(look).label),
        light=drawn.light,
        dark=drawn.dark,
        deep=drawn.deep,
        on_deep=drawn.on_deep,
        heading_font=_font(row.heading_family or theme.fonts.get("heading", HEADING), row.heading_file),
        body_font=_font(row.body_family or theme.fonts.get("body", BODY), row.body_file),
        logo=_logo(row),
        shapes=theme.shapes,
    )


def _font(family: str, file: Any) -> Font:
    return Font(family, file.name if file else "")


def _logo(row: OrganisationStyle) -> Logo | None:
    if not row.logo:
        return None
    return Logo(str(row.logo.name), "image/png", row.logo_alt, row.logo_width, row.logo_height)


def house_style_of(organisation_id: int | None) -> HouseStyle | None:
    """The house style of the organisation with this primary key; None where it wears Koerswerk's own look. 1 query."""
    if organisation_id is None:
        return None
    row = OrganisationStyle.objects.filter(organisation_id=organisation_id, worn=True).first()
    return dressed_in(row, row.look) if row else None


HostFinder = Callable[[str], int | None]
_host_finders: list[HostFinder] = []


def host_of_scope_by(finder: HostFinder) -> None:
    """Let ``finder`` say which organisation (primary key) hosts what a scope ("programme:12") names; called in
    ``AppConfig.ready``."""
    _host_finders[:] = [finder]


def style_of_scope(scope: str) -> HouseStyle | None:
    """The house style of the organisation that ``scope`` names, or that hosts what it names; None where there is none,
    or where it wears Koerswerk's own look. 2 queries at most."""
    kind, _colon, key = scope.partition(":")
    if kind == "organisation":
        return house_style_of(int(key))
    return house_style_of(next((finder(scope) for finder in _host_finders if scope), None))


def sheet_of(style: HouseStyle, *, scope: str = "") -> Sheet:
    """The style sheet of ``style``, for the page or only inside the class ``scope``."""
    urls: dict[str, str] = {}
    for font in (style.heading_font, style.body_font):
        if font.file:
            urls[font.family] = file_url(font.file)
        elif FONTS.get(font.family):
            urls[font.family] = static(FONTS[font.family])
    css = stylesheet(style, font_urls=urls, scope=scope)
    return Sheet(css, hashlib.sha256(css.encode()).hexdigest()[:16])


def file_url(name: str) -> str:
    """The address of a logo or a font by its name in the storage."""
    return reverse("accounts:house_file", args=[name.rsplit("/", 1)[-1]])


def style_with_file(name: str) -> Any:
    """The stored logo or font with the file name ``name``; None where no organisation has it."""
    stored = f"{FOLDER}{name}"
    row = OrganisationStyle.objects.filter(
        Q(logo=stored) | Q(heading_file=stored) | Q(body_file=stored)
    ).first()
    if row is None:
        return None
    return next(file for file in (row.logo, row.heading_file, row.body_file) if file and file.name == stored)


def host_of(about: Any) -> int | None:
    """The organisation that hosts what a page is about: everything of a programme has ``.programme``."""
    if isinstance(about, Organisation):
        return about.pk
    host: int | None = getattr(getattr(about, "programme", about), "host_id", None)
    return host


def _host_at_hand(about: Any) -> Organisation | None:
    """The host of what a page is about, where it was fetched along with its style."""
    programme = getattr(about, "programme", about)
    host = programme._state.fields_cache.get("host") if isinstance(programme, Model) else None
    return host if host is not None and "style" in host._state.fields_cache else None


def dress_of(request: HttpRequest) -> Dress:
    """What a page wears: the style of the host of what it is about, or else of the viewer's own organisation; and for
    administrators the way to the page of what they administer. 1 query at most, beyond the standing; none where the
    host was fetched along.
    """
    user: Any = request.user
    whose = host_of(getattr(request, "about", None)) or getattr(user, "organisation_id", None)
    administered = standing_of(user).where("organisation", ADMINISTRATOR)
    wanted = administered | ({whose} if whose else set())
    if not wanted:
        return Dress()
    at_hand = _host_at_hand(getattr(request, "about", None))
    found: Iterable[Organisation] = (
        [at_hand]
        if at_hand is not None and wanted == {at_hand.pk}
        else Organisation.objects.filter(pk__in=wanted).select_related("style")
    )
    links, row = [], None
    for organisation in found:
        if organisation.pk in administered:
            links.append(_link(organisation, several=len(administered) > 1))
        if organisation.pk == whose:
            row = getattr(organisation, "style", None)
    style = dressed_in(row, row.look) if row and row.worn else None
    logo = _logo(row) if row else None
    return Dress(
        sheet_url=sheet_url(row, sheet_of(style)) if row and style else "",
        logo_url=file_url(logo.file) if logo else "",
        logo_alt=logo.alt if logo else "",
        links=tuple(links),
    )


def sheet_url(row: OrganisationStyle, sheet: Sheet) -> str:
    """The address of the style sheet that an organisation wears: another text has another address."""
    return reverse("accounts:house_sheet", args=[row.organisation.public_id, sheet.digest])


def _link(organisation: Organisation, *, several: bool) -> NavLink:
    label = organisation.name if several else _("Your organisation")
    return NavLink(
        url=reverse("accounts:organisation", args=[organisation.public_id]), label=label, icon="place"
    )


def theme_as_json(theme: Theme) -> dict[str, Any]:
    """``theme`` for the column that keeps it."""
    kept: dict[str, Any] = json.loads(
        json.dumps({"colours": theme.colours, "fonts": theme.fonts, "shapes": theme.shapes})
    )
    return kept
