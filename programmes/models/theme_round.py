"""Themes mapped together: people name themes and weigh them, and teams come of it."""

from typing import ClassVar

from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.clock import now
from core.identifiers import PublicIdField
from programmes.enums import ThemeStep
from programmes.models.programme import Participation, Programme
from programmes.models.themes import Theme
from programmes.querysets import OfProgrammeQuerySet, ThemeProposalQuerySet


class ThemeRound(models.Model):
    """One time in which the people of a programme name themes, and then weigh them."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="theme_rounds")
    opened_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    proposing_until = models.DateTimeField()
    weighing_until = models.DateTimeField(null=True, blank=True)
    """Empty until the facilitator lets people weigh."""
    done_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[OfProgrammeQuerySet] = OfProgrammeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_open_theme_round",
                fields=["programme"],
                condition=Q(done_at__isnull=True),
                violation_error_message=_("A round about themes is open already."),
            ),
            models.CheckConstraint(
                name="themes_are_weighed_after_they_are_named",
                condition=Q(weighing_until__isnull=True) | Q(weighing_until__gte=F("proposing_until")),
            ),
        ]

    def __str__(self) -> str:
        return f"themes of {self.programme}"

    @property
    def step(self) -> ThemeStep:
        """How far it is, at this moment."""
        if self.done_at is not None:
            return ThemeStep.DONE
        if self.weighing_until is not None:
            return ThemeStep.WEIGHING if now() < self.weighing_until else ThemeStep.CHOOSING
        return ThemeStep.PROPOSING if now() < self.proposing_until else ThemeStep.SORTING


class ThemeProposal(models.Model):
    """A theme that somebody names. Nobody else sees it while people name themes."""

    public_id = PublicIdField()
    round = models.ForeignKey(ThemeRound, on_delete=models.CASCADE, related_name="proposals")
    proposer = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="theme_proposals")
    title = models.CharField(_("theme"), max_length=120, validators=[MinLengthValidator(3)])
    why = models.TextField(_("why"), max_length=500, blank=True)
    new_title = models.CharField(_("name"), max_length=120, blank=True)
    """What the facilitator calls it; the words of the proposer stay."""
    created_at = models.DateTimeField(auto_now_add=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="merged"
    )
    """The proposal that stands for it too. Nothing else changes, so that taking it back restores everything."""
    theme = models.OneToOneField(
        Theme, null=True, blank=True, on_delete=models.SET_NULL, related_name="proposal"
    )
    """What it became."""

    objects: ClassVar[ThemeProposalQuerySet] = ThemeProposalQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "round",
                "proposer",
                Lower("title"),
                name="theme_proposed_once",
                violation_error_message=_("You named this theme already."),
            ),
            models.CheckConstraint(
                name="theme_is_not_merged_into_itself",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("pk")),
            ),
        ]

    def __str__(self) -> str:
        return self.new_title or self.title

    @property
    def programme(self) -> Programme:
        """The programme that it is about."""
        return self.round.programme


class ThemeWish(models.Model):
    """What one person thinks of one theme. Nobody else sees it while people weigh."""

    proposal = models.ForeignKey(ThemeProposal, on_delete=models.CASCADE, related_name="wishes")
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="theme_wishes")
    is_important = models.BooleanField(default=False)
    wants_to_work = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_wish_per_theme", fields=["proposal", "participation"]),
            models.CheckConstraint(
                name="wish_says_something", condition=Q(is_important=True) | Q(wants_to_work=True)
            ),
        ]

    def __str__(self) -> str:
        return f"wish #{self.pk}"
