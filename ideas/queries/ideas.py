"""Ideas as cards and as a page, as each viewer may see them."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from core.access import standing_of
from homework.models import Submission
from ideas.enums import IdeaState, ReportState
from ideas.models import Idea, IdeaReport
from ideas.queries.search import search_ideas
from ideas.querysets import HIDING, PLACELESS, REVEALED, IdeaQuerySet
from programmes.enums import Role
from programmes.models import Participation, Programme
from programmes.queries.signing import sign, signature
from teams.models import Team

PAGE = 25
EXCERPT = 280
"""Letters of an idea on a card among others."""


@dataclass(frozen=True, slots=True)
class IdeaCard:
    """One idea as ``viewer`` reads it on a card."""

    public_id: str
    url: str
    code: str
    """Its team's letter and number, L34; empty for a card that is still hidden, except for the facilitator."""
    text: str
    author: str
    """As that person consented; empty where the card is hidden from whoever looks."""
    origin: str
    place: str
    """Where it stands: the name of its bundle, "no follow-up yet", "not further"."""
    ending: str
    is_hidden: bool
    is_own: bool
    at: dt.datetime
    is_covered: bool = False
    because: str = ""
    """Why it is not shown; for who sees it all the same."""
    together: bool = False
    """Whether a pair or a table wrote it."""

    @property
    def excerpt(self) -> str:
        """Its first words, as many as there is room for among others. Most ideas are shorter: those are not counted."""
        return self.text if len(self.text) <= EXCERPT else Truncator(self.text).chars(EXCERPT)


@dataclass(frozen=True, slots=True)
class EveningChoice:
    """An evening whose ideas somebody may see."""

    pk: int
    public_id: str
    title: str


@dataclass(frozen=True, slots=True)
class IdeaFilters:
    """What somebody wants to see of the ideas of a programme."""

    team: Team | None = None
    evening: EveningChoice | None = None
    only_waiting: bool = False
    asked: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many ideas there are, and how many of them have no follow-up."""

    ideas: int = 0
    waiting: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.ideas + other.ideas, self.waiting + other.waiting)


@dataclass(frozen=True, slots=True)
class Overview:
    """The ideas that somebody may see, counted by team and by evening."""

    total: Tally = Tally()
    by_team: dict[int, Tally] = field(default_factory=dict)
    by_evening: dict[int, Tally] = field(default_factory=dict)
    by_both: dict[tuple[int, int | None], Tally] = field(default_factory=dict)
    """By team and evening; None for those caught between evenings."""
    evenings: tuple[EveningChoice, ...] = ()
    """By date."""

    def of_team(self, team: Team) -> Tally:
        """What was counted of ``team``."""
        return self.by_team.get(team.pk, Tally())


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many ideas of a programme hide, wait for a decision, and were reported by somebody."""

    hidden: int
    """Those that wait for a reveal: the one total that everybody may know."""
    to_decide: int
    """Covered or reported, in any team."""
    reported: int
    sees_hidden: bool
    """Whether who looks reads them before the reveal, as a facilitator does."""


@dataclass(frozen=True, slots=True)
class IdeaPage:
    """A page of cards and the public id after which the next page begins (empty: this is the last)."""

    cards: tuple[IdeaCard, ...]
    ideas: tuple[Idea, ...]
    """The same, for slots."""
    next_after: str = ""
    next_count: int = 0


def code_of(idea: Idea) -> str:
    """Its team's letter and number: L34."""
    return f"{idea.team.letter}{idea.number}"


def hides(idea: Idea) -> bool:
    """Whether the idea belongs to an evening that was not revealed yet."""
    return idea.evening is not None and idea.evening.revealed_at is None


def authors_of(idea: Idea) -> list[Participation | None]:
    """Whose idea it is: its author first, then those who wrote it together. No query after ``with_others``."""
    return [idea.author, *idea.others.all()]


