"""What came of it: lessons and decisions."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.identifiers import PublicIdField
from homework.models import Submission
from ideas.models import Proposal
from outcomes.enums import DecidedHow, LessonKind, Verdict
from outcomes.querysets import DecisionQuerySet, LessonQuerySet
from programmes.models import Programme
from sessions.models import Session
from teams.models import Team


class Lesson(models.Model):
    """What was learned, from what worked or did not, in somebody's words."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="lessons")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="lessons")
    kind = models.CharField(_("where it comes from"), max_length=12, choices=LessonKind)
    text = models.TextField(_("lesson"), max_length=2000)
    submission = models.ForeignKey(
        Submission, null=True, blank=True, on_delete=models.PROTECT, related_name="lessons"
    )
    evening = models.ForeignKey(
        Session, null=True, blank=True, on_delete=models.PROTECT, related_name="lessons"
    )
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[LessonQuerySet] = LessonQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="lesson_has_an_origin",
                condition=Q(submission__isnull=False) | Q(evening__isnull=False),
                violation_error_message=_("Say where this lesson comes from: homework or an evening."),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Decision(models.Model):
    """What a body decided on a proposal."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="decisions")
    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="decision")
    body = models.CharField(_("which body decided"), max_length=160)
    decided_on = models.DateField(_("date"))
    verdict = models.CharField(_("decision"), max_length=10, choices=Verdict, default=Verdict.ADOPTED)
    how = models.CharField(_("how"), max_length=10, choices=DecidedHow, default=DecidedHow.UNANIMOUS)
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    owner = models.CharField(_("who takes it on"), max_length=160, blank=True)
    follow_up_on = models.DateField(_("look back on"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[DecisionQuerySet] = DecisionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["decided_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="follow_up_after_decision",
                condition=Q(follow_up_on__isnull=True) | Q(follow_up_on__gte=models.F("decided_on")),
                violation_error_message=_("Looking back happens after the decision."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal}: {self.verdict}"


class FollowUp(models.Model):
    """That a programme goes on where another one came to: from which, by which decision, and what came along."""

    programme = models.OneToOneField(Programme, on_delete=models.CASCADE, related_name="origin")
    before = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="follow_ups")
    first = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    """The programme with which the whole line began: that of ``before``, or ``before`` itself."""
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="follow_ups"
    )
    lessons = models.ManyToManyField(Lesson, related_name="brought_to")
    """They stay where they were learned, signed as their people consent there, and are read here too."""
    proposals = models.ManyToManyField(Proposal, related_name="brought_to")
    begun_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["begun_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="nothing_follows_itself",
                condition=~Q(programme=models.F("before")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme} after {self.before}"
