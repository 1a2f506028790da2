"""Dates and times as people say them, in the language of the page and on the wall clock of Amsterdam."""

import datetime as dt
from collections.abc import Iterable

from django import template
from django.utils import dateformat
from django.utils.translation import gettext, ngettext, pgettext

from core import clock
from core.drawing import Waypoint

register = template.Library()

_WEEKS_FROM = 21
_MONTHS_FROM = 70


def _day(value: dt.date | dt.datetime) -> dt.date:
    return clock.local(value).date() if isinstance(value, dt.datetime) else value


@register.filter
def kw_date(value: dt.date | dt.datetime | None, form: str = "") -> str:
    """A day: "do 4 februari"; with the year when it is not this one.

    ``form`` is ``short`` ("do 4 feb"), ``long`` ("donderdag 8 april 2027"), ``day`` ("8 april"), ``line``
    (``short`` and never with the year: below a drawing that shows the order of time) or ``mark`` (that, without the day
    of the week).
    """
    if value is None:
        return ""
    day = _day(value)
    if form == "long":
        return dateformat.format(day, "l j F Y")
    # Translators: a short month in Django's date format: M for "Oct", b for "oct"
    month = pgettext("short month", "M")
    pattern = {"short": f"D j {month}", "line": f"D j {month}", "mark": f"j {month}", "day": "j F"}.get(
        form, "D j F"
    )
    if form not in {"line", "mark"} and day.year != clock.today().year:
        pattern += " Y"
    return dateformat.format(day, pattern)


@register.filter
def kw_days(first: dt.date | dt.datetime, last: dt.date | dt.datetime) -> str:
    """From a day up to a day, below a drawing that shows the order of time: "8 okt – 12 nov"."""
    begin, end = _day(first), _day(last)
    if begin == end:
        return kw_date(begin, "line")
    return f"{kw_date(begin, 'mark')} – {kw_date(end, 'mark')}"


@register.filter
def kw_told(waypoints: Iterable[Waypoint]) -> str:
    """All of them with their days: "Aftrap, do 4 februari; Oogst, do 4 maart"."""
    return "; ".join(f"{one.label}, {kw_date(one.at)}" for one in waypoints)


@register.filter
def kw_period(first: dt.date, last: dt.date | None) -> str:
    """From a day on, or up to and including ``last``: "vanaf 1 maart", "1 maart – 12 april"."""
    if last is None:
        return gettext("from %(day)s") % {"day": kw_date(first, "day")}
    return " – ".join(dict.fromkeys((kw_date(first, "day"), kw_date(last, "day"))))


@register.filter
def kw_leaf(value: dt.date | dt.datetime | None, part: str) -> str:
    """One part of a leaf of a calendar: ``weekday`` ("donderdag"), ``day`` ("8") or ``month`` ("april")."""
    patterns = {"weekday": "l", "day": "j", "month": "F"}
    return dateformat.format(_day(value), patterns[part]) if value else ""


@register.filter
def kw_time(value: dt.datetime | dt.time | None) -> str:
    """The clock: "17.30 uur", in English "17:30"."""
    if value is None:
        return ""
    here = clock.local(value) if isinstance(value, dt.datetime) else value
    # Translators: hours and minutes of a clock, such as 17.30 uur
    return pgettext("clock", "%(hours)s:%(minutes)s") % {"hours": here.hour, "minutes": f"{here.minute:02d}"}


@register.filter
def kw_clock(value: dt.datetime | dt.time | None) -> str:
    """The clock alone, for columns and a draaiboek: "17.30", in English "17:30"."""
    if value is None:
        return ""
    here = clock.local(value) if isinstance(value, dt.datetime) else value
    # Translators: hours and minutes in a column, without the word for o'clock
    return pgettext("column", "%(hours)s:%(minutes)s") % {"hours": here.hour, "minutes": f"{here.minute:02d}"}


@register.filter
def kw_day_time(value: dt.datetime | None, form: str = "long") -> str:
    """A day and a time: "donderdag 8 april 2027, 17.30 uur"; ``form`` as for ``kw_date``."""
    return f"{kw_date(value, form)}, {kw_time(value)}" if value else ""


@register.filter
def kw_relative(value: dt.date | dt.datetime | None) -> str:
    """How far away a day is: "vandaag", "morgen", "over 3 dagen", "2 weken geleden".

    Counted in days of the calendar, so that tomorrow morning is tomorrow also late tonight.
    """
    if value is None:
        return ""
    away = (_day(value) - clock.today()).days
    near = {0: gettext("today"), 1: gettext("tomorrow"), -1: gettext("yesterday")}
    if away in near:
        return near[away]
    span, ahead = abs(away), away > 0
    if span < _WEEKS_FROM:
        return _days(span, ahead)
    return _weeks(round(span / 7), ahead) if span < _MONTHS_FROM else _months(round(span / 30.4), ahead)


def _days(count: int, ahead: bool) -> str:
    text = (
        ngettext("in %(count)d day", "in %(count)d days", count)
        if ahead
        else ngettext("%(count)d day ago", "%(count)d days ago", count)
    )
    return text % {"count": count}


def _weeks(count: int, ahead: bool) -> str:
    text = (
        ngettext("in %(count)d week", "in %(count)d weeks", count)
        if ahead
        else ngettext("%(count)d week ago", "%(count)d weeks ago", count)
    )
    return text % {"count": count}


def _months(count: int, ahead: bool) -> str:
    text = (
        ngettext("in %(count)d month", "in %(count)d months", count)
        if ahead
        else ngettext("%(count)d month ago", "%(count)d months ago", count)
    )
    return text % {"count": count}
