"""A programme's evenings and homework on pages of a calendar."""

import calendar
import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.utils.dates import WEEKDAYS

from core.clock import local
from programmes.enums import MomentKind
from programmes.models import Moment
from programmes.queries.free_days import FreeDay, free_day, why_off


@dataclass(frozen=True, slots=True)
class Day:
    """One square of a month."""

    number: int
    date: dt.date
    evening: str = ""
    """Name of the evening on it."""
    homework: str = ""
    free: FreeDay | None = None
    clash: bool = False
    """Whether an evening lies on a day off, and nobody said that it may, or clashes with something else."""


@dataclass(frozen=True, slots=True)
class Month:
    """One month: whole weeks from Monday, with nothing on days of other months."""

    first: dt.date
    weeks: tuple[tuple[Day | None, ...], ...]

    @property
    def weekdays(self) -> list[tuple[str, str]]:
        """The letter and the name of each day of the week, from Monday."""
        return [(str(name)[0], str(name)) for name in WEEKDAYS.values()]


def off_on(evening: Moment, day: dt.date) -> str:
    """Why nobody meets on ``day``, for an evening of which nobody said that it may; empty where it can be. No query
    with the programme at hand."""
    same = local(evening.at).date() == day
    return "" if same and evening.day_kept else why_off(day, evening.programme.region)


def months_of(
    moments: Iterable[Moment], days: Mapping[int, dt.date] | None = None, clashing: Collection[int] = ()
) -> tuple[Month, ...]:
    """The months from the first to the last evening. No query.

    ``days`` has other days for some moments, by primary key; ``clashing`` names evenings that clash with others.
    """
    places = {
        moment.pk: (moment, (days or {}).get(moment.pk) or local(moment.at).date())
        for moment in moments
        if moment.kind in {MomentKind.SESSION, MomentKind.HOMEWORK}
    }
    evenings: dict[dt.date, Moment] = {}
    homework: dict[dt.date, Moment] = {}
    for moment, day in places.values():
        (evenings if moment.kind == MomentKind.SESSION else homework)[day] = moment
    if not places:
        return ()
    first, last = min(day for _, day in places.values()), max(day for _, day in places.values())
    months = []
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        weeks = calendar.Calendar().monthdatescalendar(year, month)
        months.append(
            Month(
                dt.date(year, month, 1),
                tuple(
                    tuple(
                        _day(day, evenings, homework, clashing) if day.month == month else None
                        for day in week
                    )
                    for week in weeks
                ),
            )
        )
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return tuple(months)


def _day(
    day: dt.date,
    evenings: Mapping[dt.date, Moment],
    homework: Mapping[dt.date, Moment],
    clashing: Collection[int],
) -> Day:
    evening, work = evenings.get(day), homework.get(day)
    clash = evening is not None and (evening.pk in clashing or bool(off_on(evening, day)))
    return Day(
        number=day.day,
        date=day,
        evening=evening.name if evening else "",
        homework=work.name if work else "",
        free=free_day(day),
        clash=clash,
    )
