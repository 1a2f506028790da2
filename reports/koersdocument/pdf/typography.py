"""What a typesetter does to words: nothing that breaks the page, nothing left hanging at its edge."""

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from core.text import render_markdown

T = TypeVar("T")

_CONTROL = dict.fromkeys([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF])
_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Characters that turn a line around, so that it reads as something that it does not say."""
_LONGEST_WORD = 400
_OVERLONG = re.compile(rf"\S{{{_LONGEST_WORD + 1},}}")
_ADDRESSES = frozenset({"key", "url"})
_LAST_WORD = re.compile(r" ([^\s<>\"=]{1,9})(?=</(?:p|h1|h2|h3|li|dd)>)")
_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)


def tidy(tree: T) -> T:
    """The same tree of dataclasses, its texts without characters that no page can show and without endless words."""
    return _tidied(tree)


def _tidied(value: Any) -> Any:
    if isinstance(value, str):
        return _OVERLONG.sub(_shortened, value.translate(_CONTROL | _TURNING))
    if isinstance(value, tuple):
        return tuple(_tidied(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in fields(value) if field.name not in _ADDRESSES]
        return replace(value, **{name: _tidied(getattr(value, name)) for name in names})
    return value


def _shortened(word: re.Match[str]) -> str:
    left_out = len(word[0]) - _LONGEST_WORD
    return word[0][:_LONGEST_WORD] + _(" [… %(count)d characters left out]") % {"count": left_out}


def markdown(text: str, *, below: int) -> SafeString:
    """Markdown as clean HTML whose headings follow on a heading of level ``below`` without skipping one."""
    level = below

    def releveled(heading: re.Match[str]) -> str:
        nonlocal level
        level = min(max(int(heading[1]) - 2 + below, below + 1), level + 1, 6)
        return f"<h{level}>{heading[2]}</h{level}>"

    return mark_safe(_HEADING.sub(releveled, render_markdown(text)))  # noqa: S308 - cleaned by render_markdown


def tie(html: str) -> str:
    """``html`` with the last two words of a paragraph or heading kept together, and a genitive 's with its word."""
    return _LAST_WORD.sub("\u00a0\\1", html.replace(" ’s ", " ’s\u00a0"))


def enumerate_words(words: list[str]) -> str:
    """ "a, b and c" in the language of the moment."""
    if len(words) < 2:
        return "".join(words)
    return _("%(some)s and %(last)s") % {"some": ", ".join(words[:-1]), "last": words[-1]}
