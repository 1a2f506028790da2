"""A verslag on paper: a tagged file with what its reader sees, made once."""

import io
import subprocess

import pikepdf
import pytest
from django.urls import reverse

from reports.verslag import pdf
from reports.verslag.queries.reading import read_verslag
from reports.verslag.services.writing import edit_verslag
from tests.reports.verslag.conftest import Held


def test_it_is_a_tagged_file_in_the_language_of_its_reader_with_what_that_reader_sees(held: Held) -> None:
    verslag = held.verslag()
    edit_verslag(
        verslag=verslag,
        introduction="We aten *snert*.\n\n> Ik ga weg met een buurman. 🎉",
        points="Zaal – Joost",
        by=held.cast["facilitator"],
    )
    verslag.times_sent, verslag.sent_at = 1, verslag.changed_at
    verslag.save()
    url = reverse("reports:verslag_pdf", args=[verslag.public_id])
    answer = held.cast.client("participant").get(url)
    assert answer.headers["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.content)) as file:
        assert file.Root.MarkInfo.Marked
        assert str(file.Root.Lang) == "nl"
        assert b"pdfuaid:part>1" in file.Root.Metadata.read_bytes()
    told = subprocess.run(["pdftotext", "-", "-"], input=answer.content, capture_output=True, check=True)
    words = " ".join(told.stdout.decode().split())
    assert "We aten snert." in words
    assert "Betaal voor wat men ziet." in words
    assert "Een leeg kantoor." not in words
    assert "Participant" in words


def test_the_same_verslag_is_made_once(held: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []

    def print_page(**order: object) -> bytes:
        made.append(order)
        return b"%PDF"

    monkeypatch.setattr(pdf, "print_page", print_page)
    verslag, by = held.verslag(), held.cast["facilitator"]
    for _ in range(2):
        assert pdf.verslag_pdf(read_verslag(verslag=verslag, viewer=by)) == b"%PDF"
    assert len(made) == 1
    edit_verslag(verslag=verslag, title="Anders", by=by)
    pdf.verslag_pdf(read_verslag(verslag=verslag, viewer=by))
    assert len(made) == 2
