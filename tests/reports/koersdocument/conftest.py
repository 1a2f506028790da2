"""One rendering of the sample for all tests that look into the same file."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from reports.koersdocument.pdf.render import render_pdf
from tests.reports.koersdocument.sample import NAMES, make_document, make_pictures


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample koersdocument as a file."""
    path = tmp_path_factory.mktemp("koersdocument") / "anders-aan-tafel.pdf"
    path.write_bytes(render_pdf(make_document(), NAMES, make_pictures()))
    return path


@pytest.fixture(scope="session")
def text_of() -> Callable[[Path | bytes], str]:
    """What poppler reads in a PDF, with all white space as single spaces."""

    def read(pdf: Path | bytes) -> str:
        content = pdf.read_bytes() if isinstance(pdf, Path) else pdf
        done = subprocess.run(
            ["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True
        )
        return " ".join(done.stdout.decode().split())

    return read
