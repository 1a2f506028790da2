"""The blueprints of an organisation: versions that stay as they were made, and the draft of the next one."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import Organisation, User
from core.identifiers import PublicIdField
from programmes.querysets import OfHostQuerySet


class Blueprint(models.Model):
    """One version of a reusable plan (docs/blauwdruk.md); never changed, a better one is the next version."""

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="blueprints")
    key = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    plan = models.JSONField()
    """As ``programmes.services.blueprint_reader`` reads it."""
    made_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    """When somebody took the blueprint out of the choice; programmes that began from it keep theirs."""

    objects: ClassVar[OfHostQuerySet] = OfHostQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["organisation", "key", "-version"]
        constraints = [
            models.UniqueConstraint(
                name="one_blueprint_per_version", fields=["organisation", "key", "version"]
            ),
            models.CheckConstraint(name="blueprint_versions_count_from_one", condition=Q(version__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.version}"

    @property
    def name(self) -> str:
        """What people call it."""
        return str(self.plan["name"])


class BlueprintDraft(models.Model):
    """The next version of a blueprint while people work on it in the browser; there is one at a time."""

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="blueprint_drafts")
    key = models.CharField(max_length=40)
    plan = models.JSONField()
    changed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[OfHostQuerySet] = OfHostQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["organisation", "key"]
        constraints = [
            models.UniqueConstraint(name="one_draft_per_blueprint", fields=["organisation", "key"]),
        ]

    def __str__(self) -> str:
        return f"{self.key} (draft)"

    @property
    def name(self) -> str:
        """What people call it."""
        return str(self.plan["name"])
