"""The subjects of a programme."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.identifiers import PublicIdField
from programmes.models.goals import PolicyGoal
from programmes.models.programme import Programme
from programmes.querysets import OfProgrammeQuerySet


class Theme(models.Model):
    """A subject that a team takes on."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="themes")
    name = models.CharField(_("name"), max_length=120)
    position = models.PositiveSmallIntegerField(default=0)
    goals = models.ManyToManyField(PolicyGoal, blank=True, related_name="themes")
    """The policy goals that its team works on."""

    objects: ClassVar[OfProgrammeQuerySet] = OfProgrammeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(name="theme_name_once", fields=["programme", "name"])]

    def __str__(self) -> str:
        return self.name
