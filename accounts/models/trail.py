"""What was done by whom, and the seals that show that nobody changed it afterwards."""

from typing import Any, ClassVar, NoReturn

from django.db import models

from accounts.models.people import User
from accounts.querysets import AuditEntryQuerySet


class AuditSeal(models.Model):
    """A hash over a batch of entries and over the seal before it. Two seals never follow the same one: no forks."""

    sealed_at = models.DateTimeField()
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField()
    count = models.PositiveIntegerField()
    previous_digest = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"seal #{self.pk} {self.digest[:12]}"


class AuditEntry(models.Model):
    """Who did what to which object, when, on whose behalf. Keys only: erasing a person leaves the chain whole.

    An entry is written once. ``by`` and ``for_whom`` become empty when a person is erased; their keys stay, and tell
    nothing then but that two entries are of the same person.
    """

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    for_whom = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    by_key = models.BigIntegerField(null=True, blank=True, db_index=True)
    """The primary key of ``by`` at that moment."""
    for_whom_key = models.BigIntegerField(null=True, blank=True)
    role = models.CharField(max_length=20, blank=True)
    """What ``by`` was in the scope at that moment; empty in entries older than this column."""
    verb = models.CharField(max_length=60)
    """"app.past_tense", such as "ideas.merged"."""
    object_type = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    scope = models.CharField(max_length=60, blank=True)
    """"programme:12", "organisation:3" or "person:8": in whose trail it is read."""
    keys = models.JSONField(default=dict)
    seal = models.ForeignKey(
        AuditSeal, null=True, blank=True, on_delete=models.PROTECT, related_name="entries"
    )

    objects: ClassVar[AuditEntryQuerySet] = AuditEntryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["scope", "-at"], name="audit_by_scope")]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_type}:{self.object_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it, once."""
        if not self._state.adding:
            raise RuntimeError("An entry of the trail is written once.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused."""
        raise RuntimeError("An entry of the trail stays.")
