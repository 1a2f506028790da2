"""The day that a rule gives: so many days from an anchor, on a weekday, not on a free day. Pure arithmetic."""

import datetime as dt
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from programmes.enums import MomentKind
from programmes.models import Moment
from programmes.queries.free_days import is_off

IsOff = Callable[[dt.date], bool]

FURTHEST_SHIFT = 120
"""Days that a rule looks on for a day that is not free: no holiday lasts so long."""
ORDINALS = (
    gettext_lazy("first"),
    gettext_lazy("second"),
    gettext_lazy("third"),
    gettext_lazy("fourth"),
    gettext_lazy("fifth"),
)
"""For ``Rule.nth``, from 1 on."""


@dataclass(frozen=True, slots=True)
class Rule:
    """On which day a moment lies, seen from its anchor (``Moment`` says what each field means)."""

    offset_days: int = 0
    weekday: int | None = None
    nth: int = 0
    skips_free_days: bool = False
    shifted_days: int = 0

    def fields(self) -> dict[str, Any]:
        """As a moment keeps it."""
        return asdict(self)

    @property
    def is_plain(self) -> bool:
        """Whether it is a number of days and nothing else."""
        return self.weekday is None and not self.skips_free_days

    @property
    def looks_back(self) -> bool:
        """Whether it lies before its anchor, so that a free day is left for an earlier one."""
        return self.nth < 0 or self.offset_days < 0

    def day(self, anchor: dt.date, is_off: IsOff) -> dt.date:
        """The day for an anchor on ``anchor``."""
        return self._ruled(anchor, is_off) + dt.timedelta(days=self.shifted_days)

    def on(self, day: dt.date, anchor: dt.date, is_off: IsOff) -> "Rule":
        """This rule where somebody puts the moment on ``day``: another number of days, or a shift beside the rule."""
        if self.is_plain:
            return replace(self, offset_days=(day - anchor).days)
        return replace(self, shifted_days=(day - self._ruled(anchor, is_off)).days)

    def _ruled(self, anchor: dt.date, is_off: IsOff) -> dt.date:
        day = anchor + dt.timedelta(days=self.offset_days)
        step = 1
        if self.weekday is not None:
            step = 7
            if self.nth > 0:
                day += dt.timedelta(days=(self.weekday - day.weekday()) % 7 + 7 * (self.nth - 1))
            else:
                day -= dt.timedelta(days=(day.weekday() - self.weekday) % 7 + 7 * (-self.nth - 1))
        if self.skips_free_days:
            day = _next_free_of_holidays(day, -step if self.looks_back else step, is_off)
        return day


def _next_free_of_holidays(day: dt.date, step: int, is_off: IsOff) -> dt.date:
    """The first day from ``day`` on, in steps of ``step`` days, that is not off; ``day`` itself where all are."""
    for steps in range(FURTHEST_SHIFT // abs(step) + 1):
        candidate = day + dt.timedelta(days=step * steps)
        if not is_off(candidate):
            return candidate
    return day


def rule_of(moment: Moment) -> Rule:
    """The rule of ``moment``, which has an anchor."""
    return Rule(moment.offset_days, moment.weekday, moment.nth, moment.skips_free_days, moment.shifted_days)


def anchor_name(anchor: Moment) -> str:
    """How a rule calls what it counts from."""
    return _("the start") if anchor.kind == MomentKind.START else anchor.name


def off_days_of(region: str) -> IsOff:
    """Whether a day is off for a programme of ``region`` (programmes.enums.Region)."""
    return partial(is_off, region=region)


def rule_in_words(rule: Rule, anchor: str) -> str:
    """``rule`` in words, such as "eerste dinsdag na Avond 2, niet in vakanties"."""
    parts = [_weekday_words(rule, anchor) if rule.weekday is not None else _days_words(rule, anchor)]
    if rule.skips_free_days:
        parts.append(_("not in holidays"))
    if rule.shifted_days:
        parts.append(_shift_words(rule.shifted_days))
    return ", ".join(parts)


def _days_words(rule: Rule, anchor: str) -> str:
    days = abs(rule.offset_days)
    if not days:
        return _("on the day of %(anchor)s") % {"anchor": anchor}
    text = (
        ngettext("%(count)d day after %(anchor)s", "%(count)d days after %(anchor)s", days)
        if rule.offset_days > 0
        else ngettext("%(count)d day before %(anchor)s", "%(count)d days before %(anchor)s", days)
    )
    return text % {"count": days, "anchor": anchor}


def _weekday_words(rule: Rule, anchor: str) -> str:
    """One day from the anchor is plainly "after" or "before" it; further away says from when it counts."""
    about = {
        "nth": str(ORDINALS[abs(rule.nth) - 1]),
        "weekday": str(WEEKDAYS[rule.weekday or 0]),
        "anchor": anchor,
        "days": _days_words(rule, anchor),
    }
    if rule.nth > 0:
        if rule.offset_days == 1:
            return _("%(nth)s %(weekday)s after %(anchor)s") % about
        if not rule.offset_days:
            return _("%(nth)s %(weekday)s from %(anchor)s on") % about
        return _("%(nth)s %(weekday)s from %(days)s on") % about
    if rule.offset_days == -1:
        return _("%(nth)s %(weekday)s before %(anchor)s") % about
    if not rule.offset_days:
        return _("%(nth)s %(weekday)s up to %(anchor)s") % about
    return _("%(nth)s %(weekday)s up to %(days)s") % about


def _shift_words(days: int) -> str:
    text = (
        ngettext("put %(count)d day later by hand", "put %(count)d days later by hand", days)
        if days > 0
        else ngettext("put %(count)d day earlier by hand", "put %(count)d days earlier by hand", -days)
    )
    return text % {"count": abs(days)}
