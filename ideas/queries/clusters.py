"""Bundles as lists: the board of a team, and one bundle."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Sum
from django.urls import reverse

from core.access import allowed
from ideas.enums import IdeaState, RoundState
from ideas.models import Cluster, ClusterChange, Idea, Proposal, VotingRound
from ideas.queries.choosing import ChoiceLine, choices_of, ways_to_choose
from ideas.queries.ideas import IdeaCard, cards_of, idea_card
from programmes.queries.signing import signatures_of
from teams.models import Team

STEPS = 8
"""As many as one looks back at."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """One bundle with its cards."""

    public_id: str
    url: str
    title: str
    cards: tuple[IdeaCard, ...]

    @property
    def place(self) -> str:
        """What a ticked idea tells of where it was seen."""
        return f".{self.public_id}"


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
    choices: tuple[ChoiceLine, ...]
    ways: tuple[tuple[str, str], ...]
    """Other ways to choose that the reader can begin: address and label."""
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
    """The bundles of ``team`` in their order, with revealed ideas only. 4 queries."""
    clusters = list(Cluster.objects.visible_to(viewer).filter(team=team))
    inside: dict[int, list[IdeaCard]] = {cluster.pk: [] for cluster in clusters}
    loose = []
    ideas = Idea.objects.visible_to(viewer).revealed().filter(team=team).exclude(state=IdeaState.MERGED)
    for idea in ideas.for_cards().order_by("number"):
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
        choices=choices_of(team=team, viewer=viewer),
        ways=ways_to_choose(team, viewer=viewer),
        may_bundle=allowed(viewer, "ideas.bundle_ideas", team),
        may_open_round=not running and allowed(viewer, "ideas.open_round", team),
    )


def bundle_page(*, cluster: Cluster, viewer: Any) -> Bundle:
    """One bundle with its cards. 1 query."""
    ideas = Idea.objects.visible_to(viewer).revealed().filter(cluster=cluster).order_by("number")
    return _bundle(cluster, cards_of(ideas, viewer=viewer))


def movable_ideas(*, team: Team, viewer: Any) -> Any:
    """The ideas of ``team`` that can go into a bundle: open and revealed."""
    return Idea.objects.visible_to(viewer).revealed().filter(team=team, state=IdeaState.OPEN)


def other_clusters(*, team: Team, viewer: Any, than: Cluster | None = None) -> list[Cluster]:
    """The bundles of ``team``, without ``than``. 1 query."""
    clusters = Cluster.objects.visible_to(viewer).filter(team=team)
    return list(clusters.exclude(pk=than.pk) if than else clusters)


def board_version(team_id: int) -> int:
    """How many steps were done and undone with the bundles of a team, and how often an idea was covered or shown
    again: only ever more. 2 queries."""
    steps = ClusterChange.objects.filter(team=team_id).aggregate(done=Count("pk"), undone=Count("undone_at"))
    coverings = Idea.objects.filter(team=team_id).aggregate(all=Sum("coverings"))["all"] or 0
    return int(steps["done"] + steps["undone"] + coverings)


def board_version_for(listener: Any, *, team_id: int) -> int | None:
    """The version of the bundles for an open screen, or None when ``listener`` may not see them any more. 5 queries."""
    team = Team.objects.visible_to(listener).filter(pk=team_id).first()
    return board_version(team_id) if team and allowed(listener, "ideas.see_bundles", team) else None


@dataclass(frozen=True, slots=True)
class Step:
    """Something that was done with the bundles."""

    what: str
    who: str
    at: dt.datetime
    undo_url: str
    """Empty where it was undone, or where the reader may not."""
    is_undone: bool


def last_steps(*, team: Team, viewer: Any) -> tuple[Step, ...]:
    """What was done last with the bundles of ``team``, by anybody. 2 queries."""
    may = allowed(viewer, "ideas.bundle_ideas", team)
    changes = list(ClusterChange.objects.visible_to(viewer).filter(team=team)[:STEPS])
    people = {change.by_id for change in changes if change.by_id is not None}
    signed = signatures_of(programme_id=team.programme_id, people=people)
    return tuple(
        Step(
            what=str(change.get_kind_display()),
            who=signed.get(change.by_id, ""),
            at=change.at,
            undo_url=reverse("ideas:undo_bundling", args=[change.public_id])
            if may and change.undone_at is None
            else "",
            is_undone=change.undone_at is not None,
        )
        for change in changes
    )


def newest_change(*, team: Team, by: Any) -> ClusterChange | None:
    """What ``by`` did last with the bundles of ``team``. 1 query."""
    return ClusterChange.objects.filter(team=team, by=by).first()


def proposals_of(*, cluster: Cluster, viewer: Any) -> list[Proposal]:
    """The proposals that began from ``cluster`` and that ``viewer`` may see. 1 query."""
    return list(Proposal.objects.visible_to(viewer).filter(cluster=cluster))
