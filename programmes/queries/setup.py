"""Reads for setting a programme up: its steps, its calendar, and what it will do once it starts."""

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
from core.clock import local, now
from core.drawing import Small, Waypoint, draw_small
from core.rendering import NavLink
from programmes.enums import MomentKind, Role
from programmes.models import Moment, Participation, Phase, Programme, Reminder
from programmes.queries.calendar import Month, clashes, months_of
from programmes.queries.dates import Move, MovePlan, Wish, level_at, plan_move
from programmes.queries.free_days import FreeDay, free_day, next_working_week
from programmes.queries.reminders import words_of

STEPS = ("question", "themes", "calendar", "people", "review")


@dataclass(frozen=True, slots=True)
class ChainLine:
    """One line about what moves: an evening or homework, or all reminders together."""

    label: str
    before: tuple[dt.datetime, ...]
    after: tuple[dt.datetime, ...]
    """Empty for what stays at ``before``."""


@dataclass(frozen=True, slots=True)
class Chain:
    """What a move to ``day`` does, for the card below its date."""

    day: dt.date
    moves: tuple[Move, ...]
    lines: tuple[ChainLine, ...]
    problems: tuple[str, ...] = ()


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
    clash: bool
    suggestion: dt.date | None
    homework: tuple[Moment, ...]
    is_moved: bool = False
    chain: Chain | None = None


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """The calendar step."""

    rows: tuple[EveningRow, ...]
    months: tuple[Month, ...]
    line: Small
    clashes: int
    problems: dict[str | None, list[str]]
    """Why what was asked cannot be, by the field to blame."""
    counts: dict[str, int] = field(default_factory=dict)
    """How many evenings, homework and reminders there are."""