def wrote_it(idea: Idea, viewer: Any) -> bool:
    """Whether ``viewer`` is one of its authors or typed it."""
    authors = {one.person_id for one in authors_of(idea) if one is not None}
    return viewer.pk in {*authors, idea.written_by_id}


def origin_of(idea: Idea) -> str:
    """Where an idea came from, in a few words."""
    if idea.evening is not None:
        return idea.evening.title
    if idea.submission is not None:
        title = Truncator(idea.submission.assignment.title).chars(40)
        return _("homework: %(title)s") % {"title": title}
    return ""


def signed_by(idea: Idea) -> str:
    """How an idea is signed among others: each author as that person consented; the nameless of a table once."""
    return join_names([signature(author) for author in authors_of(idea)])


def author_line(idea: Idea) -> str:
    """How an idea is signed where there is room: with the organisation of each author that is named."""
    return join_names([str(sign(author)) for author in authors_of(idea)], between="; ")


def join_names(names: list[str], *, between: str = ", ") -> str:
    """``names`` on one line, each once."""
    return between.join(dict.fromkeys(names))


def idea_card(idea: Idea, *, viewer: Any) -> IdeaCard:
    """``idea`` for ``viewer``. No query when it was read ``for_cards``, or ``with_others`` from ``visible_to``.

    Until the reveal no name stands on it, except on one's own; and no code, which would tell how many others wrote.
    """
    hidden, own = hides(idea), wrote_it(idea, viewer)
    facilitator = Role.FACILITATOR in standing_of(viewer).roles("programme", idea.programme_id)
    if idea.covered_at is not None:
        place = _("not shown")
    elif hidden:
        place = _("hidden until the reveal")
    elif idea.state == IdeaState.NOT_FURTHER:
        place = _("not further")
    elif idea.state == IdeaState.MERGED:
        place = _("joined with another idea")
    elif idea.cluster is not None and not idea.cluster.is_gone:
        place = idea.cluster.title
    else:
        place = _("no follow-up yet")
    return IdeaCard(
        public_id=idea.public_id,
        url=reverse("ideas:idea", args=[idea.public_id]),
        code=code_of(idea) if not hidden or facilitator else "",
        text=idea.text,
        author=signed_by(idea) if own or not hidden else "",
        origin=origin_of(idea),
        place=place,
        ending=idea.ending if idea.state == IdeaState.NOT_FURTHER else "",
        is_hidden=hidden,
        is_own=own,
        at=idea.created_at,
        is_covered=idea.covered_at is not None,
        because=idea.covered_because,
        together=len(authors_of(idea)) > 1,
    )


def overview(*, programme: Programme, viewer: Any) -> Overview:
    """The ideas of ``programme`` that ``viewer`` may see, counted. 1 query."""
    rows = (
        Idea.objects.visible_to(viewer)
        .filter(programme=programme)
        .select_related(None)
        .order_by()
        .values_list("team_id", "evening_id", "evening__public_id", "evening__title", "evening__moment__at")
        .annotate(ideas=Count("pk"), waiting=Count("pk", filter=PLACELESS & REVEALED))
    )
    evenings: dict[EveningChoice, dt.datetime] = {}
    total, by_team, by_evening = Tally(), dict[int, Tally](), dict[int, Tally]()
    by_both: dict[tuple[int, int | None], Tally] = {}
    for team_id, evening_id, public_id, title, at, ideas, without in rows:
        tally = by_both[team_id, evening_id] = Tally(ideas, without)
        total += tally
        by_team[team_id] = by_team.get(team_id, Tally()) + tally
        if evening_id is not None:
            by_evening[evening_id] = by_evening.get(evening_id, Tally()) + tally
            evenings[EveningChoice(evening_id, public_id, title)] = at
    by_date = sorted(evenings, key=lambda one: (evenings[one], one.pk))
    return Overview(total, by_team, by_evening, by_both, tuple(by_date))


