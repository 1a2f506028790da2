"""Moves moments: one by a facilitator, and all that hangs on it along the chain."""

import datetime as dt
from collections.abc import Callable, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.audit import record
from core.clock import local, now
from core.errors import Conflict
from programmes.enums import MomentKind
from programmes.models import Moment, Programme, Reminder
from programmes.queries.dates import Move, MovePlan, plan_move
from programmes.services.placing import place_moment

__all__ = ["Move", "MovePlan", "move_moment", "place_moment", "register_move_listener"]

MoveListener = Callable[[Sequence[Move], User], None]
"""Told of moves inside their transaction: gives a calendar entry its next number, queues messages."""

_listeners: list[MoveListener] = []


def register_move_listener(listener: MoveListener) -> None:
    """Let ``listener(moves, by)`` hear of every move; ``programme.state`` of its moments says whether people know."""
    if listener not in _listeners:
        _listeners.append(listener)


@transaction.atomic
def move_moment(
    *,
    moment: Moment,
    to: dt.date | dt.datetime,
    by: User,
    clock: dt.time | None = None,
    was: dt.datetime | None = None,
) -> MovePlan:
    """Move ``moment`` to day ``to`` at ``clock``, and what hangs on it along.

    Without ``clock`` it keeps its time of day; an aware datetime says both. ``was`` is the time that ``by`` saw.
    Returns what was done. Raises ``ValidationError`` with a sentence per reason where the order would break, and ``Conflict``
    where the moment has moved since ``by`` looked.
    """
    if isinstance(to, dt.datetime):
        clock = local(to).time() if clock is None else clock
        to = local(to).date()
    programme = Programme.objects.select_for_update().get(pk=moment.programme_id)
    moments = {item.pk: item for item in Moment.objects.filter(programme=programme)}
    for item in moments.values():
        item.programme = programme
    present = moments[moment.pk]
    if was is not None and was != present.at:
        raise Conflict(_("Somebody else moved this meanwhile. Look at the new date first."))
    at = now()
    plan = plan_move(moment=present, to=to, clock=clock, moments=moments.values(), now=at)
    if plan.problems:
        raise ValidationError(list(plan.problems))
    if not plan.moves:
        return plan
    _write(plan, at)
    if present.kind == MomentKind.START:
        programme.starts_on = to
        programme.save(update_fields=["starts_on"])
    record(
        by,
        "programmes.moved",
        present,
        scope=programme.scope,
        before=present_before(plan).isoformat(),
        after=present.at.isoformat(),
        along=[move.moment.pk for move in plan.moves if move.moment.pk != present.pk],
    )
    for listener in _listeners:
        listener(plan.moves, by)
    return plan


def present_before(plan: MovePlan) -> dt.datetime:
    """When the moved moment itself was, before the move."""
    return next((move.before for move in plan.moves if move.moment.pk == plan.moment.pk), plan.moment.at)


def _write(plan: MovePlan, at: dt.datetime) -> None:
    plan.moment.offset_days = plan.offset_days
    plan.moment.clock = plan.clock
    for move in plan.moves:
        move.moment.at = move.after
    Moment.objects.bulk_update(
        [plan.moment, *(move.moment for move in plan.moves)], ["at", "offset_days", "clock"]
    )
    overtaken = [move.moment.pk for move in plan.moves if move.after <= at < move.before]
    Reminder.objects.filter(moment__in=overtaken).update(not_before=at)
