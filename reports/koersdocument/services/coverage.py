"""The policy goals of a programme and whom it heard, as they stand in a part of the document."""

from typing import Literal, cast

from django.utils.translation import gettext as _

from programmes.models import Programme
from programmes.queries.blind_spots import blind_spots
from programmes.queries.goals import goals_of_programme
from reports.koersdocument.enums import SectionKind
from reports.koersdocument.pdf.blocks import (
    BlindSpotsBlock,
    Block,
    GoalLine,
    GoalsBlock,
    GroupVoices,
    VoiceCell,
)
from reports.koersdocument.services.registers import Registers

Stands = Literal["nothing", "theme", "proposal", "decided", "left"]
States = Literal["heard", "planned", "empty", "left"]


def coverage_blocks(kind: str, programme: Programme, registers: Registers) -> list[Block]:
    """What a part of this kind shows by itself; nothing for the other kinds. At most 8 queries."""
    if kind == SectionKind.GOALS:
        return _goals(programme, registers)
    return _blind_spots(programme, registers) if kind == SectionKind.BLIND_SPOTS else []


def _goals(programme: Programme, registers: Registers) -> list[Block]:
    page = goals_of_programme(programme=programme, viewer=None)
    if not page.rows:
        return []
    rows = tuple(
        GoalLine(
            number=row.number,
            text=row.text,
            due_on=row.due_on,
            stand=cast(Stands, str(row.stand)),
            things=tuple(thing.name for thing in row.things),
            because=row.because,
        )
        for row in page.rows
    )
    what = _("policy goals of %(agreement)s") % {"agreement": page.agreement}
    origin = registers.origin(what, None, "", "goals", programme.pk)
    return [GoalsBlock(rows=rows, agreement=page.agreement, origin=origin)]


def _blind_spots(programme: Programme, registers: Registers) -> list[Block]:
    page = blind_spots(programme=programme)
    if not page.rows:
        return []
    rows = tuple(
        GroupVoices(row.name, tuple(VoiceCell(cast(States, str(cell.state)), cell.why) for cell in row.cells))
        for row in page.rows
    )
    what = _("teams, homework and what the facilitators wrote of who was heard")
    origin = registers.origin(what, None, "", "voices", programme.pk)
    return [BlindSpotsBlock(themes=page.themes, rows=rows, origin=origin)]
