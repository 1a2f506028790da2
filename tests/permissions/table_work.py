"""Homework and ideas, bundles, dots and proposals: the raw work."""

from tests.permissions.audiences import (
    ANYONE_IN,
    AT_THE_TABLE,
    FACILITATOR,
    PLANS,
    STEERS,
    STEERS_OPEN,
    STEERS_RUNNING,
    TEAM,
    WORKS_RUNNING,
)
from tests.permissions.words import (
    EVERYBODY,
    OPEN,
    RUNNING,
    STARTED,
    UNTIL_BUNDLING,
    UNTIL_SHARING,
    Door,
    act,
    form,
    page,
    read,
    who,
)

DOES_HOMEWORK = who(team="coach participant", stages=RUNNING)
AUTHOR_RUNNING = who(team="author", stages=RUNNING)

READS_IDEAS = who(programme="facilitator", stages=STARTED | {"concept"}) | who(
    programme="coach participant observer"
)
CAPTURES = who(programme="facilitator coach participant", stages=UNTIL_SHARING)
CAPTURES_IN_TEAM = who(programme="facilitator", team="coach participant", stages=UNTIL_SHARING)
ENDS = who(programme="facilitator", team="coach author", stages=RUNNING)
BUNDLES = who(programme="facilitator", team="coach", stages=UNTIL_SHARING) | who(
    team="participant", stages={"clustering"}
)
"""The coach and the facilitators bundle; while the programme is bundling everybody in the team does."""
OPENS_CHOICE = who(programme="facilitator", team="coach", stages=UNTIL_SHARING)
REPORTS = who(programme="facilitator", stages=OPEN) | who(team="coach teammate observer", stages=RUNNING)
"""Whoever sees the idea of somebody else."""
SAYS_ALIKE = who(programme="facilitator", stages=UNTIL_SHARING)
PROPOSES = STEERS_RUNNING | who(team="participant", stages={"clustering", "deciding", "sharing"})

