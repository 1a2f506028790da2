"""The one table of core: work that takes longer than a request."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.identifiers import PublicIdField


class Job(models.Model):
    """One piece of long work: what it is, how far it is, and who holds it until when."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    public_id = PublicIdField()
    work = models.CharField(max_length=80)
    """Name under which the work was registered (core.background)."""
    argument = models.BigIntegerField()
    """Primary key of what the work is about."""
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    progress = models.PositiveSmallIntegerField(default=0)
    doing = models.CharField(max_length=200, blank=True)
    error = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_open_job_per_work",
                fields=["work", "argument"],
                condition=models.Q(state__in=["waiting", "running"]),
            ),
            models.CheckConstraint(
                name="job_progress_is_a_percentage", condition=models.Q(progress__lte=100)
            ),
        ]
        indexes = [models.Index(fields=["state", "leased_until"], name="core_job_open")]

    def __str__(self) -> str:
        return f"{self.work}({self.argument}): {self.state}"
