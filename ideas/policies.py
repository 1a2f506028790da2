"""Who may do what with ideas, bundles, dots and proposals, when."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rules import predicate

from core.access import Standing, add_rule
from ideas.enums import IdeaState, ProposalState, RoundState
from ideas.models import Choice, Idea, Proposal, VotingRound
from programmes.enums import Role, Stage
from programmes.policies import facilitates, is_concept, is_open, is_running, programme_of, stage_is
from sessions.enums import NEVER_OPENED
from sessions.models import Scribe, Session
from sessions.policies import (
    LEADERS,
    is_not_over,
    its_evening_is_not_over,
    leads,
    leads_its_evening,
    sits_at,
    watches_from_home,
)
from teams.policies import in_team, sees_team, steers_team, team_pk_of, works_in_team

WORKING = frozenset({Role.FACILITATOR, Role.COACH, Role.PARTICIPANT})


@predicate
def works(standing: Standing, obj: Any) -> bool:
    """Whether this person contributes to the programme of ``obj``: facilitator, coach or participant."""
    return bool(standing.roles("programme", programme_of(obj).pk) & WORKING)


@predicate
def follows(standing: Standing, obj: Any) -> bool:
    """Whether this person contributes to the programme of ``obj`` or walks along; a client reads results only."""
    return bool(standing.roles("programme", programme_of(obj).pk) & (WORKING | {Role.OBSERVER}))


@predicate
def coaches_somewhere(standing: Standing, obj: Any) -> bool:
    """Whether this person is a coach in the programme of ``obj``."""
    return Role.COACH in standing.roles("programme", programme_of(obj).pk)


@predicate
def facilitates_or_runs(standing: Standing, obj: Any) -> bool:
    """Whether the programme of ``obj`` was started, or this person prepares it."""
    programme = programme_of(obj)
    return not is_concept(standing, programme) or Role.FACILITATOR in standing.roles(
        "programme", programme.pk
    )


@predicate
def loaded(standing: Standing, obj: Any) -> bool:
    """Whether ``visible_to`` gave the object: for an idea and a proposal that decides everything."""
    return obj is not None


@predicate
def wrote(standing: Standing, idea: Idea) -> bool:
    """Whether this person is the author, or typed it for somebody else."""
    if standing.user_id is None:
        return False
    author = idea.author.person_id if idea.author else None
    return standing.user_id in {author, idea.written_by_id}


@predicate
def is_hidden(standing: Standing, idea: Idea) -> bool:
    """Whether the idea belongs to an evening that was not revealed yet."""
    return idea.evening is not None and idea.evening.revealed_at is None


@predicate
def is_waiting(standing: Standing, idea: Idea) -> bool:
    """Whether the idea is open."""
    return idea.state == IdeaState.OPEN


@predicate
def was_ended(standing: Standing, idea: Idea) -> bool:
    """Whether somebody said that the idea goes no further."""
    return idea.state == IdeaState.NOT_FURTHER


@predicate
def is_covered(standing: Standing, idea: Idea) -> bool:
    """Whether somebody covered the idea: only its authors and who steers the team see it."""
    return idea.covered_at is not None


@predicate
def round_is_open(standing: Standing, voting_round: VotingRound | Choice) -> bool:
    """Whether dots can be placed, or answers given."""
    return voting_round.state == RoundState.OPEN


@predicate
def is_draft(standing: Standing, proposal: Proposal) -> bool:
    """Whether the proposal is still being written."""
    return proposal.state == ProposalState.DRAFT


@predicate
def sits_with_team(standing: Standing, obj: Any) -> bool:
    """Whether this person is a guest at the table of the team of ``obj``, at an evening that runs."""
    return Role.GUEST in standing.roles("table at work", team_pk_of(obj))


@predicate
def has_begun(standing: Standing, evening: Session) -> bool:
    """Whether the evening was opened. What a phone without a network kept may come in after its end."""
    return evening.state not in NEVER_OPENED


@predicate
def has_a_table(standing: Standing, evening: Session) -> bool:
    """Whether this person sits at a table, as a guest."""
    return bool(standing.where("table", Role.GUEST))


@predicate
def is_the_scribe(standing: Standing, scribe: Scribe) -> bool:
    """Whether this person is the one who writes."""
    return scribe.participation.person_id == standing.user_id


@predicate
def its_evening_began(standing: Standing, scribe: Scribe) -> bool:
    """Whether the evening at which somebody writes was opened; a late word can be typed after its end."""
    return scribe.evening.state not in NEVER_OPENED


until_sharing = is_running & stage_is(Stage.PREPARING, Stage.COLLECTING, Stage.CLUSTERING, Stage.DECIDING)
until_bundling = is_running & stage_is(Stage.PREPARING, Stage.COLLECTING)
while_bundling = is_running & stage_is(Stage.CLUSTERING)
from_bundling_to_sharing = is_running & stage_is(Stage.CLUSTERING, Stage.DECIDING, Stage.SHARING)

# ---- ideas ----------------------------------------------------------------------------------------------------------

add_rule(
    "ideas.see_ideas",
    follows & facilitates_or_runs,
    who=_("People who work in the programme can see its ideas. Results are open to everybody in it."),
)
add_rule("ideas.see_idea", loaded, who=_("The team can see this idea."))
add_rule(
    "ideas.capture_ideas",
    works & until_sharing,
    who=_("Participants, coaches and facilitators can write ideas, until the programme shares its results."),
)
add_rule(
    "ideas.capture_idea",
    works_in_team & until_sharing,
    who=_(
        "Members of this team and facilitators can write ideas for it, until the programme shares its results."
    ),
)
add_rule(
    "ideas.see_as_guest",
    sits_at,
    who=_("Guests of this evening see what they wrote, and after the reveal the ideas of their table."),
)
add_rule(
    "ideas.capture_as_guest",
    sits_at & has_a_table & has_begun & until_sharing,
    who=_("Guests can write ideas as soon as the evening has begun."),
)
add_rule(
    "ideas.write_for_others",
    is_the_scribe & its_evening_began & until_sharing,
    who=_("Whoever is noted as scribe writes for others, as soon as the evening has begun."),
)
add_rule(
    "ideas.type_paper",
    leads & has_begun & until_sharing,
    who=_("Who leads the evening and its scribes type cards and ballots, as soon as the evening has begun."),
)
add_rule("ideas.print_paper", leads & is_not_over, who=LEADERS)
add_rule("ideas.print_again", leads_its_evening & its_evening_is_not_over, who=LEADERS)
add_rule(
    "ideas.edit_idea",
    wrote & is_waiting & ~is_covered & (until_bundling | (is_hidden & until_sharing)),
    who=_("Only the person who wrote an idea can change it, until the ideas are bundled."),
)
add_rule(
    "ideas.end_idea",
    (steers_team | wrote) & is_waiting & ~is_hidden & is_running,
    who=_("The coach, a facilitator or the person who wrote it can say that an idea goes no further."),
)
add_rule(
    "ideas.reopen_idea",
    (steers_team | wrote) & was_ended & is_running,
    who=_("The coach, a facilitator or the person who wrote it can take an idea up again."),
)
MODERATES = _("The coach of the team or a facilitator decides what is shown.")
add_rule("ideas.cover_idea", steers_team & is_open, who=MODERATES)
add_rule("ideas.decide_reports", steers_team & ~is_covered & is_open, who=MODERATES)
add_rule(
    "ideas.report_idea",
    loaded & ~wrote & ~is_hidden & ~is_covered & is_open,
    who=_("Whoever sees an idea of somebody else can report it, until the programme is closed."),
)
add_rule(
    "ideas.see_similar",
    facilitates,
    who=_("Facilitators see which ideas look alike."),
)
add_rule(
    "ideas.bundle_similar",
    facilitates & until_sharing,
    who=_("Facilitators say which ideas are the same, until the programme shares its results."),
)
add_rule(
    "ideas.make_idea_from_submission",
    works_in_team & until_sharing,
    who=_(
        "Members of this team and facilitators can make an idea of homework, until the programme shares its results."
    ),
)

add_rule(
    "ideas.see_wall",
    facilitates | coaches_somewhere | watches_from_home,
    who=_("Who shows the wall of an evening, or may open it at home, sees the ideas on it."),
)

# ---- bundles --------------------------------------------------------------------------------------------------------

add_rule("ideas.see_bundles", sees_team, who=_("Members of the team and facilitators can see its bundles."))
add_rule(
    "ideas.bundle_ideas",
    (steers_team & until_sharing) | (works_in_team & while_bundling),
    who=_(
        "The coach and the facilitators bundle ideas; while the programme is bundling everybody in the team can."
    ),
)

# ---- dots -----------------------------------------------------------------------------------------------------------

add_rule(
    "ideas.open_round",
    steers_team & until_sharing,
    who=_("The coach of the team or a facilitator can open a round of dots."),
)
add_rule(
    "ideas.see_round",
    sees_team | sits_with_team,
    who=_("Members of the team and facilitators can see its rounds of dots."),
)
add_rule(
    "ideas.place_dots",
    (in_team | sits_with_team) & round_is_open & is_running,
    who=_("Participants and the coach of the team place dots, as long as the round is open."),
)
add_rule(
    "ideas.close_round",
    steers_team & round_is_open & is_open,
    who=_("The coach of the team or a facilitator can close a round of dots."),
)

add_rule(
    "ideas.enter_paper",
    steers_team & is_running,
    who=_("The coach of the team or a facilitator can enter dots that were placed on paper."),
)

# ---- other ways to choose -------------------------------------------------------------------------------------------

add_rule(
    "ideas.open_choice",
    steers_team & until_sharing,
    who=_("The coach of the team or a facilitator can let the team choose."),
)
add_rule(
    "ideas.see_choice",
    sees_team | sits_with_team,
    who=_("Members of the team and facilitators can see what the team chooses."),
)
add_rule(
    "ideas.answer_choice",
    (in_team | sits_with_team) & round_is_open & is_running,
    who=_("Participants and the coach of the team answer, as long as it is open."),
)
add_rule(
    "ideas.close_choice",
    steers_team & round_is_open & is_open,
    who=_("The coach of the team or a facilitator can close it."),
)
add_rule(
    "ideas.reopen_choice",
    steers_team & ~round_is_open & is_running,
    who=_("The coach of the team or a facilitator can open it again."),
)

# ---- proposals ------------------------------------------------------------------------------------------------------

add_rule(
    "ideas.see_proposal",
    loaded,
    who=_("The team sees its proposal; everybody in the programme once it is agreed."),
)
add_rule(
    "ideas.begin_proposal",
    (steers_team & is_running) | (in_team & from_bundling_to_sharing),
    who=_("The coach and the facilitators can begin a proposal; from bundling on everybody in the team can."),
)
add_rule(
    "ideas.edit_proposal",
    works_in_team & is_draft & is_running,
    who=_("Members of the team and facilitators can change a proposal, until the team has agreed to it."),
)
add_rule(
    "ideas.tie_goals",
    works_in_team & is_running,
    who=_("Members of the team and facilitators can say which policy goals a proposal serves."),
)
add_rule(
    "ideas.agree_proposal",
    steers_team & is_draft & is_running,
    who=_("The coach or a facilitator records that the team agrees."),
)
add_rule(
    "ideas.reopen_proposal",
    steers_team & ~is_draft & is_running,
    who=_(
        "The coach or a facilitator can open an agreed proposal again, as long as nothing is decided about it."
    ),
)
