"""Filters on outcomes."""

from typing import Any

from django.db.models import QuerySet

from programmes.querysets import programmes_seen
from teams.querysets import teams_seen


class DecisionQuerySet(QuerySet[Any]):
    """Decisions: everybody in the programme sees them."""

    def visible_to(self, user: Any) -> "DecisionQuerySet":
        """Those of programmes that ``user`` may see."""
        return self.filter(programmes_seen(user, "programme__")).select_related(
            "programme__phase", "proposal__team"
        )


class LessonQuerySet(QuerySet[Any]):
    """Lessons: those who see the work of the team."""

    def visible_to(self, user: Any) -> "LessonQuerySet":
        """Those of teams whose work ``user`` may see."""
        return self.filter(teams_seen(user, "team__")).select_related(
            "programme__phase",
            "team",
            "submission__assignment",
            "submission__author__person",
            "evening__moment",
        )
