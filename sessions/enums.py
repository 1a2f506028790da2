"""Fixed choices about evenings."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SessionKind(TextChoices):
    """What kind of meeting it is."""

    CREATIVE_EVENING = "creative_evening", _("creative evening")
    NETWORK_CAFE = "network_cafe", _("network café")
    GRAND_CAFE = "grand_cafe", _("grand café")
    CONVERSATION = "conversation", _("conversation")
    EXCURSION = "excursion", _("excursion")
    CONFERENCE = "conference", _("conference")
    CLOSING = "closing", _("closing meeting")


class SessionState(TextChoices):
    """How far the evening is."""

    PLANNED = "planned", _("planned")
    RUNNING = "running", _("running")
    CLOSED = "closed", _("closed")


class Answer(TextChoices):
    """What somebody says about coming."""

    NONE = "none", _("no answer yet")
    YES = "yes", pgettext_lazy("answer", "yes")
    MAYBE = "maybe", pgettext_lazy("answer", "maybe")
    NO = "no", pgettext_lazy("answer", "no")
