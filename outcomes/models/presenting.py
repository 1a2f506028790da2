"""What is presented at an evening, one after the other, and what people in the room say of it."""

import datetime as dt
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.identifiers import PublicIdField
from ideas.models import Proposal
from outcomes.enums import ReactionKind
from outcomes.querysets import PresentationQuerySet
from programmes.models import Participation, Programme
from sessions.models import Session


class Presentation(models.Model):
    """A proposal, or something with a name alone, that is shown full screen for some minutes."""

    public_id = PublicIdField()
    evening = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="presentations")
    position = models.PositiveSmallIntegerField(default=0)
    proposal = models.ForeignKey(
        Proposal, null=True, blank=True, on_delete=models.CASCADE, related_name="presentations"
    )
    title = models.CharField(_("what is presented"), max_length=160, blank=True)
    """Where it is no proposal."""
    speaker = models.CharField(_("who presents"), max_length=160, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=5, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    is_on = models.BooleanField(default=False)
    """Whether it is on the wall now."""
    began_at = models.DateTimeField(null=True, blank=True)
    """When it was put on the wall, last."""
    reactions_shown_at = models.DateTimeField(null=True, blank=True)
    """When the facilitator showed what people say of it; before that each reads the own reaction alone."""

    objects: ClassVar[PresentationQuerySet] = PresentationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["evening", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_presentation_on_the_wall", fields=["evening"], condition=Q(is_on=True)
            ),
            models.UniqueConstraint(
                name="proposal_presented_once_an_evening",
                fields=["evening", "proposal"],
                condition=Q(proposal__isnull=False),
                violation_error_message=_("This proposal is in the order already."),
            ),
            models.CheckConstraint(
                name="presentation_has_a_name", condition=Q(proposal__isnull=False) | ~Q(title="")
            ),
            models.CheckConstraint(
                name="what_is_on_the_wall_began", condition=Q(is_on=False) | Q(began_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.proposal.title if self.proposal else self.title

    @property
    def programme(self) -> Programme:
        """The programme of the evening."""
        return self.evening.programme

    @property
    def ends_at(self) -> dt.datetime | None:
        """When its time is over."""
        return self.began_at + dt.timedelta(minutes=self.minutes) if self.began_at else None


class Reaction(models.Model):
    """One word or question of one person about what is presented."""

    presentation = models.ForeignKey(Presentation, on_delete=models.CASCADE, related_name="reactions")
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="reactions")
    kind = models.CharField(max_length=8, choices=ReactionKind, default=ReactionKind.WORD)
    text = models.CharField(_("your reaction"), max_length=280)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="one_reaction_per_person", fields=["presentation", "participation"]),
            models.CheckConstraint(name="reaction_says_something", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return self.text[:60]
