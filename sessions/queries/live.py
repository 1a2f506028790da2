"""The evening while it runs: the console of who leads it, and the wall of the room."""

import datetime as dt
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from django.conf import settings
from django.urls import reverse

from core.clock import now
from core.evening_line import Block, EveningLine, draw_evening
from sessions.enums import SessionState
from sessions.models import AgendaItem, Session
from sessions.queries.agenda import ROUND_TO
from sessions.queries.clock import Pause, countdown, ends_of_block, pause_of
from sessions.queries.coming import Counts, answers_to
from sessions.queries.evenings import is_near
from sessions.queries.guests import Door, Square, door_of, square_of
from sessions.queries.methods import Method, method_in, method_of

ANOTHER_TIME = dt.timedelta(hours=3)
"""So far from its plan an evening is not late: it is held at another time."""
State = Literal["done", "now", "planned", "skipped"]
DRIFT_FROM, DRIFT_TO = 60, 580
"""Where the bars of plan and reality begin, and where the planned end is."""


def channel_of(evening: Session) -> str:
    """The channel on which the screens of ``evening`` hear that it changed."""
    return f"evening:{evening.pk}"


def channel_of_phones(evening: Session) -> str:
    """The channel on which the phones at ``evening`` hear that it changed."""
    return f"evening:{evening.pk}:phones"


@dataclass(frozen=True, slots=True)
class Stop:
    """A block on the line beside the console."""

    public_id: str
    title: str
    at: dt.datetime
    minutes: int
    state: State
    late: int
    """Minutes that a block took longer than planned."""
    may_go_up: bool = False
    may_go_down: bool = False
    """Whether it can change places with the block above or below it: both are still to come."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A block on the bars of plan and reality."""

    x: float
    width: float
    kind: str
    """plan or real."""


@dataclass(frozen=True, slots=True)
class Drift:
    """Plan above reality, from the beginning to the later of the two ends."""

    plan: tuple[Bar, ...]
    real: tuple[Bar, ...]
    late: Bar | None
    end_x: float


@dataclass(frozen=True, slots=True)
class Chip:
    """A block to come that could be shorter."""

    public_id: str
    title: str
    minutes: int
    to: int


@dataclass(frozen=True, slots=True)
class Current:
    """The block that runs."""

    public_id: str
    title: str
    question: str
    method: Method
    notes: str
    ends_at: dt.datetime | None
    left: str
    """Minutes and seconds, as at this moment: "06.12"; the browser counts on from it, except in a pause."""


@dataclass(frozen=True, slots=True)
class Console:
    """What who leads the evening has in hand."""

    evening: Session
    here: dt.datetime
    stops: tuple[Stop, ...]
    current: Current | None
    next_title: str
    previous_title: str
    reveals: bool
    """Whether going on shows the ideas."""
    ends_at: dt.datetime
    """When the evening ends as it goes now."""
    planned_end: dt.datetime
    late: int
    """Minutes after its planned end; negative when there is time left."""
    drift: Drift
    chips: tuple[Chip, ...]
    people: Counts
    door: Door | None
    may_open_door: bool
    """Nobody comes in by a code now, and somebody could."""
    pause: Pause | None
    is_early: bool
    """Whether its day is still to come: opening it now is as good as always a mistake."""


@dataclass(frozen=True, slots=True)
class Wall:
    """What the room sees."""

    evening: Session
    here: dt.datetime
    current: Current | None
    pause: Pause | None
    line: EveningLine
    """The evening from block to block."""
    present: int
    door: Door | None
    """While guests can come in: its code."""
    square: Square
    """Leads to the door while it is open, and to the page of the evening otherwise."""
    panels: tuple[str, ...]
    """Keys of what it shows of the work; none in a pause."""


def console(*, evening: Session) -> Console:
    """The console of ``evening``. 3 queries."""
    here = now()
    items = list(evening.items.present())
    place = next((index for index, item in enumerate(items) if item.pk == evening.current_item_id), None)
    current = items[place] if place is not None else None
    stops, ends = _stops(evening, items, here)
    late = round((ends - _planned(evening)[1]).total_seconds() / 60)
    runs = [item for item in items if item.skipped_at is None]
    before = [item for item in runs if place is not None and item.position < items[place].position]
    coming = [item for item in runs if place is None or item.position > items[place].position]
    return Console(
        evening=evening,
        here=here,
        stops=stops,
        current=_current(current, evening, here),
        next_title=coming[0].title if coming and evening.state == SessionState.RUNNING else "",
        previous_title=before[-1].title if before else "",
        reveals=current is not None and evening.revealed_at is None and method_of(current.method).captures,
        ends_at=ends,
        planned_end=_planned(evening)[1],
        late=late,
        drift=_drift(evening, items, stops, ends, here),
        chips=_chips(coming, late),
        people=answers_to(evening=evening),
        door=door_of(evening),
        pause=pause_of(evening, current, here),
        may_open_door=not evening.door_code and evening.state != SessionState.CLOSED,
        is_early=evening.state == SessionState.PLANNED and evening.starts_at > here and not is_near(evening),
    )


