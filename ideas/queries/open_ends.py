"""Ideas without a place, dots that are being placed and proposals that nobody agreed to."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import ngettext

from ideas.enums import ProposalState, RoundState
from ideas.models import Choice, Idea, Proposal, VotingRound
from programmes.models import Programme
from programmes.queries.open_ends import OpenEnd, Weight


def ideas_open(programme: Programme) -> Iterable[OpenEnd]:
    """How many ideas lie nowhere, rounds are open, teams choose and proposals are being written. 4 queries.

    Ideas that still hide count in the number and in nothing else.
    """
    if n := Idea.objects.without_place().filter(programme=programme).count():
        said = ngettext("%(n)d idea has no place yet.", "%(n)d ideas have no place yet.", n)
        url = reverse("ideas:list", args=[programme.public_id]) + "?waiting=1"
        yield OpenEnd("ideas", n, said % {"n": n}, url, Weight.REASON)
    rounds = list(VotingRound.objects.filter(programme=programme, state=RoundState.OPEN))
    if n := len(rounds):
        said = ngettext("%(n)d round of dots is open.", "%(n)d rounds of dots are open.", n)
        url = reverse("ideas:round", args=[rounds[0].public_id])
        yield OpenEnd("rounds", n, said % {"n": n}, url, Weight.FIRST)
    choices = list(Choice.objects.filter(programme=programme, state=RoundState.OPEN))
    if n := len(choices):
        said = ngettext("%(n)d team is still choosing.", "%(n)d teams are still choosing.", n)
        url = reverse("ideas:choice", args=[choices[0].public_id])
        yield OpenEnd("choices", n, said % {"n": n}, url, Weight.FIRST)
    if n := Proposal.objects.filter(programme=programme, state=ProposalState.DRAFT).count():
        said = ngettext(
            "%(n)d proposal is being written: its team has not agreed to it.",
            "%(n)d proposals are being written: their teams have not agreed to them.",
            n,
        )
        url = reverse("ideas:proposals", args=[programme.public_id])
        yield OpenEnd("proposals", n, said % {"n": n}, url, Weight.REASON)
