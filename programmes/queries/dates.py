"""The date chain: what moves along when a moment moves. Arithmetic on the wall clock; nothing is written."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.clock import at_local, local
from core.drawing import HIGHEST
from programmes.enums import MomentKind, ProgrammeState, Region, Stage
from programmes.models import Moment, Phase, Programme
from programmes.queries.rules import Rule, off_days_of, rule_of

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
class Tie:
    """What a moment hangs on: another one by a rule, or nothing."""

    anchor: int | None = None
    """Primary key of a moment."""
    rule: Rule = field(default_factory=Rule)


@dataclass(frozen=True, slots=True)
class Wish:
    """A moment, and the day (and time of day, where it changes) that it should get.

    With ``tie`` it hangs on something else from now on. Then ``day`` may be None: the day that its rule gives.
    """

    moment: Moment
    day: dt.date | None
    clock: dt.time | None = None
    tie: Tie | None = None


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
    ties: Mapping[int, Tie]
    """What each wished moment hangs on then, by primary key."""
    moves: tuple[Move, ...]
    problems: tuple[str, ...]
    undo: tuple[Wish, ...] = ()
    """The wishes that take it all back."""
    token: str = ""
    """Once it was carried out: the signed word that takes it back (programmes.services.dates)."""

    @property
    def shown(self) -> str:
        """Names what this plan would do: the same word, the same moves."""
        told = [f"{move.moment.pk} {move.before.isoformat()} {move.after.isoformat()}" for move in self.moves]
        return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]

    def of(self, moment: Moment) -> Move | None:
        """The move of ``moment``, if it gets another time."""
        return next((move for move in self.moves if move.moment.pk == moment.pk), None)


@dataclass(frozen=True, slots=True)
class Told:
    """What people would hear of a move: the sentence, who they are, and when it goes (None: at once)."""

    sentence: str
    people: tuple[str, ...] = ()
    at: dt.datetime | None = None


Audience = Callable[[Sequence[Move]], Iterable[Told]]
"""Says who would be told of these moves; bounded queries."""

_audiences: list[Audience] = []


def register_audience(audience: Audience) -> None:
    """Let ``audience`` say, in previews of a running programme, who is told of a move."""
    if audience not in _audiences:
        _audiences.append(audience)


def who_is_told(*, programme: Programme, moves: Sequence[Move], now: dt.datetime) -> list[Told]:
    """Who gets a message when ``moves`` are made, and which reminders go at once; nobody before the programme runs."""
    if programme.state != ProgrammeState.RUNNING:
        return []
    told = [told for audience in _audiences for told in audience(moves)]
    text = _("A reminder about “%(name)s” goes out at once: its day lies behind us then.")
    overtaken = [
        Told(text % {"name": move.moment.name})
        for move in moves
        if move.moment.kind == MomentKind.REMINDER and move.after <= now < move.before
    ]
    return told + overtaken


class _Chain:
    """The moments of one programme, as they are meant: a day or a rule seen from the anchor, and a time of day.

    A moment is counted anew when it hangs, at whatever distance, on one that was put elsewhere; any other keeps its
    day, whatever a newer list of holidays would make of its rule.
    """

    def __init__(self, moments: Iterable[Moment], *, afresh: bool = False) -> None:
        self.moments = {moment.pk: moment for moment in moments}
        self.clocks = {pk: moment.clock for pk, moment in self.moments.items()}
        self.ties = {pk: Tie(moment.anchor_id, rule_of(moment)) for pk, moment in self.moments.items()}
        self.present = {pk: local(moment.at).date() for pk, moment in self.moments.items()}
        self.placed: dict[int, dt.date] = {}
        """Days of moments that were put somewhere and hang on nothing."""
        self.put_somewhere = {pk for pk, tie in self.ties.items() if afresh and tie.anchor is not None}
        region = next(iter(self.moments.values())).programme.region if self.moments else Region.ALL
        self.is_off = off_days_of(region)
        self._days: dict[int, dt.date] = {}

    def day(self, pk: int) -> dt.date:
        """The day that is meant; an hour that does not exist changes nothing about it."""
        if pk not in self._days:
            self._days[pk] = self._counted(pk) if self._is_anew(pk) else self.present[pk]
        return self._days[pk]

    def _upwards(self, pk: int | None) -> Iterator[int]:
        """``pk``, what that hangs on, and so on; each once, where the anchors lead back to one of them."""
        seen: set[int] = set()
        while pk is not None and pk not in seen:
            seen.add(pk)
            yield pk
            pk = self.ties[pk].anchor

    def _is_anew(self, pk: int) -> bool:
        return any(above in self.put_somewhere for above in self._upwards(pk))

    def _counted(self, pk: int) -> dt.date:
        tie = self.ties[pk]
        if tie.anchor is None:
            return self.placed.get(pk, self.present[pk])
        return tie.rule.day(self.day(tie.anchor), self.is_off)

    def at(self, pk: int) -> dt.datetime:
        """The moment in UTC."""
        return at_local(self.day(pk), self.clocks[pk])

    def hangs_on_itself(self, pk: int) -> bool:
        """Whether the anchors of a moment lead back to it."""
        return pk in self._upwards(self.ties[pk].anchor)

    def depth(self, wish: Wish) -> int:
        """How many moments it hangs on: what others hang on is put first."""
        return len(list(self._upwards((wish.tie or self.ties[wish.moment.pk]).anchor)))

    def changes_by(self, wish: Wish) -> bool:
        """Whether the wish asks for anything that is not so already."""
        pk = wish.moment.pk
        return (
            wish.tie is not None
            or wish.day != self.present[pk]
            or (wish.clock is not None and wish.clock != self.clocks[pk])
        )

    def put(self, wish: Wish) -> None:
        """Let the wished moment be on its day; what hangs on it follows by itself."""
        pk = wish.moment.pk
        if wish.clock is not None:
            self.clocks[pk] = wish.clock
        if wish.tie is not None:
            self.ties[pk] = wish.tie
        elif wish.day is None or wish.day == self.day(pk):
            return
        self.put_somewhere.add(pk)
        self._days.clear()
        tie = self.ties[pk]
        if wish.day is None:
            self.placed[pk] = self.present[pk]
        elif tie.anchor is None:
            self.placed[pk] = wish.day
        else:
            self.ties[pk] = replace(tie, rule=tie.rule.on(wish.day, self.day(tie.anchor), self.is_off))


def plan_move(
    *, wishes: Sequence[Wish], moments: Iterable[Moment], now: dt.datetime, afresh: bool = False
) -> MovePlan:
    """What happens to ``moments`` (all of one programme, with ``programme`` loaded) when ``wishes`` come true.

    ``afresh`` counts every rule anew. No query. Problems are sentences; a plan that has them is never carried out.
    """
    chain = _Chain(moments, afresh=afresh)
    wishes = [wish for wish in wishes if chain.changes_by(wish)]
    refusals = [sentence for wish in wishes if (sentence := _out_of_range(wish, chain))]
    if refusals:
        return MovePlan(tuple(wishes), {}, (), tuple(refusals))
    before = {pk: moment.at for pk, moment in chain.moments.items()}
    undo = tuple(
        Wish(
            wish.moment,
            chain.present[wish.moment.pk],
            chain.clocks[wish.moment.pk],
            chain.ties[wish.moment.pk] if wish.tie is not None else None,
        )
        for wish in wishes
    )
    for wish in sorted(wishes, key=chain.depth):
        chain.put(wish)
    if any(chain.hangs_on_itself(wish.moment.pk) for wish in wishes):
        return MovePlan(tuple(wishes), {}, (), (_("It cannot hang on something that hangs on it."),), undo)
    after = {pk: chain.at(pk) for pk in chain.moments}
    problems = _problems_of_time(wishes, before, after, now)
    problems += _newly_broken(chain, before, after)
    wished = {wish.moment.pk for wish in wishes}
    moved = sorted(
        (pk for pk in after if after[pk] != before[pk]), key=lambda pk: (pk not in wished, after[pk], pk)
    )
    return MovePlan(
        wishes=tuple(wishes),
        ties={pk: chain.ties[pk] for pk in wished},
        moves=tuple(Move(chain.moments[pk], before[pk], after[pk]) for pk in moved),
        problems=tuple(dict.fromkeys(problems)),
        undo=undo,
    )


def _out_of_range(wish: Wish, chain: _Chain) -> str:
    moment = wish.moment
    clock = wish.clock or chain.clocks[moment.pk]
    if wish.day is None:
        return ""
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


@dataclass(frozen=True, slots=True)
class _Order:
    """The moments as they stand: what each hangs on, and the order in which they stood before the move."""

    moments: Mapping[int, Moment]
    anchors: Mapping[int, int | None]
    stood: Mapping[int, dt.datetime]

    def broken(self, at: Mapping[int, dt.datetime]) -> list[str]:
        """Sentences about moments that stand, at the times of ``at``, in an order that makes no sense."""
        ordered = [item for item in self.moments.values() if item.keeps_order]
        evenings = self._in_turn(ordered, MomentKind.SESSION)
        return [
            *self._before_the_start(at),
            *_out_of_order(self._in_turn(ordered, MomentKind.PHASE), at),
            *_out_of_order(evenings, at),
            *self._misplaced_homework(evenings, at),
            *self._late_reminders(at),
        ]

    def _in_turn(self, ordered: Iterable[Moment], kind: MomentKind) -> list[Moment]:
        return sorted(
            (item for item in ordered if item.kind == kind), key=lambda item: (self.stood[item.pk], item.pk)
        )

    def _before_the_start(self, at: Mapping[int, dt.datetime]) -> list[str]:
        start = next((item for item in self.moments.values() if item.kind == MomentKind.START), None)
        if start is None:
            return []
        first = local(at[start.pk]).date()
        text = _("“%(name)s” would lie before the start of the programme.")
        return [
            text % {"name": item.name}
            for item in self.moments.values()
            if (item.keeps_order or self.anchors[item.pk] == start.pk) and local(at[item.pk]).date() < first
        ]

    def _misplaced_homework(self, evenings: list[Moment], at: Mapping[int, dt.datetime]) -> list[str]:
        """Homework is due before the evening that it is for, and on a later day than the one that gives it out."""
        late = _("“%(name)s” would be due after “%(evening)s”, the evening that it is for.")
        early = _("“%(name)s” would be due before “%(evening)s”, at which it is given out.")
        given = {other.pk: one for one, other in pairwise(evenings)}
        sentences = []
        for item in self.moments.values():
            evening = self.moments.get(self.anchors[item.pk] or 0)
            if item.kind != MomentKind.HOMEWORK or evening is None or evening.kind != MomentKind.SESSION:
                continue
            before = given.get(evening.pk)
            if at[item.pk] >= at[evening.pk]:
                sentences.append(late % {"name": item.name, "evening": evening.name})
            if before is not None and local(at[item.pk]).date() <= local(at[before.pk]).date():
                sentences.append(early % {"name": item.name, "evening": before.name})
        return sentences

    def _late_reminders(self, at: Mapping[int, dt.datetime]) -> list[str]:
        text = _("The reminder about “%(name)s” would come too late, on %(day)s.")
        return [
            text % {"name": item.name, "day": date_format(local(at[item.pk]), "j F")}
            for item in self.moments.values()
            if item.kind == MomentKind.REMINDER
            and (anchor := self.anchors[item.pk]) is not None
            and at[item.pk] >= at[anchor]
        ]


def _out_of_order(in_turn: list[Moment], at: Mapping[int, dt.datetime]) -> list[str]:
    """Phases, and evenings of the blueprint, build upon each other: they keep their order."""
    text = _("“%(one)s” would come after “%(other)s”. Move that one first.")
    return [
        text % {"one": one.name, "other": other.name}
        for one, other in pairwise(in_turn)
        if at[other.pk] <= at[one.pk]
    ]


def _newly_broken(
    chain: _Chain, before: Mapping[int, dt.datetime], after: Mapping[int, dt.datetime]
) -> list[str]:
    """The orders that a move breaks: what was out of order already is let be."""
    hung = {pk: moment.anchor_id for pk, moment in chain.moments.items()}
    hangs = {pk: tie.anchor for pk, tie in chain.ties.items()}
    old = set(_Order(chain.moments, hung, before).broken(before))
    return [text for text in _Order(chain.moments, hangs, before).broken(after) if text not in old]


def level_at(moment: dt.datetime, phases: Sequence[Phase]) -> int:
    """How high the planned line is at ``moment``, by its phase; ``phases`` in order, with ``starts``."""
    stage = next((phase.stage for phase in reversed(phases) if phase.starts.at <= moment), "")
    return _LEVELS.get(stage, 0)
