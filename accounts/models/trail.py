"""What was done by whom."""

from django.db import models

from accounts.models.people import User


class AuditEntry(models.Model):
    """Who did what to which object, when, on whose behalf. Keys only: erasing a person leaves the chain whole."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    for_whom = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    verb = models.CharField(max_length=60)
    """"app.past_tense", such as "ideas.merged"."""
    object_type = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    scope = models.CharField(max_length=60, blank=True)
    """"programme:12": in whose trail it is read."""
    keys = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["scope", "-at"], name="audit_by_scope")]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_type}:{self.object_id}"
