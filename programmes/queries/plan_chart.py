"""The plan as a drawing: all teams on one calendar, by days, weeks or months."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.clock import at_local, local
from core.drawing import Calendar, Free, Lane, Post, Waypoint, lay_lanes
from core.rendering import NavLink
from core.templatetags.kw_dates import kw_date
from programmes.enums import MomentKind
from programmes.models import Moment, Phase, Programme, Reminder
from programmes.queries.course import CourseFacts, stretches_between
from programmes.queries.course import Lane as Team
from programmes.queries.free_days import FreeDay, free_day
from programmes.queries.rules import off_days_of

Per = Literal["days", "weeks", "months"]

_SHOWN = {"days": dt.timedelta(days=35), "weeks": dt.timedelta(weeks=16)}
_STEP = {"days": dt.timedelta(days=28), "weeks": dt.timedelta(weeks=12)}
"""How far one goes on: with some of the old in sight."""
MIDNIGHT = dt.time(0)


@dataclass(frozen=True, slots=True)
class Chart:
    """The drawing, how it can be looked at otherwise, and where one goes on."""

    calendar: Calendar
    scales: tuple[NavLink, ...]
    earlier: str
    later: str


def draw_plan(
    *,
    programme: Programme,
    facts: CourseFacts,
    teams: Sequence[Team],
    moments: Sequence[Moment],
    reminders: Mapping[int, Reminder],
    phases: Sequence[Phase],
    chosen: Moment | None,
    per: str,
    start: str,
    now: dt.datetime,
) -> Chart:
    """The plan of ``programme`` from ``start`` ("2027-03-01") on, ``per`` days, weeks or months. No query."""
    scale: Per = "days" if per == "days" else "weeks" if per == "weeks" else "months"
    address = reverse("programmes:plan", args=[programme.public_id])
    by_moment = {item.pk: item for item in moments}
    lanes = [
        Lane(team.name, _people(team), _linked(facts, programme, team.pk, by_moment, address))
        for team in teams
    ] or [Lane(_("Everybody"), "", _linked(facts, programme, None, by_moment, address))]
    whole = _whole([item.at for item in moments], now)
    window = whole if scale == "months" else _window(start, scale, whole, chosen, now)
    ways = [way for lane in lanes for way in lane.waypoints]
    post = [
        Post(item.at, item.at <= now)
        for item in moments
        if item.kind == MomentKind.REMINDER and (told := reminders.get(item.pk)) and told.is_on
    ]
    return Chart(
        calendar=lay_lanes(
            lanes,
            stretches_between(programme=programme, ways=ways, phases=phases),
            post,
            list(_frees(window, programme.region)),
            window=window,
            ticks=list(_ticks(window, scale)),
            now=now,
            chosen=chosen.at if chosen else None,
        ),
        scales=_scales(scale, window, address),
        earlier=_at(address, scale, window[0] - _STEP[scale])
        if scale != "months" and window[0] > whole[0]
        else "",
        later=_at(address, scale, window[0] + _STEP[scale])
        if scale != "months" and window[1] < whole[1]
        else "",
    )


def _people(team: Team) -> str:
    return ngettext("%(count)d person", "%(count)d people", team.people) % {"count": team.people}


def _linked(
    facts: CourseFacts, programme: Programme, team: int | None, by_moment: Mapping[int, Moment], address: str
) -> list[Waypoint]:
    """The waypoints of a lane; each leads to its place on this page."""
    moment_of = {
        (one.kind, one.at, one.label): by_moment[one.moment].public_id
        for one in facts.points.get(programme.pk, ())
        if one.moment is not None and one.moment in by_moment
    }
    return [
        replace(way, url=f"{address}?moment={key}#chosen")
        if (key := moment_of.get((way.kind, way.at, way.label)))
        else way
        for way in facts.ways(programme.pk, team=team)
    ]


def _day_start(moment: dt.datetime) -> dt.datetime:
    return at_local(local(moment).date(), MIDNIGHT)


def _whole(times: Sequence[dt.datetime], now: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
    """The whole programme, with some room behind it."""
    first, last = min(times, default=now), max(times, default=now)
    margin = max(dt.timedelta(days=7), (last - first) / 20)
    return _day_start(first), _day_start(last + margin)


def _window(
    start: str, scale: Per, whole: tuple[dt.datetime, dt.datetime], chosen: Moment | None, now: dt.datetime
) -> tuple[dt.datetime, dt.datetime]:
    """From ``start`` on; without one, around what is chosen, or around today."""
    try:
        day = dt.date.fromisoformat(start)
    except ValueError:
        here = chosen.at if chosen else now
        day = local(here - _SHOWN[scale] / 3).date()
    first, last = local(whole[0]).date(), local(whole[1]).date()
    day = max(first, min(day, last - _SHOWN[scale]))
    if scale == "weeks":
        day -= dt.timedelta(days=day.weekday())
    return at_local(day, MIDNIGHT), at_local(day + _SHOWN[scale], MIDNIGHT)


def _ticks(window: tuple[dt.datetime, dt.datetime], scale: Per) -> Iterator[tuple[dt.datetime, str]]:
    for day in _days(window):
        if scale == "months" and day.day == 1:
            yield at_local(day, MIDNIGHT), date_format(day, "F")
        elif scale == "weeks" and day.weekday() == 0:
            yield at_local(day, MIDNIGHT), kw_date(day, "mark")
        elif scale == "days":
            yield (
                at_local(day, MIDNIGHT),
                date_format(day, "D j") if day.weekday() == 0 or day.day == 1 else str(day.day),
            )


def _days(window: tuple[dt.datetime, dt.datetime]) -> Iterator[dt.date]:
    day, last = local(window[0]).date(), local(window[1]).date()
    while day < last:
        yield day
        day += dt.timedelta(days=1)


def _frees(window: tuple[dt.datetime, dt.datetime], region: str) -> Iterator[Free]:
    """Runs of days that are off in ``region``, by what they are called."""
    is_off = off_days_of(region)
    named: Iterable[tuple[dt.date, str]] = (
        (day, _free_name(free_day(day)) if is_off(day) else "") for day in _days(window)
    )
    for name, run in groupby(named, key=lambda pair: pair[1]):
        days = [day for day, _name in run]
        if name:
            yield Free(name, at_local(days[0], MIDNIGHT), at_local(days[-1] + dt.timedelta(days=1), MIDNIGHT))


def _free_name(free: FreeDay | None) -> str:
    return free.name.lower() if free else " "


def _scales(scale: Per, window: tuple[dt.datetime, dt.datetime], address: str) -> tuple[NavLink, ...]:
    words: dict[Per, str] = {"days": _("Days"), "weeks": _("Weeks"), "months": _("Months")}
    return tuple(
        NavLink(f"{address}?per={one}#plan", word, current=one == scale) for one, word in words.items()
    )


def _at(address: str, scale: Per, start: dt.datetime) -> str:
    return f"{address}?per={scale}&from={local(start).date().isoformat()}#plan"
