"""The plan of a programme as its facilitators see it: everything that has a date, and what hangs on it."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.clock import local, now
from core.drawing import Course, Stretch, Waypoint, draw_course
from programmes.enums import MomentKind, ProgrammeState, Stage
from programmes.models import Moment, Phase, Programme, Reminder
from programmes.queries.dates import level_at
from programmes.queries.reminders import words_of
from programmes.queries.setup import moments_of, phases_of

_STAGE_WORDS: dict[str, Promise] = {
    Stage.PREPARING: gettext_lazy(
        "People get to know each other and the question. Ideas can be caught already."
    ),
    Stage.COLLECTING: gettext_lazy("Everybody in the teams catches ideas. Bundling and dots come later."),
    Stage.CLUSTERING: gettext_lazy(
        "Ideas are put into bundles, rounds of dots can be opened and proposals begun. New ideas can still "
        "come in; who wrote one can no longer change it."
    ),
    Stage.DECIDING: gettext_lazy(
        "Bundles stand as they are. Rounds of dots and proposals go on. New ideas can still come in."
    ),
    Stage.SHARING: gettext_lazy(
        "No new ideas come in any more. Proposals are finished, decisions recorded, the koersdocument is shared."
    ),
}


@dataclass(frozen=True, slots=True)
class MomentFacts:
    """What the app of a moment knows of it: its page, and a word about place or people."""

    url: str
    label: str
    note: str = ""


FactFinder = Callable[[Sequence[Moment]], Mapping[int, MomentFacts]]
"""Facts by the primary key of the moment; bounded queries, however many moments."""

_finders: list[FactFinder] = []


def register_moment_facts(finder: FactFinder) -> None:
    """Let ``finder`` tell the plan about moments of its app (evenings, homework)."""
    if finder not in _finders:
        _finders.append(finder)


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
    """Shows what hangs on it; empty for reminders and phases."""
    can_move: bool


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
    course: Course
    months: tuple[PlanMonth, ...]
    passed: int
    """How many rows lie in the past; they are among ``months`` only when they were asked for."""
    phases: tuple[PhaseRow, ...]
    chosen: Chosen | None


@dataclass(frozen=True, slots=True)
class PhaseChange:
    """What entering a phase would mean."""

    name: str
    stage_words: str
    before: str
    planned_at: dt.datetime
    is_back: bool
    warnings: tuple[str, ...]


def plan_page(*, programme: Programme, chosen: str = "", with_past: bool = False) -> PlanPage:
    """The plan of ``programme``; ``chosen`` is the public id of a moment. 3 queries and those of the finders."""
    moments = moments_of(programme)
    reminders = {item.moment_id: item for item in Reminder.objects.filter(moment__programme=programme)}
    phases = phases_of(programme)
    at = now()
    ahead = next((item for item in moments if item.kind == MomentKind.SESSION and item.at > at), None)
    rows = {item.pk: _row(item, reminders.get(item.pk), ahead, at) for item in moments}
    shown = [item for item in moments if item.kind not in {MomentKind.START, MomentKind.PHASE}]
    passed = [item for item in shown if item.at <= at]
    listed = shown if with_past else [item for item in shown if item.at > at]
    pick = next((item for item in moments if item.public_id == chosen), None) or ahead
    facts = {pk: fact for finder in _finders for pk, fact in finder([pick] if pick else []).items()}
    return PlanPage(
        heading=_heading(programme, moments, at),
        next_at=ahead.at if ahead else None,
        course=_course(moments, phases, programme, ahead, at),
        months=_by_month([rows[item.pk] for item in listed]),
        passed=len(passed),
        phases=tuple(_phase_row(phase, programme, at) for phase in phases),
        chosen=_chosen(pick, moments, rows, facts) if pick else None,
    )


def phase_change(*, programme: Programme, phase: Phase) -> PhaseChange:
    """What changes when ``programme`` enters ``phase``, and what is still open before it. 2 queries."""
    current = programme.phase
    at = now()
    open_evenings = Moment.objects.filter(
        programme=programme, kind=MomentKind.SESSION, at__gt=at, at__lt=phase.starts.at
    ).values_list("name", flat=True)
    warnings = [
        _("%(name)s is planned before this phase and has not been yet.") % {"name": name}
        for name in open_evenings
    ]
    if phase.starts.at > at:
        warnings.append(_("This is earlier than planned."))
    return PhaseChange(
        name=phase.name,
        stage_words=str(_STAGE_WORDS[phase.stage]),
        before=current.name if current else "",
        planned_at=phase.starts.at,
        is_back=current is not None and phase.position < current.position,
        warnings=tuple(warnings),
    )


def _heading(programme: Programme, moments: Sequence[Moment], at: dt.datetime) -> str:
    left = sum(item.kind == MomentKind.SESSION and item.at > at for item in moments)
    if programme.state == ProgrammeState.CONCEPT:
        return _("This is the plan")
    if not left:
        return _("All meetings have been")
    return ngettext("%(count)d meeting to go", "%(count)d meetings to go", left) % {"count": left}


def _row(moment: Moment, reminder: Reminder | None, ahead: Moment | None, at: dt.datetime) -> PlanRow:
    name, note = moment.name, ""
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
        url="" if reminder is not None else _url(moment),
        can_move=_can_move(moment, at),
    )


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
    hangs, waiting = [], [pick.pk]
    while waiting:
        pk = waiting.pop(0)
        below = [item for item in moments if item.anchor_id == pk]
        hangs += [rows[item.pk] for item in below]
        waiting += [item.pk for item in below]
    return Chosen(rows[pick.pk], facts.get(pick.pk), tuple(sorted(hangs, key=lambda row: row.at)))


def _course(
    moments: Sequence[Moment],
    phases: Sequence[Phase],
    programme: Programme,
    ahead: Moment | None,
    at: dt.datetime,
) -> Course:
    last = max((item.at for item in moments), default=at)
    ends = [phase.starts.at for phase in phases[1:]] + [last]
    stretches = [
        Stretch(
            phase.name, phase.starts.at, max(end, phase.starts.at), current=programme.phase_id == phase.pk
        )
        for phase, end in zip(phases, ends, strict=True)
    ]
    waypoints = [
        Waypoint(
            kind="evening" if item.kind == MomentKind.SESSION else "homework",
            at=item.at,
            label=item.name,
            url=_url(item),
            level=level_at(item.at, phases),
            state="done" if item.at <= at else ("next" if item == ahead else "planned"),
        )
        for item in moments
        if item.kind in {MomentKind.SESSION, MomentKind.HOMEWORK}
    ]
    return draw_course(waypoints, stretches, now=at)
