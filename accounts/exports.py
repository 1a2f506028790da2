"""Files that leave."""

import csv
import html
import io
from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from accounts.queries.trail import TrailRow

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection)."""


def trail_csv(rows: Iterable[TrailRow]) -> bytes:
    """``rows`` as a file that Dutch Excel opens: semicolons, and a byte order mark."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(
        [_("Day"), _("Time"), _("What was done"), _("From which role"), _("On behalf of"), _("Where")]
    )
    for row in rows:
        cells = [
            row.day.isoformat(),
            f"{row.time:%H:%M}" if row.time else "",
            html_as_text(row.sentence),
            row.role,
            row.for_whom,
            row.where.label if row.where else "",
        ]
        writer.writerow([harmless(cell) for cell in cells])
    return ("﻿" + out.getvalue()).encode()


def trail_file_of(rows: Iterable[TrailRow]) -> HttpResponse:
    """``rows`` as a file to keep."""
    return HttpResponse(
        trail_csv(rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="wie-deed-wat.csv"'},
    )


def harmless(cell: str) -> str:
    """``cell`` as no spreadsheet counts with it."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def html_as_text(sentence: str) -> str:
    """The words of ``sentence``, which is our own safe HTML."""
    return html.unescape(strip_tags(sentence))
