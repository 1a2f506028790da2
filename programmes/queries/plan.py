"""The plan of a programme as its facilitators see it: everything that has a date, and what hangs on it."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.clock import local, now
from programmes.enums import MomentKind, ProgrammeState
from programmes.models import Moment, Phase, Programme, Reminder
from programmes.queries.course import course_facts, lanes_of
from programmes.queries.plan_chart import Chart, draw_plan
from programmes.queries.reminders import words_of
from programmes.queries.rules import anchor_name, rule_in_words, rule_of
from programmes.queries.setup import below, moments_of, phases_of


@dataclass(frozen=True, slots=True)
class MomentFacts:
    """What the app of a moment knows of it: its page, and a word about place or people."""

    url: str
    label: str
    note: str = ""
    held: bool = False
    """Whether it took place: an evening that was opened."""
    team: str = ""
    """Name of the one team that it is for."""
    copy_url: str = ""
    """Gives the other teams the same; empty for what all teams have."""
    drop_url: str = ""
    """Takes it out of the plan, where that can be."""
    off_url: str = ""
    """Calls it off, or where it is off lets it take place after all."""
    is_off: bool = False
    seek_url: str = ""
    """Asks people on which day it can be."""


FactFinder = Callable[[Sequence[Moment]], Mapping[int, MomentFacts]]
"""Facts by the primary key of the moment; bounded queries, however many moments."""

_finders: list[FactFinder] = []


def register_moment_facts(finder: FactFinder) -> None:
    """Let ``finder`` tell the plan about moments of its app (evenings, homework)."""
    if finder not in _finders:
        _finders.append(finder)


def facts_of(moments: Sequence[Moment]) -> dict[int, MomentFacts]:
    """What the apps of ``moments`` know of them, by their primary keys. As many queries as there are finders."""
    return {pk: fact for finder in _finders for pk, fact in finder(moments).items()}


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One dated thing of the plan."""

    public_id: str
    kind: str
    name: str
    at: dt.datetime
    note: str
    is_past: bool
    is_next: bool
    is_on: bool
    """False for a reminder that is switched off."""
    url: str
    """Shows it with what hangs on it."""
    can_move: bool
    rule: str = ""
    """What its day follows, in words; empty for a day of its own."""
    has_rule: bool = False
    """Whether the rule of its day can be changed."""
    team: str = ""
    """The one team that it is of."""


@dataclass(frozen=True, slots=True)
class PlanMonth:
    """The rows of one month."""

    first: dt.date
    rows: tuple[PlanRow, ...]


