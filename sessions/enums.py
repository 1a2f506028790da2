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
    OFF = "off", pgettext_lazy("evening", "off")
    """It was planned, and does not take place. Nobody opened it."""


NEVER_OPENED = (SessionState.PLANNED, SessionState.OFF)
OVER = (SessionState.CLOSED, SessionState.OFF)
"""Nobody need think of it any more."""


class Answer(TextChoices):
    """What somebody says about coming."""

    NONE = "none", _("no answer yet")
    YES = "yes", pgettext_lazy("answer", "yes")
    MAYBE = "maybe", pgettext_lazy("answer", "maybe")
    NO = "no", pgettext_lazy("answer", "no")
    WAITS = "waits", _("on the waiting list")
    """Said yes when every place was taken; only the house gives this answer."""


CAN_SAY = (Answer.YES, Answer.MAYBE, Answer.NO)
"""What a person can say."""


class SeatingKind(TextChoices):
    """How people are mixed."""

    TABLES = "tables", _("tables")
    PAIRS = "pairs", _("pairs")


class Catching(TextChoices):
    """How people write ideas in a block: who writes at a table or in a pair writes for all of it."""

    ALONE = "alone", pgettext_lazy("catching", "everybody alone")
    PAIRS = "pairs", pgettext_lazy("catching", "in pairs")
    TABLES = "tables", pgettext_lazy("catching", "by table")


class WhoSits(TextChoices):
    """Who is given a seat."""

    COMING = "coming", _("Who said yes")
    PRESENT = "present", _("Who is there now")


class DayChoice(TextChoices):
    """What somebody says about a proposed day."""

    YES = "yes", pgettext_lazy("day", "yes")
    MAYBE = "maybe", pgettext_lazy("day", "if need be")
    NO = "no", pgettext_lazy("day", "no")


class DateStep(TextChoices):
    """How far a datumprikker is; it follows from its times."""

    ASKING = "asking", _("people can answer")
    CHOOSING = "choosing", _("the time to answer is over")
    CHOSEN = "chosen", _("a day is chosen")
    WITHDRAWN = "withdrawn", _("withdrawn")


class WhoIsAsked(TextChoices):
    """Whom a datumprikker asks, beside the addresses that are typed."""

    TEAM = "team", _("who belongs at this evening")
    ALL = "all", _("everybody in the programme")


class AnchoredHomework(TextChoices):
    """What becomes of the homework for an evening that does not take place."""

    NEXT = "next", _("It goes along to the next evening")
    KEEP = "keep", _("It keeps its day")


class MethodAim(TextChoices):
    """What one wants to happen in a block."""

    BEGIN = "begin", pgettext_lazy("method", "begin")
    UNDERSTAND = "understand", pgettext_lazy("method", "understand")
    INVENT = "invent", pgettext_lazy("method", "think up")
    ORDER = "order", pgettext_lazy("method", "put in order")
    CHOOSE = "choose", pgettext_lazy("method", "choose")
    SHARE = "share", pgettext_lazy("method", "show")
    OUTSIDE = "outside", pgettext_lazy("method", "go outside")
    END = "end", pgettext_lazy("method", "end")


PAUSES = (5, 10, 15, 20)
"""Minutes that a pause can be said to last."""
