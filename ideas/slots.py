"""What ideas show on pages below them."""

from typing import Any

from django.urls import reverse

from core.access import allowed
from core.slots import Filling
from homework.models import Submission
from ideas.queries.choosing import choosing_at, choosing_on_console
from ideas.queries.evenings import console_ideas, evening_ideas
from ideas.queries.ideas import ideas_of
from ideas.queries.proposals import list_proposals
from programmes.models import ServedGoal
from sessions.enums import SessionState
from sessions.models import Session


def evening_page(*, evening: Session, viewer: Any) -> Filling | None:
    """On an evening's page: the button to write, one's own ideas, and after the reveal those of the team. 3 queries."""
    if allowed(viewer, "ideas.see_as_guest", evening):
        return _for_guest(evening=evening, viewer=viewer)
    if not allowed(viewer, "ideas.see_ideas", evening.programme):
        return None
    ideas = evening_ideas(evening=evening, viewer=viewer)
    if not (ideas.total or ideas.may_capture or ideas.reports):
        return None
    team = f"&team={evening.team.public_id}" if evening.team else ""
    programme = evening.programme.public_id
    return Filling(
        "ideas/_evening_page.html",
        {
            "ideas": ideas,
            "new_url": f"{reverse('ideas:new', args=[programme])}?evening={evening.public_id}{team}",
            "list_url": f"{reverse('ideas:list', args=[programme])}?evening={evening.public_id}",
        },
    )


def _for_guest(*, evening: Session, viewer: Any) -> Filling | None:
    ideas = evening_ideas(evening=evening, viewer=viewer)
    if not (ideas.total or ideas.may_capture or ideas.reports):
        return None
    return Filling(
        "ideas/_evening_page.html",
        {"ideas": ideas, "new_url": reverse("ideas:new_as_guest", args=[evening.public_id])},
    )


def evening_console(*, evening: Session, viewer: Any) -> Filling | None:
    """On the console of a running evening: how many ideas, what they say, which look alike, what was reported. At most
    7 queries."""
    ideas = console_ideas(evening=evening, viewer=viewer)
    if ideas is None:
        return None
    return Filling(
        "ideas/_evening_console.html",
        {
            "ideas": ideas,
            "here": reverse("evenings:console", args=[evening.public_id]),
            "paper_url": reverse("ideas:paper", args=[evening.public_id]),
            "hidden": evening.revealed_at is None,
            "may_cover": allowed(viewer, "ideas.cover_idea", evening),
            "may_bundle": allowed(viewer, "ideas.bundle_similar", evening),
        },
    )


def served_goal(*, served: ServedGoal, viewer: Any) -> Filling | None:
    """On the page of a goal that a programme serves: its proposals, each with the way to hang it on it. 2 queries."""
    proposals = list_proposals(programme=served.programme, viewer=viewer)
    if not proposals:
        return None
    tied = set(served.goal.proposals.values_list("pk", flat=True))
    rows = [
        (one.title, one.team.name, one.pk in tied, reverse("ideas:proposal_goals", args=[one.public_id]))
        for one in proposals
    ]
    return Filling("ideas/_served_goal.html", {"rows": rows})


def submission_actions(*, submission: Submission, viewer: Any) -> Filling | None:
    """Below homework: the ideas that were made from it, and a form for a new one. 1 query."""
    if submission.team_id is None:
        return None
    made = ideas_of(submission=submission, viewer=viewer)
    may = allowed(viewer, "ideas.make_idea_from_submission", submission)
    if not (made or may):
        return None
    return Filling(
        "ideas/_submission_actions.html",
        {"made": made, "url": reverse("ideas:from_submission", args=[submission.public_id]) if may else ""},
    )


def evening_choosing(*, evening: Session, viewer: Any) -> Filling | None:
    """On the page of an evening that runs: what can be answered now, dots or otherwise. 2 queries."""
    if evening.state != SessionState.RUNNING:
        return None
    here = choosing_at(evening=evening, viewer=viewer)
    return Filling("ideas/_evening_choosing.html", {"here": here}) if here else None


def console_choosing(*, evening: Session, viewer: Any) -> Filling | None:
    """On the console of an evening: what its team chooses, how many answered, and what can be begun. 2 queries."""
    choosing = choosing_on_console(evening=evening, viewer=viewer)
    return Filling("ideas/_console_choosing.html", {"choosing": choosing}) if choosing else None
