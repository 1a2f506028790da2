"""What a programme covers: its policy goals, and whom it heard."""

from tests.permissions.audiences import ANYONE_IN, PLANS, PREPARES, TEAM, WORKS_RUNNING
from tests.permissions.words import ALWAYS, PROGRAMME, Door, Who, act, form, read, who

COVERAGE = PREPARES | who(programme="coach client")
"""Who sees what is covered and who was heard: no participant, observer or supporter."""

KEEPS_GOALS = who(organisation="administrator", stages=ALWAYS)

READS_GOALS: Who = ANYONE_IN | frozenset(("facilitator", PROGRAMME, stage) for stage in ALWAYS)
"""A facilitator chooses from all goals of the host, those that only other programmes serve as well."""

TABLE: dict[str, Door] = {
    # Policy goals
    "programmes:goals": read(COVERAGE),
    "programmes:choose_goals": form(PLANS),
    "programmes:add_goals": form(PLANS),
    "programmes:served_goal": form(PLANS),
    "programmes:take_up_goal": act(PLANS),
    "programmes:organisation_goals": read(KEEPS_GOALS),
    "programmes:add_organisation_goals": form(KEEPS_GOALS),
    "programmes:edit_agreement": form(KEEPS_GOALS),
    "programmes:edit_goal": form(KEEPS_GOALS),
    "programmes:remove_goal": act(KEEPS_GOALS),
    "ideas:proposal_goals": form(WORKS_RUNNING, sees=TEAM),
    # Who was heard
    "programmes:blind_spots": read(COVERAGE),
    "programmes:begin_groups": act(PLANS),
    "programmes:new_group": form(PLANS),
    "programmes:edit_group": form(PLANS),
    "programmes:remove_group": act(PLANS),
    "programmes:restore_group": act(PLANS),
    "programmes:cell": form(PLANS),
    "programmes:cell_of_all": form(PLANS),
    "programmes:remove_hearing": act(PLANS),
    "programmes:restore_hearing": act(PLANS),
}
