"""Rounds of dots: opening, placing within a budget, closing."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.audit import record
from core.clock import now
from core.errors import Conflict
from core.live import announce
from ideas.enums import RoundState
from ideas.models import Ballot, Cluster, Idea, PaperDots, Vote, VotingRound
from programmes.models import Participation
from sessions.enums import SessionState
from sessions.models import Session
from sessions.services.live import tell_screens
from teams.models import Team


def channel_of(voting_round: VotingRound) -> str:
    """The channel on which open screens hear that the round changed."""
    return f"round:{voting_round.pk}"


def open_round(*, team: Team, title: str, budget: int, by: User, own_ideas: bool = True) -> VotingRound:
    """Let the members of ``team`` place ``budget`` dots each on its bundles; ``own_ideas``: also on one in which an
    idea of their own lies.

    Raises ``Conflict`` when a round is open already, or when there are fewer than two bundles to choose from.
    """
    if Cluster.objects.present().filter(team=team).count() < 2:
        raise Conflict(_("Make two bundles at least: with one there is nothing to choose."))
    try:
        with transaction.atomic():
            voting_round = VotingRound.objects.create(
                programme_id=team.programme_id, team=team, title=title, budget=budget, own_ideas=own_ideas,
                opened_by=by, version=1,
            )  # fmt: skip
            record(by, "ideas.round_opened", voting_round, scope=team.programme.scope, budget=budget)
            announce(channel_of(voting_round), 1)
            tell_evening(team)
    except IntegrityError as clash:
        raise Conflict(_("This team has an open round already.")) from clash
    return voting_round


@transaction.atomic
def close_round(*, voting_round: VotingRound, by: User) -> VotingRound:
    """Close a round: no dot moves any more, and the team sees the outcome. Closing twice changes nothing."""
    at = now()
    closed = VotingRound.objects.filter(pk=voting_round.pk, state=RoundState.OPEN).update(
        state=RoundState.CLOSED, closed_at=at, version=F("version") + 1
    )
    voting_round.refresh_from_db(fields=["state", "closed_at", "version"])
    if closed:
        record(by, "ideas.round_closed", voting_round, scope=voting_round.programme.scope)
        announce(channel_of(voting_round), voting_round.version)
        tell_evening(voting_round.team)
    return voting_round


def tell_evening(team: Team) -> None:
    """Let the screens of the evening that ``team`` is at hear that it chooses: from there people come to it."""
    running = Session.objects.filter(programme=team.programme_id, state=SessionState.RUNNING)
    for evening in running.filter(Q(team=team) | Q(team__isnull=True)):
        tell_screens(evening=evening)


def give_dot(*, voting_round: VotingRound, cluster: Cluster, voter: Participation) -> Ballot:
    """Place one more dot of ``voter`` on ``cluster``.

    However many taps come at once, from however many phones, the budget holds: a tap beyond it changes nothing.
    Raises ``Conflict`` when the round was closed, the bundle is not in it (any more), or an idea of ``voter`` lies in
    it and the round leaves those out. The audit trail says nothing
    of it: it would tell who chose what.
    """
    with transaction.atomic():
        ballot = _ballot(voting_round, voter)
        if not Cluster.objects.present().filter(pk=cluster.pk, team=voting_round.team_id).exists():
            raise Conflict(_("This bundle was taken away meanwhile. Your dots are still yours."))
        own = Idea.objects.filter(cluster=cluster).of(voter.person_id)
        if not voting_round.own_ideas and own.exists():
            raise Conflict(
                _("An idea of yours lies in this bundle. In this round you choose among those of others.")
            )
        if Ballot.objects.filter(pk=ballot.pk, spent__lt=F("budget")).update(spent=F("spent") + 1):
            vote, _made = Vote.objects.get_or_create(ballot=ballot, cluster=cluster)
            Vote.objects.filter(pk=vote.pk).update(dots=F("dots") + 1)
    ballot.refresh_from_db(fields=["spent"])
    return ballot


def take_dot(*, voting_round: VotingRound, cluster: Cluster, voter: Participation) -> Ballot:
    """Take one dot of ``voter`` away from ``cluster``; where there is none, nothing changes.

    Raises ``Conflict`` when the round was closed.
    """
    with transaction.atomic():
        ballot = _ballot(voting_round, voter)
        if Vote.objects.filter(ballot=ballot, cluster=cluster, dots__gt=0).update(dots=F("dots") - 1):
            Ballot.objects.filter(pk=ballot.pk).update(spent=F("spent") - 1)
    ballot.refresh_from_db(fields=["spent"])
    return ballot


def enter_paper(*, voting_round: VotingRound, ballots: int, dots: Mapping[int, int], by: User) -> None:
    """Keep what ``ballots`` on paper came to: ``dots`` by bundle (primary key), in place of what was entered before.

    Possible until the closing and after it; each time leaves a line in the trail, after it one of its own. Raises
    ``ValidationError`` when there are more dots than the ballots can hold, ``Conflict`` when a bundle is gone.
    """
    if sum(dots.values()) > ballots * voting_round.budget:
        raise ValidationError(
            _("%(ballots)s ballots of %(budget)s dots cannot hold %(dots)s dots. Count once more."),
            params={"ballots": ballots, "budget": voting_round.budget, "dots": sum(dots.values())},
        )
    with transaction.atomic():
        locked = VotingRound.objects.select_for_update(no_key=True).get(pk=voting_round.pk)
        if Cluster.objects.filter(pk__in=dots, team=locked.team_id).count() < len(dots):
            raise Conflict(_("One of these bundles was taken away meanwhile. Look at the list first."))
        before = {row.cluster_id: row for row in locked.paper.all()}
        for pk, many in dots.items():
            row = before.get(pk) or PaperDots(round=locked, cluster_id=pk)
            if row.dots != many:
                row.dots, row.entered_by = many, by
                row.save()
        VotingRound.objects.filter(pk=locked.pk).update(paper_ballots=ballots)
        record(
            by,
            "ideas.paper_entered" if locked.state == RoundState.OPEN else "ideas.paper_corrected",
            voting_round,
            scope=voting_round.programme.scope,
            ballots=ballots,
        )
    voting_round.paper_ballots = ballots


def _ballot(voting_round: VotingRound, voter: Participation) -> Ballot:
    """The ballot of ``voter``, who takes part still, in a round that is open; both stay so until this transaction ends.

    The rows of both are locked where the database can do that, so that no dot slips in behind the closing, or behind
    somebody who claims the seat of a guest (``services.guests``, in the same order); SQLite lets one transaction write
    at a time.
    """
    taking_part = Participation.objects.active().select_for_update(no_key=True).filter(pk=voter.pk)
    if taking_part.first() is None:
        raise Conflict(_("You take part no more like this. The dots that you placed before that count."))
    locked = VotingRound.objects.select_for_update(no_key=True).filter(
        pk=voting_round.pk, state=RoundState.OPEN
    )
    if locked.first() is None:
        raise Conflict(_("The round is closed. The dots that you placed before that count."))
    ballot, _made = Ballot.objects.get_or_create(
        round=voting_round, voter=voter, defaults={"budget": voting_round.budget}
    )
    return ballot
