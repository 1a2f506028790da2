"""What a page is made of: tags, filters, forms, and that templates, styles and icons know each other."""

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django import forms
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.datastructures import MultiValueDict

from core.clock import AMSTERDAM
from core.forms import CardSelect, DayInput, PhotosField, error_links
from core.templatetags.kw import badge, draft_key, form_errors, icon, initials, table, undo_address
from core.templatetags.kw_dates import kw_clock, kw_date, kw_day_time, kw_leaf, kw_relative, kw_time
from core.templatetags.kw_mail import COLOURS

TEMPLATES = sorted(
    path for folder in ("templates", "*/templates") for path in settings.BASE_DIR.glob(f"{folder}/**/*.html")
)
PAGES = [path for path in TEMPLATES if not {"mail", "pdf", "report"} & set(path.parts)]
"""A mail and a book carry their own style."""
STYLES = settings.BASE_DIR / "static" / "css"
ICONS = set(re.findall(r'symbol id="([a-z]+)"', (settings.BASE_DIR / "static" / "icons.svg").read_text()))
EVENING = dt.datetime(2027, 4, 8, 15, 30, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def dutch() -> Iterator[None]:
    with translation.override("nl"):
        yield


class Sample(forms.Form):
    title = forms.CharField(label="Hoe heet het?", help_text="Kort.")
    day = forms.DateField(label="Dag", widget=DayInput(), required=False)
    readers = forms.ChoiceField(
        label="Wie leest het?",
        choices=[("all", "Iedereen"), ("team", "Het team")],
        widget=CardSelect(hints={"team": "Alleen jullie."}),
    )
    agreed = forms.BooleanField(
        label="Akkoord", error_messages={"required": "Zeg eerst dat je akkoord bent."}
    )


# ---- words -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Marit van der Duinstra", "MD"),
        ("Tarik Bouazza", "TB"),
        ("ijsbrand Jansen", "IJJ"),
        ("Élise", "É"),
        ("Anne-Marie de Wit", "AW"),
        ("t.bouazza@provincie.example", "TB"),
        ("van den", "VD"),
        ("李雷", "李"),
        ("🙂", "?"),
        ("", "?"),
    ],
)
def test_initials_are_of_the_first_name_and_the_surname_without_particles(name: str, expected: str) -> None:
    assert initials(name) == expected


@time_machine.travel("2027-04-05 12:00+02:00", tick=False)
def test_a_day_is_said_as_people_say_it() -> None:
    assert kw_date(EVENING) == "do 8 april"
    assert kw_date(EVENING, "short") == "do 8 apr"
    assert kw_date(EVENING, "day") == "8 april"
    assert kw_date(EVENING, "long") == "donderdag 8 april 2027"
    assert kw_date(dt.date(2028, 2, 29)) == "di 29 februari 2028"
    assert kw_date(dt.date(2028, 2, 29), "line") == "di 29 feb"
    assert kw_date(EVENING, "mark") == "8 apr"
    assert kw_day_time(EVENING) == "donderdag 8 april 2027, 17.30 uur"
    with translation.override("en"):
        assert (kw_date(EVENING, "short"), kw_date(EVENING, "mark")) == ("Thu 8 Apr", "8 Apr")
    assert kw_leaf(EVENING, "weekday") == "donderdag"
    assert kw_date(None) == kw_time(None) == kw_relative(None) == kw_day_time(None) == ""


def test_a_clock_is_that_of_amsterdam_in_summer_and_in_winter() -> None:
    assert kw_time(EVENING) == "17.30 uur"
    assert kw_clock(dt.datetime(2027, 1, 8, 16, 5, tzinfo=dt.UTC)) == "17.05"
    assert kw_clock(dt.time(9, 0)) == "9.00"
    with translation.override("en"):
        assert kw_time(EVENING) == "17:30"
        assert kw_date(EVENING, "long") == "Thursday 8 April 2027"


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, "vandaag"),
        (1, "morgen"),
        (-1, "gisteren"),
        (3, "over 3 dagen"),
        (-6, "6 dagen geleden"),
        (28, "over 4 weken"),
        (-21, "3 weken geleden"),
        (91, "over 3 maanden"),
    ],
)
@time_machine.travel("2027-03-27 23:30+01:00", tick=False)
def test_how_far_away_is_counted_in_days_of_the_calendar(days: int, expected: str) -> None:
    """Late in the evening before summer time begins: a day of 23 hours is still a day."""
    moment = dt.datetime(2027, 3, 27, 8, 0, tzinfo=AMSTERDAM) + dt.timedelta(days=days)
    assert kw_relative(moment) == expected