def tally_of(*, programme: Programme, viewer: Any, filters: IdeaFilters, counted: Overview) -> Tally:
    """How many ideas ``filters`` leave, whatever page one looks at. No query, unless words are asked for: ``counted``
    knows."""
    if not filters.asked:
        found = Tally()
        for (team, evening), tally in counted.by_both.items():
            if filters.team is not None and team != filters.team.pk:
                continue
            if filters.evening is None or evening == filters.evening.pk:
                found += tally
        return Tally(found.waiting, found.waiting) if filters.only_waiting else found
    chosen = _chosen(programme=programme, viewer=viewer, filters=filters).select_related(None).order_by()
    waiting = chosen.without_follow_up().count() if not filters.only_waiting else None
    ideas = chosen.count()
    return Tally(ideas, ideas if waiting is None else waiting)


def _chosen(*, programme: Programme, viewer: Any, filters: IdeaFilters) -> Any:
    ideas = Idea.objects.visible_to(viewer).filter(programme=programme)
    if filters.team is not None:
        ideas = ideas.filter(team=filters.team)
    if filters.evening is not None:
        ideas = ideas.filter(evening=filters.evening.pk)
    if filters.only_waiting:
        ideas = ideas.without_follow_up()
    if filters.asked:
        ideas = search_ideas(ideas, filters.asked)
    return ideas


def list_ideas(*, programme: Programme, viewer: Any, filters: IdeaFilters, after: str = "") -> IdeaPage:
    """A page of the ideas of ``programme`` that ``viewer`` may see, newest first. 1 or 2 queries.

    ``after`` is the public id of the last one that was seen; an unknown one begins at the newest. A page never shifts
    when somebody adds an idea meanwhile.
    """
    ideas = _chosen(programme=programme, viewer=viewer, filters=filters).for_cards().order_by("-pk")
    if after:
        last = Idea.objects.filter(programme=programme, public_id=after).values_list("pk", flat=True).first()
        if last is not None:
            ideas = ideas.filter(pk__lt=last)
    rows = list(ideas[: 2 * PAGE])
    shown, rest = rows[:PAGE], rows[PAGE:]
    return IdeaPage(
        cards=tuple(idea_card(idea, viewer=viewer) for idea in shown),
        ideas=tuple(shown),
        next_after=shown[-1].public_id if rest else "",
        next_count=len(rest),
    )


def last_captured(*, programme: Programme, viewer: Any) -> IdeaCard | None:
    """The idea that ``viewer`` wrote or typed last in ``programme``. 1 query."""
    ideas = Idea.objects.visible_to(viewer).filter(programme=programme).written_by_or_for(viewer)
    last = ideas.for_cards().order_by("-pk").first()
    return idea_card(last, viewer=viewer) if last else None


def waiting_in(*, programme: Programme, viewer: Any) -> Waiting:
    """What waits in ``programme``, for ``viewer``. 1 query."""
    reports = IdeaReport.objects.filter(idea__programme=programme)
    to_decide = Q(covered_at__isnull=False) | Q(pk__in=reports.filter(state=ReportState.OPEN).values("idea"))
    counted = Idea.objects.filter(programme=programme).aggregate(
        hidden=Count("pk", filter=HIDING),
        to_decide=Count("pk", filter=to_decide),
        reported=Count("pk", filter=Q(pk__in=reports.filter(by=viewer).values("idea"))),
    )
    sees_hidden = Role.FACILITATOR in standing_of(viewer).roles("programme", programme.pk)
    return Waiting(**counted, sees_hidden=sees_hidden)


def cards_of(ideas: IdeaQuerySet, *, viewer: Any) -> tuple[IdeaCard, ...]:
    """Cards of ``ideas`` that ``viewer`` may see. 1 query."""
    return tuple(idea_card(idea, viewer=viewer) for idea in ideas.for_cards())


def ideas_of(*, submission: Submission, viewer: Any) -> tuple[IdeaCard, ...]:
    """The ideas that were made from ``submission`` and that ``viewer`` may see. 1 query."""
    return cards_of(
        Idea.objects.visible_to(viewer).filter(submission=submission).order_by("pk"), viewer=viewer
    )
