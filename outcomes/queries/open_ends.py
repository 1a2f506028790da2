"""Proposals and decisions that are not finished, before a phase or the end of their programme."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import ngettext

from ideas.enums import ProposalState
from ideas.models import Proposal
from outcomes.enums import Verdict
from outcomes.models import Decision
from programmes.models import Programme
from programmes.queries.open_ends import OpenEnd, Weight


def decisions_open(programme: Programme) -> Iterable[OpenEnd]:
    """Proposals that wait for a decision, and decisions that do not say why. 2 queries."""
    url = reverse("outcomes:results", args=[programme.public_id])
    waiting = Proposal.objects.filter(
        programme=programme, state=ProposalState.AGREED, decision__isnull=True
    ).count()
    if waiting:
        said = ngettext(
            "On %(n)d agreed proposal nothing was decided yet.",
            "On %(n)d agreed proposals nothing was decided yet.",
            waiting,
        )
        yield OpenEnd("undecided", waiting, said % {"n": waiting}, url, Weight.REASON)
    silent = Decision.objects.filter(programme=programme, reason="").exclude(verdict=Verdict.ADOPTED).count()
    if silent:
        said = ngettext("%(n)d decision does not say why.", "%(n)d decisions do not say why.", silent)
        yield OpenEnd("unexplained", silent, said % {"n": silent}, url)
