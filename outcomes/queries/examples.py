"""Examples on their list, on their own page and on the screens of the evening."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import allowed
from core.rendering import NavLink
from outcomes.enums import ExampleKind, ExampleState
from outcomes.models import Example, ExampleQuestion, Lesson
from outcomes.queries.results import LessonCard, lesson_card
from programmes.models import Participation, Programme
from programmes.queries.signing import signature
from sessions.enums import SessionState
from sessions.models import AgendaItem, Session
from sessions.queries.guests import seat_of
from sessions.queries.methods import method_in
from teams.models import Team
from teams.queries import teams_for, working_team

PANEL = "examples"
"""The key of the panel: blocks whose method names it gather examples."""


@dataclass(frozen=True, slots=True)
class ExampleCard:
    """One example, as the viewer may read it."""

    public_id: str
    url: str
    is_good: bool
    kind: str
    what: str
    where: str
    why: str
    team: str
    who: str
    """As its author consented; empty before it is shown, but for who told it."""
    origin: str
    state: str
    is_shown: bool
    is_own: bool
    questions: int
    """That were asked and not taken away."""


@dataclass(frozen=True, slots=True)
class QuestionCard:
    """A question about an example, with its answer."""

    public_id: str
    text: str
    who: str
    at: dt.datetime
    answer: str
    may_answer: bool
    may_remove: bool


@dataclass(frozen=True, slots=True)
class ExampleLists:
    """Examples beside each other: what worked, and what did not."""

    good: tuple[ExampleCard, ...]
    less_good: tuple[ExampleCard, ...]

    @property
    def total(self) -> int:
        """How many there are together."""
        return len(self.good) + len(self.less_good)


@dataclass(frozen=True, slots=True)
class ExampleList(ExampleLists):
    """The examples of a programme, with the ways to choose among them."""

    chips: tuple[NavLink, ...]
    tell_url: str
    """Where one tells another one; empty where that cannot be done."""


@dataclass(frozen=True, slots=True)
class ExamplePage:
    """One example with what was asked, what it led to, and what the viewer may do."""

    card: ExampleCard
    questions: tuple[QuestionCard, ...]
    lessons: tuple[LessonCard, ...]
    may_edit: bool
    may_take_back: bool
    may_hide: bool
    may_ask: bool
    may_make_lesson: bool


@dataclass(frozen=True, slots=True)
class Gathering:
    """Examples in the block that runs, on one screen."""

    item: AgendaItem
    total: int
    good: int
    lists: ExampleLists
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Place:
    """For which teams somebody can tell an example, and as whom."""

    teams: list[Team]
    first: Team | None
    author: Participation | None


def example_card(example: Example, *, viewer: Any, questions: int = 0) -> ExampleCard:
    """``example`` for a screen. No query for what ``visible_to`` loaded."""
    author = example.author
    is_own = viewer.pk in {author.person_id if author else None, example.written_by_id}
    return ExampleCard(
        public_id=example.public_id,
        url=reverse("outcomes:example", args=[example.public_id]),
        is_good=example.kind == ExampleKind.GOOD,
        kind=str(example.get_kind_display()),
        what=example.what,
        where=example.where,
        why=example.why,
        team=example.team.name,
        who=signature(author) if example.is_shown or is_own else "",
        origin=example.evening.title,
        state=example.state,
        is_shown=example.is_shown,
        is_own=is_own,
        questions=questions,
    )


def cards_of(examples: QuerySet[Any], *, viewer: Any) -> ExampleLists:
    """``examples``, which came from ``visible_to``, beside each other. 1 query."""
    asked = Count("questions", filter=Q(questions__removed_at__isnull=True))
    rows = examples.annotate(asked=asked)
    return _beside(example_card(row, viewer=viewer, questions=row.asked) for row in rows.order_by("-pk"))


def _beside(cards: Iterable[ExampleCard]) -> ExampleLists:
    kept = list(cards)
    return ExampleLists(
        tuple(card for card in kept if card.is_good), tuple(card for card in kept if not card.is_good)
    )


def list_examples(*, programme: Programme, viewer: Any, team: str = "") -> ExampleList:
    """The examples of ``programme`` that ``viewer`` may read, of one ``team`` (a public id) or of all. 3 queries."""
    teams = teams_for(programme=programme, viewer=viewer)
    chosen = next((one for one in teams if one.public_id == team), None)
    seen = Example.objects.visible_to(viewer).filter(programme=programme)
    lists = cards_of(seen.filter(team=chosen) if chosen else seen, viewer=viewer)
    here = reverse("outcomes:examples", args=[programme.public_id])
    chips = [NavLink(url=here, label=_("All teams"), current=chosen is None)]
    chips += [
        NavLink(url=f"{here}?team={one.public_id}", label=one.name, current=one == chosen) for one in teams
    ]
    latest = (
        Session.objects.visible_to(viewer)
        .filter(programme=programme, state__in=[SessionState.RUNNING, SessionState.CLOSED])
        .order_by("-moment__at", "-pk")
        .first()
    )
    may = latest is not None and allowed(viewer, "outcomes.tell_example", latest)
    return ExampleList(
        good=lists.good,
        less_good=lists.less_good,
        chips=tuple(chips) if len(teams) > 1 else (),
        tell_url=reverse("outcomes:tell", args=[latest.public_id]) if latest is not None and may else "",
    )


def example_page(*, example: Example, viewer: Any) -> ExamplePage:
    """``example`` with its questions and lessons. 3 queries."""
    questions = (
        ExampleQuestion.objects.visible_to(viewer)
        .present()
        .filter(example=example)
        .select_related("asker__person")
    )
    cards = tuple(_question(one, example, viewer) for one in questions.order_by("pk"))
    return ExamplePage(
        card=example_card(example, viewer=viewer, questions=len(cards)),
        questions=cards,
        lessons=tuple(lesson_card(one) for one in Lesson.objects.visible_to(viewer).filter(examples=example)),
        may_edit=allowed(viewer, "outcomes.edit_example", example),
        may_take_back=allowed(viewer, "outcomes.take_back_example", example),
        may_hide=allowed(viewer, "outcomes.hide_example", example),
        may_ask=allowed(viewer, "outcomes.ask_on", example),
        may_make_lesson=allowed(viewer, "outcomes.make_lesson_of_example", example),
    )


def _question(one: ExampleQuestion, example: Example, viewer: Any) -> QuestionCard:
    one.example = example
    return QuestionCard(
        public_id=one.public_id,
        text=one.text,
        who=signature(one.asker),
        at=one.asked_at,
        answer=one.answer,
        may_answer=allowed(viewer, "outcomes.answer_question", one),
        may_remove=allowed(viewer, "outcomes.remove_question", one),
    )


def gathering_block(evening: Session) -> AgendaItem | None:
    """The block in which ``evening`` gathers examples now; None where it does something else. At most 1 query."""
    item = evening.current_item
    if item is None or evening.state != SessionState.RUNNING or PANEL not in method_in(item).panels:
        return None
    return item


def place_of(*, evening: Session, viewer: Any) -> Place:
    """For which teams of ``evening`` ``viewer`` can tell an example, and as whom. At most 3 queries."""
    seat = seat_of(viewer)
    if seat is not None:
        return Place([seat.team] if seat.team else [], seat.team, seat.participation)
    programme = evening.programme
    teams = [
        team
        for team in teams_for(programme=programme, viewer=viewer)
        if evening.team_id in {None, team.pk} and allowed(viewer, "outcomes.tell_for_team", team)
    ]
    first = working_team(programme=programme, viewer=viewer)
    own = viewer.participations.active().filter(programme=programme).first()
    return Place(teams, first if first in teams else next(iter(teams), None), own)


def own_at(*, evening: Session, viewer: Any) -> tuple[ExampleCard, ...]:
    """What ``viewer`` told at ``evening``, or typed for others, the newest first. 1 query."""
    mine = Q(author__person=viewer) | Q(written_by=viewer)
    rows = Example.objects.visible_to(viewer).filter(mine, evening=evening)
    return tuple(example_card(one, viewer=viewer) for one in rows.order_by("-pk"))


def read_at(*, evening: Session, viewer: Any) -> ExampleLists:
    """What others told at ``evening`` and ``viewer`` may read by now. 1 query."""
    told = Example.objects.told().filter(evening=evening).values("pk")
    seen = Example.objects.visible_to(viewer).filter(pk__in=told)
    return cards_of(seen.exclude(Q(author__person=viewer)), viewer=viewer)


def gathered_now(*, evening: Session, viewer: Any, everything: bool = False) -> Gathering | None:
    """The examples of the block that ``evening`` is in; ``everything``: what who leads it reads before it is shown.

    At most 3 queries. None where it gathers none.
    """
    item = gathering_block(evening)
    if item is None:
        return None
    at = Example.objects.filter(evening=evening, state=ExampleState.TOLD)
    counted = at.aggregate(total=Count("pk"), good=Count("pk", filter=Q(kind=ExampleKind.GOOD)))
    rows = Example.objects.visible_to(viewer).filter(evening=evening) if everything else at.told()
    if not everything:
        rows = rows.select_related("team", "evening", "item", "author__person")
    read = everything or item.shown_at is not None
    return Gathering(
        item=item,
        total=counted["total"],
        good=counted["good"],
        lists=cards_of(rows, viewer=viewer) if read else ExampleLists((), ()),
        is_shown=item.shown_at is not None,
    )


def grounds_for(*, example: Example, viewer: Any) -> list[Example]:
    """The examples of the team of ``example`` on which a lesson can rest, itself first. 1 query."""
    told = Example.objects.told().filter(team=example.team_id).values("pk")
    rows = list(Example.objects.visible_to(viewer).filter(pk__in=told).order_by("-pk"))
    return sorted(rows, key=lambda one: one.pk != example.pk)
