"""Homework between the evenings, and what people hand in for it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.identifiers import PublicIdField
from homework.enums import Outcome, SubmissionState, Visibility
from homework.querysets import AssignmentQuerySet, PictureQuerySet, SubmissionQuerySet
from programmes.models import Moment, Participation, Programme, StakeholderGroup
from sessions.models import Session
from teams.models import Team


class Assignment(models.Model):
    """Homework between two evenings; ``moment`` is when it should be in."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="assignments")
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="assignments"
    )
    """None: for all teams."""
    evening = models.ForeignKey(
        Session, null=True, blank=True, on_delete=models.SET_NULL, related_name="assignments"
    )
    """The evening that its harvest opens."""
    moment = models.OneToOneField(Moment, on_delete=models.PROTECT, related_name="assignment")
    recipe = models.CharField(max_length=40)
    title = models.CharField(_("title"), max_length=160)
    instructions = models.TextField(_("instructions"), max_length=4000)
    fields = models.JSONField(default=list)
    """Harvest fields: [{"key", "kind": short|long|quote|photo|link|idea, "label", "help", "required"}], a copy of
    the recipe's."""
    visibility = models.CharField(
        _("seen by the others"), max_length=12, choices=Visibility, default=Visibility.AFTER_OWN
    )

    objects: ClassVar[AssignmentQuerySet] = AssignmentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["moment__at", "pk"]

    def __str__(self) -> str:
        return self.title


class Submission(models.Model):
    """What somebody hands in for homework; a draft until then."""

    public_id = PublicIdField()
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="submissions")
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="submissions")
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="submissions"
    )
    author = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="submissions")
    state = models.CharField(max_length=9, choices=SubmissionState, default=SubmissionState.DRAFT)
    outcome = models.CharField(max_length=7, choices=Outcome, default=Outcome.DONE)
    talked_with = models.ForeignKey(
        StakeholderGroup, null=True, blank=True, on_delete=models.SET_NULL, related_name="talks"
    )
    """The group that the person belongs to with whom the author talked."""
    answers = models.JSONField(default=dict)
    """Text per harvest field's key."""
    learned = models.TextField(_("what I learned from it"), max_length=5000, blank=True)
    changed_at = models.DateTimeField(auto_now=True)
    handed_in_at = models.DateTimeField(null=True, blank=True)
    reply = models.TextField(_("answer of the coach"), max_length=3000, blank=True)
    replied_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    replied_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[SubmissionQuerySet] = SubmissionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_submission_per_person", fields=["assignment", "author"]),
            models.CheckConstraint(
                name="handed_in_submission_knows_when",
                condition=Q(state=SubmissionState.DRAFT) | Q(handed_in_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment} by {self.author}: {self.state}"


class Picture(models.Model):
    """A photo with a submission, painted anew when it came in."""

    public_id = PublicIdField()
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="pictures")
    image = models.ImageField(upload_to="homework", width_field="width", height_field="height")
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    description = models.CharField(_("what is to be seen"), max_length=300, blank=True)
    sha256 = models.CharField(max_length=64)
    """Of the stored bytes: the same photo sent twice is kept once."""
    added_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[PictureQuerySet] = PictureQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [models.UniqueConstraint(name="same_picture_once", fields=["submission", "sha256"])]

    def __str__(self) -> str:
        return str(self.image.name)
