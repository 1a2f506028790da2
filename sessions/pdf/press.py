"""The process that prints one page: ``python -m sessions.pdf.press FONTS SHEET``, HTML in, PDF out.

It knows neither Django nor the database, may use a limited amount of memory and time, and opens nothing but fonts.
"""

import resource
import sys
from pathlib import Path

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

MEMORY = 1024**3
SECONDS = 30
HERE = Path(__file__).resolve().parent


class FontsOnly(URLFetcher):
    """Answers ``font:FILE`` from one folder, and refuses everything else."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The bytes of a font. Raises FatalURLFetchingError for what is none."""
        scheme, _, name = url.partition(":")
        path = self._folder / name
        if scheme == "font" and "/" not in name and not name.startswith(".") and path.is_file():
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": "font/woff2"})
        raise FatalURLFetchingError(f"refused: {url[:80]}")


def main(folder: Path, sheet: str) -> None:
    """Print what stands on standard input, as ``faces.css`` and ``sheet`` say."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    fetcher, fonts = FontsOnly(folder), FontConfiguration()
    sheets = [
        weasyprint.CSS(
            string=(HERE / name).read_text(encoding="utf-8"), font_config=fonts, url_fetcher=fetcher
        )
        for name in ("faces.css", sheet)
    ]
    page = weasyprint.HTML(string=sys.stdin.buffer.read().decode(), url_fetcher=fetcher)
    sys.stdout.buffer.write(page.write_pdf(stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
