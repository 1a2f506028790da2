"""What fills the book: opening pages, quotes, counts of dots, all ideas, who said what, the house style."""

import io
import json
import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from core.house_style import Font, HouseStyle, Logo, Palette
from homework.services.submissions import add_picture
from ideas.services.rounds import close_round, give_dot, open_round
from reports.koersdocument.enums import EditionState, SectionKind
from reports.koersdocument.pdf.blocks import QuoteBlock, TextBlock
from reports.koersdocument.pdf.render import built_fonts
from reports.koersdocument.services import drafting, dressing, publishing
from reports.koersdocument.services.words import first_sentence, text_blocks
from tests import makers


def a_logo() -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (300, 100), (20, 60, 120, 255)).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def koersdocument(cast):
    document = drafting.ensure_koersdocument(programme=cast.programme)
    for kind in (SectionKind.TEXT, SectionKind.IDEAS):
        drafting.build_section(
            programme=cast.programme, entry={"kind": kind.value, "title": f"Deel {kind.value}"},
            moment=None, moments={},
        )  # fmt: skip
    return document


def part(koersdocument, kind):
    return koersdocument.sections.get(kind=kind)


def write(cast, section, text, lead=""):
    return drafting.edit_section(
        section=section, title=section.title, text=text, lead=lead, version=section.version,
        by=cast["facilitator"],
    )  # fmt: skip


def test_what_is_quoted_in_a_text_is_set_large_with_who_said_it():
    blocks = text_blocks(
        "Eerst dit.\n\n> ‘Wij willen\n> een ja.’\n> — Els, bewoner\n\nDan dat.\n> Zonder naam"
    )
    assert blocks == [
        TextBlock(text="Eerst dit."),
        QuoteBlock(text="Wij willen een ja.", said_by="Els, bewoner"),
        TextBlock(text="Dan dat."),
        QuoteBlock(text="Zonder naam"),
    ]


@given(st.text(alphabet="ab >—\n.", max_size=60))
def test_no_text_makes_an_empty_block(text):
    assert all(block.text.strip() for block in text_blocks(text))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Vraag het vroeger. Wij belden te laat.", ("Vraag het vroeger.", "Wij belden te laat.")),
        ("Vraag het vroeger.", ("Vraag het vroeger.", "")),
        ("Wie weet het?\nNiemand.", ("Wie weet het?", "Niemand.")),
        ("Dit kostte 1.200 euro. Echt.", ("Dit kostte 1.200 euro.", "Echt.")),
        ("Geen punt", ("", "Geen punt")),
        (f"{'lang ' * 30}. Kort.", ("", f"{'lang ' * 30}. Kort.")),
    ],
)
def test_a_first_sentence_is_a_title_when_it_is_short(text, parts):
    assert first_sentence(text, 60) == parts


def test_the_opening_pages_are_written_on_the_screen_and_stand_in_the_edition(cast, koersdocument):
    write(cast, part(koersdocument, SectionKind.TEXT), "Een tekst.", lead="Wie begint? Wij.")
    url = reverse("reports:cover", args=[cast.programme.public_id])
    words = {
        "title": "Samen", "subtitle": "", "language": "nl", "foreword": "‘Wij kwamen met een plan.’",
        "foreword_by": "deelnemer", "lead": "In het kort.", "course": "Wij komen eerder.\n\nWij luisteren.",
        "thanks": "Dank aan de keuken.",
    }  # fmt: skip
    assert cast.client("facilitator").post(url, words).status_code == 303
    assert cast.client("participant").post(url, words).status_code == 403
    koersdocument.refresh_from_db()
    document = publishing.draft_of(koersdocument).document
    assert (document.foreword.quote, document.foreword.said_by) == ("Wij kwamen met een plan.", "deelnemer")
    assert document.summary.lead == "In het kort."
    assert document.summary.course == ("Wij komen eerder.", "Wij luisteren.")
    assert document.thanks == "Dank aan de keuken."
    [section] = document.sections
    assert (section.lead, section.about) == ("Wie begint? Wij.", "Wie begint?")


def test_more_sentences_than_a_page_holds_are_refused_and_kept_in_the_form(cast, koersdocument):
    url = reverse("reports:cover", args=[cast.programme.public_id])
    course = "\n".join(f"Zin {number}." for number in range(8))
    answer = cast.client("facilitator").post(url, {"title": "Samen", "language": "nl", "course": course})
    assert answer.status_code == 422
    assert "Zin 7." in answer.content.decode()
    koersdocument.refresh_from_db()
    assert koersdocument.course == ""


def test_an_empty_part_says_what_belongs_there_and_that_the_document_leaves_it_out(cast, koersdocument):
    desk = reverse("reports:koersdocument", args=[cast.programme.public_id])
    section = part(koersdocument, SectionKind.IDEAS)
    page = cast.client("facilitator").get(f"{desk}?part={section.public_id}").content.decode()
    assert "Hier horen de bundels en ideeën" in page
    assert "een openingszin" in page
    write(cast, section, "Nu staat er iets.")
    page = cast.client("facilitator").get(f"{desk}?part={section.public_id}").content.decode()
    assert "Hier horen de bundels en ideeën" not in page


