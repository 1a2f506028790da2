"""Which policy goals there are, what hangs on each, and which has nothing yet."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.urls import reverse
from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Organisation
from core.clock import today
from programmes.models import Agreement, PolicyGoal, Programme, ServedGoal, Theme
from programmes.queries.goal_line import GoalsDrawn, Pole, draw_goals


class Stand(StrEnum):
    """How far a goal is, from least to most."""

    NOTHING = "nothing"
    THEME = "theme"
    PROPOSAL = "proposal"
    DECIDED = "decided"
    LEFT = "left"


_FURTHEST = (Stand.DECIDED, Stand.PROPOSAL, Stand.THEME)


@dataclass(frozen=True, slots=True)
class GoalThing:
    """One thing that hangs on a goal."""

    goal_id: int
    programme_id: int
    stand: Stand
    """What a goal with this is: one with a decision is decided."""
    name: str
    url: str = ""


ThingFinder = Callable[[Iterable[int], Iterable[int], Any], Iterable[GoalThing]]
"""Takes primary keys of goals and of programmes, and who asks (None: what stands in a report). Bounded queries."""

_finders: list[ThingFinder] = []


def register_things_of_goals(finder: ThingFinder) -> None:
    """Let ``finder`` tell what hangs on goals (proposals, decisions); called in ``AppConfig.ready``."""
    if finder not in _finders:
        _finders.append(finder)


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One goal with what hangs on it."""

    public_id: str
    number: int
    text: str
    agreement: str
    due_on: dt.date
    due: str
    """When it is due, in words: "October 2027"."""
    due_when: str
    """The same within a sentence: "in October 2027"."""
    is_over: bool
    """Whether the day has been while nothing was decided."""
    stand: str
    things: tuple[GoalThing, ...]
    because: str
    url: str
    """Where somebody hangs something on it; empty for who may not."""
    programmes: tuple[str, ...] = ()
    """The names of the programmes that serve it."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing hangs on it, and nobody said why."""
        return self.stand == Stand.NOTHING


@dataclass(frozen=True, slots=True)
class GoalsPage:
    """Goals as a page shows them: those with nothing first."""

    heading: str
    lead: str
    agreement: str
    rows: tuple[GoalRow, ...]
    empty: int
    line: GoalsDrawn | None

    @property
    def first(self) -> GoalRow | None:
        """The goal that waits most: with nothing, and due first."""
        return next((row for row in self.rows if row.is_empty), None)


def goals_of_programme(*, programme: Programme, viewer: Any, may_tie: bool = False) -> GoalsPage:
    """The goals that ``programme`` serves, as ``viewer`` may know them. 2 queries and those of the finders."""
    served = list(
        ServedGoal.objects.filter(programme=programme)
        .select_related("goal__agreement")
        .order_by("goal__agreement__starts_on", "goal__agreement", "goal__number")
    )
    things = _things([one.goal_id for one in served], [programme.pk], viewer)
    rows = [
        _row(
            one.goal,
            things.get(one.goal_id, ()),
            because=one.because,
            url=reverse("programmes:served_goal", args=[one.public_id]) if may_tie else "",
        )
        for one in served
    ]
    return _page(rows, [one.goal.agreement for one in served])


def goals_of_organisation(*, organisation: Organisation, viewer: Any) -> tuple["AgreementPage", ...]:
    """The goals of ``organisation`` by agreement, newest first, with what its programmes do for them.

    3 queries and those of the finders.
    """
    agreements = list(Agreement.objects.filter(organisation=organisation))
    goals = list(PolicyGoal.objects.filter(agreement__in=agreements).select_related("agreement"))
    served: dict[int, list[ServedGoal]] = {}
    for one in ServedGoal.objects.filter(goal__in=goals).select_related("programme").order_by("pk"):
        served.setdefault(one.goal_id, []).append(one)
    programmes = {one.programme_id for ones in served.values() for one in ones}
    things = _things([goal.pk for goal in goals], programmes, viewer)
    pages = []
    for agreement in agreements:
        rows = [
            _row(
                goal,
                things.get(goal.pk, ()),
                because=_because_of(served.get(goal.pk, [])),
                url=reverse("programmes:edit_goal", args=[goal.public_id]),
                programmes=tuple(one.programme.name for one in served.get(goal.pk, [])),
            )
            for goal in goals
            if goal.agreement_id == agreement.pk
        ]
        pages.append(AgreementPage(agreement, _page(rows, [agreement])))
    return tuple(pages)


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """One agreement, and its goals."""

    agreement: Agreement
    goals: GoalsPage


def goals_to_serve(programme: Programme) -> list[PolicyGoal]:
    """The goals that ``programme`` could serve: those of its host, newest agreement first. 1 query."""
    return list(
        PolicyGoal.objects.filter(agreement__organisation=programme.host_id).select_related("agreement")
    )


def served_goals(programme: Programme) -> list[PolicyGoal]:
    """The goals that ``programme`` serves, in their order. 1 query."""
    return list(PolicyGoal.objects.filter(served__programme=programme).select_related("agreement"))


