"""Moves moments: those that a facilitator names, and all that hangs on them along the chain."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.audit import record
from core.clock import local, now
from core.errors import Conflict
from outbox.services.steering import send_messages_now
from programmes.enums import MomentKind
from programmes.models import Moment, PlanChange, Programme, Reminder
from programmes.queries.changes import waiting_messages
from programmes.queries.dates import Move, MovePlan, Tie, Wish, plan_move
from programmes.queries.rules import Rule
from programmes.services.placing import place_moment

__all__ = [
    "Move",
    "MovePlan",
    "keep_day",
    "move_moment",
    "move_moments",
    "place_moment",
    "register_move_listener",
    "tell_now",
    "undo_move",
]

MoveListener = Callable[[Sequence[Move], User, str], None]
"""Told of moves inside their transaction, with the key of the change: gives a calendar entry its next number, queues
messages."""

_UNDO_SALT = "programmes.undo_move"
_UNDO_SECONDS = 24 * 3600
_listeners: list[MoveListener] = []


def register_move_listener(listener: MoveListener) -> None:
    """Let ``listener(moves, by, key)`` hear of every move; the state of the programme says whether people know."""
    if listener not in _listeners:
        _listeners.append(listener)


def move_moment(
    *,
    moment: Moment,
    to: dt.date | dt.datetime,
    by: User,
    clock: dt.time | None = None,
    was: dt.datetime | None = None,
    shown: str = "",
) -> MovePlan:
    """Move ``moment`` to day ``to`` at ``clock``, and what hangs on it along.

    Without ``clock`` it keeps its time of day; an aware datetime says both. Otherwise as ``move_moments``.
    """
    if isinstance(to, dt.datetime):
        clock = local(to).time() if clock is None else clock
        to = local(to).date()
    seen = {moment.pk: was} if was is not None else {}
    return move_moments(
        programme=moment.programme, wishes=[Wish(moment, to, clock)], by=by, seen=seen, shown=shown
    )


@transaction.atomic
def move_moments(
    *,
    programme: Programme,
    wishes: Sequence[Wish],
    by: User,
    seen: Mapping[int, dt.datetime] | None = None,
    shown: str = "",
    kept: Collection[int] = (),
    afresh: bool = False,
) -> MovePlan:
    """Move several moments of ``programme`` at once, and what hangs on them along.

    ``seen`` has the times that ``by`` saw, by primary key, and ``shown`` names the plan that ``by`` looked at
    (``MovePlan.shown``). Moments of ``kept`` may lie on a free day afterwards. ``afresh`` counts every rule anew.
    Returns what was done. Raises ``ValidationError`` with a sentence per reason where the order would break, and
    ``Conflict`` where something has moved since ``by`` looked.
    """
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    moments = {item.pk: item for item in Moment.objects.filter(programme=programme)}
    for item in moments.values():
        item.programme = programme
    for pk, time in (seen or {}).items():
        if pk not in moments or moments[pk].at != time:
            raise Conflict(_("Somebody else moved this meanwhile. Look at the new date first."))
    if any(wish.moment.pk not in moments for wish in wishes):
        raise Conflict(_("Somebody else took this out of the plan meanwhile."))
    at = now()
    present = [replace(wish, moment=moments[wish.moment.pk]) for wish in wishes]
    plan = plan_move(wishes=present, moments=moments.values(), now=at, afresh=afresh)
    if plan.problems:
        raise ValidationError(list(plan.problems))
    if shown and plan.shown != shown:
        raise Conflict(_("Somebody else changed the plan meanwhile. Look at what moves along now."))
    if not plan.wishes and not plan.moves:
        return plan
    plan = replace(plan, token=_token_of(plan))
    _write(plan, at, kept)
    _keep_start(programme, plan.wishes)
    key = _remember(programme, plan, by)
    for listener in _listeners if plan.moves else ():
        listener(plan.moves, by, key)
    return plan


def _write(plan: MovePlan, at: dt.datetime, kept: Collection[int]) -> None:
    for wish in plan.wishes:
        tie = plan.ties[wish.moment.pk]
        wish.moment.anchor_id = tie.anchor
        for name, value in tie.rule.fields().items():
            setattr(wish.moment, name, value)
        wish.moment.clock = wish.clock or wish.moment.clock
    for move in plan.moves:
        move.moment.at = move.after
        move.moment.day_kept = move.moment.pk in kept
    changed = {move.moment.pk: move.moment for move in plan.moves}
    changed |= {wish.moment.pk: wish.moment for wish in plan.wishes}
    Moment.objects.bulk_update(
        changed.values(), ["at", "anchor", "clock", "day_kept", *Rule.__dataclass_fields__]
    )
    overtaken = [move.moment.pk for move in plan.moves if move.after <= at < move.before]
    Reminder.objects.filter(moment__in=overtaken).update(not_before=at)


def _remember(programme: Programme, plan: MovePlan, by: User) -> str:
    """Keep who moved what, and what takes it back. Returns the key of the change."""
    for wish, back in zip(plan.wishes, plan.undo, strict=True):
        moved = plan.of(wish.moment)
        record(
            by,
            "programmes.rule_set" if wish.tie is not None else "programmes.moved",
            wish.moment,
            scope=programme.scope,
            before=back.day.isoformat() if back.day else "",
            after=local(wish.moment.at).date().isoformat(),
            moments=[move.moment.pk for move in plan.moves] if moved else [],
        )
    first = plan.wishes[0].moment if plan.wishes else plan.moves[0].moment
    moved = plan.of(first)
    change = PlanChange.objects.create(
        programme=programme,
        moment=first,
        before=moved.before if moved else first.at,
        after=first.at,
        by=by,
        back=plan.token,
    )
    return str(change.public_id)


def _keep_start(programme: Programme, wishes: Sequence[Wish]) -> None:
    """The start of a programme is a moment and a field of its own; they say the same."""
    for wish in wishes:
        if wish.moment.kind == MomentKind.START and wish.day is not None:
            programme.starts_on = wish.day
            programme.save(update_fields=["starts_on"])


@transaction.atomic
def tell_now(*, change: PlanChange, by: User) -> int:
    """Let the messages about ``change`` go at once instead of after the time to take it back. Returns how many.

    Raises ``Conflict`` when they went, or were taken back, meanwhile.
    """
    return send_messages_now(waiting_messages(programme=change.programme, change=change), by=by)


@transaction.atomic
def keep_day(*, moment: Moment, by: User) -> None:
    """Let ``moment`` stand on a free day: somebody looked at it and means it."""
    moment.day_kept = True
    moment.save(update_fields=["day_kept"])
    record(by, "programmes.day_kept", moment, scope=moment.programme.scope)


def _token_of(plan: MovePlan) -> str:
    """A signed word that stands in an address and takes ``plan``, which is carried out, back for a day."""
    wishes = []
    for wish in plan.undo:
        tie = wish.tie
        wishes.append(
            [
                wish.moment.pk,
                wish.day.isoformat() if wish.day else "",
                wish.clock.isoformat() if wish.clock else "",
                [tie.anchor, tie.rule.fields()] if tie else None,
            ]
        )
    wished = {wish.moment.pk for wish in plan.wishes}
    seen = {move.moment.pk: move.after.isoformat() for move in plan.moves if move.moment.pk in wished}
    kept = [move.moment.pk for move in plan.moves if move.moment.day_kept]
    return str(signing.dumps([wishes, list(seen.items()), kept], salt=_UNDO_SALT, compress=True))


def undo_move(*, programme: Programme, token: str, by: User) -> MovePlan:
    """Take back the move that ``token`` stands for. Raises ``Conflict`` where it is too late or was moved again."""
    too_late = _("This can no longer be undone here. Choose the day in the plan.")
    try:
        told, seen, kept = signing.loads(token, salt=_UNDO_SALT, max_age=_UNDO_SECONDS)
    except signing.BadSignature as error:
        raise Conflict(too_late) from error
    moments = Moment.objects.filter(programme=programme).in_bulk([wish[0] for wish in told])
    if len(moments) < len(told):
        raise Conflict(too_late)
    wishes = [
        Wish(
            moments[pk],
            dt.date.fromisoformat(day),
            dt.time.fromisoformat(clock),
            Tie(tie[0], Rule(**tie[1])) if tie else None,
        )
        for pk, day, clock, tie in told
    ]
    return move_moments(
        programme=programme,
        wishes=wishes,
        seen={pk: dt.datetime.fromisoformat(at) for pk, at in seen},
        kept=kept,
        by=by,
    )
