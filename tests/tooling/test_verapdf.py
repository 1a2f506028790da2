"""The validator's script tells a good file from a bad one, so that the report's own test can rely on it."""

from pathlib import Path

import pytest
from weasyprint import HTML

from scripts import verapdf

pytestmark = pytest.mark.verapdf
PAGE = '<html lang="nl"><head><title>Proef</title></head><body><h1>Proef</h1><p>Een zin.</p></body></html>'


def test_good_bad_and_unreadable_files_are_told_apart(tmp_path: Path) -> None:
    good, plain, broken = (tmp_path / name for name in ("good.pdf", "plain.pdf", "broken.pdf"))
    HTML(string=PAGE).write_pdf(good, pdf_variant="pdf/ua-1")
    HTML(string=PAGE).write_pdf(plain)
    broken.write_text("no PDF")

    verdicts = verapdf.validate(good, plain, broken, flavours=["ua1"])

    assert [verdict.compliant for verdict in verdicts] == [True, False, False]
    assert verdicts[0].failed == []
    assert any(rule.startswith("7.1-10:") for rule in verdicts[1].failed)
    assert verdicts[2].failed[0].startswith("cannot be read")
