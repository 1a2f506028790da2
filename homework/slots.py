"""What homework shows on pages below it."""

from typing import Any

from core.slots import Filling
from homework.models import Assignment
from homework.queries.submissions import list_submissions
from sessions.models import Session


def harvest(*, evening: Session, viewer: Any) -> Filling | None:
    """On an evening's page: what the homework before it brought. 3 queries."""
    assignment = Assignment.objects.visible_to(viewer).filter(evening=evening).order_by("moment__at").last()
    if assignment is None:
        return None
    return Filling(
        "homework/_harvest.html",
        {"assignment": assignment, "submissions": list_submissions(assignment=assignment, viewer=viewer)},
    )
