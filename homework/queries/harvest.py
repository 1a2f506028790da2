"""The homework before an evening, as its screens show it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse

from core.clock import now
from homework.enums import Outcome, Visibility
from homework.models import Assignment, Submission
from homework.queries.submissions import expected_authors, list_submissions
from programmes.queries.signing import sign
from sessions.models import Session

ON_WALL = 6
"""So many quotes can be read from the back of a room."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that somebody brought home, signed as the author consents to."""

    text: str
    author: str


@dataclass(frozen=True, slots=True)
class Harvest:
    """What the homework before an evening brought, for the whole room."""

    title: str
    url: str
    handed_in: int
    expected: int
    is_for_all: bool
    """Whether everybody in the room may read what was handed in."""
    quotes: tuple[Quote, ...]
    """None unless it is for all."""


def assignment_before(evening: Session) -> Assignment | None:
    """The homework whose harvest opens ``evening``: the one that was due last. 1 query."""
    for_evening = Assignment.objects.filter(evening=evening).select_related("evening__moment")
    return for_evening.order_by("moment__at").last()


def is_for_all(assignment: Assignment) -> bool:
    """Whether everybody for whom ``assignment`` is may read it all now, whether they handed in or not."""
    if assignment.visibility == Visibility.AT_ONCE:
        return True
    begun = assignment.evening is not None and assignment.evening.moment.at <= now()
    return assignment.visibility == Visibility.FROM_EVENING and begun


def harvest_of(*, evening: Session) -> Harvest | None:
    """What the homework before ``evening`` brought; None where there was none. 4 queries."""
    assignment = assignment_before(evening)
    if assignment is None:
        return None
    done = Submission.objects.handed_in().filter(assignment=assignment)
    if evening.team_id is not None:
        done = done.filter(team=evening.team_id)
    for_all = is_for_all(assignment)
    return Harvest(
        title=assignment.title,
        url=reverse("homework:assignment", args=[assignment.public_id]),
        handed_in=done.count(),
        expected=expected_authors(assignment).count(),
        is_for_all=for_all,
        quotes=_quotes(assignment, done) if for_all else (),
    )


def _quotes(assignment: Assignment, done: Any) -> tuple[Quote, ...]:
    """The latest quotes of what was ``done``; a quote that was left empty is none."""
    keys = [field["key"] for field in assignment.fields if field["kind"] == "quote"]
    filled = Q()
    for key in keys:
        filled |= Q(**{f"answers__{key}__gt": ""})
    if not keys:
        return ()
    rows = done.filter(filled, outcome=Outcome.DONE).select_related("author__person__organisation")
    found = []
    for row in rows.order_by("-handed_in_at")[:ON_WALL]:
        text = next((row.answers[key] for key in keys if row.answers.get(key)), "")
        if text:
            found.append(Quote(text, sign(row.author, known=False).name))
    return tuple(found)


def own_harvest(*, evening: Session, viewer: Any) -> dict[str, Any] | None:
    """The homework before ``evening`` with what ``viewer`` may see of it, one's own first. 3 queries."""
    seen = Assignment.objects.visible_to(viewer).filter(evening=evening)
    assignment = seen.order_by("moment__at").last()
    if assignment is None:
        return None
    own = set(
        Submission.objects.filter(assignment=assignment, author__person=viewer).values_list(
            "public_id", flat=True
        )
    )
    cards = list_submissions(assignment=assignment, viewer=viewer)
    return {
        "assignment": assignment,
        "submissions": sorted(cards, key=lambda card: card.public_id not in own),
    }
