"""Bundles as lists: the board of a team, and one bundle."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from core.access import allowed
from ideas.enums import IdeaState, RoundState
from ideas.models import Cluster, ClusterChange, Idea, Proposal, VotingRound
from ideas.queries.ideas import IdeaCard, idea_card
from teams.models import Team


@dataclass(frozen=True, slots=True)
class Bundle:
    """One bundle with its cards."""

    public_id: str
    url: str
    title: str
    cards: tuple[IdeaCard, ...]


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round of dots in a list."""

    url: str
    title: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Board:
    """All bundles of a team, the ideas that are in none, and its rounds of dots."""

    bundles: tuple[Bundle, ...]
    loose: tuple[IdeaCard, ...]
    rounds: tuple[RoundLine, ...]
    may_bundle: bool
    may_open_round: bool

    @property
    def bundled(self) -> int:
        """How many ideas are in a bundle."""
        return sum(len(bundle.cards) for bundle in self.bundles)


def _bundle(cluster: Cluster, cards: Iterable[IdeaCard]) -> Bundle:
    url = reverse("ideas:cluster", args=[cluster.public_id])
    return Bundle(cluster.public_id, url, cluster.title, tuple(cards))


def board_of(*, team: Team, viewer: Any) -> Board:
    """The bundles of ``team`` in their order, with revealed ideas only. 3 queries."""
    clusters = list(Cluster.objects.visible_to(viewer).filter(team=team))
    inside: dict[int, list[IdeaCard]] = {cluster.pk: [] for cluster in clusters}
    loose = []
    ideas = Idea.objects.visible_to(viewer).revealed().filter(team=team).exclude(state=IdeaState.MERGED)
    for idea in ideas.order_by("number"):
        card = idea_card(idea, viewer=viewer)
        if idea.cluster_id in inside:
            inside[idea.cluster_id].append(card)
        elif idea.state == IdeaState.OPEN:
            loose.append(card)
    rounds = tuple(
        RoundLine(reverse("ideas:round", args=[one.public_id]), one.title, one.state == RoundState.OPEN)
        for one in VotingRound.objects.visible_to(viewer).filter(team=team)
    )
    running = any(one.is_open for one in rounds)
    return Board(
        bundles=tuple(_bundle(cluster, inside[cluster.pk]) for cluster in clusters),
        loose=tuple(loose),
        rounds=rounds,
        may_bundle=allowed(viewer, "ideas.bundle_ideas", team),
        may_open_round=not running and allowed(viewer, "ideas.open_round", team),
    )


def bundle_page(*, cluster: Cluster, viewer: Any) -> Bundle:
    """One bundle with its cards. 1 query."""
    ideas = Idea.objects.visible_to(viewer).revealed().filter(cluster=cluster).order_by("number")
    return _bundle(cluster, (idea_card(idea, viewer=viewer) for idea in ideas))


def movable_ideas(*, team: Team, viewer: Any) -> Any:
    """The ideas of ``team`` that can go into a bundle: open and revealed."""
    return Idea.objects.visible_to(viewer).revealed().filter(team=team, state=IdeaState.OPEN)


def other_clusters(*, team: Team, viewer: Any, than: Cluster | None = None) -> list[Cluster]:
    """The bundles of ``team``, without ``than``. 1 query."""
    clusters = Cluster.objects.visible_to(viewer).filter(team=team)
    return list(clusters.exclude(pk=than.pk) if than else clusters)


def newest_change(*, team: Team, by: Any) -> ClusterChange | None:
    """What ``by`` did last with the bundles of ``team``. 1 query."""
    return ClusterChange.objects.filter(team=team, by=by).first()


def proposals_of(*, cluster: Cluster, viewer: Any) -> list[Proposal]:
    """The proposals that began from ``cluster`` and that ``viewer`` may see. 1 query."""
    return list(Proposal.objects.visible_to(viewer).filter(cluster=cluster))
