"""The date chain: what moves along when a moment moves. Arithmetic on the wall clock; nothing is written."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.clock import at_local, local
from core.drawing import HIGHEST
from programmes.enums import MomentKind, ProgrammeState, Stage
from programmes.models import Moment, Phase, Programme

FURTHEST = dt.timedelta(days=3660)
"""A moment lies within some ten years of the start of its programme."""


_LEVELS: dict[str, int] = {
    Stage.PREPARING: 1,
    Stage.COLLECTING: 3,
    Stage.CLUSTERING: HIGHEST,
    Stage.DECIDING: 2,
    Stage.SHARING: 0,
}
"""How high the line is drawn ahead: ideas come in, are bundled, and get their place."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A moment, and the day (and time of day, where it changes) that it should get."""

    moment: Moment
    day: dt.date
    clock: dt.time | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """One moment that gets another time."""

    moment: Moment
    before: dt.datetime
    after: dt.datetime


@dataclass(frozen=True, slots=True)
class MovePlan:
    """What moving would do, the wished moments first, and why it cannot be done."""

    wishes: tuple[Wish, ...]
    offsets: Mapping[int, int]
    """Days from its anchor that each wished moment gets, by primary key."""
    moves: tuple[Move, ...]
    problems: tuple[str, ...]
    undo: tuple[Wish, ...] = ()
    """The wishes that take it all back."""

    def of(self, moment: Moment) -> Move | None:
        """The move of ``moment``, if it gets another time."""
        return next((move for move in self.moves if move.moment.pk == moment.pk), None)


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


class _Chain:
    """The moments of one programme, as they are meant: a day or an offset from the anchor, and a time of day."""

    def __init__(self, moments: Iterable[Moment]) -> None:
        self.moments = {moment.pk: moment for moment in moments}
        self.clocks = {pk: moment.clock for pk, moment in self.moments.items()}
        self.offsets = {pk: moment.offset_days for pk, moment in self.moments.items()}
        self.fixed = {
            pk: local(moment.at).date() for pk, moment in self.moments.items() if not moment.anchor_id
        }

    def day(self, pk: int) -> dt.date:
        """The day that is meant; an hour that does not exist changes nothing about it."""
        anchor = self.moments[pk].anchor_id
        return self.fixed[pk] if anchor is None else self.day(anchor) + dt.timedelta(days=self.offsets[pk])

    def at(self, pk: int) -> dt.datetime:
        """The moment in UTC."""
        return at_local(self.day(pk), self.clocks[pk])

    def put(self, wish: Wish) -> None:
        """Let the wished moment be on its day; what hangs on it follows by itself."""
        pk, anchor = wish.moment.pk, self.moments[wish.moment.pk].anchor_id
        if anchor is None:
            self.fixed[pk] = wish.day
        else:
            self.offsets[pk] = (wish.day - self.day(anchor)).days
        if wish.clock is not None:
            self.clocks[pk] = wish.clock


def plan_move(*, wishes: Sequence[Wish], moments: Iterable[Moment], now: dt.datetime) -> MovePlan:
    """What happens to ``moments`` (all of one programme, with ``programme`` loaded) when ``wishes`` come true.

    No query. Problems are sentences; a plan that has them is never carried out.
    """
    chain = _Chain(moments)
    refusals = [sentence for wish in wishes if (sentence := _out_of_range(wish, chain))]
    if refusals:
        return MovePlan(tuple(wishes), {}, (), tuple(refusals))
    before = {pk: moment.at for pk, moment in chain.moments.items()}
    undo = tuple(
        Wish(wish.moment, chain.day(wish.moment.pk), chain.clocks[wish.moment.pk]) for wish in wishes
    )
    for wish in wishes:
        chain.put(wish)
    after = {pk: chain.at(pk) for pk in chain.moments}
    problems = _problems_of_time(wishes, before, after, now)
    broken = set(_broken_orders(chain.moments, before))
    problems += [text for text in _broken_orders(chain.moments, after) if text not in broken]
    wished = {wish.moment.pk for wish in wishes}
    moved = sorted(
        (pk for pk in after if after[pk] != before[pk]), key=lambda pk: (pk not in wished, after[pk], pk)
    )
    return MovePlan(
        wishes=tuple(wishes),
        offsets={pk: chain.offsets[pk] for pk in wished},
        moves=tuple(Move(chain.moments[pk], before[pk], after[pk]) for pk in moved),
        problems=tuple(dict.fromkeys(problems)),
        undo=undo,
    )


