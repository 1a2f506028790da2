"""Filters on the koersdocument and its editions."""

from typing import Any

from django.db.models import Q, QuerySet

from core.access import standing_of
from programmes.enums import Role
from programmes.querysets import programmes_seen


class KoersdocumentQuerySet(QuerySet[Any]):
    """Drafts, and those that somebody may read."""

    def visible_to(self, user: Any) -> "KoersdocumentQuerySet":
        """The draft: everybody in the programme but supporters; the editions are for all (EditionQuerySet)."""
        standing = standing_of(user)
        reading = standing.where(
            "programme", Role.FACILITATOR, Role.COACH, Role.PARTICIPANT, Role.OBSERVER, Role.CLIENT
        )
        return self.filter(
            programmes_seen(user, "programme__"),
            Q(programme__in=reading) | Q(programme__host_id__in=standing.where("organisation")),
        ).select_related("programme__phase", "programme__host", "programme__client")


class EditionQuerySet(QuerySet[Any]):
    """Published editions."""

    def visible_to(self, user: Any) -> "EditionQuerySet":
        """Those of programmes that ``user`` may see."""
        return self.filter(programmes_seen(user, "koersdocument__programme__")).select_related(
            "koersdocument__programme__phase", "koersdocument__programme__host"
        )


class OfKoersdocumentQuerySet(QuerySet[Any]):
    """Sections and inclusions."""

    def visible_to(self, user: Any) -> "OfKoersdocumentQuerySet":
        """Those of programmes that ``user`` may see."""
        return self.filter(programmes_seen(user, "koersdocument__programme__")).select_related(
            "koersdocument__programme__phase", "koersdocument__programme__host"
        )
