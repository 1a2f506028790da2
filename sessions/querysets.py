"""Filters on evenings."""

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from core.access import standing_of
from programmes.enums import Role
from programmes.querysets import programmes_seen

if TYPE_CHECKING:
    from sessions.models import Session


class SessionQuerySet(QuerySet["Session"]):
    """Evenings, and those that somebody may see."""

    def visible_to(self, user: Any) -> "SessionQuerySet":
        """Evenings for everybody in the programme, and those of one's own team; a facilitator sees all."""
        standing = standing_of(user)
        for_me = (
            Q(team__isnull=True)
            | Q(team__in=standing.where("team"))
            | Q(programme__in=standing.where("programme", Role.FACILITATOR))
            | Q(programme__host_id__in=standing.where("organisation"))
        )
        return self.filter(programmes_seen(user, "programme__"), for_me).select_related(
            "programme__phase", "team", "moment"
        )


class OfEveningQuerySet(QuerySet[Any]):
    """Rows that hang on an evening by ``evening``."""

    def visible_to(self, user: Any) -> "OfEveningQuerySet":
        """Those of the evenings in programmes that ``user`` may see."""
        return self.filter(programmes_seen(user, "evening__programme__")).select_related(
            "evening__programme__phase", "evening__moment"
        )
