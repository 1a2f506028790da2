"""The finished file: what it says, how it is built, and that it is what it claims to be."""

import io
import re
import subprocess
from datetime import date

import pikepdf
import pytest
from PIL import Image

from reports.koersdocument.pdf.blocks import Picture
from reports.koersdocument.pdf.codec import fingerprint, to_json
from reports.koersdocument.pdf.content import Style
from reports.koersdocument.pdf.render import render_pdf
from scripts.verapdf import validate
from tests.reports.koersdocument.sample import NAMES, make_document, make_pictures


@pytest.fixture
def opened(book):
    with pikepdf.open(book) as pdf:
        yield pdf


def outline_of(pdf):
    """Titles with their depth."""

    def walk(items, depth):
        for item in items:
            yield depth, str(item.title)
            yield from walk(item.children, depth + 1)

    with pdf.open_outline() as outline:
        return list(walk(outline.root, 0))


def test_it_says_what_the_document_says(book, text_of):
    document, text = make_document(), text_of(book)
    for words in (
        document.title,
        document.host,
        "Hoofdstuk 1",
        "Wie meededen",
        "Register van herkomst",
        "Alle ideeën",
    ):
        assert words in text
    for section in document.sections:
        assert section.title.split()[0] in text
    for code in ("H01", "H14", "H28"):
        assert code in text
    assert "Marit Hoekzema" in text
    assert "17 september 2026" in text
    assert fingerprint(document)[:4] in text


def test_the_register_leads_back_by_page(opened):
    targets = {str(link.Dest) for page in opened.pages for link in page.get("/Annots", []) if "/Dest" in link}
    named = opened.Root.Names.Dests.Names
    known = {str(named[place]) for place in range(0, len(named), 2)}
    assert {"o-H01", "b1", "register", "h1"} <= targets
    assert targets <= known


def test_it_has_an_outline_of_chapters(opened):
    entries = outline_of(opened)
    assert [title for depth, title in entries if depth == 0][:4] == [
        "Inhoud",
        "In één bladzijde",
        "Waarom we begonnen",
        "Wat we buiten hoorden",
    ]
    assert (1, "De open la") in entries


def test_it_is_tagged_in_its_language(opened):
    assert opened.Root.MarkInfo.Marked
    assert "/StructTreeRoot" in opened.Root
    assert str(opened.Root.Lang) == "nl"
    assert opened.Root.ViewerPreferences.DisplayDocTitle


def test_it_says_that_it_is_archive_and_accessible(opened):
    metadata = opened.Root.Metadata.read_bytes().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    with opened.open_metadata() as known:
        assert known.pdfa_status == "3A"
        assert known["dc:title"] == "Anders aan tafel. Koersdocument, Provincieverbond"
    assert str(opened.docinfo.Author) == "Provincieverbond"


def test_every_link_says_where_it_leads(opened):
    links = [link for page in opened.pages for link in page.get("/Annots", [])]
    assert links
    assert all(str(link.get("/Contents", "")) for link in links)
    assert "Ga naar: Waarom we begonnen" in {str(link.Contents) for link in links}


def test_every_figure_has_words(opened):
    figures = [
        item
        for item in opened.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"
    ]
    assert len(figures) >= 8
    assert all(str(figure.get("/Alt", "")) for figure in figures)


def test_the_frozen_content_is_attached(opened):
    [(name, attached)] = opened.attachments.items()
    assert name == "anders-aan-tafel-1.json"
    assert attached.get_file().read_bytes() == to_json(make_document()).encode()
    assert opened.Root.AF[0].AFRelationship == "/Source"


def test_notes_of_left_pages_stand_on_the_outer_side(book):
    """mirror.py rests on a name inside WeasyPrint: this fails when a new version no longer asks it."""
    done = subprocess.run(["pdftotext", "-bbox", str(book), "-"], capture_output=True, check=True, text=True)
    pages = done.stdout.split("<page ")[1:]
    codes = re.compile(r'xMin="([\d.]+)"[^>]*>(H\d\d)<')
    left = [float(x) for x, _ in codes.findall(pages[5])]
    right = [float(x) for x, _ in codes.findall(pages[6])]
    assert left
    assert right
    assert min(left) < 100
    assert max(right) > 370


def test_the_same_edition_gives_the_same_bytes(book):
    assert render_pdf(make_document(), NAMES, make_pictures()) == book.read_bytes()


def test_an_erased_name_leaves_number_and_hash(text_of):
    document = make_document(appendix=(), evenings=())
    names = {key: name for key, name in NAMES.items() if key != "c1"}
    text = text_of(render_pdf(document, names, {}, names_removed_on=date(2027, 2, 3)))
    assert "Hoekzema" not in text
    assert "Op 3 februari 2027 zijn namen verwijderd" in text
    assert fingerprint(document)[:4] in text


def test_names_from_further_away_are_set_in_our_own_letters():
    document = make_document(sections=(), appendix=(), evenings=(), summary=None, foreword=None)
    pdf = render_pdf(document, {"c1": "Ayşe Łukaszčyk"}, {})
    done = subprocess.run(["pdffonts", "-"], input=pdf, capture_output=True, check=True)
    families = {
        line.split()[0].partition("+")[2].partition("-")[0] for line in done.stdout.decode().splitlines()[2:]
    }
    assert families == {"Source", "Bricolage", "Atkinson"}


STYLE = Style(
    name="Voorbeeld",
    accent="#5115ef",
    deep="#350e9b",
    on_deep="#d4c4fb",
    ink="#001a40",
    heading="Noto Serif",
    body="Noto Sans",
    logo=Picture(key="logo", alternative="Logo van het Provincieverbond"),
)


@pytest.fixture(scope="module")
def styled(tmp_path_factory):
    """A shorter sample in a house style, with a logo that one can see through."""
    document = make_document(style=STYLE, appendix=())
    logo = io.BytesIO()
    Image.new("RGBA", (300, 100), (20, 60, 120, 120)).save(logo, "PNG")
    path = tmp_path_factory.mktemp("styled") / "anders-aan-tafel.pdf"
    path.write_bytes(render_pdf(document, NAMES, make_pictures() | {"logo": logo.getvalue()}))
    return path


def test_a_house_style_is_set_in_its_letters_and_shows_its_logo(styled, text_of):
    done = subprocess.run(["pdffonts", str(styled)], capture_output=True, check=True, text=True)
    assert "Noto-Sans" in done.stdout
    assert "Noto-Serif" in done.stdout
    assert "Bricolage" not in done.stdout
    with pikepdf.open(styled) as pdf:
        alternatives = [
            str(item.get("/Alt", ""))
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"
        ]
    assert alternatives.count("Logo van het Provincieverbond") == 2
    assert "Noto Serif en Noto Sans" in text_of(styled)


@pytest.mark.verapdf
def test_verapdf_finds_nothing_against_a_house_style_either(styled):
    assert [verdict.failed for verdict in validate(styled)] == [[], []]


@pytest.mark.verapdf
def test_verapdf_finds_nothing_against_3a_and_ua1(book):
    verdicts = validate(book)
    assert {verdict.flavour for verdict in verdicts} == {"3a", "ua1"}
    assert [verdict.failed for verdict in verdicts] == [[], []]
    assert all(verdict.checks > 10_000 for verdict in verdicts)
