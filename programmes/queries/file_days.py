"""The days of a programme's file: as they stand in it, or begun on another day. Pure arithmetic.

Begun on another day everything keeps its distance, and what still lies where its plan has it is fitted into the other
year as the evenings of a new programme are.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from programmes.enums import WEEKDAYS
from programmes.queries.fitting import fit_plan
from programmes.queries.rules import IsOff, Rule, off_days_of

START = "start"
"""What hangs on the start says so by this key."""

Plan = Mapping[str, Any]
"""A file as ``programmes.services.programme_file`` reads it."""


@dataclass(frozen=True, slots=True)
class Place:
    """The day of an entry, the rule by which it hangs on another one, and why it went off its day ("" where not)."""

    day: dt.date
    rule: Rule
    why: str = ""


def is_ruled(entry: Mapping[str, Any]) -> bool:
    """Whether the day of ``entry`` follows a rule, and not just the distance of the dates."""
    return bool(entry["on"] or entry["skip"])


def fits_into_year(entry: Mapping[str, Any]) -> bool:
    """Whether an evening or a phase goes off free days by itself: it builds on the start, and nobody put it there."""
    return bool(
        entry["from"] == START and entry["nth"] in {0, 1} and not entry.get("kept") and not entry.get("loose")
    )


def place_all(plan: Plan, starts_on: dt.date) -> dict[str, Place]:
    """Where everything in ``plan`` lies when it begins on ``starts_on``, by key; as it stands on its own day."""
    is_off = off_days_of(plan["region"])
    entries = {entry["key"]: entry for entry in dated(plan)}
    moved = starts_on != plan["starts_on"]
    here = fitted(plan, plan["starts_on"]) if moved else {}
    there = fitted(plan, starts_on) if moved else {}
    was = {START: plan["starts_on"]} | {key: entry["date"] for key, entry in entries.items()}
    found = {START: Place(starts_on, Rule())}
    for key in _anchors_first(entries):
        entry, anchor = entries[key], entries[key]["from"]
        rule = _rule(entry, was[anchor], is_off) if anchor else Rule()
        why = ""
        if not moved:
            day = entry["date"]
        elif key in here and here[key][0] == entry["date"]:
            day, why = there[key]
            rule = rule.on(day, found[anchor].day, is_off)
        elif anchor:
            day = rule.day(found[anchor].day, is_off)
        else:
            day = entry["date"] + (starts_on - plan["starts_on"])
        found[key] = Place(day, rule, why)
    return found


def dated(plan: Plan) -> Iterator[dict[str, Any]]:
    """All that has a day in ``plan``, and a key."""
    for part in ("phases", "evenings", "homework", "milestones"):
        yield from plan[part]


def _anchors_first(entries: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The keys, each after what it hangs on."""
    ordered: dict[str, None] = {}
    for key in entries:
        chain = []
        while key and key != START and key not in ordered:
            chain.append(key)
            key = entries[key]["from"]
        ordered |= dict.fromkeys(reversed(chain))
    return list(ordered)


def _rule(entry: Mapping[str, Any], anchor: dt.date, is_off: IsOff) -> Rule:
    weekday = WEEKDAYS.index(entry["on"]) if entry["on"] else None
    nth = 0 if weekday is None else entry["nth"] or 1
    rule = Rule(entry["days"], weekday, nth, bool(entry["skip"]))
    return rule.on(entry["date"], anchor, is_off)


def fitted(plan: Plan, starts_on: dt.date) -> dict[str, tuple[dt.date, str]]:
    """The day that each evening and phase of ``fits_into_year`` gets from ``starts_on`` on, and why it is another."""
    evenings = [entry for entry in plan["evenings"] if fits_into_year(entry)]
    phases = [entry for entry in plan["phases"] if fits_into_year(entry)]
    counted = {
        "evenings": [_counted(plan, entry) for entry in evenings],
        "phases": [_counted(plan, entry) for entry in phases],
        "homework": list(_homework(plan, evenings)),
    }
    found = fit_plan(plan=counted, starts_on=starts_on, region=plan["region"])
    days = {entry["key"]: (fit.day, fit.why) for entry, fit in zip(evenings, found.evenings, strict=True)}
    return days | {entry["key"]: (day, "") for entry, day in zip(phases, found.phases, strict=True)}


def _counted(plan: Plan, entry: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "key": entry["key"],
        "day": ((entry["planned"] or entry["date"]) - plan["starts_on"]).days,
        "on": entry["on"],
    }


def _homework(plan: Plan, evenings: Iterable[Mapping[str, Any]]) -> Iterable[dict[str, Any]]:
    days = {entry["key"]: entry["date"] for entry in evenings}
    for entry in plan["homework"]:
        if entry["for"] in days and entry["from"] == entry["for"]:
            distance = (entry["date"] - days[entry["for"]]).days
            yield {"for": entry["for"], "days": entry["days"] if is_ruled(entry) else distance}


def settled(plan: dict[str, Any]) -> dict[str, Any]:
    """``plan`` with what was ``planned``, where that explains the days that it has; without it otherwise."""
    days = {key: day for key, (day, _why) in fitted(plan, plan["starts_on"]).items()}
    entries = [*plan["phases"], *plan["evenings"]]
    if any(days.get(entry["key"], entry["date"]) != entry["date"] for entry in entries):
        for entry in entries:
            entry["planned"] = ""
    return plan


def as_blueprint(plan: Plan) -> dict[str, Any]:
    """The part of ``plan`` that a blueprint keeps, counted from the start: a programme keeps it as what it began from.

    It may have problems as a blueprint: nobody begins another programme with it.
    """
    in_turn = {entry["key"]: entry for entry in plan["evenings"] if not entry["loose"]}

    def counted(entry: Mapping[str, Any], *names: str) -> dict[str, Any]:
        return {name: entry[name] for name in names}

    return {
        "format": 1,
        "key": FILE_KEY,
        "version": 1,
        "name": plan["name"],
        "summary": "",
        "kind": plan["kind"],
        "accent": plan["accent"],
        "phases": [
            {**counted(entry, "key", "name", "stage"), **_day(plan, entry)} for entry in plan["phases"]
        ],
        "evenings": [
            {
                **counted(
                    entry, "key", "title", "kind", "time", "minutes", "goal", "practical", "on", "skip"
                ),
                **_day(plan, entry),
                "summer_title": "",
                "items": [
                    {name: held for name, held in item.items() if name not in {"leader", "tables"}}
                    for item in entry["items"]
                ],
                "reminders": _plain(entry["reminders"]),
            }
            for entry in in_turn.values()
        ],
        "homework": [
            {
                **counted(entry, "key", "recipe", "title", "instructions", "for", "time", "on", "skip"),
                "days": (entry["date"] - in_turn[entry["for"]]["date"]).days,
                "reminders": _plain(entry["reminders"]),
            }
            for entry in plan["homework"]
            if entry["for"] in in_turn
        ],
        "koersdocument": [dict(entry) for entry in plan["koersdocument"]],
    }


FILE_KEY = "file"
"""What a programme that was begun from a file says of its blueprint."""


def _day(plan: Plan, entry: Mapping[str, Any]) -> dict[str, int]:
    day = (entry["planned"] if fits_into_year(entry) else "") or entry["date"]
    return {"day": (day - plan["starts_on"]).days}


def _plain(reminders: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"kind": one["kind"], "days": one["days"], "time": one["time"]} for one in reminders if not one["off"]
    ]
