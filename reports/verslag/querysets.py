"""Filters on verslagen."""

from typing import Any

from django.db.models import Q, QuerySet

from core.access import standing_of
from programmes.enums import AT_WORK
from sessions.querysets import evenings_seen, steers


class VerslagQuerySet(QuerySet[Any]):
    """Verslagen, and those that somebody may read."""

    def visible_to(self, user: Any) -> "VerslagQuerySet":
        """Of evenings that ``user`` leads; of others once they were sent, to who works in the programme and belongs at
        the evening. It shows raw work: a client, a supporter, an administrator and a guest read no verslag.
        """
        standing = standing_of(user)
        works = Q(evening__programme__in=standing.where("programme", *AT_WORK))
        return self.filter(
            evenings_seen(user, "evening__"), works, Q(times_sent__gt=0) | steers(user, "evening__")
        ).select_related("evening__programme__phase", "evening__team", "evening__moment", "sent_by")
