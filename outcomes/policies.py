"""Who may tell examples, record decisions and lessons, and read what people learned, when."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rules import predicate

from core.access import Standing, add_rule
from homework.enums import SubmissionState
from homework.models import Submission
from ideas.enums import ProposalState
from ideas.models import Proposal
from ideas.policies import (
    facilitates_or_runs,
    follows,
    has_a_table,
    has_begun,
    is_the_scribe,
    its_evening_began,
    sits_with_team,
    works,
)
from outcomes.enums import ExampleState
from outcomes.models import Body, Example, ExampleQuestion, Lesson, Presentation, Reflection, RegionalTask
from programmes.policies import (
    administers_host,
    commissions,
    facilitates,
    is_concept,
    is_running,
    takes_part,
)
from sessions.policies import is_expected, sits_at
from teams.policies import sees_team, steers_team, works_in_team


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


# ---- examples -------------------------------------------------------------------------------------------------------


@predicate
def told_it(standing: Standing, example: Example) -> bool:
    """Whether this person told the example, or typed it for somebody else."""
    author = example.author.person_id if example.author else None
    return standing.user_id is not None and standing.user_id in {author, example.written_by_id}


@predicate
def is_told(standing: Standing, example: Example) -> bool:
    """Whether the example is there to be read: not taken back, and not hidden."""
    return example.state == ExampleState.TOLD


@predicate
def is_put_away(standing: Standing, example: Example) -> bool:
    """Whether a facilitator hid the example."""
    return example.state == ExampleState.HIDDEN


@predicate
def was_taken_back(standing: Standing, example: Example) -> bool:
    """Whether who told the example took it back."""
    return example.state == ExampleState.TAKEN_BACK


@predicate
def is_shown(standing: Standing, example: Example) -> bool:
    """Whether the room reads the example."""
    return example.is_shown


@predicate
def told_what_is_asked(standing: Standing, question: ExampleQuestion) -> bool:
    """Whether this person told the example that the question is about."""
    return bool(told_it.test(standing, question.example))


@predicate
def asked_it(standing: Standing, question: ExampleQuestion) -> bool:
    """Whether this person asked the question."""
    return question.asker is not None and question.asker.person_id == standing.user_id


add_rule(
    "outcomes.see_examples",
    follows & facilitates_or_runs,
    who=_("People who work in the programme can read its examples. Results are open to everybody in it."),
)
add_rule(
    "outcomes.tell_example",
    (works | (sits_at & has_a_table)) & has_begun & is_running,
    who=_("Participants, coaches, facilitators and guests tell examples as soon as the evening has begun."),
)
add_rule(
    "outcomes.tell_for_team",
    works_in_team & is_running,
    who=_("Members of this team and facilitators can tell examples for it."),
)
add_rule(
    "outcomes.write_example_for_others",
    is_the_scribe & its_evening_began & is_running,
    who=_("Whoever is noted as scribe writes for others, as soon as the evening has begun."),
)
add_rule("outcomes.see_example", loaded, who=_("The team can read this example, once it is shown."))
add_rule(
    "outcomes.edit_example",
    told_it & is_told & is_running,
    who=_("Only the person who told an example can change it."),
)
add_rule(
    "outcomes.take_back_example",
    told_it & ~is_put_away & is_running,
    who=_("Only the person who told an example can take it back, and put it back."),
)
add_rule(
    "outcomes.hide_example",
    steers_team & ~was_taken_back & is_running,
    who=_("The coach or a facilitator can hide an example, and show it again."),
)
add_rule(
    "outcomes.ask_on",
    (sees_team | sits_with_team) & is_told & is_shown & is_running,
    who=_("Everybody who works with the team can ask on about an example, once it is shown."),
)
add_rule(
    "outcomes.answer_question",
    told_what_is_asked & is_running,
    who=_("Who told the example answers what is asked about it."),
)
add_rule(
    "outcomes.remove_question",
    (steers_team | asked_it) & is_running,
    who=_("Who asked it, the coach or a facilitator can take a question away."),
)
add_rule(
    "outcomes.make_lesson_of_example",
    works_in_team & is_told & is_shown & is_running,
    who=_("Members of this team and facilitators can make a lesson of examples, once they are shown."),
)

# ---- what people learned --------------------------------------------------------------------------------------------


@predicate
def wrote_reflection(standing: Standing, reflection: Reflection) -> bool:
    """Whether this person wrote it."""
    return reflection.participation.person_id == standing.user_id


@predicate
def is_shared(standing: Standing, reflection: Reflection) -> bool:
    """Whether the group can read it."""
    return reflection.shared_at is not None


add_rule(
    "outcomes.see_reflections",
    is_expected & ~is_concept,
    who=_("People for whom the evening is read what others share of what they learned."),
)
add_rule(
    "outcomes.reflect",
    is_expected & has_begun & is_running,
    who=_("People for whom the evening is write what they learned, once it has begun."),
)
add_rule(
    "outcomes.share_reflection",
    wrote_reflection & (is_running | is_shared),
    who=_("Only who wrote it shares it, and stops sharing it."),
)


# ---- a conference: endorsing, the regional agenda, presenting ---------------------------------------------------


@predicate
def speaks_for(standing: Standing, body: Body) -> bool:
    """Whether this person says what the body says."""
    return (
        standing.user_id is not None
        and body.speaker is not None
        and body.speaker.person_id == standing.user_id
    )


@predicate
def writes_for(standing: Standing, body: Body) -> bool:
    """Whether this person writes for others at an evening of the programme that runs (``visible_to`` looked)."""
    return bool(getattr(body, "writes_for_it", False))


@predicate
def wrote_task(standing: Standing, task: RegionalTask) -> bool:
    """Whether this person put the task on the agenda."""
    return standing.user_id is not None and task.made_by_id == standing.user_id


@predicate
def is_in_the_room(standing: Standing, presentation: Presentation) -> bool:
    """Whether this person takes part in the evening, also as its guest."""
    evening = presentation.evening
    return bool(takes_part.test(standing, evening) or sits_at.test(standing, evening))


@predicate
def is_on_the_wall(standing: Standing, presentation: Presentation) -> bool:
    """Whether it is presented now."""
    return presentation.is_on


add_rule(
    "outcomes.run_conference",
    facilitates & is_running,
    who=_("A facilitator of this programme does this, while the programme runs."),
)
add_rule(
    "outcomes.speak_for_body",
    (facilitates | speaks_for | writes_for) & is_running,
    who=_("Who speaks for this organisation says what it says; a facilitator or a scribe can note it."),
)
add_rule(
    "outcomes.write_agenda",
    is_the_scribe & its_evening_began & is_running,
    who=_("Who writes for others at this evening can put tasks on the agenda."),
)
add_rule(
    "outcomes.change_task",
    (facilitates | wrote_task) & is_running,
    who=_("A facilitator, or who put this task on the agenda, can change it."),
)
add_rule(
    "outcomes.see_presentation",
    is_in_the_room,
    who=_("Who takes part in the evening follows what is presented."),
)
add_rule(
    "outcomes.react",
    is_in_the_room & is_on_the_wall & is_running,
    who=_("Who takes part in the evening can react to what is presented now."),
)
