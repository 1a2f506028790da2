"""The ideas of one evening: on its page, on the console and on the wall."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import allowed, standing_of
from core.charts import Bars, draw_bars
from core.clock import now
from ideas.models import Idea, VotingRound
from ideas.queries.ideas import IdeaCard, cards_of, code_of
from ideas.queries.moderating import OwnReport, ToModerate, own_reports, to_moderate
from ideas.queries.similar import Pair, alike_at
from programmes.enums import Role
from sessions.enums import OVER
from sessions.models import Session

ON_PAGE = 12
"""Cards of others that the page of an evening shows; the list has all."""
FOR_GUEST = 200
"""Cards of others for a guest, who has no list."""
ON_WALL = 12
WALL_PAUSE = dt.timedelta(seconds=20)
"""How long the wall shows the same cards."""
NEWEST = 30


@dataclass(frozen=True, slots=True)
class EveningIdeas:
    """The ideas of an evening for one person: one's own, and after the reveal those of the others."""

    own: tuple[IdeaCard, ...]
    others: tuple[IdeaCard, ...]
    total: int
    """All ideas of the evening: the one number that everybody may know."""
    is_revealed: bool
    may_capture: bool
    reports: tuple[OwnReport, ...] = ()


@dataclass(frozen=True, slots=True)
class RoundLink:
    """A round of dots, and the way to its outcome."""

    title: str
    team: str
    url: str


@dataclass(frozen=True, slots=True)
class NewIdea:
    """An idea that came in, for who leads the evening: never with a name."""

    public_id: str
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class ConsoleIdeas:
    """What the facilitator sees while ideas come in: numbers and texts, never a name."""

    total: int
    people: int
    by_scribe: int
    chart: Bars | None
    """Ideas per team; None where there is one team only."""
    newest: tuple[NewIdea, ...]
    """The newest first."""
    moderation: ToModerate
    alike: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class WallCard:
    """An idea on the wall: never with a name."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class WallIdeas:
    """What the wall shows: one total, and after the reveal cards, ``ON_WALL`` at a time."""

    total: int
    pile: tuple[tuple[int, int], ...]
    """Where each card of the pile lies (x, y)."""
    cards: tuple[WallCard, ...]
    first: int
    last: int
    is_revealed: bool

    @property
    def pile_height(self) -> int:
        """Of the drawing of the pile: as many rows as there are."""
        return max((y for _, y in self.pile), default=0) + 38


def evening_ideas(*, evening: Session, viewer: Any) -> EveningIdeas:
    """The ideas of ``evening`` for its page. 3 queries before the reveal, 6 after it."""
    seen = Idea.objects.visible_to(viewer).filter(evening=evening).order_by("-pk")
    others: tuple[IdeaCard, ...] = ()
    as_guest = allowed(viewer, "ideas.see_as_guest", evening)
    if evening.revealed_at is not None:
        rest = seen.written_by_others(viewer).uncovered()
        others = cards_of(rest[: FOR_GUEST if as_guest else ON_PAGE], viewer=viewer)
    return EveningIdeas(
        own=cards_of(seen.written_by_or_for(viewer), viewer=viewer),
        others=others,
        total=Idea.objects.uncovered().filter(evening=evening).count(),
        is_revealed=evening.revealed_at is not None,
        reports=own_reports(viewer=viewer, evening=evening) if evening.revealed_at else (),
        may_capture=evening.state not in OVER
        and (
            allowed(viewer, "ideas.capture_as_guest", evening)
            if as_guest
            else allowed(viewer, "ideas.capture_ideas", evening.programme)
        ),
    )


def rounds_closed_at(*, evening: Session, viewer: Any) -> tuple[RoundLink, ...]:
    """The rounds of dots that were closed since ``evening`` began, as ``viewer`` sees them. 1 query."""
    rounds = VotingRound.objects.visible_to(viewer).filter(
        closed_at__gte=evening.opened_at or now(), programme=evening.programme_id
    )
    if evening.team_id is not None:
        rounds = rounds.filter(team=evening.team_id)
    return tuple(
        RoundLink(one.title, one.team.name, reverse("ideas:round", args=[one.public_id]))
        for one in rounds.order_by("team__position", "-pk")
    )


def console_ideas(*, evening: Session, viewer: Any) -> ConsoleIdeas | None:
    """Numbers and texts for the facilitator of ``evening``; None for anybody else. At most 7 queries."""
    if Role.FACILITATOR not in standing_of(viewer).roles("programme", evening.programme_id):
        return None
    ideas = Idea.objects.uncovered().filter(evening=evening)
    counted = ideas.aggregate(
        total=Count("pk"),
        people=Count("author", distinct=True),
        by_scribe=Count("pk", filter=Q(written_by__isnull=False)),
    )
    teams = list(
        ideas.order_by("team__position", "team_id").values_list("team__name").annotate(ideas=Count("pk"))
    )
    rows = ideas.select_related("team").order_by("-pk")[:NEWEST]
    return ConsoleIdeas(
        total=counted["total"],
        people=counted["people"],
        by_scribe=counted["by_scribe"],
        chart=draw_bars(_("Ideas per team"), teams, of=_("Team"), counted=_("Ideas"))
        if len(teams) > 1
        else None,
        newest=tuple(NewIdea(idea.public_id, code_of(idea), idea.text) for idea in rows),
        moderation=to_moderate(viewer=viewer, evening=evening),
        alike=alike_at(evening=evening),
    )


def wall_ideas(*, evening: Session, at: dt.datetime | None = None) -> WallIdeas:
    """What the wall of ``evening`` shows at ``at`` (default: now). 1 or 2 queries.

    After the reveal another dozen cards every 20 seconds.
    """
    ideas = Idea.objects.uncovered().filter(evening=evening)
    total = ideas.count()
    if evening.revealed_at is None:
        pile = tuple((66 * (place % 16), 48 * (place // 16)) for place in range(min(total, 96)))
        return WallIdeas(total, pile, (), 0, 0, is_revealed=False)
    pages = max(1, -(-total // ON_WALL))
    page = max(0, int(((at or now()) - evening.revealed_at) / WALL_PAUSE)) % pages
    rows = ideas.select_related("team").order_by("team__position", "number")[
        page * ON_WALL : (page + 1) * ON_WALL
    ]
    cards = tuple(WallCard(code_of(idea), idea.text) for idea in rows)
    first = page * ON_WALL + 1 if cards else 0
    return WallIdeas(total, (), cards, first, page * ON_WALL + len(cards), is_revealed=True)
