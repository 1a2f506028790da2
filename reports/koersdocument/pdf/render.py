"""A document as a PDF or a web page: ``render_pdf`` and ``render_html`` are all that the rest of the house calls."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import structlog
from django.conf import settings
from django.utils import translation
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext as _

from .codec import to_json
from .compose import Composition, compose
from .content import Document
from .faces import embedded_faces, letters, named_faces, own_faces
from .palette import palette
from .pictures import check_font, check_pictures, embedded, embedded_font

logger = structlog.get_logger(__name__)

SECONDS = 60
"""How long a document may take, in seconds by the clock."""

MEMORY = 1024**3
"""Bytes of address space for one document: 25 pages took 0.33 GB, 205 pages 0.56 GB."""

_BOOK = ("book.css", "front.css", "blocks.css", "cards.css", "back.css")
_SCREEN = ("screen.css", "screen-blocks.css")
SCREEN_SHEETS = ("report/fonts.css", *(f"report/{name}" for name in _SCREEN))
"""The static files that a page links which does not stand alone, beside ``document_css``."""
_UNDATED = date(2000, 1, 1)
"""The date inside the fonts and the attachment of an edition that is not published yet."""


class RenderError(Exception):
    """The document could not be made; the message is a sentence for the person who asked for it."""


def render_pdf(
    document: Document,
    names: Mapping[str, str],
    pictures: Mapping[str, bytes],
    *,
    names_removed_on: date | None = None,
    fonts: Path | None = None,
    seconds: int = SECONDS,
) -> bytes:
    """``document`` as one file that is PDF/A-3a and PDF/UA-1, with its canonical JSON attached.

    ``names`` says per contributor's key how he or she is named; who is not in it is anonymous. ``pictures`` are
    JPEG or PNG by key, and the letters of the house style; one that is missing is left out. The same arguments give
    the same bytes. Raises RenderError.
    """
    fonts = fonts or built_fonts()
    places = {key: str(number) for number, key in enumerate(sorted(pictures))}

    def address(key: str) -> str | None:
        return f"picture:{places[key]}" if key in places else None

    try:
        _check(document, pictures)
        book = compose(
            document,
            names,
            target="print",
            address=address,
            names_removed_on=names_removed_on,
        )
        style = (
            named_faces(fonts, document.style)
            + own_faces(document.style, address)
            + book.style
            + _sheets(_BOOK)
        )
        content = to_json(document)
    except ValueError as error:
        raise RenderError(_("The document cannot be made: %(why)s.") % {"why": error}) from error
    return print_page(
        html=book.html,
        style=style,
        content=content,
        order=_order(document, book, fonts, seconds),
        pictures={place: pictures[key] for key, place in places.items()},
        seconds=seconds,
    )


def print_page(
    *,
    html: str,
    style: str,
    content: str,
    order: Mapping[str, object],
    pictures: Mapping[str, bytes],
    seconds: int = SECONDS,
) -> bytes:
    """``html`` as a tagged file with ``content`` (JSON) attached; ``order`` as ``child.Order`` has it, ``pictures`` by
    the name behind "picture:". Raises RenderError.
    """
    with tempfile.TemporaryDirectory(prefix="koersdocument-") as name:
        folder = Path(name)
        (folder / "page.html").write_text(html, encoding="utf-8")
        (folder / "page.css").write_text(style, encoding="utf-8")
        (folder / "content.json").write_text(content, encoding="utf-8")
        (folder / "order.json").write_text(json.dumps(order), encoding="utf-8")
        (folder / "pictures").mkdir()
        for place, picture in pictures.items():
            (folder / "pictures" / place).write_bytes(picture)
        return _run(folder, seconds)


def render_html(
    document: Document,
    names: Mapping[str, str],
    *,
    pictures: Mapping[str, bytes] | None = None,
    picture_address: Callable[[str], str | None] | None = None,
    stylesheets: Sequence[str] | None = None,
    names_removed_on: date | None = None,
    fonts: Path | None = None,
) -> str:
    """``document`` as a web page without script.

    With ``stylesheets`` (addresses) the page links them and has no style of its own, as a strict CSP wants; the
    address of ``document_css`` must be among them. Without, style, fonts and ``pictures`` are inside, and the page
    stands alone. Raises RenderError.
    """
    given = pictures or {}
    address = picture_address or (lambda key: embedded(key, given[key]) if key in given else None)
    try:
        page = compose(
            document,
            names,
            target="screen",
            address=address,
            names_removed_on=names_removed_on,
            head=_head(stylesheets),
        )
        if stylesheets is not None:
            return page.html
        faces = embedded_faces(fonts or built_fonts(), document.style) + own_faces(
            document.style, lambda key: embedded_font(key, given[key]) if key in given else None
        )
        style = faces + page.style + _sheets(_SCREEN)
    except ValueError as error:
        raise RenderError(_("The document cannot be made: %(why)s.") % {"why": error}) from error
    return page.html.replace("</head>", f"<style>{style}</style></head>", 1)


def sheets_folder() -> Path:
    """The folder of our stylesheets for documents."""
    return Path(settings.BASE_DIR) / "static" / "report"


def built_fonts() -> Path:
    """The folder in which the asset build puts the fonts."""
    return Path(settings.BASE_DIR) / "var" / "build" / "assets" / "fonts"


def document_css(document: Document, address: Callable[[str], str | None] = lambda key: None) -> str:
    """The rules of ``document``'s house style, for a page that links its stylesheets; ``address`` says where letters
    of its own are. Raises RenderError.
    """
    try:
        colours = palette(document.accent, document.style).as_css()
    except ValueError as error:
        raise RenderError(_("The document cannot be made: %(why)s.") % {"why": error}) from error
    return colours + letters(document.style, "screen") + own_faces(document.style, address)


def _check(document: Document, pictures: Mapping[str, bytes]) -> None:
    """Refuse what is no picture, and letters that are none. Raises PictureRefused."""
    fonts = document.style.font_files if document.style else ()
    check_pictures({key: content for key, content in pictures.items() if key not in fonts})
    for key in fonts:
        if key in pictures:
            check_font(key, pictures[key])


def _head(stylesheets: Sequence[str] | None) -> SafeString:
    return format_html_join(
        "", '<link rel="stylesheet" href="{}">', ((address,) for address in stylesheets or ())
    )


def _sheets(names: Sequence[str]) -> str:
    return "".join((sheets_folder() / name).read_text(encoding="utf-8") for name in names)


def _order(document: Document, book: Composition, fonts: Path, seconds: int) -> dict[str, object]:
    with translation.override(document.language):
        return {
            "fonts": str(fonts.resolve()),
            "seconds": seconds,
            "memory": MEMORY,
            "moment": (document.published_on or _UNDATED).isoformat(),
            "attachment": f"{slugify(document.title) or 'koersdocument'}-{document.edition_number}.json",
            "description": _("The content of this document, as it was frozen"),
            "link_names": book.link_names,
            "elsewhere": _("To this place in the document"),
            "outside": _("Open %(url)s"),
        }


def _run(folder: Path, seconds: int) -> bytes:
    """The book that the child makes from ``folder``. Raises RenderError when it refuses, dies or takes too long."""
    command = [sys.executable, "-m", "reports.koersdocument.pdf.child", str(folder)]
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "XDG_CACHE_HOME") if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603 - our own module, and a folder that we have just made
            command,
            cwd=settings.BASE_DIR,
            env={**inherited, "PYTHONUTF8": "1", "PYTHONHASHSEED": "0"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise RenderError(
            _("The document was not ready after %(seconds)d seconds.") % {"seconds": seconds}
        ) from error
    if done.returncode == 0:
        return (folder / "book.pdf").read_bytes()
    reason = folder / "error.txt"
    if reason.exists():
        raise RenderError(
            _("The document cannot be made: %(why)s.") % {"why": reason.read_text(encoding="utf-8")}
        )
    logger.error(
        "koersdocument_child_died", status=done.returncode, last=done.stderr[-500:].decode(errors="replace")
    )
    raise RenderError(_("The document needs more time or memory than it may have."))
