"""Fixed choices about messages."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

DAILY_POST = "daily_post"
"""The kind of the mail that holds other messages."""


class MessageState(TextChoices):
    """How far a message is."""

    PLANNED = "planned", _("planned")
    HELD = "held", _("held")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    SKIPPED = "skipped", _("skipped")
    """Somebody skipped it, or it no longer applied when it was due (``reason``)."""
    FAILED = "failed", _("not delivered")


class Urgency(TextChoices):
    """How soon a message goes."""

    NOW = "now", _("at once")
    SOON = "soon", _("at its time, outside the quiet hours")
    DIGEST = "digest", _("in the daily post")
