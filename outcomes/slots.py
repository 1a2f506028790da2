"""What outcomes show on pages below them."""

from typing import Any

from django.urls import reverse

from core.access import allowed
from core.slots import Filling
from homework.models import Submission
from ideas.models import Proposal
from outcomes.queries.follow_up import lineage_of
from outcomes.queries.results import decision_card, decision_on, lessons_from
from programmes.models import Programme


def proposal_actions(*, proposal: Proposal, viewer: Any) -> Filling | None:
    """Beside a proposal: what was decided, or the way to record it. 1 query."""
    decision = decision_on(proposal=proposal)
    if decision is not None:
        return Filling("outcomes/_proposal_decision.html", {"decision": decision_card(decision), "url": ""})
    if not allowed(viewer, "outcomes.record_decision", proposal):
        return None
    url = reverse("outcomes:decide", args=[proposal.public_id])
    return Filling("outcomes/_proposal_decision.html", {"decision": None, "url": url})


def submission_actions(*, submission: Submission, viewer: Any) -> Filling | None:
    """Below homework: the lessons from it, and the way to make one. 1 query."""
    lessons = lessons_from(submission=submission, viewer=viewer)
    may = allowed(viewer, "outcomes.make_lesson", submission)
    if not (lessons or may):
        return None
    url = reverse("outcomes:make_lesson", args=[submission.public_id]) if may else ""
    return Filling("outcomes/_submission_lessons.html", {"lessons": lessons, "url": url})


def lineage(*, programme: Programme, viewer: Any) -> Filling | None:
    """On the home of a programme: from which one it comes, and in which it went on. 3 queries."""
    found = lineage_of(programme=programme, viewer=viewer)
    return Filling("outcomes/_lineage.html", {"lineage": found}) if found else None


def closed(*, programme: Programme, viewer: Any) -> Filling | None:
    """Where a programme is closed: the way to go on with it. No query."""
    if not allowed(viewer, "outcomes.begin_follow_up", programme):
        return None
    return Filling("outcomes/_go_on.html", {"programme": programme})
