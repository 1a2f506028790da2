"""Days on which people have something else to do: public holidays, and school holidays by region."""

import datetime as dt
from dataclasses import dataclass
from functools import cache

import holidays
from django.utils.translation import get_language

REGIONS = ("Noord", "Midden", "Zuid")
"""The regions of the Dutch school holidays, as the package ``holidays`` calls them; it knows them some years ahead."""


@dataclass(frozen=True, slots=True)
class FreeDay:
    """Why a day is free; ``regions`` names where the schools are closed, and is empty for a public holiday."""

    name: str
    regions: tuple[str, ...] = ()

    @property
    def is_public(self) -> bool:
        """Whether it is a holiday of everybody."""
        return not self.regions


def free_day(day: dt.date) -> FreeDay | None:
    """Why ``day`` is free, a public holiday before a school holiday; None for any other day. No query."""
    return _free_days(day.year, "nl" if (get_language() or "nl").startswith("nl") else "en_US").get(day)


def next_working_week(day: dt.date) -> dt.date:
    """The same day of the week in the first week after ``day`` in which it is no public holiday."""
    later = day + dt.timedelta(days=7)
    while (free := free_day(later)) is not None and free.is_public:
        later += dt.timedelta(days=7)
    return later


@cache
def _free_days(year: int, language: str) -> dict[dt.date, FreeDay]:
    schools: dict[tuple[dt.date, str], list[str]] = {}
    for region in REGIONS:
        closed = holidays.country_holidays("NL", region, years=year, categories="school", language=language)
        for day, name in closed.items():
            schools.setdefault((day, name), []).append(region)
    found = {day: FreeDay(name, tuple(regions)) for (day, name), regions in schools.items()}
    public = holidays.country_holidays("NL", years=year, categories=("public", "optional"), language=language)
    return found | {day: FreeDay(name) for day, name in public.items()}
