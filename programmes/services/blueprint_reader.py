"""Reads a blueprint's file and says by line what is wrong (docs/blauwdruk.md)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from programmes.enums import WEEKDAYS, Accent, ProgrammeKind, Stage
from programmes.services.blueprint_shape import (
    Clock,
    Entry,
    Listing,
    Number,
    Problem,
    Reader,
    Shape,
    Text,
    Word,
    Words,
    clock_of,
)
from programmes.services.yaml_text import compose, field_of, is_newer, write_yaml

NEWEST_FORMAT = 1
LARGEST = 256 * 1024
"""Bytes of a file: the largest real one has a tenth of it."""
_MOST_NODES = 20_000
_LAST_DAY = 1500
"""Some four years after the start."""

EVENING_REMINDERS = ("evening_invitation", "evening_reminder")
HOMEWORK_REMINDERS = ("homework_reminder",)
SKIP_HOLIDAYS = "holidays"


def _reminders(kinds: tuple[str, ...]) -> Listing:
    return Listing(Entry({"kind": Word(kinds), "days": Number(-365, 0), "time": Clock()}), most=6)


_KEY = Word()
_DAY = Number(0, _LAST_DAY)
_RULE: dict[str, tuple[Shape, Any]] = {"on": (Word(WEEKDAYS), ""), "skip": (Word((SKIP_HOLIDAYS,)), "")}
"""On which day exactly: the first such weekday on or after it (homework: on or before), past holidays."""
_PHASE = Entry({"key": _KEY, "name": Text(80), "stage": Word(tuple(Stage.values[:-1])), "day": _DAY})
ITEM = Entry(
    {"method": Word(vocabulary="method"), "title": Text(160), "minutes": Number(1, 480)},
    {"question": (Text(200), ""), "notes": (Text(3000, lines=True), ""), "material": (Text(300), "")},
)
_EVENING = Entry(
    {
        "key": _KEY,
        "title": Text(160),
        "kind": Word(vocabulary="evening_kind"),
        "day": _DAY,
        "time": Clock(),
        "minutes": Number(15, 720),
    },
    {
        "summer_title": (Text(160), ""),
        "goal": (Text(1000, lines=True), ""),
        "practical": (Text(300), ""),
        "items": (Listing(ITEM, most=40), []),
        "reminders": (_reminders(EVENING_REMINDERS), []),
        **_RULE,
    },
)
_HOMEWORK = Entry(
    {
        "key": _KEY,
        "recipe": Word(vocabulary="recipe"),
        "for": _KEY,
        "days": Number(-365, 0),
        "time": Clock(),
    },
    {
        "title": (Text(160), ""),
        "instructions": (Text(4000, lines=True), ""),
        "reminders": (_reminders(HOMEWORK_REMINDERS), []),
        **_RULE,
    },
)
SECTION = Entry(
    {"kind": Word(vocabulary="section_kind"), "title": Text(160)}, {"text": (Text(50_000, lines=True), "")}
)
_MUST: dict[str, Shape] = {
    "key": _KEY,
    "version": Number(1, 9999),
    "name": Text(80),
    "kind": Word(tuple(ProgrammeKind.values)),
    "summary": Text(500),
    "phases": Listing(_PHASE, most=12, least=1),
    "evenings": Listing(_EVENING, most=60, least=1),
}
FILE = Entry(
    _MUST,
    {
        "format": (Number(1, 99), NEWEST_FORMAT),
        "accent": (Word(tuple(Accent.values)), Accent.WATER.value),
        "homework": (Listing(_HOMEWORK, most=60), []),
        "koersdocument": (Listing(SECTION, most=60), []),
    },
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What came out of a file: the plan, or what is wrong with it."""

    plan: dict[str, Any] | None
    problems: tuple[Problem, ...]


def read_plan(plan: Mapping[str, Any], words: Words | None = None) -> Reading:
    """The same for a plan that stands in no file yet: the lines of its problems say nothing, their paths do."""
    return read_blueprint(write_blueprint(plan), words)


def write_blueprint(plan: Mapping[str, Any]) -> bytes:
    """``plan`` as a file in YAML, without the fields that are empty."""
    told = {"format": NEWEST_FORMAT} | _told(plan)
    return write_yaml(told)


_ORDER = (
    "format",
    "key",
    "version",
    "name",
    "title",
    "summer_title",
    "kind",
    "stage",
    "summary",
    "accent",
    "method",
    "recipe",
    "for",
    "day",
    "days",
    "on",
    "skip",
    "time",
    "minutes",
    "question",
    "goal",
    "practical",
    "instructions",
    "notes",
    "material",
    "text",
    "items",
    "reminders",
    "phases",
    "evenings",
    "homework",
    "koersdocument",
)
"""In which order a file has its fields; a database may keep them in another."""


