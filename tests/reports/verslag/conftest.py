"""An evening that is over, with everything that a verslag tells of."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest

from core.clock import now
from ideas.models import Ballot, Cluster, Vote, VotingRound
from reports.verslag.models import Verslag
from reports.verslag.services.writing import ensure_verslag
from sessions.models import AgendaItem, Session
from tests import makers
from tests.conftest import Cast


@dataclass(frozen=True)
class Held:
    """The evening of everybody, a bundle of the first team, and what its round was."""

    cast: Cast
    evening: Session
    bundle: Cluster
    other: Cluster

    def verslag(self) -> Verslag:
        """Its verslag, begun by the facilitator."""
        return ensure_verslag(evening=self.evening, by=self.cast["facilitator"])


def blocks(evening: Session, *minutes: tuple[str, int, int]) -> None:
    """Blocks of (title, planned minutes, minutes from the opening at which it began)."""
    for position, (title, planned, began) in enumerate(minutes):
        AgendaItem.objects.create(
            evening=evening,
            position=position,
            method="brainstorm",
            title=title,
            minutes=planned,
            began_at=evening.starts_at + dt.timedelta(minutes=began),
        )


def vote(team: Any, voter: Any, dots: dict[Cluster, int], *, at: dt.datetime) -> VotingRound:
    """A closed round of ``team`` in which one person placed ``dots``."""
    voting = VotingRound.objects.create(
        programme=team.programme,
        team=team,
        title="Waar gaan we verder?",
        budget=5,
        state="closed",
        closed_at=at,
    )
    ballot = Ballot.objects.create(round=voting, voter=voter, budget=5, spent=sum(dots.values()))
    for cluster, count in dots.items():
        Vote.objects.create(ballot=ballot, cluster=cluster, dots=count)
    return voting


@pytest.fixture
def held(cast: Cast) -> Held:
    """Closed an hour ago, six minutes late; the participant was there, the observer was not."""
    began = now() - dt.timedelta(hours=2)
    moment = makers.make_moment(cast.programme, at=began)
    evening = makers.make_evening(
        cast.programme,
        moment=moment,
        minutes=60,
        state="closed",
        title="Avond 1",
        opened_at=began,
        closed_at=began + dt.timedelta(minutes=66),
        revealed_at=began,
    )
    blocks(evening, ("Oogst", 20, 0), ("Bedenken", 40, 26))
    for name in ("facilitator", "participant", "other_participant"):
        makers.attend(evening, cast.participation(name), is_present=True)
    makers.attend(evening, cast.participation("observer"), is_present=False)
    bundle = makers.make_cluster(cast.team, title="De boer als beheerder")
    other = makers.make_cluster(cast.team, title="Samen kijken")
    Cluster.objects.update(created_at=began)
    author = cast.participation("participant")
    makers.make_idea(cast.team, author, evening=evening, cluster=bundle, text="Betaal voor wat men ziet.")
    makers.make_idea(cast.team, author, evening=evening, text="Vergader buiten.")
    makers.make_idea(
        cast.other_team, cast.participation("other_participant"), evening=evening, text="Een leeg kantoor."
    )
    vote(cast.team, author, {bundle: 3}, at=began + dt.timedelta(minutes=60))
    return Held(cast, evening, bundle, other)
