"""Reading people from whatever somebody pastes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.text import clean_text
from programmes.queries.pasting import decode_file, read_people

TESSEL = ("t@utrecht.example", "Tessel Hoogland", "Provincie Utrecht")


def read(text):
    return [(line.email, line.name, line.organisation) for line in read_people(text).lines]


@pytest.mark.parametrize(
    "line",
    [
        "Tessel Hoogland, t@utrecht.example, Provincie Utrecht",
        "Tessel Hoogland; t@utrecht.example; Provincie Utrecht",
        "Tessel Hoogland\tt@utrecht.example\tProvincie Utrecht",
        "t@utrecht.example; Tessel Hoogland; Provincie Utrecht",
        "Tessel Hoogland <t@utrecht.example>, Provincie Utrecht",
        '"Tessel Hoogland" <mailto:t@utrecht.example>; Provincie Utrecht',
        "  Tessel   Hoogland ,t@utrecht.example,  Provincie Utrecht ;",
    ],
)
def test_a_line_with_name_address_and_organisation(line):
    assert read(line) == [TESSEL]


@pytest.mark.parametrize(
    ("line", "email", "name"),
    [
        ("t@utrecht.example", "t@utrecht.example", ""),
        ("<t@utrecht.example>", "t@utrecht.example", ""),
        ("Tessel Hoogland t@utrecht.example", "t@utrecht.example", "Tessel Hoogland"),
        ("t@utrecht.example (Tessel Hoogland)", "t@utrecht.example", "Tessel Hoogland"),
        ('"Hoogland, Tessel" <t@utrecht.example>', "t@utrecht.example", "Hoogland, Tessel"),
        ("Sjoerd O'Brien-van 't Hof <s@x.example>", "s@x.example", "Sjoerd O'Brien-van 't Hof"),
        ("IJ <ij+thuis@x.example>", "ij+thuis@x.example", "IJ"),
        ("Gerda <gerda@møller.example>", "gerda@møller.example", "Gerda"),
        ("Rani, r@zuid-holland", "r@zuid-holland", "Rani"),
        ("'Jan Jansen' <j@x.example>", "j@x.example", "Jan Jansen"),
        ("=HYPERLINK(1), x@y.example", "x@y.example", "=HYPERLINK(1)"),
    ],
)
def test_a_line_of_a_kind_that_people_paste(line, email, name):
    assert read(line) == [(email, name, "")]


@pytest.mark.parametrize("between", ["; ", ", ", ";", " ; "])
def test_several_people_behind_each_other(between):
    assert read(between.join(["Jan Jansen <jan@x.example>", "piet@x.example", "Kees <kees@x.example>"])) == [
        ("jan@x.example", "Jan Jansen", ""),
        ("piet@x.example", "", ""),
        ("kees@x.example", "Kees", ""),
    ]


def test_addresses_that_only_a_space_parts():
    assert [email for email, *_ in read("a@x.example b@x.example")] == ["a@x.example", "b@x.example"]


def test_columns_that_are_named_stand_in_any_order():
    pasted = read_people(
        "Organisatie;Achternaam;Voornaam;E-mailadres;Rol;Team\n"
        "Provincie Utrecht;Hoogland;Tessel;T@utrecht.example;coach;Landschap\n"
        '"Hoek; Zoon BV";;;p@x.example;;\n'
    )
    first, second = pasted.lines
    assert (first.email, first.name, first.organisation) == ("T@utrecht.example", TESSEL[1], TESSEL[2])
    assert (first.role, first.team) == ("coach", "Landschap")
    assert (second.email, second.organisation, second.role) == ("p@x.example", "Hoek; Zoon BV", "")
    assert pasted.text_of([3]).splitlines() == [pasted.heading, second.text]


def test_a_line_without_an_address_comes_back_as_it_stands():
    (line,) = read_people("Deelnemers aan de werkgroep landschap").lines
    assert (line.email, line.name) == ("", "Deelnemers aan de werkgroep landschap")


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_a_file_of_a_dutch_spreadsheet(coding):
    content = "naam;e-mail\r\nHélène Müller;h@x.example\r\n".encode(coding)
    assert read(decode_file(content)) == [("h@x.example", "Hélène Müller", "")]


@settings(max_examples=150, deadline=None)
@given(
    st.text(st.sampled_from("ab@.;,<>\"'()\t\r\n \x00\ufeff=é\u202e\ud800"), max_size=120)
    | st.text(max_size=200)
)
def test_it_never_fails_and_no_line_is_lost(text):
    pasted = read_people(text)
    lines = [number for number, line in enumerate(clean_text(text).split("\n"), start=1) if line.strip()]
    read_numbers = {line.number for line in pasted.lines}
    heading = {lines[0]} if pasted.heading else set()
    assert read_numbers | heading == set(lines)
    for line in pasted.lines:
        assert line.text
        assert "@" not in line.text or line.email or pasted.heading
        assert all(
            "\n" not in part and "\x00" not in part for part in (line.email, line.name, line.organisation)
        )


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=200))
def test_any_file_can_be_looked_at(content):
    read_people(decode_file(content))


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.from_regex(r"[a-z]{1,8}(\+[a-z]{1,4})?@[a-z]{1,8}\.example", fullmatch=True),
            st.from_regex(r"[A-Z][a-zé'-]{0,10}( [A-Z][a-z]{1,10})?", fullmatch=True),
        ),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from(
        ["{name} <{email}>", "{name};{email}", "{email}, {name}", "{name}\t{email}", '"{name}" <{email}>']
    ),
)
def test_what_is_written_in_any_of_the_ways_is_read_back(people, way):
    text = "\n".join(way.format(email=email, name=name) for email, name in people)
    assert [(email, name) for email, name, _ in read(text)] == people


def test_a_line_without_end_is_no_trouble():
    (line,) = read_people("a@x.example" + "x" * 100_000).lines
    assert line.email == ""
    assert len(read_people('"' * 50_000 + "a@x.example").lines) == 1
