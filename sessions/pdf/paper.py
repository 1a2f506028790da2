"""The draaiboek on paper: large, a page for each hour, for whoever leads and has no hand free for a screen."""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby

from django.template.loader import render_to_string

from core.clock import local
from sessions.models import Session
from sessions.pdf.printing import print_page
from sessions.queries.agenda import Block, RunOfShow


@dataclass(frozen=True, slots=True)
class Hour:
    """A page: the blocks that begin within one hour of the clock."""

    at: dt.datetime
    blocks: tuple[Block, ...]


def hours_of(show: RunOfShow) -> list[Hour]:
    """The blocks of ``show`` by the hour in which they begin."""

    def hour(block: Block) -> dt.datetime:
        return local(block.starts_at).replace(minute=0, second=0, microsecond=0)

    return [Hour(at, tuple(blocks)) for at, blocks in groupby(show.blocks, key=hour)]


def draaiboek_pdf(*, evening: Session, show: RunOfShow) -> bytes:
    """The draaiboek of ``evening`` as a PDF. No query. Raises NotPrinted."""
    context = {"evening": evening, "show": show, "hours": hours_of(show)}
    return print_page(render_to_string("evenings/draaiboek_pdf.html", context), "draaiboek.css")
