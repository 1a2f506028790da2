"""What people report, and what is not the same although it looks so."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.constraints import iff
from ideas.enums import ReportState
from ideas.models.gathering import Idea


class IdeaReport(models.Model):
    """Somebody thinks that an idea should not be read here; read by who made it, and by who decides about it."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="reports")
    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(_("what is wrong with it"), max_length=300, blank=True)
    state = models.CharField(max_length=7, choices=ReportState, default=ReportState.OPEN)
    at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(name="one_report_per_person", fields=["idea", "by"]),
            models.CheckConstraint(
                name="report_that_is_decided_knows_when",
                condition=iff(~Q(state=ReportState.OPEN), Q(decided_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.idea_id}: {self.state}"


class Apart(models.Model):
    """Two ideas that look alike, and are not the same: who leads the evening said so."""

    first = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="two_ideas_are_apart_once", fields=["first", "second"]),
            models.CheckConstraint(
                name="the_older_of_two_ideas_comes_first", condition=Q(first__lt=F("second"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} ≠ {self.second_id}"
