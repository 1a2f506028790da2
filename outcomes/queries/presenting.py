"""What is presented at an evening, on each of its screens."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from core.access import allowed
from core.clock import now
from ideas.enums import ProposalState
from ideas.models import Proposal
from ideas.queries.proposals import Answer, answers_of, link_label
from outcomes.enums import ReactionKind
from outcomes.models import Presentation, Reaction
from programmes.queries.signing import Signed, sign
from sessions.models import Session
from sessions.queries.clock import countdown


@dataclass(frozen=True, slots=True)
class ReactionLine:
    """What somebody said."""

    text: str
    is_question: bool
    who: Signed | None
    """None where the reader is not to know: before it is shown."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is on the wall now."""

    public_id: str
    title: str
    team: str
    speaker: str
    answers: tuple[Answer, ...]
    link: str
    link_label: str
    number: int
    of: int
    here: dt.datetime
    ends_at: dt.datetime | None
    left: str
    reactions: int
    said: tuple[ReactionLine, ...]
    """Only when they are shown."""
    are_shown: bool
    mine: Reaction | None
    may_react: bool
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One of the order."""

    public_id: str
    title: str
    team: str
    speaker: str
    minutes: int
    is_on: bool
    was_on: bool
    is_first: bool
    is_last: bool
    reactions: int


@dataclass(frozen=True, slots=True)
class Order:
    """All that is presented at an evening, for who leads it."""

    lines: tuple[Line, ...]
    minutes: int
    on: Shown | None
    unseen: tuple[ReactionLine, ...]
    """What came in about what is on the wall, without names, before it is shown."""


def _rows(evening: Session, viewer: Any) -> list[Presentation]:
    rows = Presentation.objects.visible_to(viewer).filter(evening=evening)
    return list(rows.order_by("position", "pk"))


def presented_at(*, evening: Session, viewer: Any) -> Shown | None:
    """What is presented now at ``evening``, as ``viewer`` sees it: others' reactions only when they are shown. At most
    2 queries.
    """
    return _shown(_rows(evening, viewer), viewer)


def _shown(rows: Sequence[Presentation], viewer: Any) -> Shown | None:
    place = next((number for number, row in enumerate(rows) if row.is_on), None)
    if place is None:
        return None
    one = rows[place]
    reactions = list(one.reactions.select_related("participation__person__organisation"))
    are_shown = one.reactions_shown_at is not None
    here = now()
    agreed = one.proposal if one.proposal and one.proposal.state == ProposalState.AGREED else None
    return Shown(
        public_id=one.public_id,
        title=str(one),
        team=one.proposal.team.name if one.proposal else "",
        speaker=one.speaker,
        answers=tuple(answer for answer in answers_of(agreed) if answer.text) if agreed else (),
        link=agreed.link if agreed else "",
        link_label=link_label(agreed) if agreed and agreed.link else "",
        number=place + 1,
        of=len(rows),
        here=here,
        ends_at=one.ends_at,
        left=countdown(one.ends_at, here),
        reactions=len(reactions),
        said=tuple(_line(row, named=True) for row in reactions) if are_shown else (),
        are_shown=are_shown,
        mine=next((row for row in reactions if row.participation.person_id == viewer.pk), None),
        may_react=allowed(viewer, "outcomes.react", one),
        is_first=place == 0,
        is_last=place == len(rows) - 1,
    )


def _line(row: Reaction, *, named: bool) -> ReactionLine:
    who = sign(row.participation) if named else None
    return ReactionLine(row.text, row.kind == ReactionKind.QUESTION, who)


def order_of(*, evening: Session, viewer: Any) -> Order:
    """The order of ``evening``, for who leads it. At most 4 queries."""
    rows = _rows(evening, viewer)
    counted: dict[int, int] = {}
    for pk in Reaction.objects.filter(presentation__in=rows).values_list("presentation", flat=True):
        counted[pk] = counted.get(pk, 0) + 1
    on = next((row for row in rows if row.is_on), None)
    unseen: tuple[ReactionLine, ...] = ()
    if on is not None and on.reactions_shown_at is None:
        unseen = tuple(_line(row, named=False) for row in on.reactions.all())
    lines = tuple(
        Line(
            public_id=row.public_id,
            title=str(row),
            team=row.proposal.team.name if row.proposal else "",
            speaker=row.speaker,
            minutes=row.minutes,
            is_on=row.is_on,
            was_on=row.began_at is not None,
            is_first=number == 0,
            is_last=number == len(rows) - 1,
            reactions=counted.get(row.pk, 0),
        )
        for number, row in enumerate(rows)
    )
    return Order(lines, sum(line.minutes for line in lines), _shown(rows, viewer), unseen)


def not_in_order(*, evening: Session) -> list[Proposal]:
    """The proposals that teams agree to and that are not in the order of ``evening`` yet. 1 query."""
    agreed = Proposal.objects.filter(programme=evening.programme, state=ProposalState.AGREED)
    return list(agreed.exclude(presentations__evening=evening).select_related("team"))


def step_url(evening: Session) -> str:
    """Where going on and back is asked for."""
    return reverse("outcomes:present", args=[evening.public_id])
