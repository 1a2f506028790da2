"""Who may record decisions and lessons, when."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rules import predicate

from core.access import Standing, add_rule
from homework.enums import SubmissionState
from homework.models import Submission
from ideas.enums import ProposalState
from ideas.models import Proposal
from outcomes.models import Lesson
from programmes.policies import administers_host, commissions, facilitates, is_concept, is_running
from teams.policies import steers_team


@predicate
def is_agreed(standing: Standing, proposal: Proposal) -> bool:
    """Whether the team stands behind the proposal."""
    return proposal.state == ProposalState.AGREED


@predicate
def did_homework(standing: Standing, submission: Submission) -> bool:
    """Whether this person handed it in."""
    return standing.user_id is not None and submission.author.person_id == standing.user_id


@predicate
def teaches(standing: Standing, submission: Submission) -> bool:
    """Whether a lesson can come of it: it was handed in, for a team."""
    return submission.state == SubmissionState.HANDED_IN and submission.team_id is not None


@predicate
def wrote_lesson(standing: Standing, lesson: Lesson) -> bool:
    """Whether this person made the lesson."""
    return standing.user_id is not None and lesson.made_by_id == standing.user_id


@predicate
def loaded(standing: Standing, obj: Any) -> bool:
    """Whether ``visible_to`` gave the object, which decides everything."""
    return obj is not None


add_rule("outcomes.see_decision", loaded, who=_("Everybody in the programme can read its decisions."))
add_rule(
    "outcomes.record_decision",
    (facilitates | commissions) & is_agreed & is_running,
    who=_("A facilitator or the client records a decision, once the team has agreed to the proposal."),
)
add_rule(
    "outcomes.correct_decision",
    (facilitates | commissions) & is_running,
    who=_("A facilitator or the client can correct a decision."),
)
add_rule("outcomes.see_lesson", loaded, who=_("Members of the team and facilitators can read this lesson."))
add_rule(
    "outcomes.make_lesson",
    (steers_team | did_homework) & teaches & is_running,
    who=_("The coach, a facilitator or the person who did the homework can make a lesson of it."),
)
add_rule(
    "outcomes.edit_lesson",
    (steers_team | wrote_lesson) & is_running,
    who=_("The coach, a facilitator or the person who made this lesson can change it."),
)
add_rule(
    "outcomes.begin_follow_up",
    (facilitates | administers_host) & ~is_concept,
    who=_(
        "A facilitator of this programme or an administrator of its organisation can begin a follow-up of it."
    ),
)
