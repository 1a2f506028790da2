"""Text as people type it, cleaned without losing a word; and Markdown as safe HTML."""

import html
import re
import unicodedata

import nh3
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_DEEPEST = 20
"""Levels of quote or list that Markdown may nest: 300 crash a PDF renderer."""

_ALLOWED_TAGS = {
    "p",
    "br",
    "em",
    "strong",
    "ul",
    "ol",
    "li",
    "blockquote",
    "a",
    "h3",
    "h4",
    "code",
    "pre",
    "hr",
}
_markdown = MarkdownIt("commonmark", {"maxNesting": _DEEPEST, "html": False, "breaks": True})


def clean_text(value: str, *, single_line: bool = False) -> str:
    """``value`` in NFC, with line ends as ``\\n``, without control characters and lone surrogates, and trimmed."""
    text = unicodedata.normalize("NFC", _CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n")))
    return " ".join(text.split()) if single_line else text.strip()


def render_markdown(value: str) -> SafeString:
    """Markdown as HTML that may stand in a page, a mail or a report: known tags only, links to the web and mail only.

    Headings start at level 3, so that they fit below the heading of the page that shows them.
    """
    rendered = _markdown.render(value)
    rendered = (
        rendered.replace("<h1>", "<h3>")
        .replace("</h1>", "</h3>")
        .replace("<h2>", "<h3>")
        .replace("</h2>", "</h3>")
    )
    cleaned = nh3.clean(
        rendered,
        tags=_ALLOWED_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )
    return mark_safe(cleaned)  # noqa: S308 - nh3 has just cleaned it


def plain_words(value: str) -> str:
    """The words of a Markdown text on one line, for where there is room for its beginning only."""
    return " ".join(html.unescape(strip_tags(render_markdown(value))).split())
