"""Tables and pairs: who sits with whom at an evening."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import User
from core.identifiers import PublicIdField
from programmes.models import Participation, Programme
from sessions.enums import SeatingKind
from sessions.models.evening import Session
from sessions.querysets import SeatingQuerySet


class Seating(models.Model):
    """How the people of an evening are mixed over tables, or into pairs."""

    public_id = PublicIdField()
    evening = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="seatings")
    kind = models.CharField(max_length=6, choices=SeatingKind)
    seed = models.PositiveIntegerField()
    """Of the last mixing: the same people, the same past and this number give the same tables."""
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    shown_at = models.DateTimeField(null=True, blank=True)
    """Since when everybody reads the own table on the phone; None: only those who lead the evening see it."""
    before = models.JSONField(default=dict, blank=True)
    """Table by participation (primary key) as it was before the last change, so that it can be taken back."""
    version = models.PositiveIntegerField(default=0)
    """Goes up with each change, so that two who lead the evening do not undo each other's."""

    objects: ClassVar[SeatingQuerySet] = SeatingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="one_seating_of_a_kind", fields=["evening", "kind"]),
        ]

    def __str__(self) -> str:
        return f"{self.evening}: {self.kind}"

    @property
    def programme(self) -> Programme:
        """The programme of the evening."""
        return self.evening.programme


class SeatingPlace(models.Model):
    """One person at one table."""

    seating = models.ForeignKey(Seating, on_delete=models.CASCADE, related_name="places")
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    table = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["table", "pk"]
        constraints = [
            models.UniqueConstraint(name="everybody_sits_once", fields=["seating", "participation"]),
            models.CheckConstraint(name="tables_are_counted_from_one", condition=Q(table__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.participation} @ {self.table}"
