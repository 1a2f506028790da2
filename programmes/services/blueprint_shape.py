"""The shape of a blueprint's file: what may stand where, and a reader that says by line what does not fit.

Values are taken from the text of the file, never constructed by YAML: "17:30" is a clock and "no" is a word.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

import yaml
from django.utils.translation import gettext as _

from core.text import clean_text

_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_NUMBER = re.compile(r"[+-]?[0-9]{1,5}")
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
YEARS = range(2000, 2101)
_FLAGS = {"yes": True, "true": True, "no": False, "false": False}

Path = tuple[str | int, ...]
"""Where a value stands: ("evenings", 2, "items", 0, "minutes")."""
Words = Mapping[str, frozenset[str]]
"""Words that a field may hold, by the name of the vocabulary; a vocabulary that is missing allows any key."""
Schema = dict[str, Any]
"""A piece of JSON Schema."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong, and on which line (from 1) of the file."""

    line: int
    text: str
    path: Path = field(default=(), compare=False)
    """The same place, counted in fields and entries."""

    def __str__(self) -> str:
        return _("line %(line)d: %(text)s") % {"line": self.line, "text": self.text}


@dataclass(slots=True)
class Reader:
    """Gathers problems, and remembers on which line each entry began."""

    words: Words
    problems: list[Problem] = field(default_factory=list)
    _path: Path = ()
    _places: dict[int, tuple[int, Path]] = field(default_factory=dict)

    @contextmanager
    def within(self, part: str | int) -> Iterator[None]:
        """What is said meanwhile is about ``part`` of what is being read."""
        before, self._path = self._path, (*self._path, part)
        yield
        self._path = before

    def say(self, node: yaml.Node, text: str) -> None:
        """Note that something is wrong at ``node``."""
        self.problems.append(Problem(node.start_mark.line + 1, text, self._path))

    def say_at(self, entry: Mapping[str, Any], text: str, name: str = "") -> None:
        """Note that something is wrong with the field ``name`` of an ``entry`` that was read before."""
        line, path = self._places.get(id(entry), (1, ()))
        self.problems.append(Problem(line, text, (*path, name) if name else path))

    def line_of(self, entry: Mapping[str, Any]) -> int:
        """The line on which an ``entry`` that was read before begins."""
        return self._places[id(entry)][0]

    def remember(self, entry: Mapping[str, Any], node: yaml.Node) -> None:
        """Keep where ``entry`` stands."""
        self._places[id(entry)] = (node.start_mark.line + 1, self._path)

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

    def schema(self, words: Words) -> Schema:
        """The same in JSON Schema, as far as that can say it."""


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

    def schema(self, words: Words) -> Schema:
        """Words; a number or yes or no is a word too."""
        return {"type": ["string", "number", "boolean"], "maxLength": self.longest}


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

    def schema(self, words: Words) -> Schema:
        """A number within its bounds."""
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


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

    def schema(self, words: Words) -> Schema:
        """A time."""
        return {"type": "string", "pattern": f"^{_CLOCK.pattern}$"}


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar, kept as a date."""

    def read(self, node: yaml.Node, reader: Reader) -> dt.date | None:
        """The day."""
        raw = reader.scalar(node)
        if raw is None:
            return None
        if not _DAY.fullmatch(raw):
            reader.say(node, _("A day such as 2027-03-31 belongs here."))
            return None
        try:
            day = dt.date.fromisoformat(raw)
        except ValueError:
            reader.say(node, _("The day %(day)s does not exist.") % {"day": raw})
            return None
        if day.year not in YEARS:
            reader.say(node, _("Choose a year between 2000 and 2100."))
            return None
        return day

    def schema(self, words: Words) -> Schema:
        """A day."""
        return {"type": "string", "format": "date", "pattern": f"^{_DAY.pattern}$"}


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no, kept as a truth."""

    def read(self, node: yaml.Node, reader: Reader) -> bool | None:
        """Whether it is so."""
        raw = reader.scalar(node)
        if raw is None:
            return None
        if raw.lower() not in _FLAGS:
            reader.say(node, _("%(yes)s or %(no)s belongs here.") % {"yes": "true", "no": "false"})
            return None
        return _FLAGS[raw.lower()]

    def schema(self, words: Words) -> Schema:
        """Yes or no, also as the words that YAML 1.2 takes for words."""
        return {"enum": [True, False, "yes", "no"]}


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
        known = self._known(reader.words)
        if known and raw not in known:
            about = {"word": raw[:40], "known": ", ".join(known)}
            reader.say(node, _("“%(word)s” is not known here. Choose from: %(known)s.") % about)
            return None
        if not _KEY.fullmatch(raw):
            reader.say(node, _("A key has small letters, digits and underscores, at most 40."))
            return None
        return raw

    def schema(self, words: Words) -> Schema:
        """One of the words that are known, or any key."""
        known = self._known(words)
        return {"enum": list(known)} if known else {"type": "string", "pattern": f"^{_KEY.pattern}$"}

    def _known(self, words: Words) -> tuple[str, ...]:
        return self.choices or tuple(sorted(words.get(self.vocabulary, ())))


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
        read = []
        for number, entry in enumerate(node.value):
            with reader.within(number):
                read.append(self.of.read(entry, reader))
        return [entry for entry in read if entry is not None]

    def schema(self, words: Words) -> Schema:
        """A list."""
        return {
            "type": "array",
            "items": self.of.schema(words),
            "minItems": self.least,
            "maxItems": self.most,
        }


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
                with reader.within(name):
                    values[name] = shape.read(value_node, reader)
        return self._complete(values, seen, node, reader)

    def _complete(
        self, values: dict[str, Any], seen: set[str], node: yaml.Node, reader: Reader
    ) -> dict[str, Any] | None:
        missing = [name for name in self.must if name not in seen]
        empty = [name for name in self.must if name in seen and values[name] == ""]
        for names, text in (
            (missing, _("The field “%(name)s” is missing.")),
            (empty, _("The field “%(name)s” is empty.")),
        ):
            for name in names:
                with reader.within(name):
                    reader.say(node, text % {"name": name})
        reader.remember(values, node)
        return None if missing or any(value is None for value in values.values()) else values

    def schema(self, words: Words) -> Schema:
        """Fields; a text that must be there has a sign in it, and one that may can be empty."""
        fields = {name: shape.schema(words) for name, shape in self.must.items()}
        for name, shape in self.must.items():
            if isinstance(shape, Text):
                fields[name]["pattern"] = r"\S"
        for name, (shape, _default) in self.may.items():
            fields[name] = shape.schema(words)
            if isinstance(shape, Text):
                fields[name]["type"].append("null")
        return {
            "type": "object",
            "properties": fields,
            "required": list(self.must),
            "additionalProperties": False,
        }


def told(shape: Shape, value: Any) -> Any:
    """What ``shape`` read, as a file has it: fields in the order of the shape, without those that say nothing new."""
    if isinstance(shape, Listing):
        return [told(shape.of, entry) for entry in value]
    if not isinstance(shape, Entry):
        return value
    fields = {name: told(field, value[name]) for name, field in shape.must.items()}
    for name, (inner, default) in shape.may.items():
        if value.get(name, default) != default:
            fields[name] = told(inner, value[name])
    return fields


def clock_of(value: str) -> dt.time:
    """The time of day that ``Clock`` read."""
    return dt.time.fromisoformat(value)
