"""The line of one evening, flat: a stretch for each block of the run-of-show, solid up to now. For the wall."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from core.polyline import beside

WIDTH = 1824
_LEFT, _RIGHT = 12.0, 1812.0
_LETTER = 13.5
"""The width of a letter of 24 px."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the evening, from ``starts`` to the start of the next one."""

    label: str
    starts: dt.datetime
    state: Literal["done", "now", "planned"] = "planned"


@dataclass(frozen=True, slots=True)
class BlockPoint:
    """Where a block begins; ``label`` is empty where it would run into the next one."""

    x: float
    label: str
    state: str


@dataclass(frozen=True, slots=True)
class EveningLine:
    """A line of 1824 by 72: solid from the left to ``now``, dotted from there to the flag at the right."""

    now: float
    points: tuple[BlockPoint, ...]
    left: float = _LEFT
    right: float = _RIGHT


def draw_evening(blocks: Sequence[Block], ends: dt.datetime, *, now: dt.datetime) -> EveningLine:
    """The line of an evening that ends at ``ends``. The block that goes on (``now``) always keeps its name."""
    ordered = sorted(blocks, key=lambda block: block.starts)
    if not ordered:
        return EveningLine(_LEFT, ())
    first = ordered[0].starts
    span = (ends - first).total_seconds() or 1.0

    def across(moment: dt.datetime) -> float:
        part = (moment - first).total_seconds() / span
        return round(_LEFT + max(0.0, min(1.0, part)) * (_RIGHT - _LEFT), 1)

    places = [across(block.starts) for block in ordered]
    spans = [
        (x - 12, x - 12 + (len(block.label) + 1) * _LETTER) for x, block in zip(places, ordered, strict=True)
    ]
    fits = beside(spans, first=[block.state == "now" for block in ordered])
    points = tuple(
        BlockPoint(x, block.label if fit and end - _LETTER <= WIDTH else "", block.state)
        for x, block, fit, (_, end) in zip(places, ordered, fits, spans, strict=True)
    )
    return EveningLine(across(now), points)
