"""What a programme's file would make, for the page that shows it before anything is made."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Organisation
from core.clock import at_local, now
from programmes.enums import ProgrammeKind, Region
from programmes.queries.file_days import Place, place_all
from programmes.queries.free_days import free_day


@dataclass(frozen=True, slots=True)
class FileDay:
    """An evening, homework or a milestone, on the day that it gets."""

    at: dt.datetime
    kind: str
    """Which mark it has: session, homework or milestone."""
    name: str
    team: str
    note: str
    """Why it is another day than one would think, or what the day is."""
    is_past: bool


@dataclass(frozen=True, slots=True)
class FilePage:
    """A programme that exists in a file only."""

    name: str
    question: str
    kind: str
    starts_on: dt.date
    client: str
    new_client: bool
    """Whether no organisation has the name of the client yet."""
    mandate: str
    region: str
    days: tuple[FileDay, ...]
    phases: tuple[tuple[str, dt.date], ...]
    teams: tuple[str, ...]
    groups: tuple[str, ...]
    goals: tuple[str, ...]
    sections: tuple[str, ...]
    blocks: int
    """Of all draaiboeken together."""
    reminders: int
    evenings: int
    homework: int
    passed: int
    """How many evenings lie in the past."""


def file_page(*, plan: Mapping[str, Any], starts_on: dt.date) -> FilePage:
    """``plan`` as it would become, begun on ``starts_on``. 1 query."""
    places = place_all(plan, starts_on)
    days = sorted(_days(plan, places), key=lambda day: (day.at, day.name, day.team))
    return FilePage(
        name=plan["name"],
        question=plan["question"],
        kind=str(dict(ProgrammeKind.choices)[plan["kind"]]),
        starts_on=starts_on,
        client=plan["client"],
        new_client=bool(plan["client"])
        and not Organisation.objects.filter(name__iexact=plan["client"]).exists(),
        mandate=plan["mandate"],
        region=str(Region(plan["region"]).label),
        days=tuple(days),
        phases=tuple((entry["name"], places[entry["key"]].day) for entry in plan["phases"]),
        teams=tuple(entry["name"] for entry in plan["teams"]),
        groups=tuple(entry["name"] for entry in plan["groups"]),
        goals=tuple(goal["text"] for entry in plan["agreements"] for goal in entry["goals"]),
        sections=tuple(entry["title"] for entry in plan["koersdocument"]),
        blocks=sum(len(entry["items"]) for entry in plan["evenings"]),
        reminders=sum(
            not one["off"]
            for part in ("evenings", "homework")
            for entry in plan[part]
            for one in entry["reminders"]
        ),
        evenings=len(plan["evenings"]),
        homework=len(plan["homework"]),
        passed=sum(day.is_past for day in days if day.kind == "session"),
    )


def _days(plan: Mapping[str, Any], places: Mapping[str, Place]) -> list[FileDay]:
    at = now()
    found = []
    for part, kind in (("evenings", "session"), ("homework", "homework"), ("milestones", "milestone")):
        for entry in plan[part]:
            place = places[entry["key"]]
            moment = at_local(place.day, dt.time.fromisoformat(entry["time"]))
            found.append(
                FileDay(
                    at=moment,
                    kind=kind,
                    name=entry.get("title") or entry["name"],
                    team=entry.get("team", ""),
                    note=_note(place, kind),
                    is_past=moment <= at,
                )
            )
    return found


def _note(place: Place, kind: str) -> str:
    if place.why:
        return _("Moved: %(why)s.") % {"why": place.why}
    free = free_day(place.day) if kind == "session" else None
    return _("Falls on %(holiday)s.") % {"holiday": free.name} if free else ""
