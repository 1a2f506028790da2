"""What the course of programmes says about their homework."""

from collections.abc import Collection, Iterable
from typing import Any

from django.urls import reverse

from homework.models import Assignment
from programmes.queries.course import Point


def point_of_homework(assignment: Assignment) -> Point:
    """``assignment`` on the course. No query."""
    return Point(
        programme=assignment.programme_id,
        kind="homework",
        at=assignment.moment.at,
        label=assignment.title,
        url=reverse("homework:assignment", args=[assignment.public_id]),
        team=assignment.team_id,
        moment=assignment.moment_id,
    )


def homework_points(programmes: Collection[int], viewer: Any) -> Iterable[Point]:
    """The homework of ``programmes`` that ``viewer`` may see. 1 query."""
    return map(point_of_homework, Assignment.objects.visible_to(viewer).filter(programme__in=programmes))
