"""English that a reader of a Dutch page would meet.

``english_on_dutch`` is for walks in a browser: it reads what a page shows.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import allauth
import django
import polib

from scripts.messages import CATALOGUE, PLACEHOLDER

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
