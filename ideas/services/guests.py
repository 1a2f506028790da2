"""What becomes of the dots of a guest who turned out to be somebody."""

from django.db.models import F

from core.live import announce
from ideas.enums import RoundState
from ideas.models import Ballot, Vote, VotingRound
from ideas.services.rounds import channel_of
from programmes.models import Participation


def merge_ballots(guest: Participation, own: Participation | None) -> None:
    """Put the dots of ``guest`` in rounds that are open still on the ballot of ``own``, in the caller's transaction.

    One person has one budget: what exceeds it is taken back, the guest's last bundles first. In closed rounds every dot
    stays: their outcome was read. Without an own participation the ballot stays as it is, under the new name.
    """
    if own is None:
        return
    voted_in = Ballot.objects.filter(voter=guest).values("round")
    rounds = VotingRound.objects.filter(pk__in=voted_in, state=RoundState.OPEN)
    for voting_round in rounds.select_for_update(no_key=True).order_by("pk"):
        _merge(voting_round, guest, own)
        VotingRound.objects.filter(pk=voting_round.pk).update(version=F("version") + 1)
        announce(channel_of(voting_round), voting_round.version + 1)


def _merge(voting_round: VotingRound, guest: Participation, own: Participation) -> None:
    given = Ballot.objects.get(round=voting_round, voter=guest)
    kept, _made = Ballot.objects.get_or_create(
        round=voting_round, voter=own, defaults={"budget": voting_round.budget}
    )
    for vote in given.votes.filter(dots__gt=0).order_by("pk"):
        dots = min(vote.dots, kept.budget - kept.spent)
        if dots:
            mine, _made = Vote.objects.get_or_create(ballot=kept, cluster_id=vote.cluster_id)
            Vote.objects.filter(pk=mine.pk).update(dots=F("dots") + dots)
            kept.spent += dots
    kept.save(update_fields=["spent"])
    given.delete()
