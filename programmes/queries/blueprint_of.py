"""A programme as a blueprint: its plan counted from the start, without people and what they thought up."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.text import slugify

from core.clock import local
from programmes.models import Moment, Programme, Reminder
from programmes.queries.blueprint_parts import Described, described
from programmes.queries.fitting import untouched

_LONGEST_KEY = 36
"""A digit or three may come behind it."""


def plan_of(
    programme: Programme, *, name: str, summary: str, key: str, version: int, notes: bool
) -> dict[str, Any]:
    """The plan of ``programme`` as a blueprint has it (it may have problems: the reader says). Bounded queries.

    Of the ``notes`` that facilitators wrote in a draaiboek only those come along that their own blueprint had, unless
    all of them are asked for.

    What went off a free day, and was not moved since, gets the day that the blueprint had for it.
    """
    moments = {moment.pk: moment for moment in programme.moments.all()}
    days = _Days(programme, moments)
    evenings = [one for one in described(programme, "evenings") if one.moment is not None]
    homework = [one for one in described(programme, "homework") if one.moment is not None]
    reminders = _reminders(programme, moments)
    keys = _Keys(programme.blueprint.get("plan") or {})
    phases = [
        {
            "key": keys.of("phases", phase.name),
            "name": phase.name,
            "stage": phase.stage,
            "day": days.of(phase.starts_id) if number else 0,
        }
        for number, phase in enumerate(programme.phases.order_by("position"))
    ]
    told = [_evening(one, keys, days, reminders) for one in evenings]
    if not notes:
        _leave_out_notes(told, programme.blueprint.get("plan") or {})
    named = {one.moment.pk: entry["key"] for one, entry in zip(evenings, told, strict=True) if one.moment}
    return {
        "format": 1,
        "key": key,
        "version": version,
        "name": name,
        "summary": summary,
        "kind": programme.kind,
        "accent": programme.accent,
        "phases": phases,
        "evenings": told,
        "homework": [
            _homework(one, keys, named, reminders)
            for one in homework
            if one.evening is not None and one.evening.pk in named
        ],
        "koersdocument": [one.fields for one in described(programme, "koersdocument")],
    }


def free_key(name: str, taken: Iterable[str]) -> str:
    """A key made of ``name`` that is none of ``taken``."""
    base = re.sub(r"[^a-z0-9]+", "_", slugify(name)).strip("_")[:_LONGEST_KEY]
    base = base if base[:1].isalpha() else f"deel_{base}".rstrip("_")
    used = set(taken)
    candidates = (base if number == 1 else f"{base}_{number}" for number in range(1, len(used) + 2))
    return next(key for key in candidates if key not in used)


class _Keys:
    """Keys of entries: the one that the blueprint had for what is called the same, or one made of the name."""

    def __init__(self, origin: Mapping[str, Any]) -> None:
        self._origin = origin
        self._taken = {"start_day"}

    def of(self, part: str, title: str) -> str:
        known = [
            entry["key"]
            for entry in self._origin.get(part, [])
            if title in {entry.get("title"), entry.get("summer_title"), entry.get("name")}
            and entry["key"] not in self._taken
        ]
        key = known[0] if known else free_key(title, self._taken)
        self._taken.add(key)
        return str(key)

    def entry(self, part: str, key: str) -> Mapping[str, Any]:
        return next((entry for entry in self._origin.get(part, []) if entry["key"] == key), {})


class _Days:
    """Days from the start."""

    def __init__(self, programme: Programme, moments: Mapping[int, Moment]) -> None:
        self._first = programme.starts_on
        self._moments = moments
        self._written = untouched(programme=programme, moments=moments.values())

    def of(self, pk: int) -> int:
        written = self._written.get(pk)
        return (_day(self._moments[pk]) - self._first).days if written is None else written


def _day(moment: Moment) -> dt.date:
    return local(moment.at).date()


def _clock(moment: Moment) -> str:
    return f"{moment.clock:%H:%M}"


def _reminders(programme: Programme, moments: Mapping[int, Moment]) -> dict[int, list[dict[str, Any]]]:
    """The reminders that are switched on, by the moment that they hang on. 1 query."""
    found: dict[int, list[dict[str, Any]]] = {}
    for reminder in Reminder.objects.filter(moment__programme=programme, is_on=True).order_by("moment__at"):
        moment = moments[reminder.moment_id]
        about = moments.get(moment.anchor_id or 0)
        if about is not None:
            entry = {
                "kind": reminder.kind,
                "days": (_day(moment) - _day(about)).days,
                "time": _clock(moment),
            }
            found.setdefault(about.pk, []).append(entry)
    return found


def _evening(
    one: Described, keys: _Keys, days: _Days, reminders: Mapping[int, Sequence[dict[str, Any]]]
) -> dict[str, Any]:
    moment = one.moment
    assert moment is not None  # noqa: S101 - for the type checker: plan_of takes no other
    key = keys.of("evenings", one.fields["title"])
    origin = keys.entry("evenings", key)
    if origin.get("summer_title"):
        one.fields.update(title=origin["title"], summer_title=origin["summer_title"])
    return {
        "key": key,
        **one.fields,
        "day": days.of(moment.pk),
        "time": _clock(moment),
        "reminders": list(reminders.get(moment.pk, [])),
    }


def _leave_out_notes(evenings: Sequence[Mapping[str, Any]], origin: Mapping[str, Any]) -> None:
    """Empty the notes of blocks that the plan ``origin`` did not bring."""
    brought = {item["notes"] for entry in origin.get("evenings", []) for item in entry["items"]}
    for evening in evenings:
        for item in evening["items"]:
            if item["notes"] not in brought:
                item["notes"] = ""


def _homework(
    one: Described,
    keys: _Keys,
    evenings: Mapping[int, str],
    reminders: Mapping[int, Sequence[dict[str, Any]]],
) -> dict[str, Any]:
    assert one.moment is not None  # noqa: S101
    assert one.evening is not None  # noqa: S101
    return {
        "key": keys.of("homework", one.fields["title"]),
        **one.fields,
        "for": evenings[one.evening.pk],
        "days": (_day(one.moment) - _day(one.evening)).days,
        "time": _clock(one.moment),
        "reminders": list(reminders.get(one.moment.pk, [])),
    }
