"""Filters on homework."""

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from core.access import standing_of
from core.clock import now
from homework.enums import SubmissionState, Visibility
from programmes.enums import AT_WORK, Role
from programmes.querysets import programmes_seen
from teams.querysets import teams_seen

if TYPE_CHECKING:
    from homework.models import Assignment, Picture, Submission  # noqa: F401 - named in quotes below


def assignments_seen(user: Any, along: str = "") -> Q:
    """The homework that ``user`` may see, on a model from which ``along`` ("assignment__") leads to Assignment: that
    for everybody in the programme and for one's own team; not for a client or a supporter."""
    standing = standing_of(user)
    for_me = (
        Q(**{f"{along}team__isnull": True})
        | Q(**{f"{along}team__in": standing.where("team")})
        | Q(**{f"{along}programme__in": standing.where("programme", Role.FACILITATOR)})
    )
    working = Q(**{f"{along}programme__in": standing.where("programme", *AT_WORK)})
    return programmes_seen(user, f"{along}programme__") & working & for_me


class AssignmentQuerySet(QuerySet["Assignment"]):
    """Homework, and what somebody may see of it."""

    def visible_to(self, user: Any) -> "AssignmentQuerySet":
        """What ``user`` may see, with what the rules look at."""
        return self.filter(assignments_seen(user)).select_related(
            "programme__phase", "team", "moment", "evening__moment"
        )


def submissions_seen(user: Any, along: str = "") -> Q:
    """The submissions that ``user`` may see, on a model from which ``along`` ("submission__") leads to Submission.

    One's own, for as long as one takes part; and of what was handed in, all for who steers the team, and for the
    others in the team what the assignment shows them: at once, after their own, or from the evening on. Drafts are
    their author's alone.
    """
    standing = standing_of(user)
    own = Q(**{f"{along}author__person_id": standing.user_id}) & programmes_seen(user, f"{along}programme__")
    steers = Q(**{f"{along}programme_id__in": standing.where("programme", Role.FACILITATOR)}) | Q(
        **{f"{along}team_id__in": standing.where("team", Role.COACH)}
    )
    assignment = f"{along}assignment__"
    shown = (
        Q(**{f"{assignment}visibility": Visibility.AT_ONCE})
        | Q(
            **{
                f"{assignment}visibility": Visibility.FROM_EVENING,
                f"{assignment}evening__moment__at__lte": now(),
            }
        )
        | Q(
            Exists(
                apps.get_model("homework", "Submission").objects.filter(
                    assignment=OuterRef(f"{assignment}pk"),
                    author__person_id=standing.user_id,
                    state=SubmissionState.HANDED_IN,
                )
            ),
            **{f"{assignment}visibility": Visibility.AFTER_OWN},
        )
    )
    handed_in = Q(**{f"{along}state": SubmissionState.HANDED_IN})
    return own | (handed_in & teams_seen(user, f"{along}team__") & (steers | shown))


class SubmissionQuerySet(QuerySet["Submission"]):
    """What was handed in, and what somebody may see of it."""

    def handed_in(self) -> "SubmissionQuerySet":
        """Those that are no draft any more."""
        return self.filter(state=SubmissionState.HANDED_IN)

    def visible_to(self, user: Any) -> "SubmissionQuerySet":
        """What ``user`` may see, with what the rules look at."""
        return self.filter(submissions_seen(user)).select_related(
            "assignment__moment",
            "assignment__evening__moment",
            "programme__phase",
            "team",
            "author__person__organisation",
            "replied_by",
        )


class PictureQuerySet(QuerySet["Picture"]):
    """Photos of homework."""

    def visible_to(self, user: Any) -> "PictureQuerySet":
        """Photos of the submissions that ``user`` may see."""
        return self.filter(submissions_seen(user, "submission__")).select_related(
            "submission__assignment", "submission__programme__phase", "submission__author"
        )
