"""A verslag: what happened on an evening as it was found, and what its facilitator says of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.constraints import iff
from core.identifiers import PublicIdField
from programmes.models import Programme
from reports.verslag.querysets import VerslagQuerySet
from sessions.models import Session


class Verslag(models.Model):
    """The verslag of one evening. Whoever reads it sees of it what that person may see of the evening."""

    public_id = PublicIdField()
    evening = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="verslag")
    title = models.CharField(_("heading"), max_length=160, blank=True)
    """Empty: how many ideas there are."""
    introduction = models.TextField(_("introduction"), max_length=5000, blank=True)
    """Markdown."""
    agreed = models.TextField(_("agreements"), max_length=3000, blank=True)
    """One agreement a line; behind a dash how."""
    points = models.TextField(_("who does what"), max_length=3000, blank=True)
    """One action point a line; behind a dash who does it, and when."""
    left_out = models.JSONField(default=list)
    """The parts (``Part``) that do not stand in it."""
    remarks = models.JSONField(default=dict)
    """Own words per part, in Markdown."""
    happened = models.JSONField(default=dict)
    """What was found (``queries.happened``): primary keys, times, dots, and what blocks and bundles were called. Never
    the name of a person, an idea or homework."""
    gathered_at = models.DateTimeField()
    """When that was."""
    changed_at = models.DateTimeField()
    """When somebody last changed what it says."""
    times_sent = models.PositiveSmallIntegerField(default=0)
    """Once it was sent, those for whom the evening was can read it."""
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    objects: ClassVar[VerslagQuerySet] = VerslagQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sent_verslag_knows_when", condition=iff(Q(times_sent__gt=0), Q(sent_at__isnull=False))
            ),
        ]

    def __str__(self) -> str:
        return str(self.evening)

    @property
    def programme(self) -> Programme:
        """The programme of its evening."""
        return self.evening.programme

    @property
    def team_id(self) -> int | None:
        """The team of its evening; None where it was for all."""
        return self.evening.team_id

    @property
    def is_sent(self) -> bool:
        """Whether people have it."""
        return self.times_sent > 0

    @property
    def changed_since(self) -> bool:
        """Whether it says something else than what was sent last."""
        return self.sent_at is not None and self.changed_at > self.sent_at
