"""What the course of programmes says about ideas and proposals.

Ideas are counted by the database, day by day: how many came when, in which team, and how many have their place.
"""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Case, Count, F, Q, When
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import gettext as _

from core.clock import AMSTERDAM, now
from ideas.enums import IdeaState
from ideas.models import Idea, Proposal
from programmes.queries.course import Caught, Point


def ideas_caught(programmes: Iterable[int]) -> list[Caught]:
    """The ideas of ``programmes`` (primary keys) that hide in no evening. 1 query, rows per team and day."""
    day, bundled = (TruncDate(name, tzinfo=AMSTERDAM) for name in ("created_at", "cluster__created_at"))
    rows = (
        Idea.objects.revealed()
        .filter(programme__in=list(programmes))
        .exclude(state=IdeaState.MERGED)
        .annotate(day=day, bundled=bundled)
        .annotate(placed=Case(When(Q(state=IdeaState.NOT_FURTHER), then=F("day")), default=F("bundled")))
        .order_by()
        .values_list("programme_id", "team_id", "day", "placed")
        .annotate(count=Count("pk"))
    )
    return [Caught(*row) for row in rows]


def point_of_proposal(proposal: Proposal) -> Point:
    """A proposal on which its team agreed. No query when its team was fetched along."""
    return Point(
        programme=proposal.programme_id,
        kind="result",
        at=proposal.agreed_at or now(),
        label=proposal.title,
        note=_("proposal of %(team)s") % {"team": proposal.team.name},
        url=reverse("ideas:proposal", args=[proposal.public_id]),
        team=proposal.team_id,
    )


def proposal_points(programmes: Collection[int], viewer: Any) -> Iterable[Point]:
    """The proposals on which teams agreed, of those that ``viewer`` may see. 1 query."""
    seen = Proposal.objects.visible_to(viewer).filter(programme__in=programmes, agreed_at__isnull=False)
    return map(point_of_proposal, seen.select_related("team"))
