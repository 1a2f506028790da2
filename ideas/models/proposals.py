"""What a team proposes, with every text that it had."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.constraints import iff
from core.identifiers import PublicIdField
from ideas.enums import ProposalForm, ProposalState
from ideas.models.gathering import Cluster
from ideas.querysets import ProposalQuerySet
from programmes.models import PolicyGoal, Programme
from teams.models import Team


class Proposal(models.Model):
    """The concrete proposal that a team ends with, in a creative form and with six plain questions."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="proposals")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="proposals")
    cluster = models.ForeignKey(
        Cluster, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals"
    )
    """The bundle that it came from."""
    title = models.CharField(_("title"), max_length=160)
    form = models.CharField(_("form"), max_length=6, choices=ProposalForm, default=ProposalForm.TEXT)
    link = models.URLField(_("link to the film or page"), max_length=500, blank=True)
    what = models.TextField(_("What do you propose?"), max_length=4000, blank=True)
    for_whom = models.TextField(_("For whom?"), max_length=2000, blank=True)
    society_notices = models.TextField(_("What does society notice of it?"), max_length=2000, blank=True)
    first_step = models.TextField(_("What is the first step?"), max_length=2000, blank=True)
    who_is_needed = models.TextField(_("Who is needed?"), max_length=2000, blank=True)
    which_goal = models.TextField(_("Which goal does it serve?"), max_length=2000, blank=True)
    goals = models.ManyToManyField(PolicyGoal, blank=True, related_name="proposals")
    """The policy goals that it serves."""
    state = models.CharField(max_length=6, choices=ProposalState, default=ProposalState.DRAFT)
    agreed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    """Of the text: an edit names the version that it began from."""
    changed_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[ProposalQuerySet] = ProposalQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["team__position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="agreed_proposal_knows_when",
                condition=iff(Q(state=ProposalState.AGREED), Q(agreed_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ProposalVersion(models.Model):
    """The text of a proposal as it was, so that nobody's words are lost."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(name="proposal_version_once", fields=["proposal", "number"])]

    def __str__(self) -> str:
        return f"{self.proposal} {self.number}"
