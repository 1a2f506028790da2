"""Days on which people have something else to do: public holidays, and school holidays by region."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import holidays
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from programmes.enums import Region

REGIONS = ("Noord", "Midden", "Zuid")
"""The regions of the Dutch school holidays, as the package ``holidays`` calls them; it knows them some years ahead."""
_LONGEST = 26
"""Weeks that are looked through for a day; nothing lasts so long."""


@dataclass(frozen=True, slots=True)
class FreeDay:
    """Why a day is free; ``regions`` names where the schools are closed, and is empty for a public holiday."""

    name: str
    regions: tuple[str, ...] = ()

    @property
    def is_public(self) -> bool:
        """Whether it is a holiday of everybody."""
        return not self.regions

    @property
    def label(self) -> str:
        """Its name, with where the schools are closed."""
        return self.name if self.is_public else f"{self.name} ({', '.join(self.regions)})"


def free_day(day: dt.date) -> FreeDay | None:
    """Why ``day`` is free, a public holiday before a school holiday; None for any other day. No query."""
    return _free_days(day.year, "nl" if (get_language() or "nl").startswith("nl") else "en_US").get(day)


def is_off(day: dt.date, region: str) -> bool:
    """Whether ``day`` is a public holiday or lies in a school holiday of ``region`` (programmes.enums.Region).

    For the whole country the schools of one region are enough. The days after Christmas are always off; so is the
    heart of the summer in years of which the school holidays are not known yet.
    """
    free = free_day(day)
    if free is not None and (
        free.is_public or region == Region.ALL or region in map(str.lower, free.regions)
    ):
        return True
    if (day.month, day.day) >= (12, 25):
        return True
    return (7, 15) <= (day.month, day.day) <= (8, 25) and free_day(dt.date(day.year, 8, 1)) is None


def why_off(day: dt.date, region: str) -> str:
    """Why nobody meets on ``day`` where the schools of ``region`` count; empty for any other day."""
    if not is_off(day, region):
        return ""
    free = free_day(day)
    return free.label if free else _("a time in which most people are away")


def next_free_week(day: dt.date, *, is_taken: Callable[[dt.date], bool]) -> dt.date:
    """The same day of the week in the first week after ``day`` in which it is not taken; the next where all are."""
    later = [day + dt.timedelta(weeks=number) for number in range(1, _LONGEST + 1)]
    return next((one for one in later if not is_taken(one)), later[0])


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
