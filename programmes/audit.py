"""What the trail says of programmes, their people and their dates."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.queries.trail_words import Act, seen
from programmes.models import (
    Agreement,
    Blueprint,
    BlueprintDraft,
    Hearing,
    Moment,
    Participation,
    PolicyGoal,
    Programme,
    Question,
    ServedGoal,
    StakeholderGroup,
    ThemeProposal,
)

KIND = "programmes"
LABEL = _("Programme and people")

ACTS: tuple[Act, ...] = (
    Act("programmes.created", _("{who} began {what}")),
    Act("programmes.begun_from_file", _("{who} began {what} from a file")),
    Act("programmes.file_made", _("{who} took {what} along as a file")),
    Act("programmes.changed", _("{who} changed the settings of {what}")),
    Act("programmes.themes_set", _("{who} set the themes of {what}")),
    Act("programmes.started", _("{who} started {what}")),
    Act("programmes.concept_dropped", _("{who} threw away a programme that had not started")),
    Act("programmes.phase_entered", _("{who} went to another phase of {what}")),
    Act("programmes.closed", _("{who} closed {what}")),
    Act("programmes.reopened", _("{who} opened {what} again")),
    Act("programmes.moved", _("{who} moved {what}")),
    Act("programmes.rule_set", _("{who} gave the day of {what} another rule")),
    Act("programmes.milestone_added", _("{who} put the milestone {what} in the plan")),
    Act("programmes.milestone_renamed", _("{who} gave the milestone {what} another name")),
    Act("programmes.milestone_dropped", _("{who} took a milestone out of the plan")),
    Act("programmes.day_kept", _("{who} let {what} stand on its day")),
    Act("programmes.reminder_set", _("{who} set a reminder")),
    Act("programmes.invited", _("{who} invited {what}")),
    Act("programmes.invited_again", _("{who} invited {what} again")),
    Act("programmes.invitation_withdrawn", _("{who} withdrew an invitation")),
    Act("programmes.days_set", _("{who} set from when until when {what} takes part")),
    Act("programmes.came_in", _("{who} came in for the first time")),
    Act("programmes.role_changed", _("{who} gave {what} another role")),
    Act("programmes.left", _("{who} ended the place of {what}")),
    Act("programmes.consent_chosen", _("{who} chose how to be named")),
    Act("programmes.agreement_made", _("{who} put down the agreement {what}")),
    Act("programmes.agreement_changed", _("{who} changed the agreement {what}")),
    Act("programmes.goals_added", _("{who} added policy goals to {what}")),
    Act("programmes.goal_changed", _("{who} changed the policy goal {what}")),
    Act("programmes.goal_removed", _("{who} took a policy goal out of {what}")),
    Act("programmes.goals_served", _("{who} chose which policy goals {what} serves")),
    Act("programmes.goal_tied", _("{who} tied the policy goal {what} to themes")),
    Act("programmes.goal_left", _("{who} wrote why nothing will come of the policy goal {what}")),
    Act("programmes.goal_taken_up", _("{who} took up the policy goal {what} again")),
    Act("programmes.group_added", _("{who} added the group {what}")),
    Act("programmes.groups_begun", _("{who} began with the groups of {what}")),
    Act("programmes.group_changed", _("{who} changed the group {what}")),
    Act("programmes.group_removed", _("{who} took out the group {what}")),
    Act("programmes.group_restored", _("{who} put the group {what} back")),
    Act("programmes.hearing_noted", _("{who} wrote whether {what} was heard")),
    Act("programmes.hearing_removed", _("{who} took back what was written of {what}")),
    Act("programmes.hearing_restored", _("{who} put back what was written of {what}")),
    Act("programmes.blueprint_kept", _("{who} made a version of the blueprint {what}")),
    Act("programmes.blueprint_offered", _("{who} put the blueprint {what} back in the choice")),
    Act("programmes.blueprint_withdrawn", _("{who} took the blueprint {what} out of the choice")),
    Act("programmes.blueprint_draft_begun", _("{who} began a draft of the blueprint {what}")),
    Act("programmes.blueprint_draft_changed", _("{who} changed the draft of the blueprint {what}")),
    Act("programmes.blueprint_draft_dropped", _("{who} threw away a draft of a blueprint")),
    Act("programmes.guest_tied", _("{who} said which person a guest is: {whom}")),
)

QUESTION_ACTS = (
    Act("programmes.intake_set", _("{who} said who may bring questions and stories")),
    Act("programmes.question_brought", _("{who} brought {what}")),
    Act("programmes.question_confirmed", _("{who} confirmed the address with {what}")),
    Act("programmes.question_taken", _("{who} said who looks after {what}")),
    Act("programmes.question_answered", _("{who} answered {what}")),
    Act("programmes.question_begun", _("{who} began a programme with {what}")),
    Act("programmes.question_erased", _("{who} erased a question or a story")),
)
THEME_ACTS = (
    Act("programmes.theme_round_opened", _("{who} let everybody name themes")),
    Act("programmes.theme_weighing_opened", _("{who} let everybody weigh the themes")),
    Act("programmes.theme_deadline_set", _("{who} changed the last day of a round about themes")),
    Act("programmes.theme_step_closed", _("{who} closed a round about themes")),
    Act("programmes.theme_round_stopped", _("{who} stopped a round about themes")),
    Act("programmes.themes_merged", _("{who} put themes together in {what}")),
    Act("programmes.theme_split", _("{who} separated the theme {what}")),
    Act("programmes.theme_renamed", _("{who} gave the theme {what} a name")),
    Act("programmes.theme_teams_made", _("{who} made teams of the themes")),
)
ACTS += QUESTION_ACTS + THEME_ACTS

FOUND = {
    Blueprint: seen(
        Blueprint,
        label=lambda one: one.name,
        url=lambda one: reverse("programmes:blueprint", args=[one.public_id]),
    ),
    BlueprintDraft: seen(
        BlueprintDraft,
        label=lambda one: one.name,
        url=lambda one: reverse("programmes:blueprint_draft", args=[one.public_id]),
    ),
    Programme: seen(Programme, url=lambda one: reverse("overviews:programme", args=[one.public_id])),
    Participation: seen(
        Participation,
        label=lambda one: str(one.person),
        url=lambda one: reverse("programmes:person", args=[one.public_id]),
    ),
    Moment: seen(
        Moment,
        label=lambda one: one.name,
        url=lambda one: reverse("programmes:plan", args=[one.programme.public_id]),
    ),
    Agreement: seen(
        Agreement,
        label=lambda one: one.name,
        url=lambda one: reverse("programmes:organisation_goals", args=[one.organisation.public_id]),
    ),
    PolicyGoal: seen(
        PolicyGoal,
        label=lambda one: one.text,
        url=lambda one: reverse("programmes:edit_goal", args=[one.public_id]),
    ),
    ServedGoal: seen(
        ServedGoal,
        label=lambda one: one.goal.text,
        url=lambda one: reverse("programmes:goals", args=[one.programme.public_id]),
        along=("goal",),
    ),
    StakeholderGroup: seen(
        StakeholderGroup,
        label=lambda one: one.name,
        url=lambda one: reverse("programmes:blind_spots", args=[one.programme.public_id]),
    ),
    Hearing: seen(
        Hearing,
        label=lambda one: one.group.name,
        url=lambda one: reverse("programmes:blind_spots", args=[one.programme.public_id]),
        along=("group",),
    ),
    Question: seen(Question, url=lambda one: reverse("programmes:question", args=[one.public_id])),
    ThemeProposal: seen(
        ThemeProposal, url=lambda one: reverse("programmes:theme_round", args=[one.programme.public_id])
    ),
}
