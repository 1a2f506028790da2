"""Rounds of dots: opening, placing within a budget, closing."""

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.audit import record
from core.clock import now
from core.errors import Conflict
from core.live import announce
from ideas.enums import RoundState
from ideas.models import Ballot, Cluster, Vote, VotingRound
from programmes.models import Participation
from sessions.enums import SessionState
from sessions.models import Seat, Session
from sessions.services.live import tell_screens
from teams.models import Team


def channel_of(voting_round: VotingRound) -> str:
    """The channel on which open screens hear that the round changed."""
    return f"round:{voting_round.pk}"


def open_round(*, team: Team, title: str, budget: int, by: User) -> VotingRound:
    """Let the members of ``team`` place ``budget`` dots each on its bundles.

    Raises ``Conflict`` when a round is open already, or when there are fewer than two bundles to choose from.
    """
    if Cluster.objects.present().filter(team=team).count() < 2:
        raise Conflict(_("Make two bundles at least: with one there is nothing to choose."))
    try:
        with transaction.atomic():
            voting_round = VotingRound.objects.create(
                programme_id=team.programme_id, team=team, title=title, budget=budget, opened_by=by, version=1
            )
            record(by, "ideas.round_opened", voting_round, scope=team.programme.scope, budget=budget)
            announce(channel_of(voting_round), 1)
            _tell_guests(team)
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
        _tell_guests(voting_round.team)
    return voting_round


def _tell_guests(team: Team) -> None:
    """Let phones of guests at the table of ``team`` hear of the round: they have the page of the evening alone."""
    seats = Seat.objects.held().filter(team=team)
    for evening in Session.objects.filter(state=SessionState.RUNNING, pk__in=seats.values("evening")):
        tell_screens(evening=evening)


def give_dot(*, voting_round: VotingRound, cluster: Cluster, voter: Participation) -> Ballot:
    """Place one more dot of ``voter`` on ``cluster``.

    However many taps come at once, from however many phones, the budget holds: a tap beyond it changes nothing.
    Raises ``Conflict`` when the round was closed, or the bundle is not in it (any more). The audit trail says nothing
    of it: it would tell who chose what.
    """
    with transaction.atomic():
        ballot = _ballot(voting_round, voter)
        if not Cluster.objects.present().filter(pk=cluster.pk, team=voting_round.team_id).exists():
            raise Conflict(_("This bundle was taken away meanwhile. Your dots are still yours."))
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
