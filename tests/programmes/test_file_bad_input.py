"""What is wrong with a file of a programme: a sentence with a line, no error of ours, and nothing is kept."""

import io
import random
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from programmes.models import Participation, Programme
from programmes.services.blueprint_reader import read_blueprint, write_blueprint
from programmes.services.blueprints import find_blueprint, known_words
from programmes.services.programme_file import LARGEST, read_file
from programmes.services.programme_schema import programme_schema
from tests import makers
from tests.programmes import travellers
from tests.programmes.worlds import plan_programme

SMALL = """koerswerk: programme
version: 1
name: Klein traject
kind: open
starts_on: 2027-02-04
teams:
- {name: Water, letter: W}
phases:
- {key: one, name: Een, stage: collecting, date: 2027-02-04, from: start}
- {key: two, name: Twee, stage: sharing, date: 2027-03-04, from: start}
evenings:
- key: first
  title: Avond 1
  kind: creative_evening
  date: 2027-02-04
  time: "19:30"
  minutes: 120
  from: start
- key: second
  title: Avond 2
  kind: creative_evening
  date: 2027-03-04
  time: "19:30"
  minutes: 120
  from: first
homework:
- key: talk
  recipe: interview_entrepreneur
  title: Praat
  date: 2027-03-01
  time: "20:00"
  for: second
  from: second
milestones:
- {key: council, name: De raad, date: 2027-04-01}
people:
- {email: anne@example.org, name: Anne, role: coach, teams: [{team: Water}]}
"""


def line(text: str, source: str = SMALL) -> int:
    """On which line ``text`` stands first."""
    return source[: source.index(text)].count("\n") + 1


def problems(source: str | bytes) -> list[tuple[int, str]]:
    """What is wrong, by line."""
    data = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    with translation.override("en"):
        return [(problem.line, problem.text) for problem in read_file(data, known_words()).problems]


def test_the_small_file_is_right():
    assert problems(SMALL) == []
    assert problems(SMALL.replace("\n", "\r\n")) == []
    assert problems("\ufeff" + SMALL) == []


