"""Moves moments: those that a facilitator names, and all that hangs on them along the chain."""

import datetime as dt
from collections.abc import Callable, Sequence

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.audit import record
from core.clock import local, now
from core.errors import Conflict
from programmes.enums import MomentKind
from programmes.models import Moment, Programme, Reminder
from programmes.queries.dates import Move, MovePlan, Wish, plan_move
from programmes.services.placing import place_moment

__all__ = [
    "Move",
    "MovePlan",
    "keep_day",
    "move_moment",
    "move_moments",
    "place_moment",
    "register_move_listener",
    "undo_move",
    "undo_token",
]

MoveListener = Callable[[Sequence[Move], User], None]
"""Told of moves inside their transaction: gives a calendar entry its next number, queues messages."""

_UNDO_SALT = "programmes.undo_move"
_UNDO_SECONDS = 24 * 3600
_listeners: list[MoveListener] = []


def register_move_listener(listener: MoveListener) -> None:
    """Let ``listener(moves, by)`` hear of every move; ``programme.state`` of its moments says whether people know."""
    if listener not in _listeners:
        _listeners.append(listener)


def move_moment(
    *,
    moment: Moment,
    to: dt.date | dt.datetime,
    by: User,
    clock: dt.time | None = None,
    was: dt.datetime | None = None,
) -> MovePlan:
    """Move ``moment`` to day ``to`` at ``clock``, and what hangs on it along.

    Without ``clock`` it keeps its time of day; an aware datetime says both. Otherwise as ``move_moments``.
    """
    if isinstance(to, dt.datetime):
        clock = local(to).time() if clock is None else clock
        to = local(to).date()
    seen = {moment.pk: was} if was is not None else {}
    return move_moments(programme=moment.programme, wishes=[Wish(moment, to, clock)], by=by, seen=seen)


@transaction.atomic
def move_moments(
    *, programme: Programme, wishes: Sequence[Wish], by: User, seen: dict[int, dt.datetime] | None = None
) -> MovePlan:
    """Move several moments of ``programme`` at once, and what hangs on them along.

    ``seen`` has the times that ``by`` saw, by primary key. Returns what was done. Raises ``ValidationError`` with a
    sentence per reason where the order would break, and ``Conflict`` where one has moved since ``by`` looked.
    """
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    moments = {item.pk: item for item in Moment.objects.filter(programme=programme)}
    for item in moments.values():
        item.programme = programme
    for pk, time in (seen or {}).items():
        if moments[pk].at != time:
            raise Conflict(_("Somebody else moved this meanwhile. Look at the new date first."))
    at = now()
    present = [Wish(moments[wish.moment.pk], wish.day, wish.clock) for wish in wishes]
    plan = plan_move(wishes=present, moments=moments.values(), now=at)
    if plan.problems:
        raise ValidationError(list(plan.problems))
    if plan.moves:
        _write(plan, at)
        _keep_start(programme, present)
        for wish, back in zip(present, plan.undo, strict=True):
            record(
                by,
                "programmes.moved",
                wish.moment,
                scope=programme.scope,
                before=back.day.isoformat(),
                after=wish.day.isoformat(),
                moments=[move.moment.pk for move in plan.moves],
            )
        for listener in _listeners:
            listener(plan.moves, by)
    return plan


def _write(plan: MovePlan, at: dt.datetime) -> None:
    for wish in plan.wishes:
        wish.moment.offset_days = plan.offsets[wish.moment.pk]
        wish.moment.clock = wish.clock or wish.moment.clock
    for move in plan.moves:
        move.moment.at = move.after
        move.moment.day_kept = False
    changed = {move.moment.pk: move.moment for move in plan.moves}
    changed |= {wish.moment.pk: wish.moment for wish in plan.wishes}
    Moment.objects.bulk_update(changed.values(), ["at", "offset_days", "clock", "day_kept"])
    overtaken = [move.moment.pk for move in plan.moves if move.after <= at < move.before]
    Reminder.objects.filter(moment__in=overtaken).update(not_before=at)


def _keep_start(programme: Programme, wishes: Sequence[Wish]) -> None:
    """The start of a programme is a moment and a field of its own; they say the same."""
    for wish in wishes:
        if wish.moment.kind == MomentKind.START:
            programme.starts_on = wish.day
            programme.save(update_fields=["starts_on"])


@transaction.atomic
def keep_day(*, moment: Moment, by: User) -> None:
    """Let ``moment`` stand on a free day: somebody looked at it and means it."""
    moment.day_kept = True
    moment.save(update_fields=["day_kept"])
    record(by, "programmes.day_kept", moment, scope=moment.programme.scope)


def undo_token(plan: MovePlan) -> str:
    """A signed word that stands in an address and takes ``plan`` back, for a day."""
    wishes = [
        [wish.moment.public_id, wish.day.isoformat(), wish.clock.isoformat() if wish.clock else ""]
        for wish in plan.undo
    ]
    seen = {move.moment.public_id: move.after.isoformat() for move in plan.moves}
    kept = {public_id: seen[public_id] for public_id, *_rest in wishes if public_id in seen}
    return signing.dumps([wishes, kept], salt=_UNDO_SALT, compress=True)


def undo_move(*, programme: Programme, token: str, by: User) -> MovePlan:
    """Take back the move that ``token`` stands for. Raises ``Conflict`` where it is too late or was moved again."""
    try:
        wishes, seen = signing.loads(token, salt=_UNDO_SALT, max_age=_UNDO_SECONDS)
    except signing.BadSignature as error:
        raise Conflict(_("This can no longer be undone here. Choose the day in the plan.")) from error
    moments = {
        item.public_id: item
        for item in Moment.objects.filter(programme=programme, public_id__in=[wish[0] for wish in wishes])
    }
    if len(moments) < len(wishes):
        raise Conflict(_("This can no longer be undone here. Choose the day in the plan."))
    return move_moments(
        programme=programme,
        wishes=[
            Wish(moments[key], dt.date.fromisoformat(day), dt.time.fromisoformat(clock) if clock else None)
            for key, day, clock in wishes
        ],
        seen={moments[key].pk: dt.datetime.fromisoformat(at) for key, at in seen.items()},
        by=by,
    )
