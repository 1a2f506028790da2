"""How high a chapter will be, roughly: enough to say which ones are too short for a page of their own."""

import math

from . import blocks
from .content import Section

SHORT = 120.0
"""A chapter lower than this (mm) may stand below the one before; half a page of text is 117."""

_OPENING, _LINE, _LEAD_LINE, _CARD_ROW, _GAP = 55.0, 5.0, 7.5, 52.0, 7.5
_PER_LINE, _PER_LEAD_LINE, _CARDS_PER_ROW = 62, 44, 4
_NAMES_PER_ROW, _TABLE_ROW, _TABLE_HEAD, _REGISTER_ROW = 4, 14.0, 15.0, 6.0


def section_height(section: Section) -> float:
    """The height of ``section`` in mm, its opening included."""
    return (
        _OPENING + _lines(section.lead, _PER_LEAD_LINE) * _LEAD_LINE + sum(map(_block_height, section.blocks))
    )


def table_height(rows: int) -> float:
    """A chapter that is an opening, a lead of two lines and a table."""
    return _OPENING + 3 * _LEAD_LINE + _TABLE_HEAD + rows * _TABLE_ROW


def register_height(rows: int) -> float:
    """The register: its heading, two lines of text and a table of low rows."""
    return _TABLE_HEAD + 25.0 + rows * _REGISTER_ROW


def people_height(named: int, others: int, thanks: str) -> float:
    """The chapter of those who took part."""
    text = _lines(thanks, _PER_LINE) + math.ceil(others / 2) + 2
    return _OPENING + 3 * _LEAD_LINE + _GAP + (math.ceil(named / _NAMES_PER_ROW) + text) * _LINE


def _lines(text: str, width: int) -> int:
    return sum(math.ceil(len(line) / width) for line in text.splitlines() if line.strip())


def _block_height(block: blocks.Block) -> float:
    """A picture, a count or a proposal is a page's worth: nothing that holds one is short."""
    match block:
        case blocks.TextBlock() | blocks.LessonBlock():
            return _GAP + 8.0 + _lines(block.text, _PER_LINE) * _LINE
        case blocks.QuoteBlock():
            return 2 * _GAP + _lines(block.text, 60) * 8.75
        case blocks.IdeasBlock() | blocks.ClusterBlock():
            rows = math.ceil(len(block.ideas) / _CARDS_PER_ROW)
            return 20.0 + _lines(block.text, _PER_LINE) * _LINE + rows * _CARD_ROW
        case blocks.DecisionBlock():
            return (
                45.0
                + _lines(block.text, _PER_LEAD_LINE) * _LEAD_LINE
                + _lines(block.reason, _PER_LINE) * _LINE
            )
        case blocks.GoalsBlock() | blocks.BlindSpotsBlock():
            return _TABLE_HEAD + len(block.rows) * _TABLE_ROW
        case blocks.ExampleBlock():
            return 2 * _GAP + _lines(f"{block.text}\n{block.why}", _PER_LINE) * _LINE
        case blocks.EndorsedBlock():
            return _TABLE_HEAD + _lines(block.text, _PER_LINE) * _LINE + len(block.rows) * _TABLE_ROW
        case blocks.AgendaBlock():
            return _TABLE_HEAD + len(block.tasks) * 2 * _TABLE_ROW
        case blocks.HomeworkBlock() if block.picture is None:
            return 3 * _GAP + _lines(block.text, _PER_LINE) * _LINE + _lines(block.quote, 60) * 8.75
        case _:
            return SHORT
