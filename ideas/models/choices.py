"""Other ways to choose than dots: a consent round, scores, an order."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.constraints import iff
from core.identifiers import PublicIdField
from ideas.enums import ChoiceKind, RoundState, Stance
from ideas.models.gathering import Cluster
from ideas.models.proposals import Proposal
from ideas.querysets import ChoiceQuerySet
from programmes.models import Participation, Programme
from teams.models import Team

MOST_BUNDLES = 7
"""As many bundles as people can weigh or order on a phone."""
BEST_SCORE = 5


class Choice(models.Model):
    """What a team is asked; what people answered is hidden until it is closed."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="choices")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="choices")
    kind = models.CharField(max_length=8, choices=ChoiceKind)
    title = models.CharField(_("what is asked"), max_length=300)
    """Of a consent round the words that people can live with or not."""
    second = models.CharField(_("second question"), max_length=160, blank=True)
    """Of scores; empty where one question is asked."""
    clusters: "models.ManyToManyField[Cluster, models.Model]" = models.ManyToManyField(
        Cluster, related_name="choices", blank=True
    )
    """What is scored or put in order; of a consent round the bundle that it came from, if any."""
    proposal = models.ForeignKey(
        Proposal, null=True, blank=True, on_delete=models.SET_NULL, related_name="choices"
    )
    """What a consent round is about, if it is about a proposal."""
    number = models.PositiveSmallIntegerField(default=1)
    """Of a consent round: which one about the same, with other words each time."""
    follows = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="next_round"
    )
    state = models.CharField(max_length=6, choices=RoundState, default=RoundState.OPEN)
    opened_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    """Of a consent round: closed, answered and without an objection."""
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[ChoiceQuerySet] = ChoiceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(
                name="one_open_choice_per_team",
                fields=["team"],
                condition=Q(state=RoundState.OPEN),
                violation_error_message=_("This team is choosing already. Close that first."),
            ),
            models.CheckConstraint(
                name="closed_choice_knows_when",
                condition=iff(Q(state=RoundState.CLOSED), Q(closed_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="agreed_choice_is_a_closed_consent_round",
                condition=Q(agreed_at__isnull=True) | Q(kind=ChoiceKind.CONSENT, state=RoundState.CLOSED),
            ),
            models.CheckConstraint(
                name="second_question_of_scores",
                condition=Q(second="") | Q(kind=ChoiceKind.SCORES),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Answer(models.Model):
    """What one person answered; of scores and orders the numbers are ``Mark``s."""

    choice = models.ForeignKey(Choice, on_delete=models.CASCADE, related_name="answers")
    voter = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="choice_answers")
    stance = models.CharField(max_length=9, choices=Stance, blank=True)
    remark = models.TextField(max_length=500, blank=True)
    """What goes along with the consent, or what the objection is about."""
    wish = models.TextField(max_length=500, blank=True)
    """What would take the objection away."""
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="one_answer_per_person", fields=["choice", "voter"]),
            models.CheckConstraint(
                name="answer_says_what_it_is_about",
                condition=~Q(stance__in=[Stance.REMARK, Stance.OBJECTION]) | ~Q(remark=""),
                violation_error_message=_("Say in a few words what it is about."),
            ),
        ]

    def __str__(self) -> str:
        return self.stance or f"#{self.pk}"


class Mark(models.Model):
    """A number that one answer gives to a bundle: a score, or its place in the order."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="marks")
    cluster = models.ForeignKey(Cluster, on_delete=models.CASCADE, related_name="marks")
    question = models.PositiveSmallIntegerField(default=1)
    value = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["value", "pk"]
        constraints = [
            models.UniqueConstraint(name="one_mark_per_question", fields=["answer", "cluster", "question"]),
            models.CheckConstraint(name="first_or_second_question", condition=Q(question__in=[1, 2])),
            models.CheckConstraint(
                name="mark_within_range", condition=Q(value__gte=1, value__lte=MOST_BUNDLES)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value} for {self.cluster}"
