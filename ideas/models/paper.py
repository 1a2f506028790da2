"""Cards and ballots on paper: what was printed, and what was typed of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import User
from core.constraints import iff
from core.identifiers import PublicIdField
from ideas.models.gathering import Idea
from ideas.models.rounds import VotingRound
from ideas.querysets import PrintingQuerySet
from programmes.models import Programme
from sessions.models import Session


class Printing(models.Model):
    """A pile of paper for an evening: idea cards, or ballots of a round of dots. Each sheet has a code of its own."""

    public_id = PublicIdField()
    evening = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="printings")
    round = models.ForeignKey(
        VotingRound, null=True, blank=True, on_delete=models.CASCADE, related_name="printings"
    )
    """The round that they are ballots of; None for idea cards."""
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[PrintingQuerySet] = PrintingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.evening}: {self.made_at}"

    @property
    def programme(self) -> Programme:
        """The programme of the evening."""
        return self.evening.programme

    @property
    def team_id(self) -> int | None:
        """The team of the evening."""
        return self.evening.team_id


class Paper(models.Model):
    """One card or ballot, and what was typed of it."""

    public_id = PublicIdField()
    """In the address that its square code leads to."""
    printing = models.ForeignKey(Printing, on_delete=models.CASCADE, related_name="papers")
    evening = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="papers")
    code = models.CharField(max_length=6)
    """What one types: K17 is a card, B17 a ballot, of this evening."""
    idea = models.OneToOneField(Idea, null=True, blank=True, on_delete=models.CASCADE, related_name="paper")
    dots = models.JSONField(null=True, blank=True)
    """Of a ballot: {bundle (primary key): dots}. Nobody knows whose ballot it was."""
    entered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    entered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="one_paper_per_code", fields=["evening", "code"]),
            models.CheckConstraint(
                name="paper_that_was_typed_holds_an_idea_or_dots",
                condition=iff(Q(entered_at__isnull=False), Q(idea__isnull=False) | Q(dots__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.code