@pytest.fixture
def harvest(cast):
    """A revealed evening with a bundle of two ideas that got dots, and an idea that goes no further."""
    evening = makers.make_evening(cast.programme, days=-10, revealed=True, title="Avond 1")
    author = cast.participation("participant")
    cluster = makers.make_cluster(cast.team, title="De boer als beheerder", ideas=0)
    for text in ("Betaal voor wat men ziet.", "Laat de boer tekenen."):
        makers.make_idea(cast.team, author, evening=evening, cluster=cluster, text=text)
    other = makers.make_cluster(cast.team, title="Samen kijken", ideas=0)
    makers.make_idea(cast.team, author, evening=evening, cluster=other, text="Vergader buiten.")
    over = makers.make_idea(cast.team, author, evening=evening, text="Een app.")
    over.state, over.ending = "not_further", "Bestaat al."
    over.save()
    voting = open_round(team=cast.team, title="Waarmee verder?", budget=5, by=cast["facilitator"])
    for _ in range(3):
        give_dot(voting_round=voting, cluster=cluster, voter=author)
    close_round(voting_round=voting, by=cast["facilitator"])
    return cluster


def test_a_closed_round_stands_below_the_bundles_that_it_was_about(cast, koersdocument, harvest):
    by = cast["facilitator"]
    assert not publishing.draft_of(koersdocument).document.sections
    drafting.include_result(koersdocument=koersdocument, kind="cluster", result=harvest, by=by)
    [section] = publishing.draft_of(koersdocument).document.sections
    bundle, votes = section.blocks
    assert (bundle.kind, bundle.dots) == ("cluster", 3)
    assert (votes.kind, votes.title, votes.voters) == ("votes", "Waarmee verder?", 1)
    assert [(row.label, row.dots, row.cards) for row in votes.rows] == [("De boer als beheerder", 3, 2)]


def test_all_ideas_stand_at_the_back_with_where_they_went_and_no_hidden_one(cast, koersdocument, harvest):
    hidden = makers.make_evening(cast.programme, days=-1, revealed=False, title="Avond 2")
    makers.make_idea(cast.team, evening=hidden, text="Nog geheim.")
    document = publishing.draft_of(koersdocument).document
    assert [(card.text, card.ending) for card in document.appendix] == [
        ("Betaal voor wat men ziet.", "In ‘De boer als beheerder’"),
        ("Laat de boer tekenen.", "In ‘De boer als beheerder’"),
        ("Vergader buiten.", "In ‘Samen kijken’"),
        ("Een app.", "Niet verder: Bestaat al."),
    ]


def test_an_origin_says_by_key_who_spoke_there(cast, koersdocument, harvest):
    draft = publishing.draft_of(koersdocument)
    [evening] = [origin for origin in draft.document.register if origin.what.startswith("Avond 1")]
    [key] = evening.said_by
    assert draft.people[key] == cast.participation("participant")


def test_a_document_in_english_says_its_own_words_in_english(cast, koersdocument, harvest):
    drafting.edit_front(koersdocument=koersdocument, by=cast["facilitator"], language="en")
    document = publishing.draft_of(koersdocument).document
    assert document.language == "en"
    assert document.appendix[3].ending == "Not further: Bestaat al."


def test_the_part_that_bears_the_name_of_a_team_gathers_its_results(cast, koersdocument, harvest):
    by = cast["facilitator"]
    of_team = drafting.add_section(
        koersdocument=koersdocument, title=cast.team.name, kind=SectionKind.IDEAS, by=by
    )
    taken = drafting.include_result(koersdocument=koersdocument, kind="cluster", result=harvest, by=by)
    assert taken.section == of_team


def test_the_list_of_ideas_has_a_switch_on_each_card_for_who_writes(cast, koersdocument, harvest):
    url = reverse("ideas:list", args=[cast.programme.public_id])
    idea = harvest.ideas.first()
    drafting.include_result(koersdocument=koersdocument, kind="idea", result=idea, by=cast["facilitator"])
    page = cast.client("facilitator").get(url).content.decode()
    assert page.count('class="kw-switch"') == 4
    assert page.count('aria-pressed="true"') == 1
    assert page.count("csrfmiddlewaretoken") >= 4
    assert 'class="kw-switch"' not in cast.client("participant").get(url).content.decode()