def wall(*, evening: Session) -> Wall:
    """The wall of ``evening``. 3 queries."""
    here = now()
    items = list(evening.items.present())
    door = door_of(evening)
    address = settings.SITE_URL + reverse("evenings:evening", args=[evening.public_id])
    current = next((item for item in items if item.pk == evening.current_item_id), None)
    shown = _current(current, evening, here)
    stops, ends = _stops(evening, items, here)
    blocks = [Block(stop.title, stop.at, stop.state) for stop in stops if stop.state != "skipped"]
    return Wall(
        evening=evening,
        here=here,
        current=shown,
        pause=pause_of(evening, current, here),
        line=draw_evening(
            blocks, ends, now=here if evening.state != SessionState.PLANNED else evening.starts_at
        ),
        present=answers_to(evening=evening).everybody,
        door=door,
        square=door.square if door else square_of(address),
        panels=shown.method.panels if shown is not None and evening.paused_at is None else (),
    )


def _current(item: AgendaItem | None, evening: Session, here: dt.datetime) -> Current | None:
    if item is None or evening.state != SessionState.RUNNING:
        return None
    return Current(
        public_id=item.public_id,
        title=item.title,
        question=item.question or item.title,
        method=method_in(item),
        notes=item.notes,
        ends_at=ends_of_block(evening, here),
        left=countdown(ends_of_block(evening, here), here),
    )


def _planned(evening: Session) -> tuple[dt.datetime, dt.datetime]:
    """Beginning and end by which one is late: those of the plan, or for an evening held at another time of
    its opening."""
    starts = evening.starts_at
    if evening.opened_at is not None and abs(evening.opened_at - starts) > ANOTHER_TIME:
        starts = evening.opened_at
    return starts, starts + dt.timedelta(minutes=evening.minutes)


def _stops(
    evening: Session, items: list[AgendaItem], here: dt.datetime
) -> tuple[tuple[Stop, ...], dt.datetime]:
    """The blocks: those done when they were, the others as they will be if all goes on as planned; and the end."""
    closed = evening.state == SessionState.CLOSED
    place = next((index for index, item in enumerate(items) if item.pk == evening.current_item_id), -1)
    at = evening.opened_at or evening.starts_at
    stops: list[Stop] = []
    for index, item in enumerate(items):
        state: State = "done" if closed or index < place else "now" if index == place else "planned"
        if item.skipped_at is not None and state != "now":
            stops.append(
                Stop(item.public_id, item.title, at, item.minutes, "skipped", 0, *_ways(index, place, items))
            )
            continue
        if state != "planned" and item.began_at is not None:
            at = item.began_at
        stops.append(
            Stop(item.public_id, item.title, at, item.minutes, state, 0, *_ways(index, place, items))
        )
        ends = at + dt.timedelta(minutes=item.minutes)
        at = max(ends_of_block(evening, here) or ends, here) if state == "now" else ends
    ends_at = evening.closed_at or at
    edges = [*(stop.at for stop in stops[1:]), ends_at]
    return tuple(_with_delay(stop, until) for stop, until in zip(stops, edges, strict=False)), ends_at


def _ways(index: int, place: int, items: list[AgendaItem]) -> tuple[bool, bool]:
    """Whether the block at ``index`` can go up and down while the evening is in the block at ``place``."""
    return index > place + 1, place < index < len(items) - 1


def _with_delay(stop: Stop, until: dt.datetime) -> Stop:
    """``stop``, with how much longer than planned it took, once it is done."""
    took = round((until - stop.at).total_seconds() / 60)
    return replace(stop, late=max(0, took - stop.minutes)) if stop.state == "done" else stop


def _drift(
    evening: Session,
    items: list[AgendaItem],
    stops: tuple[Stop, ...],
    ends: dt.datetime,
    here: dt.datetime,
) -> Drift:
    """Bars on a scale on which the planned end stands at ``DRIFT_TO``."""
    start, planned = _planned(evening)
    span = (planned - start).total_seconds() or 1.0

    def x(moment: dt.datetime) -> float:
        return round(DRIFT_FROM + (moment - start).total_seconds() / span * (DRIFT_TO - DRIFT_FROM), 1)

    def bar(begins: dt.datetime, until: dt.datetime, kind: str) -> Bar:
        left = max(float(DRIFT_FROM), x(begins))
        return Bar(left, max(0.0, round(x(until) - left - 2, 1)), kind)

    plan, at = [], start
    for item in items:
        plan.append(bar(at, at + dt.timedelta(minutes=item.minutes), "plan"))
        at += dt.timedelta(minutes=item.minutes)
    edges = [*(stop.at for stop in stops), ends]
    real: list[Bar] = []
    for stop, (begins, until) in zip(stops, pairwise(edges), strict=True):
        until = min(until, planned)
        if stop.state == "now":
            real += [bar(begins, min(here, until), "real"), bar(max(begins, min(here, until)), until, "plan")]
        else:
            real.append(bar(begins, until, "real" if stop.state == "done" else "plan"))
    late = bar(planned, ends, "late") if ends > planned else None
    return Drift(tuple(plan), tuple(one for one in real if one.width > 0), late, float(DRIFT_TO))


def _chips(coming: list[AgendaItem], late: int) -> tuple[Chip, ...]:
    """Blocks to come that can give up the minutes that the evening is late, the longest first; each keeps half."""
    if late <= 0:
        return ()
    able = [item for item in coming if not method_of(item.method).is_break and item.minutes > ROUND_TO]
    chips = []
    for item in sorted(able, key=lambda one: -one.minutes)[:2]:
        to = max(item.minutes - late, -(-item.minutes // 2))
        chips.append(Chip(item.public_id, item.title, item.minutes, to))
    return tuple(chips)
