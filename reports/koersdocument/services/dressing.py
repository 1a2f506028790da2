"""The house style that a document wears, frozen with it: what is said of it, and where its files are stored."""

from accounts.queries.house_style import house_style_of
from programmes.models import Programme
from reports.koersdocument.pdf.blocks import Picture
from reports.koersdocument.pdf.content import Style

LOGO, HEADING, BODY = "logo", "font-heading", "font-body"
"""The keys of a house style's files among the pictures of an edition."""


def style_of(programme: Programme) -> tuple[Style | None, dict[str, str]]:
    """The style of the organisation that hosts ``programme``, and the names of its files in the default storage by key.

    None, and no files, for Koerswerk's own look.
    """
    house = house_style_of(programme.host_id)
    if house is None:
        return None, {}
    stored = {
        LOGO: house.logo.file if house.logo else "",
        HEADING: house.heading_font.file,
        BODY: house.body_font.file,
    }
    files = {key: name for key, name in stored.items() if name}
    style = Style(
        name=house.name,
        accent=house.light.fill,  # the colour of the brand; "accent" is that of links
        deep=house.deep,
        on_deep=house.on_deep,
        ink=house.light.ink,
        heading=house.heading_font.family,
        heading_file=HEADING if HEADING in files else "",
        body=house.body_font.family,
        body_file=BODY if BODY in files else "",
        logo=Picture(key=LOGO, alternative=house.logo.alt) if house.logo else None,
    )
    return style, files
