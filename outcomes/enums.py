"""Fixed choices about what came of it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Verdict(TextChoices):
    """What a body decided."""

    ADOPTED = "adopted", _("adopted")
    ADOPTED_CHANGED = "changed", _("adopted with changes")
    POSTPONED = "postponed", _("postponed")
    REJECTED = "rejected", _("not adopted")


class DecidedHow(TextChoices):
    """How it was decided."""

    UNANIMOUS = "unanimous", _("unanimously")
    MAJORITY = "majority", _("by majority")
    CONSENT = "consent", _("by consent")


class LessonKind(TextChoices):
    """Where a lesson comes from."""

    WORKED = "worked", _("from what worked")
    DID_NOT_WORK = "did_not_work", _("from what did not work")