@dataclass(frozen=True, slots=True)
class PhaseRow:
    """A phase: when it is planned, whether it is now."""

    name: str
    position: int
    at: dt.datetime
    is_current: bool
    public_id: str
    """Of its moment."""
    can_move: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """The moment of which the plan shows what hangs on it."""

    row: PlanRow
    facts: MomentFacts | None
    hangs: tuple[PlanRow, ...]


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The plan as a screen shows it."""

    heading: str
    next_at: dt.datetime | None
    chart: Chart
    months: tuple[PlanMonth, ...]
    passed: int
    """How many rows lie in the past; they are among ``months`` only when they were asked for."""
    phases: tuple[PhaseRow, ...]
    chosen: Chosen | None


def plan_page(
    *,
    programme: Programme,
    viewer: Any,
    chosen: str = "",
    with_past: bool = False,
    per: str = "",
    start: str = "",
) -> PlanPage:
    """The plan of ``programme``; ``chosen`` is the public id of a moment, ``per`` and ``start`` say what is drawn.

    3 queries and those of the finders and sources, whatever its size.
    """
    moments = moments_of(programme)
    reminders = {item.moment_id: item for item in Reminder.objects.filter(moment__programme=programme)}
    phases = phases_of(programme)
    at = now()
    names = {item.pk: item for item in moments}
    course, teams = course_facts(programmes=[programme], viewer=viewer), lanes_of(programme)
    called = {lane.pk: lane.name for lane in teams}
    points = course.points.get(programme.pk, ())
    own = {one.moment: called.get(one.team or 0, "") for one in points}
    off = {one.moment: one.label for one in points if one.is_off}
    # Of what is off no invitation or reminder goes any more
    moments = [item for item in moments if item.anchor_id not in off or item.kind != MomentKind.REMINDER]
    taking_place = [item for item in moments if item.pk not in off]
    ahead = next((item for item in taking_place if item.kind == MomentKind.SESSION and item.at > at), None)
    rows = {
        item.pk: replace(
            _row(item, reminders.get(item.pk), ahead, at, names, called=off.get(item.pk, "")),
            team=own.get(item.pk, ""),
        )
        for item in moments
    }
    shown = [item for item in moments if item.kind not in {MomentKind.START, MomentKind.PHASE}]
    passed = [item for item in shown if item.at <= at]
    listed = shown if with_past else [item for item in shown if item.at > at]
    pick = next((item for item in moments if item.public_id == chosen), None) or ahead
    facts = facts_of([pick] if pick else [])
    return PlanPage(
        heading=_heading(programme, taking_place, at),
        next_at=ahead.at if ahead else None,
        chart=draw_plan(
            programme=programme,
            facts=course,
            teams=teams,
            moments=moments,
            reminders=reminders,
            phases=phases,
            chosen=pick,
            per=per,
            start=start,
            now=at,
        ),
        months=_by_month([rows[item.pk] for item in listed]),
        passed=len(passed),
        phases=tuple(_phase_row(phase, programme, at) for phase in phases),
        chosen=_chosen(pick, moments, rows, facts) if pick else None,
    )


_ANCHORS = {MomentKind.START, MomentKind.PHASE, MomentKind.SESSION, MomentKind.MILESTONE}


def anchors_for(moment: Moment, moments: Sequence[Moment]) -> list[Moment]:
    """What ``moment`` could hang on, in order of time: not itself, nor what hangs on it. No query.

    Homework stays with its evening.
    """
    if moment.kind == MomentKind.HOMEWORK:
        of_evening = [item for item in moments if item.kind == MomentKind.SESSION]
        return [item for item in of_evening if moment.anchor_id in {None, item.pk}]
    along = below(moment, moments)
    return [item for item in moments if item.kind in _ANCHORS and item.pk not in along]


def _heading(programme: Programme, moments: Sequence[Moment], at: dt.datetime) -> str:
    left = sum(item.kind == MomentKind.SESSION and item.at > at for item in moments)
    if programme.state == ProgrammeState.CONCEPT:
        return _("This is the plan")
    if not left:
        return _("All meetings have been")
    return ngettext("%(count)d meeting to go", "%(count)d meetings to go", left) % {"count": left}


def _row(
    moment: Moment,
    reminder: Reminder | None,
    ahead: Moment | None,
    at: dt.datetime,
    names: Mapping[int, Moment],
    *,
    called: str = "",
) -> PlanRow:
    """``called`` is what it is called where that says more than its name."""
    name, note = called or moment.name, ""
    if reminder is not None:
        words = words_of(reminder.kind)
        name, note = words.label % {"name": moment.name}, str(words.audience)
    elif moment.kind == MomentKind.HOMEWORK:
        name = _("Homework due: %(name)s") % {"name": moment.name}
    return PlanRow(
        public_id=moment.public_id,
        kind=moment.kind,
        name=name,
        at=moment.at,
        note=note,
        is_past=moment.at <= at,
        is_next=ahead is not None and moment.pk == ahead.pk,
        is_on=reminder.is_on if reminder is not None else True,
        url=_url(moment),
        can_move=_can_move(moment, at),
        rule=_rule_of(moment, names),
        has_rule=moment.kind not in {MomentKind.REMINDER, MomentKind.START},
    )


def _rule_of(moment: Moment, names: Mapping[int, Moment]) -> str:
    """The rule in words; the start counts itself."""
    anchor = names.get(moment.anchor_id or 0)
    if anchor is None:
        return ""
    return rule_in_words(rule_of(moment), anchor_name(anchor))


def _can_move(moment: Moment, at: dt.datetime) -> bool:
    state = moment.programme.state
    return state == ProgrammeState.CONCEPT or (
        state == ProgrammeState.RUNNING and moment.at > at and moment.kind != MomentKind.START
    )


def _url(moment: Moment) -> str:
    plan = reverse("programmes:plan", args=[moment.programme.public_id])
    return f"{plan}?moment={moment.public_id}#chosen"


def _phase_row(phase: Phase, programme: Programme, at: dt.datetime) -> PhaseRow:
    phase.starts.programme = programme
    return PhaseRow(
        name=phase.name,
        position=phase.position,
        at=phase.starts.at,
        is_current=programme.phase_id == phase.pk,
        public_id=phase.starts.public_id,
        can_move=_can_move(phase.starts, at),
    )


def _by_month(rows: Sequence[PlanRow]) -> tuple[PlanMonth, ...]:
    months: dict[dt.date, list[PlanRow]] = {}
    for row in rows:
        months.setdefault(local(row.at).date().replace(day=1), []).append(row)
    return tuple(PlanMonth(first, tuple(items)) for first, items in months.items())


def _chosen(
    pick: Moment, moments: Sequence[Moment], rows: Mapping[int, PlanRow], facts: Mapping[int, MomentFacts]
) -> Chosen:
    hangs = below(pick, moments) - {pick.pk}
    return Chosen(
        rows[pick.pk], facts.get(pick.pk), tuple(rows[item.pk] for item in moments if item.pk in hangs)
    )
