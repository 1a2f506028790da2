"""The shape of a blueprint's file: what may stand where, and a reader that says by line what does not fit.

Values are taken from the text of the file, never constructed by YAML: "17:30" is a clock and "no" is a word.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import yaml
from django.utils.translation import gettext as _

from core.text import clean_text

_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_NUMBER = re.compile(r"[+-]?[0-9]{1,5}")
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong, and on which line (from 1) of the file."""

    line: int
    text: str

    def __str__(self) -> str:
        return _("line %(line)d: %(text)s") % {"line": self.line, "text": self.text}


@dataclass(slots=True)
class Reader:
    """Gathers problems, and remembers on which line each entry began."""

    words: Mapping[str, frozenset[str]]
    """Words that a field may hold, by the name of the vocabulary; a vocabulary that is missing allows any key."""
    problems: list[Problem] = field(default_factory=list)
    _lines: dict[int, int] = field(default_factory=dict)

    def say(self, node: yaml.Node, text: str) -> None:
        """Note that something is wrong at ``node``."""
        self.problems.append(Problem(node.start_mark.line + 1, text))

    def say_at(self, entry: Mapping[str, Any], text: str) -> None:
        """Note that something is wrong with an ``entry`` that was read before."""
        self.problems.append(Problem(self._lines.get(id(entry), 1), text))

    def remember(self, entry: Mapping[str, Any], node: yaml.Node) -> None:
        """Keep the line on which ``entry`` begins."""
        self._lines[id(entry)] = node.start_mark.line + 1

    def scalar(self, node: yaml.Node) -> str | None:
        """The text of ``node``; a problem and None where it is a list or has fields of its own."""
        if isinstance(node, yaml.ScalarNode):
            return str(node.value)
        self.say(node, _("A single value belongs here."))
        return None


class Shape(Protocol):
    """What a value must look like."""

    def read(self, node: yaml.Node, reader: Reader) -> Any:
        """The value at ``node``; None, and a problem noted, where it does not fit."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words of at most ``longest`` characters."""

    longest: int
    lines: bool = False

    def read(self, node: yaml.Node, reader: Reader) -> str | None:
        """The text, cleaned."""
        raw = reader.scalar(node)
        if raw is None:
            return None
        text = clean_text(raw, single_line=not self.lines)
        if len(text) > self.longest:
            reader.say(node, _("This is longer than %(count)d characters.") % {"count": self.longest})
            return None
        return text


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number from ``least`` to ``most``."""

    least: int
    most: int

    def read(self, node: yaml.Node, reader: Reader) -> int | None:
        """The number."""
        raw = reader.scalar(node)
        if raw is None:
            return None
        if not _NUMBER.fullmatch(raw) or not self.least <= int(raw) <= self.most:
            about = {"least": self.least, "most": self.most}
            reader.say(node, _("A whole number from %(least)d to %(most)d belongs here.") % about)
            return None
        return int(raw)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, kept as "17:30"."""

    def read(self, node: yaml.Node, reader: Reader) -> str | None:
        """The time as it stands in the file."""
        raw = reader.scalar(node)
        if raw is not None and not _CLOCK.fullmatch(raw):
            reader.say(node, _("A time such as 17:30 belongs here."))
            return None
        return raw


@dataclass(frozen=True, slots=True)
class Word:
    """A key: of ``choices``, of a vocabulary that an upper app registered, or any where neither is given."""

    choices: tuple[str, ...] = ()
    vocabulary: str = ""

    def read(self, node: yaml.Node, reader: Reader) -> str | None:
        """The key."""
        raw = reader.scalar(node)
        if raw is None:
            return None
        known = self.choices or tuple(sorted(reader.words.get(self.vocabulary, ())))
        if known and raw not in known:
            about = {"word": raw[:40], "known": ", ".join(known)}
            reader.say(node, _("“%(word)s” is not known here. Choose from: %(known)s.") % about)
            return None
        if not _KEY.fullmatch(raw):
            reader.say(node, _("A key has small letters, digits and underscores, at most 40."))
            return None
        return raw


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of at least ``least`` and at most ``most`` entries."""

    of: Shape
    most: int
    least: int = 0

    def read(self, node: yaml.Node, reader: Reader) -> list[Any]:
        """The entries that fit."""
        if not isinstance(node, yaml.SequenceNode):
            reader.say(node, _("A list belongs here."))
            return []
        if not self.least <= len(node.value) <= self.most:
            about = {"least": self.least, "most": self.most}
            reader.say(node, _("A list of %(least)d to %(most)d entries belongs here.") % about)
            return []
        read = [self.of.read(entry, reader) for entry in node.value]
        return [entry for entry in read if entry is not None]


@dataclass(frozen=True, slots=True)
class Entry:
    """Named fields; those of ``may`` stand at their value when they are left out."""

    must: Mapping[str, Shape]
    may: Mapping[str, tuple[Shape, Any]] = field(default_factory=dict)

    def read(self, node: yaml.Node, reader: Reader) -> dict[str, Any] | None:
        """The fields by name; None where one that must be there is missing or does not fit."""
        if not isinstance(node, yaml.MappingNode):
            reader.say(node, _("Fields with a name belong here."))
            return None
        values: dict[str, Any] = {name: default for name, (_shape, default) in self.may.items()}
        seen: set[str] = set()
        for name_node, value_node in node.value:
            name = reader.scalar(name_node) or ""
            shape = self.must.get(name) or (self.may[name][0] if name in self.may else None)
            if shape is None:
                known = ", ".join([*self.must, *self.may])
                about = {"name": name[:40], "known": known}
                reader.say(
                    name_node, _("The field “%(name)s” is not known here. Choose from: %(known)s.") % about
                )
            elif name in seen:
                reader.say(name_node, _("The field “%(name)s” stands here twice.") % {"name": name})
            else:
                seen.add(name)
                values[name] = shape.read(value_node, reader)
        return self._complete(values, seen, node, reader)

    def _complete(
        self, values: dict[str, Any], seen: set[str], node: yaml.Node, reader: Reader
    ) -> dict[str, Any] | None:
        missing = [name for name in self.must if name not in seen]
        for name in missing:
            reader.say(node, _("The field “%(name)s” is missing.") % {"name": name})
        for name in self.must.keys() & seen:
            if values[name] == "":
                reader.say(node, _("The field “%(name)s” is empty.") % {"name": name})
        reader.remember(values, node)
        return None if missing or any(value is None for value in values.values()) else values


def clock_of(value: str) -> dt.time:
    """The time of day that ``Clock`` read."""
    return dt.time.fromisoformat(value)