def _told(value: Any) -> Any:
    if isinstance(value, Mapping):
        told = {name: _told(held) for name, held in value.items() if held not in ("", [])}
        return dict(sorted(told.items(), key=lambda item: _ORDER.index(item[0]) if item[0] in _ORDER else 99))
    return [_told(held) for held in value] if isinstance(value, list) else value


def read_blueprint(source: bytes, words: Words | None = None) -> Reading:
    """The plan in ``source`` (a file in YAML), or its problems in the order of the lines.

    ``words`` has the keys that a field may hold by vocabulary: method, evening_kind, recipe, section_kind.
    """
    node = compose(source, largest=LARGEST, most=_MOST_NODES, alone=_("One file holds one blueprint."))
    if isinstance(node, Problem):
        return Reading(None, (node,))
    if field_of(node, "koerswerk"):
        return _refused(
            1, _("This is the file of a programme. Begin a programme from it; it is no blueprint.")
        )
    if is_newer(field_of(node, "format"), NEWEST_FORMAT):
        return _refused(1, _("This file was made for a newer version of Koerswerk."))
    reader = Reader(words or {})
    plan = FILE.read(node, reader)
    if plan and not reader.problems:
        _check_keys(plan, reader)
        _check_phases(plan, reader)
        _check_evenings(plan, reader)
        _check_homework(plan, reader)
    if reader.problems:
        return Reading(None, tuple(sorted(reader.problems)))
    return Reading(plan, ())


def _refused(line: int, text: str) -> Reading:
    return Reading(None, (Problem(line, text),))


def _check_keys(plan: dict[str, Any], reader: Reader) -> None:
    seen: set[str] = {"start_day"}
    for entry in [*plan["phases"], *plan["evenings"], *plan["homework"]]:
        if entry["key"] in seen:
            reader.say_at(entry, _("The key “%(key)s” is used twice.") % {"key": entry["key"]}, "key")
        seen.add(entry["key"])


def _check_phases(plan: dict[str, Any], reader: Reader) -> None:
    if plan["phases"][0]["day"] != 0:
        reader.say_at(plan["phases"][0], _("The first phase begins on day 0."), "day")
    for one, other in pairwise(plan["phases"]):
        if other["day"] <= one["day"]:
            reader.say_at(other, _("A phase begins after the one before it."), "day")


def _check_evenings(plan: dict[str, Any], reader: Reader) -> None:
    for one, other in pairwise(plan["evenings"]):
        if _place(other) <= _place(one):
            reader.say_at(other, _("An evening comes after the one before it."), "day")
    for evening in plan["evenings"]:
        total = sum(item["minutes"] for item in evening["items"])
        if total > evening["minutes"]:
            about = {"total": total, "minutes": evening["minutes"]}
            reader.say_at(
                evening,
                _("The draaiboek takes %(total)d minutes, the evening has %(minutes)d.") % about,
                "minutes",
            )
        _check_reminders(evening, evening["time"], reader)


def _check_homework(plan: dict[str, Any], reader: Reader) -> None:
    evenings = {evening["key"]: (number, evening) for number, evening in enumerate(plan["evenings"])}
    for entry in plan["homework"]:
        number, evening = evenings.get(entry["for"], (0, None))
        if evening is None:
            reader.say_at(
                entry, _("There is no evening with the key “%(key)s”.") % {"key": entry["for"]}, "for"
            )
            continue
        due = (evening["day"] + entry["days"], clock_of(entry["time"]))
        if due >= _place(evening):
            reader.say_at(entry, _("Homework is due before the evening that it is for."), "days")
        elif number and due[0] <= plan["evenings"][number - 1]["day"]:
            reader.say_at(entry, _("Homework is due after the evening at which it is given out."), "days")
        elif due[0] < 0:
            reader.say_at(entry, _("Homework is due after the start of the programme."), "days")
        _check_reminders(entry, entry["time"], reader)


def _check_reminders(entry: dict[str, Any], time: str, reader: Reader) -> None:
    for reminder in entry["reminders"]:
        if reminder["days"] == 0 and clock_of(reminder["time"]) >= clock_of(time):
            reader.say_at(reminder, _("A reminder comes before what it reminds of."), "time")


def _place(evening: dict[str, Any]) -> tuple[int, dt.time]:
    return evening["day"], clock_of(evening["time"])
