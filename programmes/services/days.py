"""From which day until which somebody takes part, and that somebody guides the programme on each of them."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.audit import record
from core.access import forget_standing
from core.clock import today
from core.templatetags.kw_dates import kw_date
from programmes.enums import Role
from programmes.models import Participation, PastRole, Programme

MOST_AHEAD = dt.timedelta(days=3660)
"""What lies further ahead is a typing error."""


class Days(NamedTuple):
    """From when until when: None is at once, and until further notice."""

    starts_on: dt.date | None = None
    ends_on: dt.date | None = None


def check_days(days: Days, before: Days) -> None:
    """Raise ``ValidationError`` for ``days`` that cannot be; what was so ``before`` stays good when it has been."""
    here = today()
    for name, day in days._asdict().items():
        if day is not None and day > here + MOST_AHEAD:
            raise ValidationError({name: _("Choose a day within ten years.")})
    if days.starts_on is not None and days.starts_on < here and days.starts_on != before.starts_on:
        raise ValidationError({"starts_on": _("This day has been. Leave it empty to begin at once.")})
    if days.ends_on is not None and days.ends_on < here and days.ends_on != before.ends_on:
        raise ValidationError(
            {"ends_on": _("This day has been. Choose today or later, or let this person leave.")}
        )
    if None not in days and days.ends_on < days.starts_on:  # type: ignore[operator]
        raise ValidationError({"ends_on": _("The last day comes before the first.")})


def set_days(*, programme: Programme, participation: Participation, days: Days, by: User) -> None:
    """Let ``participation``, whose ``programme`` is held, last for ``days``; in the caller's transaction.

    Raises ``ValidationError`` for days that cannot be, for a first day ahead of somebody who is in already, and where a
    day would have no facilitator.
    """
    before = Days(participation.starts_on, participation.ends_on)
    if days == before:
        return
    check_days(days, before)
    is_in = participation.accepted_at is not None and not participation.begins_later
    if is_in and days.starts_on is not None and days.starts_on > today():
        raise ValidationError({"starts_on": _("This person takes part already: the first day has been.")})
    keep_a_facilitator(programme, participation, on=days)
    participation.starts_on, participation.ends_on = days
    participation.save(update_fields=["starts_on", "ends_on"])
    forget_standing(participation.person)
    record(by, "programmes.days_set", participation, scope=programme.scope)


def keep_past_role(participation: Participation) -> None:
    """Write down that the role of today ends, in the caller's transaction; not where it began today, or never did."""
    last = participation.past_roles.last()
    began = last.ends_on if last else participation.first_day
    if began < today():
        PastRole.objects.create(
            participation=participation, role=participation.role, starts_on=began, ends_on=today()
        )


def keep_a_facilitator(programme: Programme, participation: Participation, *, on: Days | None = None) -> None:
    """Raise ``ValidationError`` if ``programme`` would have a day without a facilitator, from today on, because
    ``participation`` is none any more, or only on the days ``on``.
    """
    if participation.role != Role.FACILITATOR:
        return
    others = Participation.objects.enlisted().filter(programme=programme, role=Role.FACILITATOR)
    spans = [Days(*row) for row in others.exclude(pk=participation.pk).values_list("starts_on", "ends_on")]
    gap = _first_day_without([*spans, on] if on is not None else spans)
    if gap is None:
        return
    if gap == today():
        raise ValidationError(
            _("This is the only facilitator. Make somebody else facilitator first: a programme needs one.")
        )
    raise ValidationError(
        _("From %(day)s on nobody would guide this programme. Let another facilitator begin first.")
        % {"day": kw_date(gap, "day")}
    )


def _first_day_without(spans: Iterable[Days]) -> dt.date | None:
    """The first day, from today on, that lies in none of ``spans``; None where there is no such day."""
    day = today()
    for first, last in sorted((first or dt.date.min, last or dt.date.max) for first, last in spans):
        if first > day:
            break
        if last == dt.date.max:
            return None
        day = max(day, last + dt.timedelta(days=1))
    return day