CHANGES = {
    "a word as a date": ("date: 2027-03-01", "date: morgen", "2027-03-31"),
    "a number as a date": ("date: 2027-03-01", "date: 20270301", "2027-03-31"),
    "31 February": ("date: 2027-03-01", "date: 2027-02-31", "2027-02-31"),
    "29 February": ("date: 2027-03-01", "date: 2027-02-29", "2027-02-29"),
    "the year 9999": ("date: 2027-04-01", "date: 9999-04-01", "2100"),
    "the year 1": ("date: 2027-04-01", "date: 0001-04-01", "2100"),
    "arabic digits": ("date: 2027-04-01", "date: ٢٠٢٧-٠٤-٠١", "2027-03-31"),
    "thirty years on": ("date: 2027-04-01", "date: 2057-04-01", "ten years"),
    "a clock that is none": ('time: "20:00"', 'time: "24:00"', "17:30"),
    "minutes without end": ("minutes: 120\n  from: start", "minutes: 99999\n  from: start", "720"),
    "an unknown field": ("milestones:", "nieuw: veld\nmilestones:", "nieuw"),
    "a field twice": ("kind: open", "kind: open\nkind: doetank", "twice"),
    "an unknown way of working": ("kind: open", "kind: dicht", "dicht"),
    "an unknown recipe": ("recipe: interview_entrepreneur", "recipe: toverdrank", "toverdrank"),
    "a role that nobody gives": ("role: coach", "role: guest", "guest"),
    "an administrator by file": ("role: coach", "role: administrator", "administrator"),
    "a seat that no team has": ("role: coach", "role: client", "coach, participant or observer"),
    "a team that is not there": ("[{team: Water}]", "[{team: Lucht}]", "Lucht"),
    "a key twice": ("key: second", "key: first", "used twice"),
    "a key that is taken": ("key: second", "key: start", "used twice"),
    "a missing anchor": ("  from: second\nmile", "  from: third\nmile", "third"),
    "a missing evening": ("for: second", "for: third", "third"),
    "homework after its evening": ("date: 2027-03-01", "date: 2027-03-05", "before the evening"),
    "before the start": ("2027-02-04, from: start}", "2027-02-01, from: start}", "before the start"),
    "phases in the wrong order": ("sharing, date: 2027-03-04", "sharing, date: 2027-02-03", "phase"),
    "days without a rule": ("  from: first", "  from: first\n  days: 28", "rule"),
    "a rule from nothing": ("date: 2027-04-01}", "date: 2027-04-01, skip: holidays}", "counts"),
    "a name of two letters": ("name: Klein traject", "name: ab", "at least 3"),
    "a name of two hundred": ("name: Klein traject", f"name: {'a' * 200}", "160"),
    "no name": ("name: Klein traject", "name: ''", "empty"),
    "a small letter": ("letter: W", "letter: w", "capitals"),
    "a list for a word": ("kind: open", "kind: [open]", "single value"),
    "anchors": ("name: Klein traject", "name: &a Klein traject", "Anchors"),
    "tags": ("name: Klein traject", "name: !!python/object:os.system Klein", "Tags"),
    "a second document": ("milestones:", "---\nmilestones:", "one programme"),
    "a truncated file": (
        "milestones:\n- {key: council, name: De raad, date: 2027-04-01}",
        "milestones:\n- {key: cou",
        "YAML",
    ),
    "a newer version": ("version: 1", "version: 2\nnaam: x", "newer version"),
    "a version that is none": ("version: 1", "version: een", "whole number"),
    "another file of ours": ("koerswerk: programme", "koerswerk: archive", "archive"),
    "control characters": ("name: Klein traject", "name: Klein\x01", "characters"),
    "deep nesting": ("name: Klein traject", "name: " + "[" * 200, "nested"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_mistake_is_told_on_its_line(name):
    before, after, says = CHANGES[name]
    assert before in SMALL
    source = SMALL.replace(before, after, 1)
    found = problems(source)
    assert found, name
    assert any(says.casefold() in text.casefold() for _line, text in found), found
    if name not in {"control characters", "a truncated file"}:
        here = line(before)
        assert min(number for number, _text in found) in range(here - 8, here + 2), found


def test_anchors_in_a_circle_are_told():
    source = SMALL.replace("minutes: 120\n  from: start", "minutes: 120\n  from: council").replace(
        "date: 2027-04-01}", "date: 2027-04-01, from: second}"
    )
    found = problems(source)
    assert [text for _line, text in found] == ["It cannot hang on something that hangs on it."] * 3
    assert line("date: 2027-04-01, from", source) in [number for number, _text in found]
    assert problems(SMALL.replace("from: first", "from: second"))


def test_bombs_go_off_nowhere():
    laughs = "a: &a [x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
    )
    assert "Anchors" in problems(laughs)[0][1]
    assert "Anchors" in problems("koerswerk: programme\nphases: &p [*p]\n")[0][1]
    entry = '- {key: e%d, title: A, kind: conversation, date: 2027-02-04, time: "10:00", minutes: 30}\n'
    many = SMALL[: SMALL.index("evenings:")] + "evenings:\n" + "".join(entry % n for n in range(2000))
    assert problems(many) == [(12, "A list of 0 to 500 entries belongs here.")]
    assert "too many" in problems("koerswerk: programme\nx: [" + "a," * 100_000 + "]\n")[0][1]


def zipped() -> bytes:
    """A ZIP with a file in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("traject.yaml", SMALL)
    return out.getvalue()


FILES: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "leeg"),
    "blank": (b"\n  \n# niets\n", "leeg"),
    "binary": (bytes(range(256)) * 40, "UTF-8"),
    "noise": (random.Random(7).randbytes(5000), "UTF-8"),
    "zip": (zipped(), ""),
    "Latin-1": (SMALL.replace("Klein", "Kleine réünie").encode("latin-1"), "UTF-8"),
    "UTF-16": (SMALL.encode("utf-16"), "UTF-8"),
    "nuls": (b"\x00" * 2000, "tekens"),
    "too large": (b"# " + b"x" * (LARGEST + 5), "512 kB"),
    "fifty megabytes": (b"x" * 50_000_000, "512 kB"),
    "a list": (b"- a\n- b\n", "koerswerk: programme"),
    "a word": (b"koerswerk", "koerswerk: programme"),
    "JSON": (b'{"koerswerk": "programme"}', "version"),
    "a page": (b"<!doctype html><p>Hallo", "koerswerk: programme"),
    "a table": (b"naam;adres\nAnne;anne@example.org\n", "koerswerk: programme"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", FILES)
def test_a_wrong_file_is_refused_with_a_sentence_and_nothing_is_kept(browser, programme, name):
    content, says = FILES[name]
    data = {
        "organisation": programme.host.public_id,
        "file": SimpleUploadedFile("traject.yaml", content),
        "begin_it": "1",
    }
    response = browser.post(reverse("programmes:from_file"), data)
    assert response.status_code == 422
    page = response.content.decode()
    assert says in page
    assert "regel 1" in page or re.search(r"regel \d+", page)
    assert list(Programme.objects.all()) == [programme]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "\x00",
        "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
        "[" * 5000,
        "x" * 100_000,
    ],
)
def test_pasted_rubbish_is_refused_too(browser, programme, text):
    data = {"organisation": programme.host.public_id, "text": text, "begin_it": "1"}
    assert browser.post(reverse("programmes:from_file"), data).status_code == 422
    assert list(Programme.objects.all()) == [programme]


@pytest.mark.django_db
def test_a_blueprint_is_no_programme_and_the_reverse(browser, programme):
    blueprint = write_blueprint(find_blueprint("open").plan).decode()
    data = {"organisation": programme.host.public_id, "text": blueprint}
    page = browser.post(reverse("programmes:from_file"), data).content.decode()
    assert "Dit is een blauwdruk" in page
    page = browser.post(reverse("programmes:import_blueprint"), data | {"text": SMALL}).content.decode()
    assert "Dit is het bestand van een traject" in page
    assert len(read_blueprint(SMALL.encode()).problems) == 1


@pytest.mark.django_db
def test_a_script_in_the_texts_stays_text(browser, programme):
    source = SMALL.replace("Klein traject", "'<script>alert(1)</script>'").replace(
        "title: Avond 2", "title: '{{ 7|add:7 }}<img src=x onerror=y>'"
    )
    data = {"organisation": programme.host.public_id, "text": source}
    page = browser.post(reverse("programmes:from_file"), data)
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()
    assert "<img src=x" not in page.content.decode()
    data |= {"begin_it": "1", "begin": "as_written"}
    assert browser.post(reverse("programmes:from_file"), data).status_code == 303
    assert Programme.objects.latest("pk").name == "<script>alert(1)</script>"


@pytest.mark.django_db
def test_people_with_something_wrong_are_told_by_line_and_stay_out(browser, programme, by):
    rows = """- {email: geen adres, name: Bas}
- {email: "kees@example.org\\nBcc: alle@example.org", name: Kees}
- {email: anne@example.org, name: Nog eens Anne}
- {email: DIRK@Example.org, name: Dirk, organisation: Nieuwe Stichting}
"""
    source = SMALL + rows + f"- {{email: {by.email}, role: participant}}\n"
    data = {"organisation": programme.host.public_id, "text": source}
    page = browser.post(reverse("programmes:from_file"), data).content.decode()
    first = line("milestones:") + 4
    for word in ("geen adres", "adres klopt niet", "staat er dubbel", "Nieuwe organisatie", "doet al mee"):
        assert word in page, word
    for number in range(first, first + 3):
        assert f"regel {number}: " in page
    data |= {"begin_it": "1", "begin": "as_written", "people": "on"}
    assert browser.post(reverse("programmes:from_file"), data).status_code == 303
    there = Participation.objects.filter(programme=Programme.objects.latest("pk"))
    assert {(one.person.email, one.role) for one in there} == {
        (by.email, "facilitator"),
        ("anne@example.org", "coach"),
        ("dirk@example.org", "participant"),
    }


LETTERS = st.text("abz {}[]:,-'\"|>&*!#%@\n\t0é", max_size=30)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(SMALL)), st.integers(0, 40), LETTERS)
def test_whatever_is_typed_into_a_file_is_read_or_refused(place, length, letters):
    reading = read_file((SMALL[:place] + letters + SMALL[place + length :]).encode(), known_words())
    assert (reading.plan is None) == bool(reading.problems)


@pytest.mark.django_db
def test_the_schema_takes_the_files_that_are_written_and_the_command_prints_it_in_dutch(tmp_path: Path):
    by = makers.make_person()
    programme = plan_programme(by=by, as_written=False)
    travellers.load(programme, by)
    out = io.StringIO()
    call_command("programme_file", "schema", stdout=out)
    schema: Any = yaml.safe_load(out.getvalue())
    assert schema["title"] == "Het traject als bestand"
    Draft202012Validator.check_schema(schema)
    source = travellers.file(programme, by)
    plan = _typed(yaml.load(source, Loader=yaml.BaseLoader))  # noqa: S506 - texts only
    assert [error.message for error in Draft202012Validator(schema).iter_errors(plan)] == []
    assert list(Draft202012Validator(programme_schema(known_words())).iter_errors(plan | {"kind": "dicht"}))
    path = tmp_path / "traject.yaml"
    path.write_bytes(source)
    out = io.StringIO()
    call_command("programme_file", "check", str(path), stdout=out)
    assert "Themateams (2027-02-04): 5 phases" in out.getvalue()
    path.write_text(SMALL.replace("2027-03-01", "2027-02-31"))
    err = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("programme_file", "check", str(path), stderr=err)
    assert f"{path}:{line('date: 2027-03-01')}: The day 2027-02-31 does not exist." in err.getvalue()


def _typed(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _typed(held) for name, held in value.items()}
    if isinstance(value, list):
        return [_typed(held) for held in value]
    if value in {"true", "false"}:
        return value == "true"
    return int(value) if re.fullmatch(r"[+-]?[0-9]+", value) else value
