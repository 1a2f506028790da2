"""Fits the evenings of a plan into a real year: none on a free day, in their order, with room between them.

A blueprint counts days and knows no calendar. An evening that would lie on a holiday goes on to the same weekday of the
first week that is free; those after it come along only as far as they must, so that none heap up after a summer.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from core.clock import local, today
from programmes.enums import WEEKDAYS, MomentKind, Region
from programmes.models import Moment, Programme
from programmes.queries.free_days import free_day
from programmes.queries.rules import IsOff, off_days_of

LEAST_APART = 14
"""Days that stay between two evenings that were planned further apart."""
HOMEWORK_TIME = 7
"""Days that people have at least for homework."""
_LONGEST = 26
"""Weeks that are looked through for a day; no holiday lasts so long."""
WEEKS_AHEAD = 5
"""An invitation goes three weeks before an evening, and a facilitator needs some time before that."""
THURSDAY = 3
SUMMER = range(5, 10)
"""May to September: what is held outside then has ``summer_title`` for a name."""


@dataclass(frozen=True, slots=True)
class Fit:
    """An evening: the day that the blueprint gives, the day that suits, and why they differ ("" where they do not)."""

    planned: dt.date
    day: dt.date
    why: str


@dataclass(frozen=True, slots=True)
class Fitted:
    """The days of a plan: of its evenings and of its phases, in their order."""

    evenings: tuple[Fit, ...]
    phases: tuple[dt.date, ...]


def fit_plan(*, plan: Mapping[str, Any], starts_on: dt.date, region: str) -> Fitted:
    """The days that ``plan`` gets when it begins on ``starts_on``, for the school holidays of ``region``. No query."""
    if not plan["evenings"]:
        return plan_as_written(plan=plan, starts_on=starts_on)
    evenings = tuple(_fit_evenings(plan, starts_on, off_days_of(region)))
    return Fitted(evenings, tuple(_fit_phases(plan, starts_on, evenings)))


def plan_as_written(*, plan: Mapping[str, Any], starts_on: dt.date) -> Fitted:
    """The days of ``plan`` as they stand in it, whatever lies on them."""
    evenings = (Fit(day, day, "") for day in _planned(plan, starts_on))
    phases = (starts_on + dt.timedelta(days=entry["day"]) for entry in plan["phases"])
    return Fitted(tuple(evenings), tuple(phases))


def untouched(*, programme: Programme, moments: Iterable[Moment]) -> dict[int, int]:
    """The evenings and phases that lie where the blueprint, fitted, has them: the day that is written in it, by
    primary key. No query; ``moments`` are all of the programme."""
    return {pk: place.written for pk, place in _places(programme, moments).items()}


def places_untouched(*, programme: Programme, moments: Iterable[Moment]) -> dict[tuple[str, int], Moment]:
    """The same, by the kind of the moment and its place in the blueprint."""
    by_pk = {moment.pk: moment for moment in moments}
    return {place.key: by_pk[pk] for pk, place in _places(programme, by_pk.values()).items()}


def moved_by_fitting(*, programme: Programme, evenings: Sequence[Moment]) -> dict[int, Fit]:
    """Why evenings of a concept lie where they lie, by primary key: those that went off the day of the blueprint and
    that nobody moved since. No query."""
    return {
        pk: place.fit for pk, place in _places(programme, evenings).items() if place.fit and place.fit.why
    }


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a moment stands in the blueprint."""

    key: tuple[str, int]
    written: int
    fit: Fit | None


def written_days(*, programme: Programme, moments: Iterable[Moment]) -> dict[int, dt.date]:
    """The day that the blueprint counts for each of its evenings and phases, wherever it lies now, by primary key.

    No query; ``moments`` are all of the programme.
    """
    plan = programme.blueprint.get("plan") or {}
    return {
        moment.pk: programme.starts_on + dt.timedelta(days=plan[part][number]["day"])
        for part, number, moment in _in_blueprint(plan, moments)
    }


def _in_blueprint(plan: Mapping[str, Any], moments: Iterable[Moment]) -> Iterator[tuple[str, int, Moment]]:
    """The moments that stand for an entry of ``plan``, with its part and its number; none of a part that grew."""
    ordered = sorted((moment for moment in moments if moment.keeps_order), key=lambda moment: moment.pk)
    for kind, part in ((MomentKind.SESSION, "evenings"), (MomentKind.PHASE, "phases")):
        mine = [moment for moment in ordered if moment.kind == kind]
        if len(mine) == len(plan.get(part, [])):
            for number, moment in enumerate(mine):
                yield part, number, moment


