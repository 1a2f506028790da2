"""Every message that leaves: planned, previewed, claimed, sent, kept."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.constraints import iff
from core.identifiers import PublicIdField
from outbox.enums import MessageState, Urgency
from outbox.querysets import MessageQuerySet


class Message(models.Model):
    """One message to one address. Secrets (links that sign in, codes) are never in it: they are made when it
    is sent."""

    public_id = PublicIdField()
    kind = models.CharField(max_length=40)
    """Name under which the kind is registered (outbox.services.kinds)."""
    dedupe_key = models.CharField(max_length=200, unique=True)
    """Made from the cause and the version of its date, so that the same thing is never told twice."""
    batch = models.CharField(max_length=120, db_index=True)
    """What one planning made for many people; the outbox shows them together."""
    scope = models.CharField(max_length=60, blank=True)
    """"programme:12"; empty for messages about an account, which show in no programme."""
    recipient = models.EmailField(_("to"))
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="messages")
    language = models.CharField(max_length=2, default="nl")
    reply_to = models.EmailField(blank=True)
    sender_name = models.CharField(max_length=200, blank=True)
    """In whose name it goes: "Marit Duinstra" via Koerswerk."""
    urgency = models.CharField(max_length=6, choices=Urgency)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"))
    """Markdown, as the facilitator may have edited it."""
    action_label = models.CharField(max_length=80, blank=True)
    action_path = models.CharField(max_length=300, blank=True)
    """The path of ours behind the button; the kind may turn it into a personal link when it is sent."""
    layout = models.JSONField(default=dict)
    """What stands around the text: "programme", "accent", "day" (at, title, text), "closing" (below the button)."""
    why = models.CharField(max_length=300)
    """Why this person gets it, in a sentence."""
    params = models.JSONField(default=dict)
    """Primary keys from which the kind makes the text anew and checks whether it still applies."""
    state = models.CharField(max_length=8, choices=MessageState, default=MessageState.PLANNED)
    reason = models.CharField(max_length=300, blank=True)
    """Why it was skipped, held or not delivered, in a sentence."""
    due_at = models.DateTimeField()
    claim = models.CharField(max_length=12, blank=True)
    """The sender that holds it: only that one may mark it."""
    leased_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    """How often sending was begun."""
    unsure = models.PositiveSmallIntegerField(default=0)
    """How often the mail server hung up after it had the text: it may have arrived that often."""
    daily_post = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="gathered"
    )
    """The mail in which it goes, or went, together with others: a message of its own, which is sent for all of them."""
    edited_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[MessageQuerySet] = MessageQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["due_at", "pk"]
        constraints = [
            models.CheckConstraint(name="message_has_a_dedupe_key", condition=~Q(dedupe_key="")),
            models.CheckConstraint(
                name="sent_message_knows_when",
                condition=iff(Q(state=MessageState.SENT), Q(sent_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="message_being_sent_has_a_holder",
                condition=iff(Q(state=MessageState.SENDING), ~Q(claim="") & Q(leased_until__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_at"], name="outbox_due"),
            models.Index(fields=["claim"], name="outbox_claimed", condition=~Q(claim="")),
            models.Index(fields=["scope", "state", "due_at"], name="outbox_of_scope"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.recipient}: {self.state}"


class PlannerRun(models.Model):
    """Until when a planner has planned everything that was due: its next run begins there, however late it comes."""

    planner = models.CharField(max_length=80, unique=True)
    """Name under which it is registered (outbox.services.queue)."""
    planned_until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.planner}: {self.planned_until:%Y-%m-%d %H:%M:%S}"
