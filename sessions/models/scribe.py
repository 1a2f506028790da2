"""Who writes down at an evening what others say."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.identifiers import PublicIdField
from programmes.models import Participation, Programme
from sessions.models.evening import Session
from sessions.querysets import ScribeQuerySet
from teams.models import Team


class Scribe(models.Model):
    """Somebody who takes part and writes for people without a phone: at one table, at all of them, or for those who
    take part by the video link."""

    public_id = PublicIdField()
    evening = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="scribes")
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """The team at whose table; None for all tables of the evening."""
    by_link = models.BooleanField(default=False)
    """For those who take part by the video link, whatever their team."""
    noted_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    noted_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[ScribeQuerySet] = ScribeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["noted_at", "pk"]
        verbose_name = _("scribe")
        constraints = [
            models.UniqueConstraint(name="scribe_of_an_evening_once", fields=["evening", "participation"]),
            models.CheckConstraint(
                name="scribe_of_the_link_has_no_table", condition=Q(by_link=False) | Q(team__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participation} @ {self.evening}"

    @property
    def programme(self) -> Programme:
        """The programme of the evening."""
        return self.evening.programme
