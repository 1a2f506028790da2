"""The koersdocument against bare WeasyPrint on the same page, and how it grows."""

import math
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from unittest import mock

from reports.koersdocument.pdf import render
from reports.koersdocument.pdf.content import Document
from tests.benchmarks.figure import Figure, child_seconds
from tests.reports.koersdocument.sample import NAMES, make_document, make_pictures

PICTURES = make_pictures()
SECONDS = 600


def ours(document: Document) -> float:
    """CPU seconds of the child that makes ``document``; endless where it does not come about."""
    try:
        return child_seconds(lambda: render.render_pdf(document, NAMES, PICTURES, seconds=SECONDS))
    except render.RenderError as error:
        print(f"{len(document.appendix)} cards, {len(document.sections)} chapters: {error}", file=sys.stderr)
        return math.inf


def bare(document: Document) -> float:
    """CPU seconds of WeasyPrint alone on the page that ``document`` becomes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "order"

        def keep(order: Path, _seconds: int) -> bytes:
            shutil.copytree(order, folder)
            return b""

        with mock.patch.object(render, "_run", keep):
            render.render_pdf(document, NAMES, PICTURES)
        command = [sys.executable, "-m", "tests.benchmarks.bare", str(folder)]
        return child_seconds(lambda: subprocess.run(command, check=True))


def with_cards(count: int) -> Document:
    """The sample with ``count`` cards in its appendix."""
    document = make_document()
    return replace(document, appendix=tuple(islice(cycle(document.appendix), count)))


def with_chapters(times: int) -> Document:
    """The sample with its chapters ``times`` over."""
    document = make_document()
    return replace(document, sections=document.sections * times)


def figures() -> Iterator[Figure]:
    """Each as soon as it is measured."""
    document = make_document()
    yield Figure("koersdocument / bare WeasyPrint", ours(document) / bare(document), 1.2, "×", blocks=False)
    yield Figure("800 / 400 cards", ours(with_cards(800)) / ours(with_cards(400)), 2.2, "×", blocks=True)
    yield Figure(
        "chapters 12 / 4 times", ours(with_chapters(12)) / ours(with_chapters(4)), 3.5, "×", blocks=True
    )
