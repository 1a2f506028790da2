"""Fixed choices about the koersdocument."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SectionKind(TextChoices):
    """Which results a section gathers by itself, besides its text."""

    TEXT = "text", _("text")
    IDEAS = "ideas", _("ideas and bundles")
    LESSONS = "lessons", _("lessons and homework")
    PROPOSALS = "proposals", _("proposals")
    DECISIONS = "decisions", _("decisions")
    GOALS = "goals", _("policy goals")
    BLIND_SPOTS = "blind_spots", _("who was heard, and who was not")
    ENDORSED = "endorsed", _("who endorses it")
    AGENDA = "agenda", _("regional agenda")


class EditionState(TextChoices):
    """How final an edition is."""

    CONCEPT = "concept", _("concept")
    CHECKED = "checked", _("checked")
    FINAL = "final", _("final")
