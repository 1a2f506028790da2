"""The file of a programme: its set-up, for another installation to read (docs/trajectbestand.md).

It is read by the shapes that blueprints are read by, with days of the calendar in the place of days from the start.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from accounts.enums import OrganisationKind
from programmes.enums import GIVEN_ROLES, WEEKDAYS, Accent, ProgrammeKind, Region, Role, Stage
from programmes.queries.dates import FURTHEST
from programmes.queries.file_days import START, dated, is_ruled
from programmes.queries.goal_lines import MOST_GOALS
from programmes.queries.invitations import MOST_LINES
from programmes.services.blueprint_reader import (
    EVENING_REMINDERS,
    HOMEWORK_REMINDERS,
    ITEM,
    SECTION,
    SKIP_HOLIDAYS,
)
from programmes.services.blueprint_shape import (
    Clock,
    Day,
    Entry,
    Flag,
    Listing,
    Number,
    Problem,
    Reader,
    Shape,
    Text,
    Word,
    Words,
    told,
)
from programmes.services.voices import MOST_GROUPS
from programmes.services.yaml_text import compose, field_of, is_newer, write_yaml

NEWEST_VERSION = 1
LARGEST = 512 * 1024
"""Bytes of a file: a programme of twelve teams with a hundred evenings has half of it."""
_MOST_PIECES = 80_000
_SHORTEST_NAME = 3

_KEY = Word()
_TEAM: tuple[Shape, Any] = (Text(120), "")
_HANGS: dict[str, tuple[Shape, Any]] = {
    "from": (_KEY, ""),
    "days": (Number(-FURTHEST.days, FURTHEST.days), 0),
    "on": (Word(WEEKDAYS), ""),
    "nth": (Number(-5, 5), 0),
    "skip": (Word((SKIP_HOLIDAYS,)), ""),
}
"""What a day hangs on: nothing, or so that it keeps its distance, or by a rule with ``on`` or ``skip``."""
_MORNING: dict[str, tuple[Shape, Any]] = {"time": (Clock(), "09:00")}


def _reminders(kinds: tuple[str, ...]) -> Listing:
    must: dict[str, Shape] = {"kind": Word(kinds), "days": Number(-FURTHEST.days, 0), "time": Clock()}
    return Listing(Entry(must, {"off": (Flag(), False), "words": (Text(2000, lines=True), "")}), most=20)


_PHASE = Entry(
    {"key": _KEY, "name": Text(80), "stage": Word(tuple(Stage.values[:-1])), "date": Day()},
    {**_MORNING, "planned": (Day(), ""), **_HANGS},
)
_EVENING = Entry(
    {
        "key": _KEY,
        "title": Text(160),
        "kind": Word(vocabulary="evening_kind"),
        "date": Day(),
        "time": Clock(),
        "minutes": Number(15, 720),
    },
    {
        "planned": (Day(), ""),
        **_HANGS,
        "kept": (Flag(), False),
        "loose": (Flag(), False),
        "team": _TEAM,
        "place": (Text(200), ""),
        "goal": (Text(1000, lines=True), ""),
        "practical": (Text(300), ""),
        "items": (
            Listing(
                Entry(ITEM.must, {**ITEM.may, "leader": (Text(120), ""), "tables": (Text(120), "")}), most=80
            ),
            [],
        ),
        "reminders": (_reminders(EVENING_REMINDERS), []),
    },
)
_QUESTION = Entry(
    {"key": _KEY, "kind": Word(vocabulary="question_kind"), "label": Text(300)},
    {"help": (Text(1000, lines=True), ""), "required": (Flag(), False)},
)
_HOMEWORK = Entry(
    {"key": _KEY, "recipe": Word(vocabulary="recipe"), "title": Text(160), "date": Day(), "time": Clock()},
    {
        "for": (_KEY, ""),
        **_HANGS,
        "team": _TEAM,
        "visibility": (Word(vocabulary="visibility"), ""),
        "instructions": (Text(4000, lines=True), ""),
        "questions": (Listing(_QUESTION, most=40), []),
        "reminders": (_reminders(HOMEWORK_REMINDERS), []),
    },
)
_GOAL = Entry({"text": Text(300)}, {"due_on": (Day(), ""), "themes": (Listing(Text(120), most=20), [])})
_SEAT_ROLES = (Role.COACH.value, Role.PARTICIPANT.value, Role.OBSERVER.value)
_PERSON = Entry(
    {"email": Text(320)},
    {
        "name": (Text(1000), ""),
        "function": (Text(200), ""),
        "organisation": (Text(1000), ""),
        "role": (Word(tuple(role.value for role in GIVEN_ROLES)), Role.PARTICIPANT.value),
        "teams": (Listing(Entry({"team": Text(120)}, {"role": (Word(_SEAT_ROLES), "")}), most=20), []),
    },
)
FILE = Entry(
    {
        "koerswerk": Word(("programme",)),
        "version": Number(1, 99),
        "name": Text(160),
        "kind": Word(tuple(ProgrammeKind.values)),
        "starts_on": Day(),
    },
    {
        "made": (Text(40), ""),
        "question": (Text(2000, lines=True), ""),
        "client": (Text(200), ""),
        "host": (Text(200), ""),
        "mandate": (Text(2000, lines=True), ""),
        "region": (Word(tuple(Region.values)), Region.ALL.value),
        "accent": (Word(tuple(Accent.values)), Accent.WATER.value),
        "themes": (Listing(Entry({"name": Text(120)}), most=40), []),
        "teams": (
            Listing(Entry({"name": Text(120)}, {"letter": (Text(3), ""), "theme": _TEAM}), most=60),
            [],
        ),
        "phases": (Listing(_PHASE, most=12), []),
        "evenings": (Listing(_EVENING, most=500), []),
        "homework": (Listing(_HOMEWORK, most=500), []),
        "milestones": (
            Listing(Entry({"key": _KEY, "name": Text(200), "date": Day()}, {**_MORNING, **_HANGS}), most=200),
            [],
        ),
        "koersdocument": (Listing(SECTION, most=60), []),
        "agreements": (
            Listing(
                Entry(
                    {
                        "name": Text(160),
                        "starts_on": Day(),
                        "ends_on": Day(),
                        "goals": Listing(_GOAL, most=MOST_GOALS, least=1),
                    }
                ),
                most=20,
            ),
            [],
        ),
        "groups": (
            Listing(
                Entry(
                    {"name": Text(80)},
                    {
                        "kinds": (
                            Listing(Word(tuple(OrganisationKind.values)), most=len(OrganisationKind)),
                            [],
                        )
                    },
                ),
                most=MOST_GROUPS,
            ),
            [],
        ),
        "people": (Listing(_PERSON, most=MOST_LINES), []),
    },
)


@dataclass(frozen=True, slots=True)
class FileReading:
    """What came out of a file: the programme in it, or what is wrong."""

    plan: dict[str, Any] | None
    problems: tuple[Problem, ...] = ()
    people_lines: tuple[int, ...] = ()
    """On which line each of its people begins."""

    @property
    def people(self) -> list[dict[str, Any]]:
        """Who stands in it."""
        return self.plan["people"] if self.plan else []


def write_file(plan: Mapping[str, Any]) -> bytes:
    """``plan`` as a file in YAML, without the fields that say nothing new."""
    return write_yaml(told(FILE, plan))


def read_file(source: bytes, words: Words | None = None) -> FileReading:
    """The programme in ``source`` (a file in YAML), or its problems in the order of the lines.

    ``words`` as for ``read_blueprint``, and ``question_kind`` and ``visibility``.
    """
    node = compose(source, largest=LARGEST, most=_MOST_PIECES, alone=_("One file holds one programme."))
    if isinstance(node, Problem):
        return FileReading(None, (node,))
    if field_of(node, "koerswerk") is None:
        blueprint = field_of(node, "summary") or field_of(node, "format")
        text = (
            _("This is a blueprint, and no file of a programme. Bring it in under Blueprints.")
            if blueprint
            else _("This is no file of a programme: it has to begin with “%(first)s”.")
            % {"first": "koerswerk: programme"}
        )
        return FileReading(None, (Problem(1, text),))
    if is_newer(version := field_of(node, "version"), NEWEST_VERSION):
        line = version.start_mark.line + 1 if version is not None else 1
        return FileReading(None, (Problem(line, _("This file was made for a newer version of Koerswerk.")),))
    reader = Reader(words or {})
    plan = FILE.read(node, reader)
    if plan and not reader.problems:
        plan["evenings"] = sorted(plan["evenings"], key=lambda entry: (entry["date"], entry["time"]))
        _check(plan, reader)
    if plan is None or reader.problems:
        return FileReading(None, tuple(sorted(reader.problems)))
    return FileReading(plan, (), tuple(reader.line_of(person) for person in plan["people"]))


def _check(plan: dict[str, Any], reader: Reader) -> None:
    """What entries have to do with each other."""
    if len(plan["name"]) < _SHORTEST_NAME:
        reader.say_at(
            plan, _("A name has at least %(count)d characters.") % {"count": _SHORTEST_NAME}, "name"
        )
    _check_keys(plan, reader)
    _check_days(plan, reader)
    _check_names(plan, reader)
    _check_homework(plan, reader)
    for agreement in plan["agreements"]:
        if agreement["ends_on"] <= agreement["starts_on"]:
            reader.say_at(agreement, _("An agreement ends after it begins."), "ends_on")


def _check_keys(plan: dict[str, Any], reader: Reader) -> None:
    seen = {START}
    for entry in dated(plan):
        if entry["key"] in seen:
            reader.say_at(entry, _("The key “%(key)s” is used twice.") % {"key": entry["key"]}, "key")
        seen.add(entry["key"])
    anchors = {entry["key"]: entry["from"] for entry in dated(plan)}
    for entry in dated(plan):
        if entry["from"] and entry["from"] not in seen:
            unknown = _("Nothing in this file has the key “%(key)s”.") % {"key": entry["from"]}
            reader.say_at(entry, unknown, "from")
        elif _hangs_on_itself(entry["key"], anchors):
            reader.say_at(entry, _("It cannot hang on something that hangs on it."), "from")
        if is_ruled(entry) and not entry["from"]:
            reader.say_at(
                entry,
                _("A rule counts from something: say from which key, with “%(field)s”.") % {"field": "from"},
                "from",
            )
        if not is_ruled(entry) and (entry["days"] or entry["nth"]):
            lone = _(
                "“%(field)s” belongs to a rule with a weekday or without holidays; otherwise the dates say it."
            )
            field = "days" if entry["days"] else "nth"
            reader.say_at(entry, lone % {"field": field}, field)


def _hangs_on_itself(key: str, anchors: Mapping[str, str]) -> bool:
    above = anchors[key]
    for _step in anchors:
        if above == key:
            return True
        above = anchors.get(above, "")
    return False


def _check_days(plan: dict[str, Any], reader: Reader) -> None:
    first: dt.date = plan["starts_on"]
    for entry in dated(plan):
        for name in ("date", "planned"):
            if (day := entry.get(name)) and abs(day - first) > FURTHEST:
                text = _("Choose a day within ten years of the start of the programme.")
                reader.say_at(entry, text, name)
        if entry["date"] < first and entry["from"] == START:
            about = {"name": entry.get("title") or entry["name"]}
            text = _("“%(name)s” would lie before the start of the programme.") % about
            reader.say_at(entry, text, "date")
    for one, other in pairwise(plan["phases"]):
        if (other["date"], other["time"]) <= (one["date"], one["time"]):
            reader.say_at(other, _("A phase begins after the one before it."), "date")


def _check_names(plan: dict[str, Any], reader: Reader) -> None:
    """Names that stand once, and names that stand for something else in the file."""
    for part, field in (("themes", "name"), ("teams", "name"), ("teams", "letter"), ("groups", "name")):
        _once(plan[part], field, reader)
    _once(plan["agreements"], "name", reader)
    for agreement in plan["agreements"]:
        _once(agreement["goals"], "text", reader)
    _once([team for team in plan["teams"] if team["theme"]], "theme", reader)
    themes = {theme["name"] for theme in plan["themes"]}
    teams = {team["name"] for team in plan["teams"]}
    for team in plan["teams"]:
        letter = team["letter"]
        if letter and not (letter.isascii() and letter.isalpha() and letter.isupper()):
            reader.say_at(team, _("A letter of a team is one to three capitals."), "letter")
        if team["theme"] and team["theme"] not in themes:
            _say_unknown_theme(team, team["theme"], "theme", reader)
    for goal in (goal for agreement in plan["agreements"] for goal in agreement["goals"]):
        for name in goal["themes"]:
            if name not in themes:
                _say_unknown_theme(goal, name, "themes", reader)
    for person in plan["people"]:
        for seat in person["teams"]:
            if (seat["role"] or person["role"]) not in _SEAT_ROLES:
                reader.say_at(seat, _("In a team one is coach, participant or observer."), "role")
    seats = [seat for person in plan["people"] for seat in person["teams"]]
    for entry in (*plan["evenings"], *plan["homework"], *seats):
        if entry["team"] and entry["team"] not in teams:
            text = _("There is no team “%(team)s”.") % {"team": entry["team"][:60]}
            reader.say_at(entry, text, "team")


def _once(entries: Sequence[Mapping[str, Any]], field: str, reader: Reader) -> None:
    seen: set[str] = set()
    for entry in entries:
        name = entry[field].casefold()
        if name and name in seen:
            reader.say_at(entry, _("“%(name)s” stands here twice.") % {"name": entry[field][:60]}, field)
        seen.add(name)


def _say_unknown_theme(entry: Mapping[str, Any], name: str, field: str, reader: Reader) -> None:
    reader.say_at(entry, _("There is no theme “%(theme)s”.") % {"theme": name[:60]}, field)


def _check_homework(plan: dict[str, Any], reader: Reader) -> None:
    evenings: dict[str, Mapping[str, Any]] = {entry["key"]: entry for entry in plan["evenings"]}
    for entry in plan["homework"]:
        evening = evenings.get(entry["for"])
        if evening is None:
            if entry["for"]:
                text = _("There is no evening with the key “%(key)s”.") % {"key": entry["for"]}
                reader.say_at(entry, text, "for")
        elif entry["from"] == entry["for"] and _place(entry) >= _place(evening):
            reader.say_at(entry, _("Homework is due before the evening that it is for."), "date")


def _place(entry: Mapping[str, Any]) -> tuple[dt.date, str]:
    return entry["date"], entry["time"]
