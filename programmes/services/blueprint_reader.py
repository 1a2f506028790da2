"""Reads a blueprint's file and says by line what is wrong (docs/blauwdruk.md)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import yaml
from django.utils.translation import gettext as _

from programmes.enums import Accent, ProgrammeKind, Stage
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
    clock_of,
)

NEWEST_FORMAT = 1
LARGEST = 256 * 1024
"""Bytes of a file: the largest real one has a tenth of it."""
_DEEPEST = 8
_MOST_NODES = 20_000
_LAST_DAY = 1500
"""Some four years after the start."""

EVENING_REMINDERS = ("evening_invitation", "evening_reminder")
HOMEWORK_REMINDERS = ("homework_reminder",)


def _reminders(kinds: tuple[str, ...]) -> Listing:
    return Listing(Entry({"kind": Word(kinds), "days": Number(-365, 0), "time": Clock()}), most=6)


_KEY = Word()
_DAY = Number(0, _LAST_DAY)
_PHASE = Entry({"key": _KEY, "name": Text(80), "stage": Word(tuple(Stage.values[:-1])), "day": _DAY})
_ITEM = Entry(
    {"method": Word(vocabulary="method"), "title": Text(160), "minutes": Number(1, 480)},
    {"notes": (Text(3000, lines=True), ""), "material": (Text(300), "")},
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
        "goal": (Text(1000, lines=True), ""),
        "practical": (Text(300), ""),
        "items": (Listing(_ITEM, most=40), []),
        "reminders": (_reminders(EVENING_REMINDERS), []),
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
    {"title": (Text(160), ""), "reminders": (_reminders(HOMEWORK_REMINDERS), [])},
)
_SECTION = Entry(
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
_FILE = Entry(
    _MUST,
    {
        "format": (Number(1, 99), NEWEST_FORMAT),
        "accent": (Word(tuple(Accent.values)), Accent.WATER.value),
        "homework": (Listing(_HOMEWORK, most=60), []),
        "koersdocument": (Listing(_SECTION, most=60), []),
    },
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What came out of a file: the plan, or what is wrong with it."""

    plan: dict[str, Any] | None
    problems: tuple[Problem, ...]


def read_blueprint(source: bytes, words: Mapping[str, frozenset[str]] | None = None) -> Reading:
    """The plan in ``source`` (a file in YAML), or its problems in the order of the lines.

    ``words`` has the keys that a field may hold by vocabulary: method, evening_kind, recipe, section_kind.
    """
    if len(source) > LARGEST:
        return _refused(1, _("The file is larger than %(size)d kB.") % {"size": LARGEST // 1024})
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _refused(source.count(b"\n", 0, error.start) + 1, _("The file is not text in UTF-8."))
    try:
        if refusal := _refused_syntax(text):
            return Reading(None, (refusal,))
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return _refused(
            mark.line + 1 if mark else 1,
            _("This is not YAML: %(why)s.") % {"why": error.problem or error.context},
        )
    except yaml.YAMLError:
        return _refused(1, _("The file has characters that YAML does not allow."))
    if node is None:
        return _refused(1, _("The file is empty."))
    reader = Reader(words or {})
    plan = _FILE.read(node, reader)
    if plan and plan["format"] > NEWEST_FORMAT:
        return _refused(1, _("This file was made for a newer version of Koerswerk."))
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


def _refused_syntax(text: str) -> Problem | None:
    """Refuse, before anything is built, what could explode: anchors, tags, depth, number."""
    depth = documents = 0
    for count, event in enumerate(yaml.parse(text, Loader=yaml.SafeLoader)):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            return Problem(line, _("Anchors (&) and aliases (*) are not allowed."))
        if getattr(event, "tag", None):
            return Problem(line, _("Tags (!) are not allowed."))
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        if depth > _DEEPEST:
            return Problem(line, _("Lists and fields are nested too deep here."))
        if documents > 1:
            return Problem(line, _("One file holds one blueprint."))
        if count > _MOST_NODES:
            return Problem(line, _("The file has too many entries."))
    return None


def _check_keys(plan: dict[str, Any], reader: Reader) -> None:
    seen: set[str] = {"start_day"}
    for entry in [*plan["phases"], *plan["evenings"], *plan["homework"]]:
        if entry["key"] in seen:
            reader.say_at(entry, _("The key “%(key)s” is used twice.") % {"key": entry["key"]})
        seen.add(entry["key"])


def _check_phases(plan: dict[str, Any], reader: Reader) -> None:
    if plan["phases"][0]["day"] != 0:
        reader.say_at(plan["phases"][0], _("The first phase begins on day 0."))
    for one, other in pairwise(plan["phases"]):
        if other["day"] <= one["day"]:
            reader.say_at(other, _("A phase begins after the one before it."))


def _check_evenings(plan: dict[str, Any], reader: Reader) -> None:
    for one, other in pairwise(plan["evenings"]):
        if _place(other) <= _place(one):
            reader.say_at(other, _("An evening comes after the one before it."))
    for evening in plan["evenings"]:
        total = sum(item["minutes"] for item in evening["items"])
        if total > evening["minutes"]:
            about = {"total": total, "minutes": evening["minutes"]}
            reader.say_at(
                evening,
                _("The draaiboek takes %(total)d minutes, the evening has %(minutes)d.") % about,
            )
        _check_reminders(evening, evening["time"], reader)


def _check_homework(plan: dict[str, Any], reader: Reader) -> None:
    evenings = {evening["key"]: (number, evening) for number, evening in enumerate(plan["evenings"])}
    for entry in plan["homework"]:
        number, evening = evenings.get(entry["for"], (0, None))
        if evening is None:
            reader.say_at(entry, _("There is no evening with the key “%(key)s”.") % {"key": entry["for"]})
            continue
        due = (evening["day"] + entry["days"], clock_of(entry["time"]))
        if due >= _place(evening):
            reader.say_at(entry, _("Homework is due before the evening that it is for."))
        elif number and due[0] <= plan["evenings"][number - 1]["day"]:
            reader.say_at(entry, _("Homework is due after the evening at which it is given out."))
        elif due[0] < 0:
            reader.say_at(entry, _("Homework is due after the start of the programme."))
        _check_reminders(entry, entry["time"], reader)


def _check_reminders(entry: dict[str, Any], time: str, reader: Reader) -> None:
    for reminder in entry["reminders"]:
        if reminder["days"] == 0 and clock_of(reminder["time"]) >= clock_of(time):
            reader.say_at(reminder, _("A reminder comes before what it reminds of."))


def _place(evening: dict[str, Any]) -> tuple[int, dt.time]:
    return evening["day"], clock_of(evening["time"])
