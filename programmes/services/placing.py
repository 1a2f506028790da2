"""Puts a new moment on the calendar of a programme."""

import datetime as dt

from core.clock import at_local, local
from programmes.enums import MomentKind
from programmes.models import Moment, Programme

MORNING = dt.time(9, 0)


def place_moment(
    *,
    programme: Programme,
    kind: MomentKind,
    name: str,
    day: dt.date | None = None,
    anchor: Moment | None = None,
    offset_days: int = 0,
    clock: dt.time = MORNING,
) -> Moment:
    """A new moment at local time ``clock``: fixed on ``day``, or so many days from ``anchor`` and moving along with it.

    Raises ``ValueError`` unless exactly one of ``day`` and ``anchor`` is given.
    """
    if (day is None) == (anchor is None):
        raise ValueError("A moment has either a day of its own or an anchor.")
    if anchor is not None:
        day = local(anchor.at).date() + dt.timedelta(days=offset_days)
    assert day is not None  # noqa: S101 - for the type checker; the line above sees to it
    return Moment.objects.create(
        programme=programme,
        kind=kind,
        name=name[:200],
        anchor=anchor,
        offset_days=offset_days if anchor is not None else 0,
        clock=clock,
        at=at_local(day, clock),
    )