def _out_of_range(wish: Wish, chain: _Chain) -> str:
    moment = wish.moment
    clock = wish.clock or chain.clocks[moment.pk]
    starts_on = wish.day if moment.kind == MomentKind.START else moment.programme.starts_on
    if not 2000 <= wish.day.year <= 2100 or abs(wish.day - starts_on) > FURTHEST:
        return _("Choose a day within ten years of the start of the programme.")
    if wish.clock is not None and local(at_local(wish.day, clock)).time() != clock:
        return _("This time does not exist on that day: the clock goes forward an hour.")
    return ""


def _problems_of_time(
    wishes: Iterable[Wish],
    before: Mapping[int, dt.datetime],
    after: Mapping[int, dt.datetime],
    now: dt.datetime,
) -> list[str]:
    """What has been stays where it was, and nothing moves into the past, once the programme runs."""
    problems = []
    for wish in wishes:
        moment, state = wish.moment, wish.moment.programme.state
        if state == ProgrammeState.CLOSED:
            problems.append(_("This programme is closed."))
        elif state == ProgrammeState.CONCEPT or before[moment.pk] == after[moment.pk]:
            continue
        elif moment.kind == MomentKind.START:
            problems.append(_("The programme has started. Move what is still to come, one by one."))
        elif before[moment.pk] <= now:
            problems.append(_("“%(name)s” has been already.") % {"name": moment.name})
        elif after[moment.pk] <= now:
            problems.append(_("Choose a time that is still to come."))
    return problems


def _broken_orders(moments: Mapping[int, Moment], at: Mapping[int, dt.datetime]) -> list[str]:
    """Sentences about moments that stand in an order that makes no sense, at the times that ``at`` gives."""
    start = next((item for item in moments.values() if item.kind == MomentKind.START), None)
    spine = [item for item in moments.values() if start and item.anchor_id == start.pk]
    phases = sorted((item for item in spine if item.kind == MomentKind.PHASE), key=lambda item: item.pk)
    evenings = sorted((item for item in spine if item.kind == MomentKind.SESSION), key=lambda item: item.pk)
    return [
        *_before_the_start(start, spine, at),
        *_out_of_order(phases, at),
        *_out_of_order(evenings, at),
        *_late_homework(moments, evenings, at),
        *_late_reminders(moments, at),
    ]


def _before_the_start(
    start: Moment | None, spine: Iterable[Moment], at: Mapping[int, dt.datetime]
) -> list[str]:
    if start is None:
        return []
    first = local(at[start.pk]).date()
    text = _("“%(name)s” would lie before the start of the programme.")
    return [text % {"name": item.name} for item in spine if local(at[item.pk]).date() < first]


def _out_of_order(ordered: list[Moment], at: Mapping[int, dt.datetime]) -> list[str]:
    """Phases, and evenings of the plan, build upon each other: they keep the order in which they were made."""
    text = _("“%(one)s” would come after “%(other)s”. Move that one first.")
    return [
        text % {"one": one.name, "other": other.name}
        for one, other in pairwise(ordered)
        if at[other.pk] <= at[one.pk]
    ]


def _late_homework(
    moments: Mapping[int, Moment], evenings: list[Moment], at: Mapping[int, dt.datetime]
) -> list[str]:
    """Homework is due before the evening that it is for, and on a later day than the one that gives it out."""
    late = _("“%(name)s” would be due after “%(evening)s”, the evening that it is for.")
    early = _("“%(name)s” would be due before “%(evening)s”, at which it is given out.")
    given = {other.pk: one for one, other in pairwise(evenings)}
    sentences = []
    for item in moments.values():
        if item.kind != MomentKind.HOMEWORK or not item.anchor_id:
            continue
        evening, before = moments[item.anchor_id], given.get(item.anchor_id)
        if at[item.pk] >= at[evening.pk]:
            sentences.append(late % {"name": item.name, "evening": evening.name})
        if before is not None and local(at[item.pk]).date() <= local(at[before.pk]).date():
            sentences.append(early % {"name": item.name, "evening": before.name})
    return sentences


def _late_reminders(moments: Mapping[int, Moment], at: Mapping[int, dt.datetime]) -> list[str]:
    text = _("The reminder about “%(name)s” would come too late, on %(day)s.")
    return [
        text % {"name": item.name, "day": date_format(local(at[item.pk]), "j F")}
        for item in moments.values()
        if item.kind == MomentKind.REMINDER and item.anchor_id and at[item.pk] >= at[item.anchor_id]
    ]


def level_at(moment: dt.datetime, phases: Sequence[Phase]) -> int:
    """How high the planned line is at ``moment``, by its phase; ``phases`` in order, with ``starts``."""
    stage = next((phase.stage for phase in reversed(phases) if phase.starts.at <= moment), "")
    return _LEVELS.get(stage, 0)
