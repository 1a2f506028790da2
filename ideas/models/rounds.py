"""Rounds of dots over the bundles of a team."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.constraints import iff
from core.identifiers import PublicIdField
from ideas.enums import RoundState
from ideas.models.gathering import Cluster
from ideas.querysets import RoundQuerySet
from programmes.models import Participation, Programme
from teams.models import Team


class VotingRound(models.Model):
    """A round of dots over the bundles of a team; hidden until it is closed."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="rounds")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="rounds")
    title = models.CharField(_("title"), max_length=160)
    budget = models.PositiveSmallIntegerField(
        _("dots per person"), default=5, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    own_ideas = models.BooleanField(_("dots on own ideas"), default=True)
    """Whether people may place dots on a bundle in which an idea of their own lies."""
    paper_ballots = models.PositiveSmallIntegerField(_("ballots on paper"), default=0)
    state = models.CharField(max_length=6, choices=RoundState, default=RoundState.OPEN)
    opened_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    objects: ClassVar[RoundQuerySet] = RoundQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(
                name="one_open_round_per_team",
                fields=["team"],
                condition=Q(state=RoundState.OPEN),
                violation_error_message=_("This team has an open round already."),
            ),
            models.CheckConstraint(
                name="closed_round_knows_when",
                condition=iff(Q(state=RoundState.CLOSED), Q(closed_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Ballot(models.Model):
    """One person's dots in one round: how many are spent of how many. Guarded updates keep the check below true."""

    round = models.ForeignKey(VotingRound, on_delete=models.CASCADE, related_name="ballots")
    voter = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="ballots")
    budget = models.PositiveSmallIntegerField()
    spent = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_ballot_per_person", fields=["round", "voter"]),
            models.CheckConstraint(name="ballot_within_budget", condition=Q(spent__lte=F("budget"))),
        ]

    def __str__(self) -> str:
        return f"{self.spent}/{self.budget}"


class Vote(models.Model):
    """The dots that one ballot puts on one bundle."""

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="votes")
    cluster = models.ForeignKey(Cluster, on_delete=models.CASCADE, related_name="votes")
    dots = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_vote_per_bundle", fields=["ballot", "cluster"])]

    def __str__(self) -> str:
        return f"{self.dots} on {self.cluster}"


class PaperDots(models.Model):
    """The dots that all ballots on paper together put on one bundle, as somebody counted and entered them."""

    round = models.ForeignKey(VotingRound, on_delete=models.CASCADE, related_name="paper")
    cluster = models.ForeignKey(Cluster, on_delete=models.CASCADE, related_name="paper_dots")
    dots = models.PositiveSmallIntegerField(default=0)
    entered_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    entered_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["entered_at", "pk"]
        constraints = [
            models.UniqueConstraint(name="one_count_of_paper_per_bundle", fields=["round", "cluster"])
        ]

    def __str__(self) -> str:
        return f"{self.dots} on {self.cluster}"
