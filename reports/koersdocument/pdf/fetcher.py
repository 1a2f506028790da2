"""What the renderer may open: our fonts and the given pictures, by name. Anything else stops it."""

from pathlib import Path

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse


class Fetcher(URLFetcher):
    """Answers ``font:FILE``, ``picture:NAME`` and our own ``data:`` drawings; refuses every file and host."""

    def __init__(self, fonts: Path, pictures: Path) -> None:
        super().__init__()
        self._folders = {"font": (fonts, "font/woff2"), "picture": (pictures, "")}

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The bytes behind ``url``. Raises FatalURLFetchingError, which stops the rendering, for what is not ours."""
        scheme, _, name = url.partition(":")
        if url.startswith("data:image/svg+xml;base64,"):
            return super().fetch(url, headers)
        if scheme in self._folders and "/" not in name and not name.startswith("."):
            folder, kind = self._folders[scheme]
            path = folder / name
            if path.is_file():
                return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind} if kind else None)
        raise FatalURLFetchingError(f"refused: {url[:80]}")
