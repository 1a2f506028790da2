"""The page of blind spots: groups by themes, one cell opened, and what can be written in it."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.clock import now
from core.templatetags.kw_dates import kw_date
from programmes.enums import HearingKind, MomentKind, Role
from programmes.models import Hearing, Moment, Participation, Programme, StakeholderGroup, Theme
from programmes.queries.plan import facts_of
from programmes.queries.setup import moments_of
from programmes.queries.voices import (
    Known,
    Source,
    State,
    answer,
    counts_as,
    fits,
    known_of,
    window_of,
    words_of,
)

_START_SETS = Path(__file__).resolve().parent.parent / "groups.yaml"


@dataclass(frozen=True, slots=True)
class Note:
    """What a facilitator wrote in a cell, to be read and taken back."""

    public_id: str
    state: State
    """As it counts: what was planned and held is heard, what was planned and not held is nothing."""
    words: str
    url: str
    who: str
    """Who asks, or who wrote the reason; empty where nobody was named."""
    at: dt.datetime
    for_all: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One group at one theme."""

    theme: str
    """Empty where a programme has no themes."""
    state: State
    why: str
    url: str = ""
    """Where it is answered; empty for who may not."""
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group with its cells."""

    public_id: str
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class PhaseChoice:
    """One phase to look at; position None is the whole programme."""

    name: str
    position: int | None
    is_current: bool


@dataclass(frozen=True, slots=True)
class BlindSpots:
    """Groups by themes."""

    rows: tuple[GroupRow, ...]
    themes: tuple[str, ...]
    phases: tuple[PhaseChoice, ...]
    empty: int
    total: int
    unheard: int
    """How many groups were heard nowhere, and are planned or left out nowhere."""

    @property
    def lead(self) -> str:
        """How many cells are empty, in a sentence."""
        if not self.total:
            return ""
        if not self.empty:
            return _("Every group was heard, is planned, or is left out on purpose.")
        return ngettext(
            "In %(empty)d of %(total)d boxes we heard nobody yet.",
            "In %(empty)d of %(total)d boxes we heard nobody yet.",
            self.empty,
        ) % {"empty": self.empty, "total": self.total}


@dataclass(frozen=True, slots=True)
class CellPage:
    """One cell with everything in it."""

    group: str
    theme: str
    state: State
    seats: int
    talks: int
    notes: tuple[Note, ...]


def start_set(kind: str) -> list[dict[str, Any]]:
    """The groups that a programme of this way of working can begin with: name, and kinds of organisation ("from")."""
    return _start_sets()[kind]


@cache
def _start_sets() -> dict[str, list[dict[str, Any]]]:
    sets: dict[str, list[dict[str, Any]]] = yaml.safe_load(_START_SETS.read_text(encoding="utf-8"))
    return sets


def blind_spots(
    *,
    programme: Programme,
    phase: int | None = None,
    may_answer: bool = False,
    current: tuple[str, str] | None = None,
) -> BlindSpots:
    """The groups of ``programme`` by its themes, in the phase with that position or in all of it.

    ``current`` are the public ids of a group and a theme ("" where there is none) whose cell is open. 4 queries and
    those of the finders, however many groups and themes.
    """
    known = known_of(programme)
    window = window_of(known, phase)
    rows = []
    for group in known.groups:
        cells = []
        for theme in known.themes:
            here = (group.public_id, theme.public_id if theme else "")
            state, why = answer(known, group, theme, window)
            cells.append(
                Cell(
                    theme=theme.name if theme else "",
                    state=state,
                    why=why,
                    url=_cell_url(*here) if may_answer else "",
                    is_current=here == current,
                )
            )
        rows.append(GroupRow(group.public_id, group.name, tuple(cells)))
    states = [[cell.state for cell in row.cells] for row in rows]
    return BlindSpots(
        rows=tuple(rows),
        themes=tuple(theme.name if theme else "" for theme in known.themes),
        phases=(
            PhaseChoice(_("The whole programme"), None, window is None),
            *(
                PhaseChoice(one.name, one.position, window is not None and one.position == phase)
                for one in known.phases
            ),
        ),
        empty=sum(state == State.EMPTY for row in states for state in row),
        total=sum(map(len, states)),
        unheard=sum(all(state == State.EMPTY for state in row) for row in states),
    )


def cell_page(*, group: StakeholderGroup, theme: Theme | None) -> CellPage:
    """Everything that is known of ``group`` at ``theme``. As many queries as ``blind_spots``."""
    known = known_of(group.programme)
    state, _why = answer(known, group, theme, None)
    voices = [voice for voice in known.voices if voice.group_id == group.pk and fits(voice.theme_id, theme)]
    return CellPage(
        group=group.name,
        theme=theme.name if theme else "",
        state=state,
        seats=sum(voice.source == Source.SEAT for voice in voices),
        talks=sum(voice.source == Source.TALK for voice in voices),
        notes=tuple(
            _note(known, one)
            for one in known.hearings
            if one.group_id == group.pk and fits(one.theme_id, theme)
        ),
    )


def _note(known: Known, hearing: Hearing) -> Note:
    facts = known.facts.get(hearing.moment_id or 0)
    state = counts_as(known, hearing)
    if hearing.kind == HearingKind.LEFT:
        who = str(hearing.by) if hearing.by else ""
    else:
        who = str(hearing.asks.person) if hearing.asks else ""
    return Note(
        public_id=hearing.public_id,
        state=state,
        words=hearing.what if state == State.LEFT else f"{words_of(known, hearing)}",
        url=facts.url if facts else "",
        who=who,
        at=hearing.at,
        for_all=hearing.theme_id is None,
    )


def _cell_url(group: str, theme: str) -> str:
    if theme:
        return reverse("programmes:cell", args=[group, theme]) + "#cell"
    return reverse("programmes:cell_of_all", args=[group]) + "#cell"


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen in a cell: meetings that were held, what is still to come, and who can ask somebody."""

    held: tuple[tuple[Moment, str], ...]
    ahead: tuple[tuple[Moment, str], ...]
    people: tuple[Participation, ...]


def choices_for(programme: Programme) -> Choices:
    """The meetings and homework of ``programme``, latest first and next first, and who works in it. 2 queries and those
    of the finders of moments.
    """
    moments = [
        moment for moment in moments_of(programme) if moment.kind in {MomentKind.SESSION, MomentKind.HOMEWORK}
    ]
    facts, at = facts_of(moments), now()
    held = [moment for moment in moments if moment.pk in facts and facts[moment.pk].held]
    ahead = [moment for moment in moments if moment.at > at and moment not in held]
    works = (
        Participation.objects.active()
        .filter(programme=programme, role__in=[Role.FACILITATOR, Role.COACH, Role.PARTICIPANT])
        .select_related("person")
    )

    def named(moment: Moment) -> tuple[Moment, str]:
        return moment, f"{moment.name}, {kw_date(moment.at)}"

    return Choices(
        held=tuple(named(moment) for moment in reversed(held)),
        ahead=tuple(named(moment) for moment in ahead),
        people=tuple(works.order_by("person__name", "pk")),
    )
