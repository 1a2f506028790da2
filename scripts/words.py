"""English that a reader of a Dutch page would meet.

    words.py        lists texts in templates that no translate tag holds; exits 1 where there is one

``english_on_dutch`` is for walks in a browser: it reads what a page shows.
"""

import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import allauth
import django
import polib
from django.template.base import Lexer, TokenType

if not __package__:  # run as a file, like the other checks
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts.messages import CATALOGUE, PLACEHOLDER, ROOT, ours, say

LIBRARIES = [
    Path(django.__file__).parent / "conf/locale/nl/LC_MESSAGES/django.po",
    Path(django.__file__).parent / "contrib/auth/locale/nl/LC_MESSAGES/django.po",
    Path(allauth.__file__).parent / "locale/nl/LC_MESSAGES/django.po",
]
# A sign that is no placeholder's, no tag's and no line's: where a text falls apart into what stands literally.
BREAK = re.compile(rf"{PLACEHOLDER.pattern}|<[^>]*>|\n")
TWO_WORDS = re.compile(r"[a-z]{2,}\W+(?:\w+\W+)*?[a-z]{2,}", re.IGNORECASE)
# Words that no Dutch sentence has: two different ones in a line are English, whoever wrote it.
ENGLISH_ONLY = re.compile(
    r"\b(the|and|your|you|this|that|with|from|has|have|not|are|will|which|these|those|when|what|who)\b"
)

# What a template holds without showing it as it stands, or holds for translation.
HELD = {"blocktranslate", "blocktrans", "comment", "verbatim"}
QUOTED = re.compile(r"""(?<!_\()"([A-Z][^"]*[a-z][^"]*)\"""")
UNREAD = re.compile(
    r"<(style|script)\b.*?</\1>|<!--.*?-->|<!doctype[^>]*>|&#?\w+;", re.DOTALL | re.IGNORECASE
)
READ_OUT = re.compile(
    r"""\b(?:alt|title|placeholder|aria-label|aria-description)=["']([^"']*[a-z]{2}[^"']*)["']"""
)
# A tag, or a class or an attribute in a block that stands within one.
TAG = re.compile(r"""<[^>]*>|[\w-]+="[^"]*"|\bkw-[\w-]+""")
LETTERS = re.compile(r"[^\W\d_]{2}")
# The same in every language; a language is named in itself.
NAMES = frozenset({"Koerswerk", "· Koerswerk", "English", "Nederlands"})
# Without a request there is no language: this page says it in both. The style guide is for makers.
NOT_TRANSLATED = ("templates/500.html", "templates/styleguide/")


def english_on_dutch(text: str) -> list[str]:
    """The English phrases in ``text``, which is what a Dutch page shows; each once, sorted.

    A phrase is a text of ours, of Django or of allauth (two words or more, in upper or lower case) that Dutch
    says otherwise, or a line with two words that only English has. What people wrote counts as well: keep
    English out of the world that is walked.
    """
    lines = [" ".join(line.split()).casefold() for line in text.splitlines()]
    whole = "\n".join(lines)
    found = {phrase for phrase in english_phrases() if phrase in whole and stands_alone(phrase, whole)}
    found |= {line for line in lines if is_english(line)}
    return sorted(found)


def stands_alone(phrase: str, text: str) -> bool:
    """Whether ``phrase`` stands in ``text`` as words, not as parts of longer ones."""
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text) is not None


def is_english(line: str) -> bool:
    """Whether ``line`` has two different words that only English has."""
    return len(set(ENGLISH_ONLY.findall(line.casefold()))) > 1


@cache
def english_phrases() -> frozenset[str]:
    """Literal pieces of English texts, in lower case, that stand in no Dutch one."""
    english: set[str] = set()
    dutch: list[str] = []
    for file in [CATALOGUE, *LIBRARIES]:
        for entry in polib.pofile(str(file), encoding="utf-8"):
            translations = [entry.msgstr, *entry.msgstr_plural.values()]
            dutch += [" ".join(translation.split()).casefold() for translation in translations]
            for source in (entry.msgid, entry.msgid_plural):
                english.update(pieces(source))
    said = "\n".join(dutch)
    return frozenset(phrase for phrase in english if phrase not in said)


def pieces(text: str) -> Iterator[str]:
    """What stands literally in ``text``, between placeholders and tags, where it has two words or more."""
    begin = 0
    for match in [*BREAK.finditer(text), None]:
        piece = " ".join(text[begin : match.start() if match else None].split()).strip(" ,;:·–—()“”\"'")
        if TWO_WORDS.search(piece):
            yield piece.casefold()
        begin = match.end() if match else begin


def literal_texts(source: str) -> Iterator[tuple[int, str]]:
    """The line and the words of each text in a template that no translate tag holds.

    A text is what stands between tags, in an attribute that is read out, or in quotes in a template's own tag where
    it begins with a capital (``{% include … with title="Add photos" %}``).
    """
    html, line, inside = "", 1, ""
    for token in Lexer(source).tokenize():
        # A tag of the template is no text of the page, and may stand within a tag of HTML.
        begins = token.lineno or line
        html += "\n" * (begins - line)
        line = begins
        if token.token_type == TokenType.TEXT:
            if not inside:
                html += token.contents
                line += token.contents.count("\n")
        elif token.token_type == TokenType.BLOCK:
            name = token.contents.split()[0]
            if name in HELD:
                inside = f"end{name}"
            elif name == inside:
                inside = ""
            elif name not in {"translate", "trans"}:
                yield from ((line, words) for words in QUOTED.findall(token.contents))
    html = UNREAD.sub(lambda match: "\n" * match.group().count("\n"), html)
    for match in READ_OUT.finditer(html):
        yield html.count("\n", 0, match.start()) + 1, match.group(1)
    shown = TAG.sub(lambda match: "\n" * match.group().count("\n"), html)
    for number, text in enumerate(shown.split("\n"), 1):
        if LETTERS.search(text):
            yield number, text.strip()


def faults(root: Path) -> Iterator[str]:
    """A sentence for each literal text in a template below ``root``."""
    for path in sorted(ours(root)):
        name = str(path.relative_to(root))
        if path.suffix == ".py" or name.startswith(NOT_TRANSLATED):
            continue
        for line, text in literal_texts(path.read_text(encoding="utf-8")):
            if text not in NAMES:
                yield f"{name}:{line}: no translate tag holds this: {text}"


if __name__ == "__main__":
    sys.exit(say(faults(ROOT)))