def test_the_tags_of_a_message_carry_what_undoes_it_and_which_draft_may_go() -> None:
    tags = "undo:/ideas/x/back/ draft:idea:new"
    assert undo_address(tags) == "/ideas/x/back/"
    assert draft_key(tags) == "idea:new"
    assert undo_address(None) == draft_key("success") == ""


# ---- parts -----------------------------------------------------------------------------------------------------------


def test_an_icon_is_decoration_unless_it_has_a_name() -> None:
    assert 'aria-hidden="true"' in icon("right")
    named = icon("search", "Zoeken")
    assert 'role="img"' in named
    assert 'aria-label="Zoeken"' in named


def test_a_badge_escapes_its_word() -> None:
    assert "&lt;b&gt;" in badge("<b>", "good", "check")


def test_numbers_of_a_table_stand_right_and_every_cell_knows_its_column() -> None:
    html = table("Ideeën", ["Team", "Open"], [["Landschap", 6]])
    assert '<th scope="row">Landschap</th>' in html
    assert '<td data-label="Open" class="kw-table__num">6</td>' in html


# ---- forms -----------------------------------------------------------------------------------------------------------


def test_a_field_says_its_hint_and_its_error_to_a_screen_reader() -> None:
    html = str(Sample({"title": ""})["title"].as_field_group())
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_helptext"' in html
    assert 'id="id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'class="kw-input"' in html


def test_a_widget_of_another_component_keeps_its_own_look() -> None:
    class Card(forms.Form):
        text = forms.CharField(widget=forms.Textarea(attrs={"class": "kw-capture__text"}))
        quote = forms.CharField(widget=forms.Textarea(attrs={"class": "kw-input--quote"}))

    assert 'class="kw-capture__text"' in str(Card()["text"])
    assert 'class="kw-input kw-input--area kw-input--quote"' in str(Card()["quote"])


def test_a_choice_is_a_group_with_a_legend_and_the_hint_of_each_card() -> None:
    html = str(Sample()["readers"].as_field_group())
    assert "<fieldset" in html
    assert "<legend" in html
    assert "kw-choice--card" in html
    assert "Alleen jullie." in html


def test_only_a_field_that_may_stay_empty_says_so() -> None:
    form = Sample()
    assert "(mag leeg blijven)" in str(form["day"].as_field_group())
    assert "(mag leeg blijven)" not in str(form["title"].as_field_group())


def test_a_day_comes_back_in_the_form_that_the_browser_asks() -> None:
    assert 'value="2027-04-08"' in str(Sample(initial={"day": dt.date(2027, 4, 8)})["day"])


def test_the_summary_links_to_every_field_and_names_it_where_the_sentence_does_not() -> None:
    links = error_links(Sample({"readers": "nobody"}))
    assert [link.anchor for link in links] == ["id_title", "id_readers_0", "id_agreed"]
    assert links[0].text == "Hoe heet het? Vul dit nog in."
    assert links[2].text == "Zeg eerst dat je akkoord bent."
    html = form_errors(Sample({"readers": "nobody"}))
    assert "3 dingen kloppen nog niet" in html
    assert all(f'id="{link.anchor}"' in str(Sample({"readers": "nobody"})) for link in links)


def test_a_form_without_errors_has_no_summary() -> None:
    assert form_errors(Sample()) == ""


def test_every_form_and_formset_has_one_summary() -> None:
    formset = forms.formset_factory(Sample, extra=0, min_num=1)(
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-title": "", "form-0-readers": "all"}
    )
    form = Sample({"own-title": "x", "own-readers": "all"}, prefix="own")
    assert [link.anchor for link in error_links(form, formset)] == [
        "id_own-agreed",
        "id_form-0-title",
        "id_form-0-agreed",
    ]