def test_a_photo_is_described_on_the_desk_and_the_document_says_it(cast, koersdocument):
    submission = makers.make_submission(
        makers.make_assignment(cast.programme), cast.participation("participant")
    )
    upload = SimpleUploadedFile("erf.png", a_logo(), "image/png")
    picture = add_picture(submission=submission, upload=upload, by=cast.people["participant"])
    taken = drafting.include_result(
        koersdocument=koersdocument, kind="submission", result=submission, by=cast["facilitator"]
    )
    url = reverse("reports:describe_photo", args=[taken.public_id])
    assert cast.client("participant").post(url, {"seen": "Een erf."}).status_code == 403
    assert cast.client("facilitator").post(url, {"seen": "Een erf."}).status_code == 303
    picture.refresh_from_db()
    assert picture.description == "Een erf."
    content = publishing.draft_of(koersdocument).document
    [block] = [block for section in content.sections for block in section.blocks]
    assert block.picture.alternative == "Een erf."


def test_who_reads_the_draft_sees_its_photos_also_of_homework_that_they_may_not_open(cast, koersdocument):
    submission = makers.make_submission(
        makers.make_assignment(cast.programme), cast.participation("participant")
    )
    upload = SimpleUploadedFile("erf.png", a_logo(), "image/png")
    picture = add_picture(submission=submission, upload=upload, by=cast.people["participant"])
    taken = drafting.include_result(
        koersdocument=koersdocument, kind="submission", result=submission, by=cast["facilitator"]
    )
    book = cast.client("administrator").get(reverse("reports:preview", args=[cast.programme.public_id]))
    in_book = re.findall(r'<img[^>]* src="([^"]+)"', book.content.decode())[0]
    for address in (in_book, reverse("reports:taken_photo", args=[taken.public_id])):
        for reader in ("administrator", "client", "facilitator"):
            assert cast.client(reader).get(address).status_code == 200, (reader, address)
        assert cast.client("outsider").get(address).status_code == 404
    alone = reverse("homework:picture", args=[picture.public_id])
    assert cast.client("client").get(alone).status_code == 404


@pytest.fixture
def dressed(monkeypatch):
    """Every organisation wears a style with a logo and letters of its own."""
    font = (built_fonts() / "source-serif-4.woff2").read_bytes()
    logo = default_storage.save("house-styles/logo.png", ContentFile(a_logo()))
    own = default_storage.save("house-styles/own.woff2", ContentFile(font))
    colours = Palette(
        paper="#ffffff", surface="#ffffff", sunk="#f2f4f5", ink="#001a40", muted="#586b87", line="#c0c7d2",
        edge="#586c88", accent="#00568b", fill="#5115ef", on_fill="#ffffff", tint="#eee8fd",
    )  # fmt: skip
    style = HouseStyle(
        name="Onze stijl", light=colours, dark=colours, deep="#350e9b", on_deep="#d4c4fb",
        heading_font=Font("Eigen letter", own), body_font=Font("Onbekend"),
        logo=Logo(logo, "image/png", "Logo van de provincie", 300, 100),
    )  # fmt: skip
    monkeypatch.setattr(dressing, "house_style_of", lambda organisation_id: style)
    return style


def test_an_edition_freezes_the_house_style_with_its_files(cast, koersdocument, dressed, monkeypatch):
    write(cast, part(koersdocument, SectionKind.TEXT), "Een tekst.")
    edition = publishing.publish_edition(
        koersdocument=koersdocument, state=EditionState.FINAL, by=cast["administrator"]
    )
    style = json.loads(edition.content)["document"]["style"]
    assert (style["accent"], style["deep"], style["name"]) == ("#5115ef", "#350e9b", "Onze stijl")
    assert sorted(edition.pictures.values_list("key", flat=True)) == ["font-heading", "logo"]
    first = publishing.edition_pdf(edition)
    monkeypatch.setattr(dressing, "house_style_of", lambda organisation_id: None)
    default_storage.delete(dressed.logo.file)
    assert publishing.edition_pdf(edition) == first
    page = cast.client("client").get(reverse("reports:edition_read", args=[edition.public_id]))
    assert "Logo van de provincie" in page.content.decode()
    css = cast.client("client").get(reverse("reports:edition_css", args=[edition.public_id])).content.decode()
    for key, kind in (("logo", "image/png"), ("font-heading", "font/woff2")):
        address = reverse("reports:edition_picture", args=[edition.public_id, key])
        assert cast.client("client").get(address)["Content-Type"] == kind
        assert address in css or address in page.content.decode()
    assert "Eigen letter" not in css


def test_the_draft_wears_the_style_too_and_hands_out_nothing_else(cast, koersdocument, dressed):
    write(cast, part(koersdocument, SectionKind.TEXT), "Een tekst.")
    css = cast.client("facilitator").get(reverse("reports:preview_css", args=[cast.programme.public_id]))
    assert "--cover:#350E9B" in css.content.decode()

    def fetch(key, person="facilitator"):
        return cast.client(person).get(reverse("reports:preview_file", args=[cast.programme.public_id, key]))

    assert fetch("logo")["Content-Type"] == "image/png"
    assert fetch("font-body").status_code == 404
    assert fetch("logo", "outsider").status_code == 404