TABLE: dict[str, Door] = {
    # Homework
    "homework:list": read(ANYONE_IN),
    "homework:behind": read(
        who(programme="facilitator", stages=STARTED | {"concept"}) | who(programme="coach")
    ),
    "homework:remind": act(STEERS_RUNNING),
    "homework:assignment": read(TEAM),
    "homework:edit": form(PLANS),
    "homework:new": form(PLANS),
    "homework:copy": act(PLANS),
    "homework:drop": form(PLANS),
    "homework:hand_in": form(DOES_HOMEWORK),
    "homework:submission": page(get=TEAM, post=STEERS_OPEN),
    "homework:submission left": page(get=TEAM, post=STEERS_OPEN),
    "homework:submission kept": page(get=FACILITATOR | who(team="coach author"), post=STEERS_OPEN),
    "homework:submission draft": page(get=who(team="author"), post=who()),
    "homework:take_back": act(AUTHOR_RUNNING),
    "homework:take_back left": act(who()),
    "homework:picture": read(TEAM),
    "homework:remove_picture": act(AUTHOR_RUNNING),
    # Ideas
    "ideas:list": read(READS_IDEAS),
    "ideas:new": form(CAPTURES),
    "ideas:last": read(READS_IDEAS),
    "ideas:new_as_guest": form(who(team="guest", stages=UNTIL_SHARING)),
    "ideas:last_as_guest": read(who(team="guest")),
    "ideas:idea": read(TEAM),
    "ideas:idea hidden": read(FACILITATOR | who(team="author")),
    "ideas:similar": read(FACILITATOR),
    "ideas:practise": act(who()),
    "ideas:write": form(who(team="author", stages=UNTIL_SHARING)),
    "ideas:correct": act(who(team="author", stages=UNTIL_SHARING), limits=frozenset({404})),
    "ideas:edit": form(who(team="author", stages=UNTIL_BUNDLING)),
    "ideas:edit left": form(who()),
    "ideas:edit hidden": form(who(team="author", stages=UNTIL_SHARING)),
    "ideas:end": act(ENDS),
    "ideas:reopen ended": act(ENDS),
    "ideas:from_submission": form(CAPTURES_IN_TEAM),
    "ideas:cover": act(STEERS_OPEN),
    "ideas:uncover": act(STEERS_OPEN),
    "ideas:report": act(REPORTS),
    "ideas:report hidden": act(who()),
    "ideas:let_stand": act(STEERS_OPEN),
    "ideas:weigh_again": act(STEERS_OPEN),
    "ideas:same": act(SAYS_ALIKE, limits=frozenset({404})),
    "ideas:apart": act(SAYS_ALIKE, limits=frozenset({404})),
    "ideas:alike_again": act(SAYS_ALIKE, limits=frozenset({404})),
    # Paper
    "ideas:paper": form(STEERS_RUNNING),
    "ideas:print_again": read(STEERS_RUNNING),
    "ideas:scanned": read(EVERYBODY),
    "ideas:type_paper": form(OPENS_CHOICE),
    "ideas:take_back": act(OPENS_CHOICE),
    "ideas:type_as_scribe": form(who(team="author", stages=UNTIL_SHARING)),
    "ideas:take_back_as_scribe": act(who(team="author", stages=UNTIL_SHARING)),
    "ideas:wall_cards": read(STEERS),
    # Bundles
    "ideas:clusters": page(get=TEAM, post=BUNDLES),
    "ideas:bundles_stream": read(TEAM),
    "ideas:cluster": read(TEAM),
    "ideas:rename_cluster": act(BUNDLES),
    "ideas:merge_cluster": act(BUNDLES),
    "ideas:split_cluster": act(BUNDLES),
    "ideas:empty_cluster": act(BUNDLES),
    "ideas:remove_cluster": act(BUNDLES),
    "ideas:reorder_cluster": act(BUNDLES),
    "ideas:undo_bundling": act(BUNDLES),
    # Dots
    "ideas:open_round": form(who(programme="facilitator", team="coach", stages=UNTIL_SHARING)),
    "ideas:round": read(AT_THE_TABLE),
    "ideas:place_dot": act(who(team="coach participant guest", stages=RUNNING), sends="cluster=cluster_id"),
    "ideas:close_round": act(STEERS_OPEN),
    "ideas:close_round closed": act(who()),
    "ideas:round_stream": read(AT_THE_TABLE),
    "ideas:paper_dots": form(STEERS_RUNNING),
    # Other ways to choose
    "ideas:open_consent": form(OPENS_CHOICE),
    "ideas:open_scores": form(OPENS_CHOICE),
    "ideas:open_ranking": form(OPENS_CHOICE),
    "ideas:choice": read(AT_THE_TABLE),
    "ideas:choice closed": read(AT_THE_TABLE),
    "ideas:answer_choice": act(who(team="coach participant guest", stages=RUNNING)),
    "ideas:close_choice": act(STEERS_OPEN),
    "ideas:close_choice closed": act(who()),
    "ideas:reopen_choice closed": act(STEERS_RUNNING),
    "ideas:ask_again closed": form(OPENS_CHOICE),
    "ideas:choice_wall": read(AT_THE_TABLE),
    "ideas:choice_stream": read(AT_THE_TABLE),
    # Proposals
    "ideas:begin_proposal": form(PROPOSES),
    "ideas:proposals": read(ANYONE_IN),
    "ideas:proposal": read(TEAM),
    "ideas:proposal agreed": read(ANYONE_IN),
    "ideas:edit_proposal": form(WORKS_RUNNING),
    "ideas:edit_proposal agreed": form(who()),
    "ideas:agree_proposal": act(STEERS_RUNNING),
    "ideas:reopen_proposal agreed": act(STEERS_RUNNING),
    "ideas:present_proposal": read(TEAM),
    "ideas:present_proposal agreed": read(ANYONE_IN),
}
