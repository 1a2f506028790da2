"""What people may type, upload or try: a PDF comes out, or a sentence; nothing is ever fetched."""

import io
import re
import socket
import threading
import time
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from reports.koersdocument.pdf import render
from reports.koersdocument.pdf.blocks import (
    Film,
    IdeaCard,
    IdeasBlock,
    PhotoBlock,
    Picture,
    ProposalBlock,
    QuoteBlock,
    TextBlock,
)
from reports.koersdocument.pdf.content import Document, Section
from reports.koersdocument.pdf.render import RenderError, render_html, render_pdf
from tests.reports.koersdocument.sample import NAMES, make_document


def small(*blocks: object, **changes: object) -> Document:
    """A document of one chapter."""
    plain = make_document(appendix=(), evenings=(), summary=None, foreword=None)
    return replace(plain, sections=(Section("Proef", blocks),), **changes)


@pytest.fixture
def host():
    """A server on this machine that counts who calls."""
    calls: list[bytes] = []
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.2)
    stopped = threading.Event()

    def serve() -> None:
        while not stopped.is_set():
            try:
                connection, _ = listener.accept()
            except TimeoutError:
                continue
            with connection:
                calls.append(connection.recv(200))

    thread = threading.Thread(target=serve)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}", calls
    stopped.set()
    thread.join()
    listener.close()


def test_five_hundred_nested_quotes_make_a_page(text_of):
    text = text_of(render_pdf(small(TextBlock("> " * 500 + "diep"), TextBlock("daarna")), NAMES, {}))
    assert "daarna" in text


def test_a_word_of_a_megabyte_is_cut_and_says_so(text_of):
    text = text_of(render_pdf(small(TextBlock("a" * 1_000_000), TextBlock("daarna")), NAMES, {}))
    assert "999600 tekens weggelaten" in text
    assert "daarna" in text


def web_links(pdf: pikepdf.Pdf) -> list[str]:
    """Where the links of a file lead outside it."""
    notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
    return [str(note.A.URI) for note in notes if "/A" in note]


def test_markup_is_text_and_nothing_is_fetched(host, text_of, tmp_path):
    address, calls = host
    secret = tmp_path / "geheim.txt"
    secret.write_text("geheim-van-de-schijf")
    hostile = (
        f'<script>alert(1)</script><img src="{address}/a.png"><img src="file://{secret}">'
        f"![x]({address}/b.png) ![y](file://{secret}) <style>@import url({address}/c.css)</style>"
        f'<iframe src="{address}/d"></iframe><link rel="attachment" href="file://{secret}">'
        "[klik](javascript:alert(2)) <svg><image href='" + address + "/e.svg'/></svg>"
    )
    document = small(
        TextBlock(hostile, heading=hostile),
        QuoteBlock(hostile),
        IdeasBlock((IdeaCard("I1", hostile, where=hostile),)),
        title=hostile,
        subtitle=hostile,
        question=hostile,
    )
    pdf = render_pdf(document, NAMES, {})
    assert "alert(1)" in text_of(pdf)
    assert "geheim-van-de-schijf" not in text_of(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert len(opened.attachments) == 1
        assert web_links(opened) == []
    assert calls == []
    page = render_html(document, NAMES, stylesheets=[])
    assert not re.search(r"<(script|img|iframe|style|link)|href=.?javascript|\son\w+=", page)


ODD = ("\x00", "\x1b", "\ufffe", "\u202e", "👍", "漢", "ﷺ", "ş", "\u200d")
"""Not allowed in XML, hidden, turning the line around, and without a letter in our fonts."""


def test_any_character_makes_a_page(text_of):
    odd = [TextBlock(f"voor{number} {character} na{number}") for number, character in enumerate(ODD)]
    text = text_of(render_pdf(small(*odd, title=f"Titel{''.join(ODD)}"), NAMES, {}))
    assert [f"voor{number}" in text and f"na{number}" in text for number in range(len(ODD))] == [True] * len(
        ODD
    )


def test_half_a_character_is_refused_with_a_sentence():
    with pytest.raises(RenderError, match="half a character"):
        render_pdf(small(TextBlock("voor \ud800 na")), NAMES, {})


def test_a_film_that_is_no_web_address_is_no_link():
    block = ProposalBlock("Voorstel", "film", "team", film=Film("javascript:alert(1)"))
    with pikepdf.open(io.BytesIO(render_pdf(small(block), NAMES, {}))) as opened:
        assert web_links(opened) == []


def jpeg(width: int, height: int, mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    Image.new(mode, (width, height)).save(out, "JPEG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (jpeg(6000, 6000), "6000 x 6000 pixels"),
        (b"\xff\xd8" + bytes(13 * 1024 * 1024), "bytes, more than"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not a JPEG or PNG"),
        (b"", "not a JPEG or PNG"),
        (jpeg(40, 40, "CMYK"), "colours of kind CMYK"),
    ],
    ids=["pixels", "bytes", "svg", "empty", "cmyk"],
)
def test_a_picture_that_cannot_be_printed_is_refused_by_name(content, why):
    with pytest.raises(RenderError, match=f"picture tafel.*{why}"):
        render_pdf(small(PhotoBlock(Picture("tafel", "De tafel"))), NAMES, {"tafel": content})


def test_a_broken_picture_is_refused_and_not_left_out():
    broken = jpeg(400, 400)[:600]
    with pytest.raises(RenderError):
        render_pdf(small(PhotoBlock(Picture("tafel", "De tafel"))), NAMES, {"tafel": broken})


def test_a_picture_that_is_not_there_is_left_out(text_of):
    document = small(PhotoBlock(Picture("weg", "De tafel", "Bijschrift")), TextBlock("daarna"))
    assert "daarna" in text_of(render_pdf(document, NAMES, {}))


def test_an_origin_that_is_not_in_the_register_stops_it():
    with pytest.raises(RenderError, match="H99"):
        render_pdf(small(TextBlock("tekst", origin="H99")), NAMES, {})


def test_a_colour_that_is_none_stops_it():
    with pytest.raises(RenderError, match="colour"):
        render_pdf(small(accent="red;}@import url(file:///etc/passwd)"), NAMES, {})


def test_missing_fonts_are_said(tmp_path):
    with pytest.raises(RenderError, match="build the assets first"):
        render_pdf(small(), NAMES, {}, fonts=tmp_path)


def test_a_rule_that_the_renderer_would_drop_stops_it(tmp_path, settings, monkeypatch):
    folder = tmp_path / "static" / "report"
    folder.mkdir(parents=True)
    for sheet in (Path(settings.BASE_DIR) / "static" / "report").glob("*.css"):
        (folder / sheet.name).write_text(sheet.read_text() + "\n.cover { font: 560 10pt Atkinson }\n")
    monkeypatch.setattr(render, "sheets_folder", lambda: folder)
    with pytest.raises(RenderError, match="Ignored `font: 560"):
        render_pdf(small(), NAMES, {})


def test_a_document_that_needs_too_much_memory_is_a_sentence(monkeypatch):
    monkeypatch.setattr(render, "MEMORY", 150 * 1024 * 1024)
    with pytest.raises(RenderError):
        render_pdf(make_document(), NAMES, {})


def test_a_document_that_takes_too_long_is_stopped():
    cards = tuple(IdeaCard(f"I{n}", "Een kaart met een zin erop.") for n in range(4000))
    before = time.monotonic()
    with pytest.raises(RenderError, match="2 seconden"):
        render_pdf(small(IdeasBlock(cards)), NAMES, {}, seconds=2)
    assert time.monotonic() - before < 10