@dataclass(frozen=True, slots=True)
class PlannedMessage:
    """A message that will go out by itself once the programme runs."""

    label: str
    audience: str
    at: dt.datetime
    at_start: bool
    """Whether it goes out at the start, because its day has passed."""


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The last look before the start."""

    evenings: tuple[Moment, ...]
    homework: tuple[Moment, ...]
    messages: tuple[PlannedMessage, ...]
    themes: tuple[str, ...]
    people: int
    """How many people are invited at the start."""
    open_ends: tuple[tuple[str, str, str], ...]
    """What is not there yet: sentence, address, word for the link."""


def steps_of(programme: Programme | None, current: str) -> tuple[NavLink, ...]:
    """The steps with which a programme is set up; those before ``current`` are done. No query."""
    labels = {
        "question": _("Question"),
        "themes": _("Themes"),
        "calendar": _("Calendar"),
        "people": _("People"),
        "review": _("Check"),
    }
    done = STEPS.index(current)
    return tuple(
        NavLink(
            url=reverse(f"programmes:setup_{step}", args=[programme.public_id])
            if programme is not None and number < done
            else "",
            label=labels[step],
            current=step == current,
        )
        for number, step in enumerate(STEPS)
    )


def next_step(programme: Programme) -> str:
    """The step with which setting up goes on: the first that has nothing yet. At most 2 queries."""
    if not programme.themes.exists():
        return "themes"
    return "review" if Participation.objects.active().filter(programme=programme).count() > 1 else "calendar"


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
    *, moments: Sequence[Moment], phases: Sequence[Phase], asked: Mapping[str, dt.date] | None = None
) -> CalendarPage:
    """The calendar of the programme of ``moments``. No query.

    ``asked`` has other days by field name, which are shown and not yet kept.
    """
    evenings = evenings_of(moments)
    wanted = {evening.pk: (asked or {}).get(field_name(evening), _day(evening)) for evening in evenings}
    wishes = [
        Wish(evening, wanted[evening.pk]) for evening in evenings if wanted[evening.pk] != _day(evening)
    ]
    plan = plan_move(wishes=wishes, moments=moments, now=now())
    rows = tuple(_row(evening, wanted[evening.pk], moments, plan) for evening in evenings)
    waypoints = [
        Waypoint("evening", evening.at, evening.name, level=level_at(evening.at, phases))
        for evening in evenings
    ]
    kinds = [moment.kind for moment in moments]
    return CalendarPage(
        rows=rows,
        months=months_of(moments, {move.moment.pk: local(move.after).date() for move in plan.moves}),
        line=draw_small(waypoints, now=now()),
        clashes=sum(row.clash for row in rows),
        problems={plan_field(wishes): list(plan.problems)} if plan.problems else {},
        counts={
            kind: kinds.count(kind) for kind in (MomentKind.SESSION, MomentKind.HOMEWORK, MomentKind.REMINDER)
        },
    )


def plan_field(wishes: Sequence[Wish]) -> str | None:
    """The field to blame when ``wishes`` cannot come true: of the one evening that moves, or none in particular."""
    return field_name(wishes[0].moment) if len(wishes) == 1 else None


def _day(moment: Moment) -> dt.date:
    return local(moment.at).date()


def _row(evening: Moment, day: dt.date, moments: Sequence[Moment], plan: MovePlan) -> EveningRow:
    clash = clashes(evening, day)
    suggestion = next_working_week(day) if clash else None
    chain = None
    if day != _day(evening) and plan.moves and not plan.problems:
        along = _below(evening, moments)
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
        clash=clash,
        suggestion=suggestion,
        homework=tuple(
            item for item in moments if item.kind == MomentKind.HOMEWORK and item.anchor_id == evening.pk
        ),
        is_moved=day != _day(evening),
        chain=chain,
    )


def _below(moment: Moment, moments: Sequence[Moment]) -> set[int]:
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
    plan = plan_move(wishes=[Wish(moment, day, clock)], moments=moments, now=now())
    moving = {move.moment.pk for move in plan.moves}
    later = [item for item in evenings_of(moments) if item.at > moment.at and item.pk not in moving]
    stays = tuple(ChainLine(item.name, (item.at,), ()) for item in later[:1])
    return Chain(day, plan.moves, _lines(plan.moves) + stays, plan.problems)


def _lines(moves: Sequence[Move]) -> tuple[ChainLine, ...]:
    """A line for each move, and one for all reminders, whose days count and not their names."""
    named = [move for move in moves if move.moment.kind != MomentKind.REMINDER]
    reminders = sorted(
        (move for move in moves if move.moment.kind == MomentKind.REMINDER), key=lambda move: move.before
    )
    lines = [ChainLine(move.moment.name, (move.before,), (move.after,)) for move in named]
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


def review_page(*, programme: Programme) -> ReviewPage:
    """What will happen once ``programme`` starts. 4 queries."""
    moments = moments_of(programme)
    at = now()
    reminders = Reminder.objects.filter(moment__programme=programme, is_on=True).select_related(
        "moment__anchor"
    )
    messages = [
        PlannedMessage(
            label=words_of(reminder.kind).label % {"name": reminder.moment.anchor.name},
            audience=str(words_of(reminder.kind).audience),
            at=reminder.moment.at,
            at_start=reminder.moment.at <= at,
        )
        for reminder in reminders.order_by("moment__at", "pk")
        if reminder.moment.anchor is not None and reminder.moment.anchor.at > at
    ]
    themes = tuple(programme.themes.values_list("name", flat=True))
    people = Participation.objects.active().filter(programme=programme, accepted_at__isnull=True).count()
    return ReviewPage(
        evenings=tuple(evenings_of(moments)),
        homework=tuple(moment for moment in moments if moment.kind == MomentKind.HOMEWORK),
        messages=tuple(messages),
        themes=themes,
        people=people,
        open_ends=_open_ends(programme, themes, people, moments),
    )


def _open_ends(
    programme: Programme, themes: Sequence[str], people: int, moments: Sequence[Moment]
) -> tuple[tuple[str, str, str], ...]:
    """What somebody who starts now should know is not there yet; none of it stands in the way."""

    def link(step: str) -> str:
        return reverse(f"programmes:setup_{step}", args=[programme.public_id])

    ends = []
    if not themes:
        ends.append(
            (_("There are no themes yet, so there are no teams either."), link("themes"), _("Add themes"))
        )
    if not people:
        ends.append((_("Nobody has been invited yet."), link("people"), _("Add people")))
    if not programme.client_id:
        ends.append((_("The client is not known yet."), link("question"), _("Name the client")))
    ends += [
        (
            _("“%(name)s” falls on %(holiday)s.") % {"name": evening.name, "holiday": free.name},
            link("calendar"),
            _("Look at the calendar"),
        )
        for evening in evenings_of(moments)
        if clashes(evening, _day(evening)) and (free := free_day(_day(evening)))
    ]
    if any(evening.at <= now() for evening in evenings_of(moments)):
        ends.append((_("There are evenings in the past."), link("calendar"), _("Look at the calendar")))
    return tuple(ends)