def tickable(goals: Sequence[PolicyGoal]) -> list[tuple[str, Any]]:
    """``goals`` as choices, below the names of their agreements where there are several."""
    by_agreement: dict[str, list[tuple[str, str]]] = {}
    for goal in goals:
        choice = (goal.public_id, f"{goal.number}. {goal.text}")
        by_agreement.setdefault(goal.agreement.name, []).append(choice)
    groups = list(by_agreement.items())
    return [*groups] if len(groups) > 1 else [choice for _name, choices in groups for choice in choices]


def served_keys(programme: Programme) -> list[str]:
    """Public ids of the goals that ``programme`` serves. 1 query."""
    return list(programme.served_goals.order_by("pk").values_list("goal__public_id", flat=True))


def agreements_of(organisation: Organisation) -> list[Agreement]:
    """The agreements of ``organisation``, newest first. 1 query."""
    return list(Agreement.objects.filter(organisation=organisation))


def due_words(day: dt.date) -> str:
    """ "oktober 2027", or with the day where that is not the last one of the month."""
    return dateformat.format(day, "F Y" if _ends_month(day) else "j F Y")


def due_when(day: dt.date) -> str:
    """ "in oktober 2027", or "op 5 oktober 2027"."""
    if _ends_month(day):
        return _("in %(month)s") % {"month": due_words(day)}
    return _("on %(day)s") % {"day": due_words(day)}


def _ends_month(day: dt.date) -> bool:
    return (day + dt.timedelta(days=1)).day == 1


def _because_of(served: Sequence[ServedGoal]) -> str:
    """Why nothing will come of a goal, where every programme that serves it said so."""
    reasons = [one.because for one in served]
    return reasons[0] if reasons and all(reasons) else ""


def _things(
    goals: Sequence[int], programmes: Iterable[int], viewer: Any
) -> Mapping[int, Sequence[GoalThing]]:
    """What hangs on ``goals`` in ``programmes``. 1 query and those of the finders."""
    programmes = list(programmes)
    if not goals or not programmes:
        return {}
    found: dict[int, list[GoalThing]] = {}
    tied = Theme.goals.through.objects.filter(policygoal__in=goals, theme__programme__in=programmes)
    for goal_id, programme_id, name in tied.values_list(
        "policygoal_id", "theme__programme_id", "theme__name"
    ).order_by("theme__position", "theme"):
        thing = GoalThing(goal_id, programme_id, Stand.THEME, _("theme %(name)s") % {"name": name})
        found.setdefault(goal_id, []).append(thing)
    for finder in _finders:
        for thing in finder(goals, programmes, viewer):
            found.setdefault(thing.goal_id, []).append(thing)
    return found


def _row(
    goal: PolicyGoal,
    things: Sequence[GoalThing],
    *,
    because: str,
    url: str,
    programmes: tuple[str, ...] = (),
) -> GoalRow:
    stands = {thing.stand for thing in things}
    furthest = next((stand for stand in _FURTHEST if stand in stands), Stand.NOTHING)
    stand = Stand.LEFT if furthest == Stand.NOTHING and because else furthest
    due_on = goal.due_on or goal.agreement.ends_on
    return GoalRow(
        public_id=goal.public_id,
        number=goal.number,
        text=goal.text,
        agreement=goal.agreement.name,
        due_on=due_on,
        due=due_words(due_on),
        due_when=due_when(due_on),
        is_over=due_on < today() and stand not in {Stand.DECIDED, Stand.LEFT},
        stand=stand,
        things=tuple(things),
        because=because if stand == Stand.LEFT else "",
        url=url,
        programmes=programmes,
    )


def _page(rows: Sequence[GoalRow], agreements: Sequence[Agreement]) -> GoalsPage:
    ordered = tuple(sorted(rows, key=lambda row: (not row.is_empty, row.due_on, row.number)))
    empty = [row for row in ordered if row.is_empty]
    names = list(dict.fromkeys(agreement.name for agreement in agreements))
    return GoalsPage(
        heading=_heading(len(rows), len(empty)),
        lead=_lead(empty),
        agreement=" · ".join(names),
        rows=ordered,
        empty=len(empty),
        line=_drawn(ordered, agreements),
    )


def _heading(total: int, empty: int) -> str:
    if not total:
        return _("Which policy goals does this serve?")
    if not empty:
        return _("Something hangs on every goal")
    return ngettext(
        "%(empty)d of %(total)d goals has nothing yet", "%(empty)d of %(total)d goals have nothing yet", empty
    ) % {"empty": empty, "total": total}


def _lead(empty: Sequence[GoalRow]) -> str:
    if not empty:
        return ""
    first = empty[0]
    if first.due_on < today():
        return _("The first of them should have been there %(when)s.") % {"when": first.due_when}
    return _("The first of them has to be there %(when)s.") % {"when": first.due_when}


def _drawn(rows: Sequence[GoalRow], agreements: Sequence[Agreement]) -> GoalsDrawn | None:
    """The goals on a line of time; none for goals of several agreements, whose numbers would say nothing."""
    if not rows or len({agreement.pk for agreement in agreements}) != 1:
        return None
    kinds = {Stand.DECIDED: "done", Stand.NOTHING: "none"}
    poles = [
        Pole(row.number, row.due_on, kinds.get(Stand(row.stand), "planned"))
        for row in rows
        if row.stand != Stand.LEFT
    ]
    return draw_goals(poles, begin=agreements[0].starts_on, end=agreements[0].ends_on, here=today())
