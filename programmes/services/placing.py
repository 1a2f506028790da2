"""Puts a new moment on the calendar of a programme."""

import datetime as dt

from core.clock import at_local, local, now
from programmes.enums import MomentKind, ProgrammeState
from programmes.models import Moment, Programme, Reminder
from programmes.queries.rules import Rule, off_days_of, rule_of
from programmes.querysets import OfProgrammeQuerySet

MORNING = dt.time(9, 0)


def place_moment(
    *,
    programme: Programme,
    kind: MomentKind,
    name: str,
    day: dt.date | None = None,
    anchor: Moment | None = None,
    offset_days: int = 0,
    rule: Rule | None = None,
    clock: dt.time = MORNING,
    keeps_order: bool = False,
) -> Moment:
    """A new moment at local time ``clock``: fixed on ``day``, or moving along with ``anchor``.

    Then it lies ``offset_days`` from it, or where ``rule`` says. Raises ``ValueError`` unless exactly one of ``day``
    and ``anchor`` is given.
    """
    if (day is None) == (anchor is None):
        raise ValueError("A moment has either a day of its own or an anchor.")
    rule = Rule() if anchor is None else rule or Rule(offset_days)
    if anchor is not None:
        day = rule.day(local(anchor.at).date(), off_days_of(programme.region))
    assert day is not None  # noqa: S101 - for the type checker; the line above sees to it
    return Moment.objects.create(
        programme=programme,
        kind=kind,
        name=name[:200],
        anchor=anchor,
        **rule.fields(),
        clock=clock,
        at=at_local(day, clock),
        keeps_order=keeps_order,
    )


def copy_moment(source: Moment) -> Moment:
    """Another moment on the same day by the same rule, with reminders as those of ``source``; out of the order."""
    reminders = list(Reminder.objects.filter(moment__anchor=source).select_related("moment"))
    made = _copied(source, source.anchor)
    for reminder in reminders:
        Reminder.objects.create(
            moment=_copied(reminder.moment, made),
            kind=reminder.kind,
            extra_text=reminder.extra_text,
            is_on=reminder.is_on,
            not_before=now()
            if made.programme.state == ProgrammeState.RUNNING and reminder.moment.at <= now()
            else None,
        )
    return made


def _copied(source: Moment, anchor: Moment | None) -> Moment:
    return Moment.objects.create(
        programme=source.programme,
        kind=source.kind,
        name=source.name,
        anchor=anchor,
        **rule_of(source).fields(),
        clock=source.clock,
        at=source.at,
    )


def let_go(moments: OfProgrammeQuerySet) -> None:
    """Let ``moments`` keep the day that they have, whatever they hung on."""
    moments.update(anchor=None, **Rule().fields())
