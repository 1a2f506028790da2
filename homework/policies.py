"""Who may do what with homework, when."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rules import predicate

from core.access import Standing, add_rule
from homework.enums import SubmissionState
from homework.models import Assignment, Picture, Submission
from programmes.enums import AT_WORK, Role
from programmes.policies import facilitates, is_concept, is_open, is_running, programme_of
from teams.policies import steers_team


@predicate
def does_homework(standing: Standing, assignment: Assignment) -> bool:
    """Whether this homework is for this person: a participant or coach, in the team if it is one team's."""
    working = {Role.PARTICIPANT, Role.COACH}
    if assignment.team_id is not None:
        return bool(standing.roles("team", assignment.team_id) & working)
    return bool(standing.roles("programme", assignment.programme_id) & working)


@predicate
def may_read(standing: Standing, assignment: Assignment) -> bool:
    """Whether this person works in the programme or follows it; a client and a supporter read results only."""
    roles = standing.roles("programme", assignment.programme_id)
    return bool(roles & AT_WORK)


@predicate
def is_author(standing: Standing, submission: Submission) -> bool:
    """Whether this person is the one who wrote it."""
    return standing.user_id is not None and submission.author.person_id == standing.user_id


@predicate
def is_handed_in(standing: Standing, submission: Submission) -> bool:
    """Whether it is no draft any more."""
    return submission.state == SubmissionState.HANDED_IN


@predicate
def coaches_here(standing: Standing, obj: Any) -> bool:
    """Whether this person is a coach in the programme of ``obj``, of whichever team."""
    return Role.COACH in standing.roles("programme", programme_of(obj).pk)


@predicate
def loaded(standing: Standing, obj: Any) -> bool:
    """Whether ``visible_to`` gave the object: for a submission that decides everything, role, team and moment."""
    return isinstance(obj, Submission | Picture)


add_rule("homework.see_assignment", may_read, who=_("People who work in the programme can see its homework."))
add_rule(
    "homework.hand_in",
    does_homework & is_running,
    who=_("Participants and coaches can hand in homework while the programme runs."),
)
add_rule("homework.see_submission", loaded, who=_("The team can see this when the assignment shows it."))
add_rule(
    "homework.change_submission",
    is_author & is_running,
    who=_("Only the person who wrote this can change it, while the programme runs."),
)
add_rule(
    "homework.reply",
    steers_team & is_handed_in & is_open,
    who=_("The coach of the team and the facilitators can answer what was handed in."),
)
add_rule("homework.oversee", facilitates, who=_("A facilitator of this programme can see who handed in."))
add_rule(
    "homework.change_assignment",
    facilitates & is_open,
    who=_("A facilitator of this programme can change its homework."),
)
add_rule(
    "homework.see_behind",
    facilitates | (coaches_here & ~is_concept),
    who=_("A facilitator, and a coach for the own team, can see how far everybody is with the homework."),
)
add_rule(
    "homework.remind",
    (facilitates | coaches_here) & is_running,
    who=_("A facilitator, and a coach for the own team, can remind of homework while the programme runs."),
)
