"""What a coalition agreement promises, and which of it a programme serves."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from core.constraints import iff
from core.identifiers import PublicIdField
from programmes.models.programme import Programme
from programmes.querysets import AgreementQuerySet, OfProgrammeQuerySet, PolicyGoalQuerySet


class Agreement(models.Model):
    """The agreement of an organisation's board for a period: its policy goals stand in it."""

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="agreements")
    name = models.CharField(_("name"), max_length=160)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))

    objects: ClassVar[AgreementQuerySet] = AgreementQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                "organisation",
                Lower("name"),
                name="agreement_name_once",
                violation_error_message=_("There is an agreement with this name already."),
            ),
            models.CheckConstraint(
                name="agreement_ends_after_it_begins",
                condition=Q(ends_on__gt=F("starts_on")),
                violation_error_message=_("An agreement ends after it begins."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PolicyGoal(models.Model):
    """One goal of an agreement. Programmes serve it; themes and proposals hang on it."""

    public_id = PublicIdField()
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="goals")
    number = models.PositiveSmallIntegerField()
    """As the agreement counts, from 1."""
    text = models.CharField(_("goal"), max_length=300)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    """None: by the end of the agreement."""
    added_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[PolicyGoalQuerySet] = PolicyGoalQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["agreement", "number"]
        constraints = [
            models.UniqueConstraint(name="goal_number_once", fields=["agreement", "number"]),
            models.UniqueConstraint(
                "agreement",
                Lower("text"),
                name="goal_text_once",
                violation_error_message=_("This goal stands in the agreement already."),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class ServedGoal(models.Model):
    """A goal that a programme ties to; or one of which it says why nothing will come of it here."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="served_goals")
    goal = models.ForeignKey(PolicyGoal, on_delete=models.PROTECT, related_name="served")
    because = models.CharField(_("because"), max_length=300, blank=True)
    """Why nothing will come of it in this programme; empty while something may."""
    said_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    said_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[OfProgrammeQuerySet] = OfProgrammeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["goal__agreement", "goal__number"]
        constraints = [
            models.UniqueConstraint(name="goal_served_once", fields=["programme", "goal"]),
            models.CheckConstraint(
                name="goal_left_knows_when", condition=iff(~Q(because=""), Q(said_at__isnull=False))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme}: {self.goal}"
