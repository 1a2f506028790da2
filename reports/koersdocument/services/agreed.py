"""What a conference agreed on, as it stands in a part of the document: who endorses it, and the regional agenda."""

from typing import Literal, cast

from django.utils.translation import gettext as _

from core.clock import local
from outcomes.queries.conference import PointView, endorsements_of
from outcomes.queries.regional import Share, agenda_of
from programmes.models import Programme
from reports.koersdocument.enums import SectionKind
from reports.koersdocument.pdf.blocks import AgendaBlock, AgendaTask, Block, BodySays, EndorsedBlock
from reports.koersdocument.services.registers import Registers

Stances = Literal["endorses", "remark", "declines", "home"]


def agreed_blocks(kind: str, programme: Programme, registers: Registers) -> list[Block]:
    """What a part of this kind shows by itself: only what was shown at the conference or is settled; nothing for the
    other kinds. At most 3 queries.
    """
    if kind == SectionKind.ENDORSED:
        points = endorsements_of(programme=programme, viewer=None)
        return [_point(point, registers, programme) for point in points if point.spoken]
    return _agenda(programme, registers) if kind == SectionKind.AGENDA else []


def _point(point: PointView, registers: Registers, programme: Programme) -> EndorsedBlock:
    rows = tuple(
        BodySays(
            body=line.name,
            stance=cast(Stances, line.said.stance),
            said_by=line.said.who,
            said_on=local(line.said.at).date(),
            remark=line.said.remark,
            decide_by=line.said.decide_by,
            is_late=line.said.is_late,
            because=line.said.because,
        )
        for line in point.lines
        if line.said is not None
    )
    origin = registers.origin(point.evening, point.on, "", "endorsed", programme.pk, point.evening_pk)
    return EndorsedBlock(title=point.title, rows=rows, text=point.text, origin=origin)


def _agenda(programme: Programme, registers: Registers) -> list[Block]:
    tasks = agenda_of(programme=programme, viewer=None)
    if not tasks:
        return []
    rows = tuple(
        AgendaTask(
            number=task.number,
            what=task.what,
            form=task.form,
            why=task.why,
            comes_from=task.origin,
            puller=task.puller,
            with_whom=tuple(_share(share) for share in task.shares),
            starts_on=task.starts_on,
            first_step=task.first_step,
            first_on=task.first_on,
        )
        for task in tasks
    )
    origin = registers.origin(_("regional agenda"), None, "", "agenda", programme.pk)
    return [AgendaBlock(tasks=rows, origin=origin)]


def _share(share: Share) -> str:
    words = [share.body]
    if share.gives:
        words.append(_("gives %(what)s") % {"what": share.gives})
    if share.asks:
        words.append(_("asks %(what)s") % {"what": share.asks})
    return ": ".join([words[0], "; ".join(words[1:])]) if words[1:] else share.body
