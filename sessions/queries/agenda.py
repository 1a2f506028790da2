"""The draaiboek with its clock times, and whether it fits in the evening."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from programmes.enums import Role
from sessions.enums import SessionState
from sessions.models import AgendaItem, Session
from sessions.queries.coming import Counts, expected_at
from sessions.queries.methods import Method, method_in

ROUND_TO = 5
"""Minutes to which a proposal for a shorter block is rounded."""

WITHOUT_BREAK = 90
"""Minutes after which people need a break."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block with its clock times."""

    public_id: str
    title: str
    minutes: int
    starts_at: dt.datetime
    ends_at: dt.datetime
    method: Method
    question: str
    notes: str
    material: str
    leader: str
    tables: str
    is_current: bool
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class Shorter:
    """A block that could be shortened so that the evening ends in time."""

    public_id: str
    title: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the evening in which nobody has a break."""

    starts_at: dt.datetime
    ends_at: dt.datetime

    @property
    def minutes(self) -> int:
        """How long it is."""
        return round((self.ends_at - self.starts_at).total_seconds() / 60)


@dataclass(frozen=True, slots=True)
class RunOfShow:
    """A draaiboek."""

    blocks: tuple[Block, ...]
    ends_at: dt.datetime
    """When it ends by its blocks."""
    planned_end: dt.datetime
    over: int
    """Minutes beyond the length of the evening; negative when there is room."""
    shorter: Shorter | None
    material: tuple[str, ...]
    """What has to be there, each once."""
    from_end: bool
    """Whether the clock times are reckoned back from the planned end."""
    late_start: dt.datetime
    """When it has to begin to end as planned."""
    tiring: tuple[Stretch, ...]
    """Where nobody has a break for more than ``WITHOUT_BREAK`` minutes."""

    @property
    def leaderless(self) -> int:
        """How many blocks nobody leads yet; a break needs nobody."""
        return sum(not block.leader and not block.method.is_break for block in self.blocks)

    @property
    def room(self) -> int:
        """Minutes that are not filled yet."""
        return max(0, -self.over)


def run_of_show(*, evening: Session, from_end: bool = False) -> RunOfShow:
    """The draaiboek of ``evening``, reckoned from its beginning, or back from its end. 1 query."""
    items = list(evening.items.present())
    late_start = evening.ends_at - dt.timedelta(minutes=sum(item.minutes for item in items))
    over = round((evening.starts_at - late_start).total_seconds() / 60)
    at = late_start if from_end else evening.starts_at
    blocks = []
    for place, item in enumerate(items):
        ends = at + dt.timedelta(minutes=item.minutes)
        blocks.append(_block(item, evening, at, ends, is_first=place == 0, is_last=place == len(items) - 1))
        at = ends
    material = [part.strip() for block in blocks for part in block.material.split(",")]
    return RunOfShow(
        blocks=tuple(blocks),
        ends_at=at,
        planned_end=evening.ends_at,
        over=over,
        shorter=_shorter(blocks, over),
        material=tuple(dict.fromkeys(part for part in material if part)),
        from_end=from_end,
        late_start=late_start,
        tiring=tuple(_tiring(blocks)),
    )


def _block(
    item: AgendaItem,
    evening: Session,
    starts: dt.datetime,
    ends: dt.datetime,
    *,
    is_first: bool,
    is_last: bool,
) -> Block:
    return Block(
        public_id=item.public_id,
        title=item.title,
        minutes=item.minutes,
        starts_at=starts,
        ends_at=ends,
        method=method_in(item),
        question=item.question,
        notes=item.notes,
        material=item.material,
        leader=item.leader,
        tables=item.tables,
        is_current=evening.state == SessionState.RUNNING and item.pk == evening.current_item_id,
        is_first=is_first,
        is_last=is_last,
    )


def _shorter(blocks: list[Block], over: int) -> Shorter | None:
    """The longest block that can give up what is too much and keep at least half of its time; no break."""
    able = [
        block for block in blocks if not block.method.is_break and block.minutes - over >= block.minutes / 2
    ]
    if over <= 0 or not able:
        return None
    longest = max(able, key=lambda block: block.minutes)
    minutes = longest.minutes - over
    return Shorter(longest.public_id, longest.title, minutes - minutes % ROUND_TO or minutes)


def _tiring(blocks: list[Block]) -> Iterator[Stretch]:
    """From break to break, each stretch that is longer than people can do without one."""
    for is_break, run in groupby(blocks, key=lambda block: block.method.is_break):
        working = list(run)
        stretch = Stretch(working[0].starts_at, working[-1].ends_at)
        if not is_break and stretch.minutes > WITHOUT_BREAK:
            yield stretch


def leaders_of(*, evening: Session) -> list[str]:
    """Who may lead a block: the facilitators and coaches, by name. 1 query."""
    leading = (
        expected_at(evening).filter(role__in=(Role.FACILITATOR, Role.COACH)).order_by("person__name", "pk")
    )
    return list(dict.fromkeys(str(one.person) for one in leading.select_related("person")))


@dataclass(frozen=True, slots=True)
class Misfit:
    """A block whose method does not work with so many people."""

    block: Block
    people: int
    too_few: bool


def misfits(*, show: RunOfShow, counts: Counts) -> tuple[Misfit, ...]:
    """The blocks of ``show`` that do not fit the number of people who come: with those who hesitate or without.

    Nothing while nobody said to come, nor for a block of some tables only: how many sit there nobody knows. No query.
    """
    if not counts.yes:
        return ()
    found = []
    for block in show.blocks:
        if block.tables or block.method.is_break:
            continue
        if counts.at_most < block.method.least:
            found.append(Misfit(block, counts.at_most, too_few=True))
        elif counts.yes > block.method.most:
            found.append(Misfit(block, counts.yes, too_few=False))
    return tuple(found)