def _places(programme: Programme, moments: Iterable[Moment]) -> dict[int, _Place]:
    plan = programme.blueprint.get("plan")
    if not plan:
        return {}
    fitted = fit_plan(plan=plan, starts_on=programme.starts_on, region=programme.region)
    found = {}
    for part, number, moment in _in_blueprint(plan, moments):
        fit = fitted.evenings[number] if part == "evenings" else None
        day = fit.day if fit else fitted.phases[number]
        if local(moment.at).date() == day:
            found[moment.pk] = _Place((str(moment.kind), number), plan[part][number]["day"], fit)
    return found


def likely_start(weekday: int = THURSDAY) -> dt.date:
    """The first such day on which a programme could begin: people are asked in time, nobody is away. No query."""
    day = today() + dt.timedelta(weeks=WEEKS_AHEAD)
    day += dt.timedelta(days=(weekday - day.weekday()) % 7)
    return _first_free(day, day, off_days_of(Region.ALL))


def title_on(entry: Mapping[str, Any], day: dt.date) -> str:
    """What an evening is called on ``day``."""
    return str(entry.get("summer_title") if day.month in SUMMER else "") or str(entry["title"])


def _planned(plan: Mapping[str, Any], starts_on: dt.date) -> list[dt.date]:
    days = []
    for entry in plan["evenings"]:
        day = starts_on + dt.timedelta(days=entry["day"])
        if entry.get("on"):
            day += dt.timedelta(days=(WEEKDAYS.index(entry["on"]) - day.weekday()) % 7)
        days.append(day)
    return days


def _fit_evenings(plan: Mapping[str, Any], starts_on: dt.date, is_off: IsOff) -> Iterator[Fit]:
    planned = _planned(plan, starts_on)
    before: Fit | None = None
    for entry, day, room in zip(plan["evenings"], planned, _rooms(plan, planned), strict=True):
        earliest = day if before is None else max(day, before.day + dt.timedelta(days=room))
        before = Fit(day, chosen := _first_free(day, earliest, is_off), _why(entry, day, chosen, is_off))
        yield before


def _rooms(plan: Mapping[str, Any], planned: Sequence[dt.date]) -> Iterator[int]:
    """The days that each evening keeps at least from the one before it: two thirds of what was planned, and time for
    its homework."""
    yield 0
    for entry, (one, other) in zip(plan["evenings"][1:], pairwise(planned), strict=True):
        gap = (other - one).days
        ahead = [-work["days"] for work in plan["homework"] if work["for"] == entry["key"]]
        work = max(ahead) + HOMEWORK_TIME if ahead else 0
        yield max(gap * 2 // 3, min(gap, LEAST_APART), min(gap, work))


def _first_free(day: dt.date, earliest: dt.date, is_off: IsOff) -> dt.date:
    weeks = [day + dt.timedelta(weeks=number) for number in range(_LONGEST)]
    late_enough = [one for one in weeks if one >= earliest]
    return next((one for one in late_enough if not is_off(one)), (late_enough or weeks)[0])


def _why(entry: Mapping[str, Any], planned: dt.date, day: dt.date, is_off: IsOff) -> str:
    if planned == day:
        return ""
    free = free_day(planned)
    if free is not None and is_off(planned):
        return free.name
    if is_off(planned):
        return _("a time when most people are away")
    return _("too few weeks after the evening before it")


def _fit_phases(plan: Mapping[str, Any], starts_on: dt.date, evenings: Sequence[Fit]) -> Iterator[dt.date]:
    """A phase goes as far as the first evening in it, and stays after the evenings and the phase before it."""
    latest: dt.date | None = None
    for number, entry in enumerate(plan["phases"]):
        day = starts_on + dt.timedelta(days=entry["day"])
        if number:
            within = next((fit for fit in evenings if fit.planned >= day), evenings[-1])
            over = [fit.day for fit in evenings if fit.planned < day]
            day += within.day - within.planned
            day = max(day, *(one + dt.timedelta(days=1) for one in (*over, latest) if one))
        latest = day
        yield day
