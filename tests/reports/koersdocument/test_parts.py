"""The parts of the engine, each by itself."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from weasyprint.urls import FatalURLFetchingError

from reports.koersdocument.pdf import figures
from reports.koersdocument.pdf.blocks import VoteRow
from reports.koersdocument.pdf.codec import ContentError
from reports.koersdocument.pdf.content import Contributor, Evening, Origin, Style, TeamHarvest
from reports.koersdocument.pdf.faces import OWN_HEADING, letters, own_faces
from reports.koersdocument.pdf.fetcher import Fetcher
from reports.koersdocument.pdf.origins import Origins, People
from reports.koersdocument.pdf.palette import READABLE, contrast, palette
from reports.koersdocument.pdf.typography import enumerate_words, tidy, tie


@given(st.integers(0, 0xFFFFFF))
def test_text_in_any_accent_is_readable_on_its_grounds(number):
    colours = palette(f"#{number:06X}")
    assert contrast(colours.accent, colours.tint) >= READABLE
    assert contrast(colours.accent, colours.on) >= READABLE


def hexadecimal(number: int) -> str:
    return f"#{number:06x}"


COLOURS = st.integers(0, 0xFFFFFF).map(hexadecimal)


@given(COLOURS, COLOURS, COLOURS, COLOURS)
def test_text_in_any_house_style_is_readable_on_its_grounds(accent, deep, on_deep, ink):
    style = Style(name="x", accent=accent, deep=deep, on_deep=on_deep, ink=ink)
    colours = palette("#A3431F", style)
    for text, ground in (
        (colours.accent, colours.tint),
        (colours.accent, colours.on),
        (colours.ink, colours.tint),
        (colours.on_cover, colours.cover),
        (colours.ink, colours.on),
    ):
        assert contrast(text, ground) >= READABLE


def test_a_house_style_names_letters_that_we_have_and_no_name_of_its_own_reaches_a_rule():
    style = Style("x", "#5115ef", "#350e9b", "#ffffff", "#001a40", heading='A";}', body="Noto Sans")
    rules = letters(style, "print")
    assert '--sans:"Noto Sans","Noto Sans Ext","Atkinson","Atkinson Ext"' in rules
    assert '--display:"Bricolage Grotesque","Bricolage Grotesque Ext"' in rules
    own = letters(replace(style, heading_file="font-heading"), "screen")
    assert f'--display:"{OWN_HEADING}","Bricolage Grotesque"' in own
    assert 'A"' not in own + own_faces(replace(style, heading_file="font-heading"), lambda key: f"/{key}")


def test_many_people_at_one_origin_are_counted():
    contributors = [Contributor(f"c{number}", "name") for number in range(6)]
    people = People(contributors, {f"c{number}": f"Naam {number}" for number in range(6)})
    keys = [person.key for person in contributors]
    assert people.signature(keys, most=4) == "Naam 0, Naam 1, Naam 2 en 3 anderen"
    assert people.signature(keys[:4], most=4) == "Naam 0, Naam 1, Naam 2 en Naam 3"


@pytest.mark.parametrize("accent", ["", "red", "#fff", "#12345G", "#123456;}"])
def test_what_is_no_colour_is_refused(accent):
    with pytest.raises(ValueError, match="not a colour"):
        palette(accent)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1/x.png",
        "https://example.org/x.css",
        "ftp://example.org/x",
        "font:../secret",
        "font:/etc/passwd",
        "font:.hidden",
        "picture:9",
        "data:text/css,body{}",
        "//example.org/x.png",
    ],
)
def test_the_fetcher_opens_nothing_but_our_own(tmp_path, address):
    (tmp_path / "secret").write_text("x")
    (tmp_path / ".hidden").write_text("x")
    (tmp_path / "fonts").mkdir()
    with pytest.raises(FatalURLFetchingError, match="refused"):
        Fetcher(tmp_path / "fonts", tmp_path / "pictures").fetch(address)


def evening(number: int, *ideas: int) -> Evening:
    harvest = tuple(TeamHarvest(f"team {place}", count) for place, count in enumerate(ideas))
    return Evening(number, date(2026, 1, number), "<onderwerp>", harvest)


@pytest.mark.parametrize("count", [0, 1, 2, 6, 28])
def test_the_course_line_is_drawn_for_any_number_of_evenings(count):
    evenings = [evening(number, number, 3) for number in range(1, count + 1)]
    colours = palette("#A3431F")
    for drawing in (
        figures.cover(evenings, colours, top=70),
        figures.strip(evenings, colours, done=0.5),
        figures.harvest(evenings, colours),
    ):
        assert drawing.startswith("<svg")
        assert "nan" not in drawing


def test_the_widest_bend_is_the_evening_with_most_ideas():
    assert figures.course([evening(1, 10), evening(2, 15, 5), evening(3, 0)], 50) == [25, -50, 0]


def test_a_figure_tells_its_numbers_and_escapes_its_labels():
    drawing = figures.bars([VoteRow("<b>bundel</b>", 12), VoteRow("rest", 0)], palette("#A3431F"))
    assert "<b>" not in drawing
    assert "&lt;b&gt;bundel&lt;/b&gt; 12, rest 0" in drawing


def test_an_origin_is_remembered_once_per_chapter():
    origins = Origins([Origin("H1", "avond 1"), Origin("H2", "nooit genoemd")])
    for _chapter in range(2):
        origins.begin_chapter()
        for _place in range(3):
            origins.note("H1")
    [line] = origins.lines(People((), {}))
    assert line.anchors == ("b1", "b4")
    assert origins.note("") is None
    with pytest.raises(ContentError, match="H3"):
        origins.note("H3")


def test_people_are_named_as_they_consented_and_no_other_way():
    people = People(
        [Contributor("c1", "name"), Contributor("c2", "function"), Contributor("c3", "anonymous")],
        {"c1": "Marit Hoekzema", "c2": "wethouder", "c3": "Stiekem Genoemd"},
    )
    assert people.signature(["c1", "c2", "c3"]) == "Marit Hoekzema, wethouder en anoniem"
    assert people.said("c3") == "anoniem"
    assert people.said("dijkgraaf") == "dijkgraaf"
    assert (people.named(), people.by_function(), people.anonymous()) == (
        ["Marit Hoekzema"],
        ["wethouder"],
        1,
    )


def test_an_erased_name_is_anonymous_everywhere():
    people = People([Contributor("c1", "name")], {})
    assert people.signature(["c1"]) == "anoniem"
    assert (people.named(), people.anonymous()) == ([], 1)


@pytest.mark.parametrize(
    ("html", "tied"),
    [
        ("<p>een twee drie</p>", "<p>een twee\u00a0drie</p>"),
        ("<p>een langerdantienletters</p>", "<p>een langerdantienletters</p>"),
        ('<p id="b1">x</p>', '<p id="b1">x</p>'),
        ("<p>om acht uur ’s avonds laat</p>", "<p>om acht uur ’s\u00a0avonds\u00a0laat</p>"),
    ],
)
def test_no_short_word_hangs_alone_and_no_tag_is_touched(html, tied):
    assert tie(html) == tied


def test_tidying_keeps_keys_and_addresses():
    origin = Origin("H1", "\x00avond\x1b 1")
    assert tidy(origin) == Origin("H1", "avond 1")


@pytest.mark.parametrize(
    ("words", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")]
)
def test_words_are_enumerated(words, said):
    assert enumerate_words(words) == said
