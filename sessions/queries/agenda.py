"""The draaiboek with its clock times, and whether it fits in the evening."""

import datetime as dt
from dataclasses import dataclass

from sessions.enums import SessionState
from sessions.models import AgendaItem, Session
from sessions.queries.methods import Method, method_of

ROUND_TO = 5
"""Minutes to which a proposal for a shorter block is rounded."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block with its clock times."""

    public_id: str
    title: str
    minutes: int
    starts_at: dt.datetime
    ends_at: dt.datetime
    method: Method
    notes: str
    material: str
    leader: str
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

    @property
    def room(self) -> int:
        """Minutes that are not filled yet."""
        return max(0, -self.over)


def run_of_show(*, evening: Session) -> RunOfShow:
    """The draaiboek of ``evening``. 1 query."""
    items = list(evening.items.present())
    at = evening.starts_at
    blocks = []
    for place, item in enumerate(items):
        ends = at + dt.timedelta(minutes=item.minutes)
        blocks.append(_block(item, evening, at, ends, is_first=place == 0, is_last=place == len(items) - 1))
        at = ends
    over = round((at - evening.ends_at).total_seconds() / 60)
    material = [part.strip() for block in blocks for part in block.material.split(",")]
    return RunOfShow(
        blocks=tuple(blocks),
        ends_at=at,
        planned_end=evening.ends_at,
        over=over if items else -evening.minutes,
        shorter=_shorter(blocks, over),
        material=tuple(dict.fromkeys(part for part in material if part)),
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
        method=method_of(item.method),
        notes=item.notes,
        material=item.material,
        leader=item.leader,
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
