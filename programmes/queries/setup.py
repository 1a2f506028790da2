"""Reads for setting a programme up: its steps and its calendar."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Organisation
from core.access import standing_of
from core.clock import at_local, local, now
from core.drawing import Small, Waypoint, draw_small
from core.rendering import NavLink
from programmes.enums import MomentKind, Role, SetupStep
from programmes.models import Moment, Participation, Phase, Programme
from programmes.queries.busy import Diaries
from programmes.queries.calendar import Month, months_of, off_on
from programmes.queries.dates import Move, MovePlan, Wish, level_at, plan_move
from programmes.queries.fitting import Fit, moved_by_fitting
from programmes.queries.free_days import FreeDay, free_day, next_free_week


@dataclass(frozen=True, slots=True)
class ChainLine:
    """One line about what moves: an evening or homework, or all reminders together."""

    label: str
    before: tuple[dt.datetime, ...]
    after: tuple[dt.datetime, ...]
    """Empty for what stays at ``before``."""
    note: str = ""
    """The holiday on which it falls then, or why it stays."""


@dataclass(frozen=True, slots=True)
class Chain:
    """What a move to ``day`` does, for the card below its date."""

    day: dt.date
    moves: tuple[Move, ...]
    lines: tuple[ChainLine, ...]
    problems: tuple[str, ...] = ()
    shown: str = ""
    """Names what it does (``MovePlan.shown``)."""


@dataclass(frozen=True, slots=True)
class EveningRow:
    """One evening of the calendar step."""

    public_id: str
    field_name: str
    name: str
    at: dt.datetime
    day: dt.date
    """The day that it has, or that was asked for."""
    free: FreeDay | None
    off: str
    """Why nobody meets on this day, where nobody said that it may; empty where it can be."""
    busy: tuple[str, ...]
    """What its people have at that time, in sentences."""
    suggestion: dt.date | None
    """A day without any of that, where one has to choose."""
    homework: tuple[Moment, ...]
    chain: Chain | None = None
    fit: Fit | None = None
    """Where the blueprint would have it, when that is a free day."""


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """The calendar step."""

    rows: tuple[EveningRow, ...]
    months: tuple[Month, ...]
    line: Small
    off: int
    """How many evenings fall on a day off."""
    busy: int
    """How many evenings are at a time at which their people have something else."""
    problems: dict[str | None, list[str]]
    """Why what was asked cannot be, by the field to blame."""
    counts: dict[str, int] = field(default_factory=dict)
    """How many evenings, homework and reminders there are."""

    @property
    def has_many_clashes(self) -> bool:
        """Whether one has to choose for more than one evening: what each choice does is folded then."""
        return sum(row.suggestion is not None for row in self.rows) > 1

    @property
    def fitted(self) -> int:
        """How many evenings went off a free day by themselves."""
        return sum(row.fit is not None for row in self.rows)


def steps_of(programme: Programme | None, current: str) -> tuple[NavLink, ...]:
    """The steps with which a programme is set up; those that were come to are links. No query."""
    order = SetupStep.values
    reached = order.index(programme.setup_step) if programme else 0
    if reached == order.index(SetupStep.PEOPLE):
        reached += 1  # people can come later: nobody need stay at this step
    open_to = max(reached, order.index(current))
    return tuple(
        NavLink(
            url=reverse(f"programmes:setup_{step}", args=[programme.public_id])
            if programme is not None and number <= open_to
            else "",
            label=str(step.label),
            current=step == current,
        )
        for number, step in enumerate(SetupStep)
    )


def next_step(programme: Programme) -> str:
    """The step with which setting up goes on; past the people once somebody is on the list. At most 1 query."""
    if programme.setup_step != SetupStep.PEOPLE:
        return programme.setup_step
    on_list = Participation.objects.enlisted().filter(programme=programme).count()
    return SetupStep.REVIEW if on_list > 1 else SetupStep.PEOPLE


def possible_hosts(user: Any) -> list[Organisation]:
    """The organisations that ``user`` administers, or for which he facilitates a programme. 1 query."""
    standing = standing_of(user)
    return list(
        Organisation.objects.filter(
            Q(pk__in=standing.where("organisation"))
            | Q(hosted_programmes__in=standing.where("programme", Role.FACILITATOR))
        ).distinct()
    )


def known_organisations(user: Any) -> list[Organisation]:
    """The organisations that ``user`` knows of: of programmes that he may see, and his own. 1 query."""
    seen = Programme.objects.visible_to(user).order_by()
    return list(
        Organisation.objects.filter(
            Q(pk__in=standing_of(user).where("organisation"))
            | Q(pk=getattr(user, "organisation_id", None))
            | Q(pk__in=seen.values("host_id"))
            | Q(pk__in=seen.values("client_id"))
        )
    )


def moments_of(programme: Programme) -> list[Moment]:
    """All moments of ``programme`` in the order of time, each with this very programme. 1 query."""
    moments = list(Moment.objects.filter(programme=programme))
    for moment in moments:
        moment.programme = programme
    return moments


def phases_of(programme: Programme) -> list[Phase]:
    """The phases of ``programme`` in their order, with their moments. 1 query."""
    return list(Phase.objects.filter(programme=programme).select_related("starts"))


def evenings_of(moments: Sequence[Moment]) -> list[Moment]:
    """The evenings among ``moments``."""
    return [moment for moment in moments if moment.kind == MomentKind.SESSION]


def field_name(moment: Moment) -> str:
    """How the form of the calendar calls the day of ``moment``."""
    return f"day_{moment.public_id}"


def calendar_page(
    *,
    moments: Sequence[Moment],
    phases: Sequence[Phase],
    diaries: Diaries,
    asked: Mapping[str, dt.date] | None = None,
) -> CalendarPage:
    """The calendar of the programme of ``moments``. No query.

    ``asked`` has other days by field name, which are shown and not yet kept.
    """
    evenings = evenings_of(moments)
    wanted = {evening.pk: (asked or {}).get(field_name(evening), day_of(evening)) for evening in evenings}
    wishes = [
        Wish(evening, wanted[evening.pk]) for evening in evenings if wanted[evening.pk] != day_of(evening)
    ]
    plan = plan_move(wishes=wishes, moments=moments, now=now())
    fits = moved_by_fitting(programme=evenings[0].programme, evenings=evenings) if evenings else {}
    rows = tuple(
        _row(evening, wanted[evening.pk], moments, plan, fits.get(evening.pk), diaries)
        for evening in evenings
    )
    clashing = {evening.pk for evening, row in zip(evenings, rows, strict=True) if row.suggestion}
    waypoints = [
        Waypoint("evening", evening.at, evening.name, level=level_at(evening.at, phases))
        for evening in evenings
    ]
    kinds = [moment.kind for moment in moments]
    return CalendarPage(
        rows=rows,
        months=months_of(
            moments, {move.moment.pk: local(move.after).date() for move in plan.moves}, clashing
        ),
        line=draw_small(waypoints, now=now()),
        off=sum(bool(row.off) for row in rows),
        busy=sum(bool(row.busy) for row in rows),
        problems={plan_field(wishes): list(plan.problems)} if plan.problems else {},
        counts={
            kind: kinds.count(kind) for kind in (MomentKind.SESSION, MomentKind.HOMEWORK, MomentKind.REMINDER)
        },
    )


def plan_field(wishes: Sequence[Wish]) -> str | None:
    """The field to blame when ``wishes`` cannot come true: of the one evening that moves, or none in particular."""
    return field_name(wishes[0].moment) if len(wishes) == 1 else None


def day_of(moment: Moment) -> dt.date:
    """The day of ``moment`` here."""
    return local(moment.at).date()


def _row(
    evening: Moment,
    day: dt.date,
    moments: Sequence[Moment],
    plan: MovePlan,
    fit: Fit | None,
    diaries: Diaries,
) -> EveningRow:
    moved = {move.moment.pk: move.after for move in plan.moves}
    off, busy = off_on(evening, day), diaries.clashes(evening.pk, moved)
    kept = evening.day_kept and day == day_of(evening)

    def is_taken(other: dt.date) -> bool:
        there = moved | {evening.pk: at_local(other, evening.clock)}
        return bool(off_on(evening, other) or diaries.clashes(evening.pk, there))

    asks = (off or (busy and not kept)) and not plan.problems
    suggestion = next_free_week(day, is_taken=is_taken) if asks else None
    chain = None
    if day != day_of(evening) and plan.moves and not plan.problems:
        along = below(evening, moments)
        moves = tuple(move for move in plan.moves if move.moment.pk in along)
        chain = Chain(day, moves, _lines(moves))
    elif suggestion:
        chain = chain_of(evening, suggestion, moments)
    return EveningRow(
        public_id=evening.public_id,
        field_name=field_name(evening),
        name=evening.name,
        at=evening.at,
        day=day,
        free=free_day(day),
        off=off,
        busy=busy,
        suggestion=suggestion,
        homework=tuple(
            item for item in moments if item.kind == MomentKind.HOMEWORK and item.anchor_id == evening.pk
        ),
        chain=chain,
        fit=fit if day == day_of(evening) else None,
    )


def below(moment: Moment, moments: Sequence[Moment]) -> set[int]:
    """The primary keys of ``moment`` and of everything that hangs on it."""
    found = {moment.pk}
    for _level in range(len(moments)):
        more = {item.pk for item in moments if item.anchor_id in found} - found
        if not more:
            break
        found |= more
    return found


def chain_of(moment: Moment, day: dt.date, moments: Sequence[Moment], clock: dt.time | None = None) -> Chain:
    """What a move of ``moment`` to ``day`` does, and the next evening, which stays. No query."""
    return chain_for(Wish(moment, day, clock), moments)


def chain_for(wish: Wish, moments: Sequence[Moment]) -> Chain:
    """What ``wish`` does, and the next evening, which stays. No query."""
    moment = wish.moment
    plan = plan_move(wishes=[wish], moments=moments, now=now())
    moving = {move.moment.pk for move in plan.moves}
    later = [item for item in evenings_of(moments) if item.at > moment.at and item.pk not in moving]
    stays = tuple(ChainLine(item.name, (item.at,), (), _why_it_stays(item, moments)) for item in later[:1])
    after = plan.of(moment)
    day = local(after.after).date() if after else wish.day or day_of(moment)
    return Chain(day, plan.moves, _lines(plan.moves) + stays, plan.problems, plan.shown)


def _why_it_stays(moment: Moment, moments: Sequence[Moment]) -> str:
    anchor = next((item for item in moments if item.pk == moment.anchor_id), None)
    if anchor is None:
        return _("has a day of its own")
    if anchor.kind == MomentKind.START:
        return _("counts from the start of the programme")
    return _("counts from %(name)s") % {"name": anchor.name}


def _lines(moves: Sequence[Move]) -> tuple[ChainLine, ...]:
    """A line for each move, and one for all reminders, whose days count and not their names."""
    named = [move for move in moves if move.moment.kind != MomentKind.REMINDER]
    reminders = sorted(
        (move for move in moves if move.moment.kind == MomentKind.REMINDER), key=lambda move: move.before
    )
    lines = [ChainLine(move.moment.name, (move.before,), (move.after,), _holiday(move)) for move in named]
    if reminders:
        label = ngettext("%(count)d reminder", "%(count)d reminders", len(reminders)) % {
            "count": len(reminders)
        }
        lines.append(
            ChainLine(
                label, tuple(move.before for move in reminders), tuple(move.after for move in reminders)
            )
        )
    return tuple(lines)


def _holiday(move: Move) -> str:
    free = free_day(local(move.after).date())
    return free.label if free else ""
