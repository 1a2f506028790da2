"""From one thought, as it was caught, to the proposal that a team ends with."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.constraints import iff
from core.identifiers import PublicIdField
from homework.models import Submission
from ideas.enums import IdeaState, ProposalForm, ProposalState, RoundState
from ideas.querysets import IdeaQuerySet, OfTeamQuerySet, ProposalQuerySet
from programmes.models import Participation, Programme
from sessions.models import Session
from teams.models import Team


class Cluster(models.Model):
    """A bundle: ideas that belong together."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="clusters")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="clusters")
    title = models.CharField(_("name of the bundle"), max_length=160)
    position = models.PositiveSmallIntegerField(default=0)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[OfTeamQuerySet] = OfTeamQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="cluster_title_once",
                fields=["team", "title"],
                violation_error_message=_("This team has a bundle with this name already."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Idea(models.Model):
    """One thought, as it was caught."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="ideas")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="ideas")
    number = models.PositiveIntegerField()
    """With the team's letter its code: L34."""
    text = models.TextField(_("idea"), max_length=2000)
    author = models.ForeignKey(
        Participation, null=True, blank=True, on_delete=models.SET_NULL, related_name="ideas"
    )
    written_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    """The scribe, where somebody typed it for the author."""
    evening = models.ForeignKey(
        Session, null=True, blank=True, on_delete=models.PROTECT, related_name="ideas"
    )
    submission = models.ForeignKey(
        Submission, null=True, blank=True, on_delete=models.PROTECT, related_name="ideas"
    )
    """The homework that it was made from."""
    draft_key = models.CharField(max_length=64, blank=True)
    """Idempotency key from the phone: sending twice makes one."""
    cluster = models.ForeignKey(
        Cluster, null=True, blank=True, on_delete=models.SET_NULL, related_name="ideas"
    )
    state = models.CharField(max_length=12, choices=IdeaState, default=IdeaState.OPEN)
    ending = models.CharField(_("not further, because"), max_length=500, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="absorbed"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[IdeaQuerySet] = IdeaQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(name="idea_code_once", fields=["team", "number"]),
            models.UniqueConstraint(
                name="one_idea_per_draft", fields=["author", "draft_key"], condition=~Q(draft_key="")
            ),
            models.CheckConstraint(
                name="idea_not_further_says_why",
                condition=~Q(state=IdeaState.NOT_FURTHER) | ~Q(ending=""),
                violation_error_message=_("Say why this idea goes no further."),
            ),
            models.CheckConstraint(
                name="merged_idea_names_its_heir",
                condition=iff(Q(state=IdeaState.MERGED), Q(merged_into__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["team", "-number"], name="ideas_of_team")]

    def __str__(self) -> str:
        return self.text[:60]


class VotingRound(models.Model):
    """A round of dots over the bundles of a team; hidden until it is closed."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="rounds")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="rounds")
    title = models.CharField(_("title"), max_length=160)
    budget = models.PositiveSmallIntegerField(
        _("dots per person"), default=5, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    state = models.CharField(max_length=6, choices=RoundState, default=RoundState.OPEN)
    opened_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    objects: ClassVar[OfTeamQuerySet] = OfTeamQuerySet.as_manager()  # type: ignore[assignment]

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
