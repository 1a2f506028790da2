"""Bad input (trust.md) at every form that a page of the product shows: a sentence, never a 500, and nothing lost.

The forms are found on the pages of the permission walk, as whoever may open them: a new form is tried the day it is
there. Each is sent what nobody should send, once in all its fields and once only where one types freely, so that what
is refused by a form does not stand before what a service would do with it.
"""

import logging
import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

import html5lib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import Resolver404, resolve

from tests.filled_in import Field, read_fields
from tests.permissions.lines import lines
from tests.permissions.walker import ALLOWED, Walk
from tests.permissions.words import OWN

pytestmark = pytest.mark.django_db
SHARDS = 2
PASSES = 5
"""How often each form is sent: over some two hundred forms every text meets every kind of field."""
ALIKE = {"teammate", "leaver", "newcomer", "mover", "observer", "supporter"}
"""Who meets no form that a participant or a client does not meet."""
SPOKEN = "Zo typte ik het: één <ding> & “nog een”"
"""What somebody typed and wants to see again when something else was wrong."""

TEXTS = [
    "a\x00b",  # a zero
    "a\x07\x1b[31mb\x7f",  # control characters
    "a\ud800b",  # half a character
    "x" * 1_000_000,  # a line of a million
    "\u202eabc\u2066\u200b\u200d\ufeff",  # from right to left
    "👩‍👩‍👧‍👦" * 40,  # joined emoji
    "e" + "\u0301" * 3000,  # marks on marks
    "<script>alert(1)</script><img src=x onerror=alert(1)>",  # a script
    "> " * 500 + "diep\n" + "- " * 500,  # quotes in quotes
    "[" * 5000 + "](" * 5000,  # brackets in brackets
    "{{ settings.SECRET_KEY }}{% include 'base.html' %}${7*7}",  # a template
    '=HYPERLINK("http://evil.example";A1)',  # a formula
    "a@example.org\r\nBcc: b@example.org\r\n\r\nhallo",  # a header
    " \u00a0\u2003\u200b ",  # nothing to see
    "ĳ",  # one letter
    "javascript:alert(1)",  # a link that is none
    "http://user:pw@127.0.0.1:6379/",  # an inner address
]
DATES = [
    "0001-01-01",
    "9999-12-31",
    "2027-02-29",
    "31-02-2027",
    "morgen",
    "٢٠٢٧-٠١-٠١",
    "2027-03-28T02:30",
    "1e9",
]
TIMES = ["24:00", "02:30", "25:61", "-1:00", "half zes", "٠١:٠٠", ""]
NUMBERS = ["-1", "9" * 40, "NaN", "1e400", "١٢", "1,5", "0x10", " "]
CHOICES = ["bestaat-niet", "0", "-1", "9" * 40, "a\x00b", "", "None", "../../etc/passwd"]
FILES = [
    ("", b""),
    ("leeg.jpg", b""),
    ("x" * 300 + ".png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40),
    ("../../etc/passwd", b"root:x:0:0"),
    ("plaatje.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
    ("foto.jpg", b"GIF89a<script>alert(1)</script>"),
    ("lijst.csv", b"\xff\xfe\x00\xd8naam;adres\n=1+1;x"),
    ("plan.yaml", b"a: &a [x]\nb: [*a, *a]\n" * 50),
]
KINDS: dict[str, list[str]] = {
    "date": DATES,
    "datetime-local": DATES,
    "time": TIMES,
    "number": NUMBERS,
    **dict.fromkeys(("select", "radio", "checkbox", "hidden", "submit"), CHOICES),
}
SEEN = set(KINDS) - {"hidden", "submit"}
"""Where somebody by mistake could put what cannot be."""
FREE = {"text", "textarea", "search", "password", "email", "url", "tel"}
SENTENCES = {"kw-error", "kw-field__error", "kw-alert", "kw-errors", "kw-summary"}


@dataclass(frozen=True, slots=True)
class Form:
    """A form that somebody may send."""

    person: str
    page: str
    action: str
    target: str
    """The name of the address that it is sent to."""
    fields: tuple[Field, ...]


def forms_of(walk: Walk, areas: tuple[str, ...]) -> list[Form]:
    """Each form once (by where it goes and what it has), as the first person who meets it."""
    found: dict[tuple[str, tuple[str, ...]], Form] = {}
    for line in lines():
        for cell in walk.cells(line):
            if cell[1] == OWN and cell[0] not in ALIKE and line.expects("GET", cell) == ALLOWED:
                page = walk.address(line, OWN)
                status, body = visit(walk, cell[0], "GET", page)
                if status == 200:
                    for form in read_forms(cell[0], page, body):
                        found.setdefault((form.target, tuple(field.name for field in form.fields)), form)
    return [form for form in found.values() if not areas or form.target.startswith(areas)]


def read_forms(person: str, page: str, body: bytes) -> Iterator[Form]:
    """The forms with POST on a page."""
    tree = html5lib.parse(body, treebuilder="etree", namespaceHTMLElements=False)
    for form in tree.iter("form"):
        action = urljoin(page, form.get("action") or page)
        if form.get("method", "").lower() != "post" or urlsplit(action).netloc:
            continue
        try:
            target = resolve(urlsplit(action).path).view_name
        except Resolver404:
            continue
        yield Form(person, page, action, target, tuple(read_fields(form)))


def visit(walk: Walk, person: str, method: str, address: str, body: str = "") -> tuple[int, bytes]:
    """One request that leaves nothing behind: the status and what came back (of a 500 the exception)."""
    with walk.nothing_left(person) as client:
        response: Any = client.generic(method, address, body, "application/x-www-form-urlencoded")
        if response.status_code >= 500 and response.exc_info:
            return response.status_code, repr(response.exc_info[1]).encode()
        answer = b"" if response.streaming else response.content
    return response.status_code, answer


def with_files(walk: Walk, form: Form, turn: int) -> int:
    """Send ``form`` with a file that is none, or not what its name says; returns the status."""
    name, content = FILES[turn % len(FILES)]
    data: dict[str, Any] = {field.name: field.value for field in form.fields if field.kind != "file"}
    data |= {
        field.name: SimpleUploadedFile(name, content)
        for field in form.fields
        if field.kind == "file" and name
    }
    with walk.nothing_left(form.person) as client:
        return int(client.post(form.action, data).status_code)


def sent(form: Form, turn: int, text: str = "", *, spoil: Collection[str] = ()) -> str:
    """What is sent of ``form``: ``text`` (or a bad one) where one types, and what cannot be in
    the fields of the kinds ``spoil``."""
    pairs = []
    for place, field in enumerate(form.fields):
        if field.kind in FREE:
            pairs.append((field.name, text or TEXTS[turn % len(TEXTS)]))
        elif field.kind in spoil:
            values = KINDS[field.kind]
            pairs.append((field.name, values[(turn + place) % len(values)]))
        elif field.kind != "file":
            pairs.append((field.name, field.value))
    return urlencode(pairs, errors="surrogatepass")


def lost(form: Form, body: bytes) -> Iterator[str]:
    """What was typed and does not stand in the page that comes back, and whether a sentence does."""
    tree = html5lib.parse(body, treebuilder="etree", namespaceHTMLElements=False)
    shown = {
        item.get("name")
        for item in tree.iter()
        if item.tag in {"input", "textarea"} and SPOKEN in (item.get("value") or "".join(item.itertext()))
    }
    for field in form.fields:
        if field.kind in {"text", "textarea", "search"} and field.name not in shown:
            yield f"“{field.name}” is lost"
    if not any(SENTENCES & set((item.get("class") or "").split()) for item in tree.iter()):
        yield "says nothing"


@pytest.mark.parametrize(
    "shard", [pytest.param(n, marks=pytest.mark.xdist_group(f"permissions-{n}")) for n in range(SHARDS)]
)
def test_bad_input_gets_a_sentence_at_every_form(walk: Walk, shard: int) -> None:
    logging.disable(logging.CRITICAL)
    findings: list[str] = []
    try:
        areas = tuple(os.environ.get("KW_AREAS", "").split())
        forms = forms_of(walk, areas)[shard::SHARDS]
        assert areas or len(forms) > 40
        for number, form in enumerate(forms):
            findings += tried(walk, form, number)
    finally:
        logging.disable(logging.NOTSET)
    assert not findings, "\n" + "\n".join(findings)


def tried(walk: Walk, form: Form, number: int) -> Iterator[str]:
    """What is wrong with the answers to bad input at ``form``, the ``number``-th: each begins with another text."""
    where = f"{form.target} (on {form.page} as {form.person})"
    kinds = {field.kind for field in form.fields}
    turns = range(number, number + PASSES)
    bodies = {f"typed {turn}": sent(form, turn) for turn in turns if kinds & FREE}
    bodies |= {f"everywhere {turn}": sent(form, turn, spoil=KINDS) for turn in turns}
    for what, body in {**bodies, "nothing at all": ""}.items():
        status, answer = visit(walk, form.person, "POST", form.action, body)
        if status >= 500:
            yield f"{where}: {what}: {answer[:200].decode()}"
    for turn in range(len(FILES)) if "file" in kinds else ():
        if with_files(walk, form, turn) >= 500:
            yield f"{where}: file {FILES[turn][0][:40]!r}: 500"
    for turn in turns[:2] if kinds & FREE else ():
        status, answer = visit(walk, form.person, "POST", form.action, sent(form, turn, SPOKEN, spoil=SEEN))
        if status == 422:
            yield from (f"{where}: {problem}" for problem in lost(form, answer))
