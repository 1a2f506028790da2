"""A verslag on paper: what its reader sees, as a tagged file that is printed as the koersdocument is."""

import hashlib
import json
from typing import Any

from django.core.cache import cache
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.clock import local
from programmes.enums import Accent
from reports.koersdocument.pdf.faces import letters, named_faces, own_faces
from reports.koersdocument.pdf.palette import palette
from reports.koersdocument.pdf.pictures import PictureRefused, check_pictures
from reports.koersdocument.pdf.render import MEMORY, SECONDS, built_fonts, print_page, sheets_folder
from reports.koersdocument.services.assembling import ACCENTS
from reports.koersdocument.services.dressing import LOGO, style_of
from reports.verslag.queries.reading import VerslagView

MOST_PHOTOS = 8
KEPT = 60 * 60
"""Seconds for which the same verslag is not made again."""


def verslag_pdf(page: VerslagView) -> bytes:
    """``page`` as a file. Raises ``RenderError`` with a sentence when it cannot be made."""
    programme = page.evening.programme
    style, files = style_of(programme)
    stored = {key: name for key, name in files.items() if key != LOGO}
    stored |= {f"photo{place}": photo.stored for place, photo in enumerate(page.photos[:MOST_PHOTOS])}
    pictures = _read(stored, fonts=set(files))
    html = render_to_string(
        "verslag/print.html",
        {
            "page": page,
            "verslag": page.verslag,
            "evening": page.evening,
            "language": get_language(),
            "photos": [
                (f"picture:photo{place}", photo)
                for place, photo in enumerate(page.photos[:MOST_PHOTOS])
                if f"photo{place}" in pictures
            ],
        },
    )
    sheet = (
        named_faces(built_fonts(), style)
        + own_faces(style, lambda key: f"picture:{key}" if key in pictures else None)
        + palette(ACCENTS[Accent(programme.accent)], style).as_css()
        + letters(style, "print")
        + (sheets_folder() / "verslag.css").read_text(encoding="utf-8")
    )
    made_of = [html.encode(), sheet.encode(), *(content for _key, content in sorted(pictures.items()))]
    digest = hashlib.sha256(b"".join(hashlib.sha256(one).digest() for one in made_of)).hexdigest()
    kept: bytes | None = cache.get(f"verslag:{digest}")
    if kept is None:
        kept = print_page(
            html=html,
            style=sheet,
            content=_content(page),
            order=_order(page),
            pictures=pictures,
        )
        cache.set(f"verslag:{digest}", kept, KEPT)
    return kept


def file_name(page: VerslagView) -> str:
    """What the file is called on somebody's laptop."""
    return f"verslag-{slugify(page.evening.title) or page.verslag.public_id}.pdf"


def _read(stored: dict[str, str], *, fonts: set[str]) -> dict[str, bytes]:
    """The files that are there; a photo that would stop the printing is left out."""
    found = {}
    for key, name in stored.items():
        if not default_storage.exists(name):
            continue
        with default_storage.open(name) as file:
            content = file.read()
        try:
            if key not in fonts:
                check_pictures({key: content})
        except PictureRefused:
            continue
        found[key] = content
    return found


def _order(page: VerslagView) -> dict[str, object]:
    return {
        "fonts": str(built_fonts().resolve()),
        "seconds": SECONDS,
        "memory": MEMORY,
        "moment": local(page.verslag.changed_at).date().isoformat(),
        "attachment": "verslag.json",
        "description": _("What stands in this verslag, as data"),
        "link_names": {},
        "elsewhere": _("To this place in the document"),
        "outside": _("Open %(url)s"),
        "mirrored": False,
    }


def _content(page: VerslagView) -> str:
    """What stands in it, for whoever goes on with it elsewhere."""
    shown = {part.kind for part in page.shown}
    data: dict[str, Any] = {
        "evening": page.evening.title,
        "held": page.evening.starts_at.isoformat(),
        "title": page.title,
        "introduction": page.verslag.introduction,
        "remarks": {part.kind: part.remark for part in page.shown if part.remark},
    }
    if "ideas" in shown:
        data["ideas"] = [
            {"code": card.code, "text": card.text, "author": card.author, "bundle": bundle.title}
            for bundle in page.bundles
            for card in bundle.ideas
        ]
    if "votes" in shown:
        data["rounds"] = [
            {"title": one.title, "dots": {row.title: row.dots for row in one.rows}} for one in page.rounds
        ]
    if "course" in shown:
        data["blocks"] = [
            {"title": one.title, "planned": one.planned, "took": one.took} for one in page.blocks
        ]
    for kind, points in (("agreed", page.agreed), ("points", page.points)):
        if kind in shown:
            data[kind] = [{"what": one.what, "about": one.about} for one in points]
    if "examples" in shown:
        data["examples"] = [
            {"worked": one.is_good, "what": one.what, "where": one.where, "why": one.why, "by": one.who}
            for one in page.examples
        ]
    if "words" in shown:
        data["words"] = {one.title: list(one.words) for one in page.words}
    if "learned" in shown:
        data["learned"] = [
            {"learned": one.learned, "differently": one.differently, "by": one.who} for one in page.learned
        ]
    return json.dumps(data, ensure_ascii=False, sort_keys=True)
