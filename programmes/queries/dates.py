"""The date chain: what moves along when one moment moves. Arithmetic on the wall clock; nothing is written."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.clock import at_local, local
from programmes.enums import MomentKind, ProgrammeState
from programmes.models import Moment, Programme

FURTHEST = dt.timedelta(days=3660)
"""A moment lies within some ten years of the start of its programme."""


@dataclass(frozen=True, slots=True)
class Move:
    """One moment that gets another time."""

    moment: Moment
    before: dt.datetime
    after: dt.datetime


@dataclass(frozen=True, slots=True)
class MovePlan:
    """What a move would do: the moment itself first, then what moves along, and why it cannot be done."""

    moment: Moment
    day: dt.date
    clock: dt.time
    offset_days: int
    moves: tuple[Move, ...]
    problems: tuple[str, ...]


Audience = Callable[[Sequence[Move]], Iterable[str]]
"""Says in sentences who would be told of these moves; bounded queries."""

_audiences: list[Audience] = []


def register_audience(audience: Audience) -> None:
    """Let ``audience`` say, in previews of a running programme, who is told of a move."""
    if audience not in _audiences:
        _audiences.append(audience)


def who_is_told(*, programme: Programme, moves: Sequence[Move]) -> list[str]:
    """Sentences about who gets a message when ``moves`` are made; nobody before the programme runs."""
    if programme.state != ProgrammeState.RUNNING:
        return []
    return [sentence for audience in _audiences for sentence in audience(moves)]


def wall_day(moment: Moment, moments: Mapping[int, Moment]) -> dt.date:
    """The day of ``moment`` as it was meant, counted along its anchors: an hour that does not exist changes nothing."""
    if moment.anchor_id is None:
        return local(moment.at).date()
    return wall_day(moments[moment.anchor_id], moments) + dt.timedelta(days=moment.offset_days)


def plan_move(
    *, moment: Moment, to: dt.date, clock: dt.time | None = None, moments: Iterable[Moment], now: dt.datetime
) -> MovePlan:
    """What happens to ``moments`` (all of one programme) when ``moment`` moves to day ``to``.

    It is at ``clock``, or at the time of day that it had. ``moment.programme`` is loaded. No query. Problems are
    sentences; a plan that has them is never carried out.
    """
    clock = moment.clock if clock is None else clock
    by_pk = {item.pk: item for item in moments}
    refusal = _out_of_range(moment, to, clock)
    if refusal:
        return MovePlan(moment, to, clock, moment.offset_days, (), (refusal,))
    anchor = by_pk[moment.anchor_id] if moment.anchor_id else None
    offset = (to - wall_day(anchor, by_pk)).days if anchor else 0
    moves = _along(moment, to, clock, by_pk)
    after = {item.pk: item.at for item in by_pk.values()} | {move.moment.pk: move.after for move in moves}
    problems = _problems_of_time(moment, after[moment.pk], now)
    before = set(_broken_orders(by_pk, {item.pk: item.at for item in by_pk.values()}))
    problems += [sentence for sentence in _broken_orders(by_pk, after) if sentence not in before]
    changed = tuple(move for move in moves if move.before != move.after)
    return MovePlan(moment, to, clock, offset, changed, tuple(problems))


def _out_of_range(moment: Moment, to: dt.date, clock: dt.time) -> str:
    if abs(to - moment.programme.starts_on) > FURTHEST or not 2000 <= to.year <= 2100:
        return _("Choose a day within ten years of the start of the programme.")
    if local(at_local(to, clock)).time() != clock:
        return _("This time does not exist on that day: the clock goes forward an hour.")
    return ""


def _along(moment: Moment, to: dt.date, clock: dt.time, by_pk: Mapping[int, Moment]) -> list[Move]:
    """The move of ``moment`` and of everything that hangs on it, nearest first."""
    followers: dict[int, list[Moment]] = {}
    for item in by_pk.values():
        if item.anchor_id:
            followers.setdefault(item.anchor_id, []).append(item)
    moves: list[Move] = []
    waiting = [(moment, to, clock)]
    while waiting:
        item, day, at = waiting.pop(0)
        moves.append(Move(item, item.at, at_local(day, at)))
        waiting += [
            (follower, day + dt.timedelta(days=follower.offset_days), follower.clock)
            for follower in sorted(followers.get(item.pk, []), key=lambda one: (one.at, one.pk))
        ]
    return moves


def _problems_of_time(moment: Moment, after: dt.datetime, now: dt.datetime) -> list[str]:
    """What has been stays where it was, and nothing moves into the past, once the programme runs."""
    state = moment.programme.state
    if state == ProgrammeState.CLOSED:
        return [_("This programme is closed.")]
    if state == ProgrammeState.CONCEPT:
        return []
    if moment.kind == MomentKind.START:
        return [_("The programme has started. Move what is still to come, one by one.")]
    if moment.at <= now:
        return [_("This has been already.")]
    if after <= now:
        return [_("Choose a time that is still to come.")]
    return []


def _broken_orders(by_pk: Mapping[int, Moment], at: Mapping[int, dt.datetime]) -> list[str]:
    """Sentences about moments that stand in an order that makes no sense, at the times that ``at`` gives."""
    start = next((item for item in by_pk.values() if item.kind == MomentKind.START), None)
    spine = [item for item in by_pk.values() if start and item.anchor_id == start.pk]
    evenings = [item for item in spine if item.kind == MomentKind.SESSION]
    return [
        *_before_the_start(start, spine, at),
        *_out_of_order([item for item in spine if item.kind == MomentKind.PHASE], at),
        *_out_of_order(evenings, at),
        *_late_homework(by_pk, evenings, at),
        *_late_reminders(by_pk, at),
    ]


def _before_the_start(
    start: Moment | None, spine: Iterable[Moment], at: Mapping[int, dt.datetime]
) -> list[str]:
    if start is None:
        return []
    first = local(at[start.pk]).date()
    text = _("“%(name)s” would lie before the start of the programme.")
    return [text % {"name": item.name} for item in spine if local(at[item.pk]).date() < first]


def _out_of_order(items: list[Moment], at: Mapping[int, dt.datetime]) -> list[str]:
    """Phases, and evenings of the plan, build upon each other: they keep the order in which they were made."""
    text = _("“%(one)s” would come after “%(other)s”. Move that one first.")
    ordered = sorted(items, key=lambda item: item.pk)
    return [
        text % {"one": one.name, "other": other.name}
        for one, other in pairwise(ordered)
        if at[other.pk] <= at[one.pk]
    ]


def _late_homework(
    by_pk: Mapping[int, Moment], evenings: list[Moment], at: Mapping[int, dt.datetime]
) -> list[str]:
    """Homework is due before the evening that it is for, and after the one at which it is given out."""
    ordered = sorted(evenings, key=lambda item: item.pk)
    given = {other.pk: one for one, other in pairwise(ordered)}
    sentences = []
    for item in by_pk.values():
        if item.kind != MomentKind.HOMEWORK or not item.anchor_id:
            continue
        evening = by_pk[item.anchor_id]
        about = {"name": item.name, "evening": evening.name}
        if at[item.pk] >= at[evening.pk]:
            sentences.append(
                _("“%(name)s” would be due after “%(evening)s”, the evening that it is for.") % about
            )
        before = given.get(evening.pk)
        if before is not None and at[item.pk] <= at[before.pk]:
            about["evening"] = before.name
            sentences.append(
                _("“%(name)s” would be due before “%(evening)s”, at which it is given out.") % about
            )
    return sentences


def _late_reminders(by_pk: Mapping[int, Moment], at: Mapping[int, dt.datetime]) -> list[str]:
    text = _("The reminder about “%(name)s” would come too late, on %(day)s.")
    return [
        text % {"name": item.name, "day": date_format(local(at[item.pk]), "j F")}
        for item in by_pk.values()
        if item.kind == MomentKind.REMINDER and item.anchor_id and at[item.pk] >= at[item.anchor_id]
    ]
