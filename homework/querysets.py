"""Filters on homework."""

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from core.access import standing_of
from homework.enums import SubmissionState
from programmes.enums import Role
from programmes.querysets import programmes_seen
from teams.querysets import teams_seen

if TYPE_CHECKING:
    from homework.models import Assignment, Picture, Submission


class AssignmentQuerySet(QuerySet["Assignment"]):
    """Homework, and what somebody may see of it."""

    def visible_to(self, user: Any) -> "AssignmentQuerySet":
        """Homework for everybody in the programme and for one's own team; not for a client or a supporter."""
        standing = standing_of(user)
        working = standing.where("programme", Role.FACILITATOR, Role.COACH, Role.PARTICIPANT, Role.OBSERVER)
        for_me = (
            Q(team__isnull=True)
            | Q(team__in=standing.where("team"))
            | Q(programme__in=standing.where("programme", Role.FACILITATOR))
        )
        return self.filter(programmes_seen(user, "programme__"), Q(programme__in=working), for_me).select_related(
            "programme__phase", "team", "moment", "evening__moment"
        )


class SubmissionQuerySet(QuerySet["Submission"]):
    """What was handed in, and what somebody may see of it."""

    def handed_in(self) -> "SubmissionQuerySet":
        """Those that are no draft any more."""
        return self.filter(state=SubmissionState.HANDED_IN)

    def visible_to(self, user: Any) -> "SubmissionQuerySet":
        """One's own; and what was handed in within teams whose work ``user`` may see. Drafts are their author's alone.

        ``Assignment.visibility`` is asked by the policy, over the loaded row.
        """
        own = Q(author__person_id=standing_of(user).user_id)
        shared = teams_seen(user, "team__") & Q(state=SubmissionState.HANDED_IN)
        return self.filter(own | shared).select_related(
            "assignment__moment", "assignment__evening", "programme__phase", "team", "author__person__organisation"
        )


class PictureQuerySet(QuerySet["Picture"]):
    """Photos of homework."""

    def visible_to(self, user: Any) -> "PictureQuerySet":
        """Photos of the submissions that ``user`` may see."""
        own = Q(submission__author__person_id=standing_of(user).user_id)
        shared = teams_seen(user, "submission__team__") & Q(submission__state=SubmissionState.HANDED_IN)
        return self.filter(own | shared).select_related(
            "submission__assignment", "submission__programme__phase", "submission__author"
        )