def test_photos_come_as_a_list_and_not_more_than_allowed() -> None:
    class Photos(forms.Form):
        photos = PhotosField(label="Foto's", most=2, too_many="Hooguit twee.", required=False)

    def sent(count: int) -> Photos:
        files: list[UploadedFile[Any]] = [SimpleUploadedFile(f"{index}.jpg", b"x") for index in range(count)]
        return Photos({}, MultiValueDict({"photos": files}))

    two, three = sent(2), sent(3)
    assert two.is_valid()
    assert [file.name for file in two.cleaned_data["photos"]] == ["0.jpg", "1.jpg"]
    assert three.errors["photos"] == ["Hooguit twee."]
    assert sent(0).is_valid()


# ---- templates, styles and icons know each other ---------------------------------------------------------------------


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(settings.BASE_DIR)))
def test_a_template_uses_only_classes_and_icons_that_exist(path: Path) -> None:
    text = path.read_text()
    sheets = "\n".join(sheet.read_text() for sheet in STYLES.rglob("*.css"))
    known = set(re.findall(r"\.(kw-[a-z0-9_-]+)", sheets))
    classes = " ".join(re.findall(r'class="([^"]*)"', re.sub(r"{#.*?#}", "", text)))
    used = set(re.findall(r"(?<![\w-])(kw-[a-z0-9_-]*[a-z0-9])(?![\w-]*{)", classes))
    assert used <= known, used - known
    assert set(re.findall(r'{% icon "([a-z]+)"', text)) <= ICONS


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(settings.BASE_DIR)))
def test_a_page_has_no_style_or_script_of_its_own(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r'\sstyle="|<style|\son[a-z]+="|<script(?![^>]*\ssrc=)', text)


def test_a_mail_has_the_colours_of_the_tokens() -> None:
    tokens = (STYLES / "tokens.css").read_text()
    for accent, colours in COLOURS.items():
        block = re.search(rf'\[data-accent="{accent}"\] {{(.*?)}}', tokens, re.S)
        assert block, accent
        assert _pair(block[1], "accent") == (colours.accent, colours.accent_dark)
        assert _pair(block[1], "tint") == (colours.tint, colours.tint_dark)
        assert _pair(block[1], "fill") == (colours.fill, colours.fill_dark)
        assert _pair(block[1], "on-fill") == (colours.on_fill, colours.on_fill_dark)
        assert _pair(block[1], "deep") == (colours.deep, colours.deep)


def _pair(block: str, name: str) -> tuple[str, str]:
    found = re.search(rf"--kw-{name}: (?:light-dark\((#\w+), (#\w+)\)|(#\w+));", block)
    assert found, name
    return (found[3], found[3]) if found[3] else (found[1], found[2])


def test_a_mail_says_the_same_as_a_page_and_as_text() -> None:
    context = {
        "heading": "Doe je mee?",
        "preheader": "Vier avonden",
        "accent": "klei",
        "body_text": "Dag Lotte & Jan",
        "day": {"at": EVENING, "title": "Startavond", "text": "Zwolle"},
        "action_label": "Ja, ik doe mee",
        "action_url": "https://koers.example/k/1?a=1&b=2",
        "why": "Omdat Marit je uitnodigt.",
    }
    html, text = render_to_string("mail/base.html", context), render_to_string("mail/base.txt", context)
    for words in ("Doe je mee?", "Startavond", "Ja, ik doe mee", "Omdat Marit je uitnodigt."):
        assert words in html
        assert words in text
    assert "https://koers.example/k/1?a=1&b=2" in text
    assert "Dag Lotte & Jan" in text
    assert "#a3431f" in html


def test_a_field_may_stand_in_any_template_without_loading_anything() -> None:
    html = Template('{% field form.title hide_label=True %}{{ "Marit Duinstra"|initials }}').render(
        Context({"form": Sample()})
    )
    assert "kw-sr" in html
    assert html.strip().endswith("MD")
