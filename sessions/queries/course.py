"""What the course of programmes says about their evenings."""

from collections.abc import Collection, Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from programmes.queries.course import Point
from sessions.models import Session


def point_of_evening(evening: Session) -> Point:
    """``evening`` on the course. No query."""
    return Point(
        programme=evening.programme_id,
        kind="evening",
        at=evening.moment.at,
        ends_at=evening.ends_at,
        label=_("%(title)s (is off)") % {"title": evening.title} if evening.is_off else evening.title,
        url=reverse("evenings:evening", args=[evening.public_id]),
        team=evening.team_id,
        moment=evening.moment_id,
        is_off=evening.is_off,
    )


def evening_points(programmes: Collection[int], viewer: Any) -> Iterable[Point]:
    """The evenings of ``programmes`` that ``viewer`` may see. 1 query."""
    return map(point_of_evening, Session.objects.visible_to(viewer).filter(programme__in=programmes))
