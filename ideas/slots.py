"""What ideas show on pages below them."""

from typing import Any

from django.urls import reverse

from core.access import allowed
from core.slots import Filling
from homework.models import Submission
from ideas.queries.evenings import console_ideas, evening_ideas, open_round_for, wall_ideas
from ideas.queries.ideas import ideas_of
from sessions.models import Session


def evening_page(*, evening: Session, viewer: Any) -> Filling | None:
    """On an evening's page: the button to write, one's own ideas, and after the reveal those of the team. 3 queries;
    for a guest 4, the open round of the own table too.
    """
    if allowed(viewer, "ideas.see_as_guest", evening):
        return _for_guest(evening=evening, viewer=viewer)
    if not allowed(viewer, "ideas.see_ideas", evening.programme):
        return None
    ideas = evening_ideas(evening=evening, viewer=viewer)
    if not (ideas.total or ideas.may_capture):
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
    voting_round = open_round_for(viewer=viewer)
    if not (ideas.total or ideas.may_capture or voting_round):
        return None
    return Filling(
        "ideas/_evening_page.html",
        {
            "ideas": ideas,
            "new_url": reverse("ideas:new_as_guest", args=[evening.public_id]),
            "round_title": voting_round.title if voting_round else "",
            "round_url": reverse("ideas:round", args=[voting_round.public_id]) if voting_round else "",
        },
    )


def evening_console(*, evening: Session, viewer: Any) -> Filling | None:
    """On the console of a running evening: how many ideas, and what they say. 3 queries."""
    ideas = console_ideas(evening=evening, viewer=viewer)
    return Filling("ideas/_evening_console.html", {"ideas": ideas}) if ideas else None


def evening_wall(*, evening: Session, viewer: Any = None) -> Filling | None:
    """On the wall: one total, and the cards after the reveal. At most 2 queries."""
    refresh = reverse("ideas:wall_cards", args=[evening.public_id])
    return Filling("ideas/_evening_wall.html", {"ideas": wall_ideas(evening=evening), "refresh": refresh})


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
