"""The process that renders one document: ``python -m reports.koersdocument.pdf.child FOLDER``.

It knows neither Django nor the database, may use a limited amount of memory and time, and opens nothing but what
stands in FOLDER and the fonts. FOLDER has ``order.json``, ``page.html``, ``page.css``, ``content.json`` and
``pictures/``; it gets ``book.pdf``, or ``error.txt`` with the reason.
"""

import json
import logging
import os
import re
import resource
import sys
import unicodedata
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from reports.koersdocument.pdf.fetcher import Fetcher
from reports.koersdocument.pdf.finish import finish
from reports.koersdocument.pdf.mirror import mirrored


@dataclass(frozen=True, slots=True)
class Order:
    """What the parent asks for, beside the files."""

    fonts: str
    seconds: int
    memory: int
    moment: str
    attachment: str
    description: str
    link_names: dict[str, str]
    elsewhere: str
    outside: str
    mirrored: bool = True
    """Whether left pages are the mirror of right ones, as in a book."""


class Complaints(logging.Handler):
    """What WeasyPrint says while it works. It drops a rule that it does not understand and goes on; we do not."""

    _GLYPH = re.compile(r"\.notdef glyph .*\(U\+([0-9A-F]+)\)", re.DOTALL)

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []
        self.unknown_characters: set[int] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message, and apart from it the characters that no font has."""
        message = record.getMessage()
        if glyph := self._GLYPH.match(message):
            self.unknown_characters.add(int(glyph[1], 16))
        else:
            self.lines.append(message)


class Refused(Exception):
    """The document cannot be rendered as it should; the message says why."""


def limit(seconds: int, memory: int) -> None:
    """No more than ``memory`` bytes and ``seconds`` of processor time for this process, and no core file."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def render(folder: Path, order: Order) -> bytes:
    """The finished file. Raises Refused when the stylesheet would not be followed to the letter.

    Characters that no font has would break both standards: a second round leaves symbols out and puts "?" for letters.
    """
    html = (folder / "page.html").read_text()
    raw, unknown = attempt(folder, order, html)
    if unknown:
        raw, unknown = attempt(folder, order, html.translate({code: stand_in(code) for code in unknown}))
    if unknown:
        raise Refused(f"no font has {', '.join(f'U+{code:04X}' for code in sorted(unknown))}")
    return finish(raw, link_names=order.link_names, elsewhere=order.elsewhere, outside=order.outside)


def stand_in(code: int) -> str:
    """What is printed for a character that no font has: nothing for a symbol or a mark, "?" for a letter."""
    return "?" if unicodedata.category(chr(code))[0] in "LN" else ""


def attempt(folder: Path, order: Order, html: str) -> tuple[bytes, set[int]]:
    """``html`` as WeasyPrint writes it, and the characters that no font has. Raises Refused as ``render`` does."""
    complaints = Complaints()
    logging.getLogger("weasyprint").addHandler(complaints)
    fetcher, fonts = Fetcher(Path(order.fonts), folder / "pictures"), FontConfiguration()
    moment = datetime.fromisoformat(order.moment).replace(tzinfo=UTC)
    attachment = weasyprint.Attachment(
        string=(folder / "content.json").read_text(),
        name=order.attachment,
        description=order.description,
        relationship="Source",
        created=moment,
        modified=moment,
        url_fetcher=fetcher,
    )
    options: dict[str, Any] = {"pdf_variant": "pdf/a-3a", "attachments": [attachment]}
    page = weasyprint.HTML(string=html, url_fetcher=fetcher)
    sheet = weasyprint.CSS(string=(folder / "page.css").read_text(), font_config=fonts, url_fetcher=fetcher)
    with mirrored() if order.mirrored else nullcontext():
        laid_out = page.render(stylesheets=[sheet], font_config=fonts, **options)
    raw = laid_out.write_pdf(**options)
    logging.getLogger("weasyprint").removeHandler(complaints)
    if complaints.lines:
        raise Refused("WeasyPrint complains: " + "; ".join(dict.fromkeys(complaints.lines)))
    return raw, complaints.unknown_characters


def main(folder: Path) -> int:
    """Render the order in ``folder``. Returns the exit status: 0 done, 1 refused with the reason in ``error.txt``."""
    order = Order(**json.loads((folder / "order.json").read_text()))
    limit(order.seconds, order.memory)
    # The same edition gives the same bytes: fontTools takes the date in a font's head from here.
    os.environ["SOURCE_DATE_EPOCH"] = str(
        int(datetime.fromisoformat(order.moment).replace(tzinfo=UTC).timestamp())
    )
    try:
        (folder / "book.pdf").write_bytes(render(folder, order))
    except MemoryError:
        reason = "it needs more memory than it may have"
    except (Exception, FatalURLFetchingError) as error:  # noqa: BLE001 - the parent hears of it in one line
        reason = str(error) if isinstance(error, Refused) else f"{type(error).__name__}: {error}"
    else:
        return 0
    (folder / "error.txt").write_text(reason)
    return 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
