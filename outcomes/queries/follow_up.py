"""The line from programme to programme, what came along, and what can."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import standing_of
from ideas.models import Proposal
from outcomes.enums import Verdict
from outcomes.models import Decision, FollowUp, Lesson
from outcomes.queries.results import lesson_origin
from programmes.enums import AT_WORK, GIVEN_ROLES, ProgrammeState
from programmes.models import Participation, Programme
from programmes.queries.seats import seats_of


@dataclass(frozen=True, slots=True)
class Ancestor:
    """A programme in a line, as its place there says it; without name and address where the viewer may not see it."""

    name: str
    url: str
    year: int
    is_here: bool


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where a programme comes from, and where it went on."""

    before: Ancestor | None
    by_decision: str
    """What was decided there, and by whom; empty where no decision led to it or the viewer may not see it."""
    decision_url: str
    after: tuple[Ancestor, ...]
    line: tuple[Ancestor, ...]
    """All from the first to this one and what follows it, where that is more than two."""


def lineage_of(*, programme: Programme, viewer: Any) -> Lineage | None:
    """The line in which ``programme`` stands, if there is one. 3 queries at most.

    What the viewer may not see is told without its name; of a concept that the viewer may not see, nothing.
    """
    own = FollowUp.objects.filter(programme=programme).values_list("first_id", flat=True).first()
    rows = list(
        FollowUp.objects.filter(first=own or programme.pk).select_related(
            "programme", "before", "decision__proposal"
        )
    )
    if not rows:
        return None
    of = {row.programme_id: row for row in rows}
    everybody = {row.before_id: row.before for row in rows} | {
        row.programme_id: row.programme for row in rows
    }
    seen = set(
        Programme.objects.visible_to(viewer).filter(pk__in=everybody).order_by().values_list("pk", flat=True)
    )

    def told(pk: int) -> Ancestor:
        one, shown = everybody[pk], pk in seen
        return Ancestor(
            name=one.name if shown else "",
            url=reverse("overviews:programme", args=[one.public_id]) if shown else "",
            year=one.starts_on.year,
            is_here=pk == programme.pk,
        )

    chain = [programme.pk]
    while chain[0] in of:
        chain.insert(0, of[chain[0]].before_id)
    after = [
        row.programme_id
        for row in rows
        if row.before_id == programme.pk
        and (row.programme_id in seen or row.programme.state != ProgrammeState.CONCEPT)
    ]
    mine = of.get(programme.pk)
    decision = mine.decision if mine is not None and mine.before_id in seen else None
    if mine is None and not after:
        return None
    whole = [*chain, *after]
    return Lineage(
        before=told(mine.before_id) if mine is not None else None,
        by_decision=_("decision of %(body)s on “%(title)s”")
        % {"body": decision.body, "title": decision.proposal.title}
        if decision
        else "",
        decision_url=reverse("outcomes:decision", args=[decision.public_id]) if decision else "",
        after=tuple(told(pk) for pk in after),
        line=tuple(told(pk) for pk in whole) if len(whole) > 2 else (),
    )


@dataclass(frozen=True, slots=True)
class Brought:
    """A lesson or an open proposal that came along from the programme before."""

    text: str
    about: str
    """From which team, and how its author is signed there."""
    url: str
    """Of the original, for who may see it."""


def came_along(*, programme: Programme, viewer: Any) -> tuple[tuple[Brought, ...], tuple[Brought, ...]]:
    """The lessons and the open proposals that came along to ``programme``, for who works in it. 5 queries at most."""
    made = FollowUp.objects.filter(programme=programme).first()
    if made is None or not standing_of(viewer).roles("programme", programme.pk) & AT_WORK:
        return (), ()
    along = ("team", "submission__assignment", "submission__author__person", "evening")
    lessons, proposals = (
        list(made.lessons.select_related(*along).with_grounds()),
        list(made.proposals.select_related("team")),
    )
    seen = set(
        Lesson.objects.visible_to(viewer)
        .filter(pk__in=[one.pk for one in lessons])
        .values_list("pk", flat=True)
    )
    open_to = set(
        Proposal.objects.visible_to(viewer)
        .filter(pk__in=[one.pk for one in proposals])
        .values_list("pk", flat=True)
    )
    return (
        tuple(
            Brought(
                one.text,
                ", ".join(filter(None, [one.team.name, lesson_origin(one)])),
                reverse("outcomes:lesson", args=[one.public_id]) if one.pk in seen else "",
            )
            for one in lessons
        ),
        tuple(
            Brought(
                one.title,
                ", ".join(filter(None, [one.team.name, one.what])),
                reverse("ideas:proposal", args=[one.public_id]) if one.pk in open_to else "",
            )
            for one in proposals
        ),
    )


@dataclass(frozen=True, slots=True)
class Luggage:
    """What can come along from a programme to the next one."""

    people: tuple[tuple[Participation, str], ...]
    """Each with a line that says who it is: name, role, team."""
    lessons: tuple[Lesson, ...]
    proposals: tuple[Proposal, ...]
    """Those on which nothing was decided, or that were postponed."""


def luggage_of(*, programme: Programme, viewer: Any) -> Luggage:
    """What can come along from ``programme``, as far as ``viewer`` may see it. 4 queries."""
    people = list(
        Participation.objects.active()
        .filter(programme=programme, role__in=GIVEN_ROLES)
        .exclude(person=viewer)
        .select_related("person")
        .order_by("role", "person__name", "pk")
    )
    seats = seats_of([one.pk for one in people])
    settled = Decision.objects.filter(programme=programme).exclude(verdict=Verdict.POSTPONED)
    return Luggage(
        people=tuple(
            (
                one,
                ", ".join(
                    [
                        str(one.person),
                        str(one.get_role_display()),
                        *dict.fromkeys(seat.team for seat in seats.get(one.pk, [])),
                    ]
                ),
            )
            for one in people
        ),
        lessons=tuple(Lesson.objects.visible_to(viewer).filter(programme=programme)),
        proposals=tuple(
            Proposal.objects.visible_to(viewer)
            .filter(programme=programme)
            .exclude(pk__in=settled.values("proposal"))
        ),
    )
