"""The regional agenda: tasks that the bodies of a region take on together."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.identifiers import PublicIdField
from outcomes.enums import TaskForm
from outcomes.models.conference import Body
from outcomes.models.results import Decision
from outcomes.querysets import RegionalTaskQuerySet
from programmes.models import PolicyGoal, Programme
from sessions.models import Session


class RegionalTask(models.Model):
    """A task that none of the bodies can finish alone: who pulls it, in which form, and its first step."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="regional_tasks")
    evening = models.ForeignKey(
        Session, null=True, blank=True, on_delete=models.SET_NULL, related_name="regional_tasks"
    )
    """At which evening it was agreed on."""
    position = models.PositiveSmallIntegerField(default=0)
    what = models.CharField(_("task"), max_length=200)
    why = models.TextField(_("why"), max_length=1000, blank=True)
    goal = models.ForeignKey(
        PolicyGoal, null=True, blank=True, on_delete=models.SET_NULL, related_name="regional_tasks"
    )
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.SET_NULL, related_name="regional_tasks"
    )
    puller = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.SET_NULL, related_name="pulled_tasks"
    )
    """The organisation that pulls it."""
    pulled_by = models.CharField(_("who"), max_length=120, blank=True)
    """The person, or somebody outside the list of organisations."""
    form = models.CharField(_("form of organisation"), max_length=8, choices=TaskForm, default=TaskForm.OPEN)
    starts_on = models.DateField(_("from when"), null=True, blank=True)
    first_step = models.CharField(_("first step"), max_length=300, blank=True)
    first_on = models.DateField(_("first date"), null=True, blank=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    """When somebody took it off the agenda; it is kept, so that it can be put back."""

    objects: ClassVar[RegionalTaskQuerySet] = RegionalTaskQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("task of the regional agenda")
        constraints = [
            models.CheckConstraint(name="task_says_what", condition=~Q(what="")),
        ]

    def __str__(self) -> str:
        return self.what


class TaskShare(models.Model):
    """That a body takes part in a task, and what it gives and asks (wederkerigheid)."""

    task = models.ForeignKey(RegionalTask, on_delete=models.CASCADE, related_name="shares")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="shares")
    gives = models.CharField(_("gives"), max_length=300, blank=True)
    asks = models.CharField(_("asks"), max_length=300, blank=True)

    class Meta:
        ordering = ["body__name", "pk"]
        constraints = [
            models.UniqueConstraint(name="body_takes_part_in_a_task_once", fields=["task", "body"])
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.task}"
