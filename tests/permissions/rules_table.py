"""Each rule by hand: to whom it says yes, about what. The addresses are in ``table.py``; this is what they ask.

A rule is asked about something that this person sees (``visible_to``): that is why some say yes to everybody, or to a
coach in a concept.
The key is the rule and, behind a space, what it is asked about (``test_rules.py`` makes it).
"""

from tests.permissions.audiences import (
    ANYONE_IN,
    EVENING,
    FACILITATOR,
    KEEPS_PEOPLE,
    PEOPLE_KEEPERS,
    PLANS,
    PLANS_RUNNING,
    PREPARES,
    STEERS_RUNNING,
    TEAM,
    WORKS_RUNNING,
)
from tests.permissions.words import (
    ALWAYS,
    EVERYBODY,
    NO_ONE,
    OPEN,
    OWN,
    PROGRAMME,
    RUNNING,
    STARTED,
    UNTIL_BUNDLING,
    UNTIL_SHARING,
    Who,
    people,
    who,
)
from tests.permissions.words import (
    TEAM as OTHER_TEAM,
)

WORKERS = who(programme="facilitator coach participant observer", stages=ALWAYS)
STEERS_ALWAYS = FACILITATOR | who(team="coach", stages=ALWAYS)
REHEARSES = who(programme="facilitator", team="coach", stages={"concept"})
"""A rehearsal stays a concept."""
STEERS_NOT_CLOSED = who(programme="facilitator", team="coach", stages=OPEN)
IN_TEAM = who(team="coach participant", stages=RUNNING)
ENDS = who(programme="facilitator", team="coach author", stages=RUNNING)
CAPTURES_IN_TEAM = who(programme="facilitator", team="coach participant", stages=UNTIL_SHARING)
BUNDLES = who(programme="facilitator", team="coach", stages=UNTIL_SHARING) | who(
    team="participant", stages={"clustering"}
)
PROPOSES = STEERS_RUNNING | who(team="participant", stages={"clustering", "deciding", "sharing"})
GUEST = who(team="guest", stages=ALWAYS)
DECIDES = who(programme="facilitator client", stages=RUNNING)
TEACHES = who(programme="facilitator", team="coach author", stages=RUNNING)
ADMINISTERS = who(organisation="administrator", stages=ALWAYS)
OF_THE_HOUSE = frozenset(
    ("facilitator", tenant, stage) for tenant in (OWN, OTHER_TEAM, PROGRAMME) for stage in ALWAYS
)
"""Who facilitates some programme that the organisation hosts."""
NAMES_THEMES = who(programme="facilitator coach participant", stages=RUNNING)
COMES = who(programme="facilitator", team="coach participant observer", stages=RUNNING)
READS_DRAFT = who(
    programme="facilitator coach participant observer client", organisation="administrator", stages=ALWAYS
)
PUBLISHES_CONCEPT = who(programme="facilitator", organisation="administrator", stages=STARTED)
PUBLISHES_CHECKED = who(programme="client", organisation="administrator", stages=STARTED)

RULES: dict[str, Who] = {
    "accounts.administer_organisation organisation": ADMINISTERS,
    # Programmes
    "programmes.see_programme programme": ANYONE_IN,
    "programmes.begin_programme nothing": people("facilitator administrator"),
    "programmes.plan_programme programme": PLANS,
    "programmes.start_programme programme": who(programme="facilitator", stages={"concept"}),
    "programmes.close_programme programme": PLANS_RUNNING,
    "programmes.reopen_programme programme": who(
        programme="facilitator", organisation="administrator", stages={"closed"}
    ),
    "programmes.reopen_programme programme long_ago": who(organisation="administrator", stages={"closed"}),
    "programmes.drop_concept programme": who(programme="facilitator", stages={"concept"}),
    "programmes.see_people programme": PEOPLE_KEEPERS,
    "programmes.see_outbox programme": PEOPLE_KEEPERS,
    "programmes.see_trail programme": PEOPLE_KEEPERS,
    "programmes.steer_outbox programme": FACILITATOR,
    "programmes.invite_people programme": KEEPS_PEOPLE,
    "programmes.change_place place": KEEPS_PEOPLE,
    "programmes.change_place place left": NO_ONE,
    "programmes.stop place": who(team="author", stages=RUNNING),
    "programmes.stop place left": NO_ONE,
    "programmes.choose_consent place": who(team="author", stages=ALWAYS),
    "programmes.choose_consent place left": NO_ONE,
    "programmes.see_coverage programme": PREPARES | who(programme="coach client"),
    "programmes.keep_goals agreement": ADMINISTERS,
    "programmes.keep_goals goal": ADMINISTERS,
    "programmes.look_after_questions question": ADMINISTERS | OF_THE_HOUSE,
    "programmes.look_after_questions desk": ADMINISTERS | OF_THE_HOUSE,
    "programmes.erase_question question": ADMINISTERS,
    "programmes.see_theme_round programme": FACILITATOR | who(programme="coach participant observer"),
    "programmes.name_themes programme": NAMES_THEMES,
    "programmes.take_away_theme theme": who(team="author", stages=RUNNING),
    "programmes.steer_theme_round programme": PLANS_RUNNING,
    "overviews.see_quiet programme": FACILITATOR | who(programme="coach"),
    "overviews.ask_how_it_goes programme": who(programme="facilitator coach", stages=RUNNING),
    "programmes.keep_as_blueprint programme": PREPARES,
    "programmes.take_file programme": PREPARES,
    "programmes.keep_blueprints blueprint": ADMINISTERS | OF_THE_HOUSE,
    "evenings.keep_methods own_method": ADMINISTERS | OF_THE_HOUSE,
    # Teams
    "teams.see_team team": TEAM,
    "teams.place_people programme": PLANS,
    # Evenings
    "evenings.see_evening evening": EVENING | GUEST,
    "evenings.see_evening evening together": ANYONE_IN,
    "evenings.answer evening": COMES,
    "evenings.answer evening closed": NO_ONE,
    "evenings.answer evening together": who(
        programme="facilitator coach participant observer", stages=RUNNING
    ),
    "evenings.see_run_of_show evening": STEERS_ALWAYS,
    "evenings.see_run_of_show evening together": FACILITATOR | who(programme="coach"),
    "evenings.change_evening evening": STEERS_NOT_CLOSED,
    "evenings.change_evening evening closed": NO_ONE,
    "evenings.change_evening evening together": PLANS,
    "evenings.remove_evening evening": PLANS,
    "evenings.remove_evening evening running": NO_ONE,
    "evenings.remove_evening evening closed": NO_ONE,
    "evenings.call_off evening": PLANS_RUNNING,
    "evenings.call_off evening running": NO_ONE,
    "evenings.call_off evening closed": NO_ONE,
    "evenings.call_off evening off": NO_ONE,
    "evenings.put_back evening": NO_ONE,
    "evenings.put_back evening off": PLANS_RUNNING,
    "evenings.change_evening evening off": NO_ONE,
    "evenings.answer evening off": NO_ONE,
    "evenings.seek_day evening": PLANS_RUNNING,
    "evenings.seek_day evening running": NO_ONE,
    "evenings.seek_day evening off": NO_ONE,
    "evenings.steer_date_poll poll": PLANS_RUNNING,
    "evenings.answer_date_poll poll": NO_ONE,
    "evenings.answer_date_poll poll asked": who(
        team="facilitator coach participant observer supporter client mover", stages=RUNNING
    ),
    "evenings.see_attendance evening": STEERS_ALWAYS,
    "evenings.say_here evening": COMES,
    "evenings.say_here evening closed": NO_ONE,
    "evenings.remind_silent evening": STEERS_RUNNING,
    "evenings.remind_silent evening running": NO_ONE,
    "evenings.settle_change attendance": STEERS_RUNNING,
    "evenings.settle_change attendance closed": NO_ONE,
    "evenings.seat_people evening": STEERS_RUNNING,
    "evenings.seat_people evening closed": NO_ONE,
    "evenings.change_seating seating": STEERS_RUNNING,
    "evenings.change_seating seating closed": NO_ONE,
    "evenings.note_presence evening": STEERS_RUNNING,
    "evenings.lead_evening evening": STEERS_RUNNING,
    "evenings.lead_evening evening together": PLANS_RUNNING,
    "evenings.see_wall evening": STEERS_ALWAYS,
    "evenings.steer_block block": STEERS_RUNNING,
    "evenings.rehearse evening": STEERS_RUNNING,
    "evenings.rehearse evening closed": NO_ONE,
    "evenings.steer_rehearsal evening": NO_ONE,
    "evenings.steer_rehearsal rehearsal": REHEARSES,
    "evenings.lead_evening rehearsal": STEERS_RUNNING | REHEARSES,
    "evenings.note_scribes evening": STEERS_RUNNING,
    "evenings.note_scribes evening closed": NO_ONE,
    "evenings.note_scribes evening off": NO_ONE,
    "evenings.drop_scribe scribe": STEERS_RUNNING,
    "evenings.see_guests evening": STEERS_ALWAYS,
    "evenings.open_door evening": STEERS_RUNNING,
    "evenings.open_door evening closed": NO_ONE,
    "evenings.close_door evening": STEERS_RUNNING,
    "evenings.tie_guest seat": STEERS_RUNNING,
    "evenings.keep_seat evening running": who(team="guest", stages=RUNNING),
    # Homework
    "homework.see_assignment assignment": WORKERS,
    "homework.hand_in assignment": IN_TEAM,
    "homework.hand_in assignment together": who(programme="coach participant", stages=RUNNING),
    "homework.see_submission submission": EVERYBODY,
    "homework.see_submission programme": NO_ONE,
    "homework.change_submission submission": who(team="author", stages=RUNNING),
    "homework.reply submission": STEERS_NOT_CLOSED,
    "homework.reply submission draft": NO_ONE,
    "homework.see_behind programme": FACILITATOR | who(programme="coach"),
    "homework.remind assignment": who(programme="facilitator coach", stages=RUNNING),
    "homework.oversee programme": FACILITATOR,
    "homework.change_assignment assignment": PLANS,
    # Ideas
    "ideas.see_ideas programme": FACILITATOR | who(programme="coach participant observer"),
    "ideas.see_idea idea": EVERYBODY,
    "ideas.see_idea nothing": NO_ONE,
    "ideas.write_for_others scribe": NO_ONE,
    "ideas.write_for_others scribe running": who(team="author", stages=UNTIL_SHARING),
    "ideas.write_for_others scribe closed": who(team="author", stages=UNTIL_SHARING),
    "ideas.capture_ideas programme": who(programme="facilitator coach participant", stages=UNTIL_SHARING),
    "ideas.capture_idea team": CAPTURES_IN_TEAM,
    "ideas.see_as_guest evening running": GUEST,
    "ideas.capture_as_guest evening running": who(team="guest", stages=UNTIL_SHARING),
    "ideas.capture_as_guest evening closed": who(team="guest", stages=UNTIL_SHARING),
    "ideas.capture_as_guest evening": NO_ONE,
    "ideas.edit_idea idea": who(team="author", stages=UNTIL_BUNDLING),
    "ideas.edit_idea idea hidden": who(team="author", stages=UNTIL_SHARING),
    "ideas.edit_idea idea shown": who(team="author", stages=UNTIL_BUNDLING),
    "ideas.edit_idea idea ended": NO_ONE,
    "ideas.end_idea idea": ENDS,
    "ideas.end_idea idea hidden": NO_ONE,
    "ideas.end_idea idea ended": NO_ONE,
    "ideas.reopen_idea idea": NO_ONE,
    "ideas.reopen_idea idea ended": ENDS,
    "ideas.make_idea_from_submission submission": CAPTURES_IN_TEAM,
    "ideas.see_wall programme": who(programme="facilitator coach", stages=ALWAYS),
    "ideas.see_bundles team": TEAM,
    "ideas.bundle_ideas team": BUNDLES,
    "ideas.open_round team": who(programme="facilitator", team="coach", stages=UNTIL_SHARING),
    "ideas.see_round round": TEAM | GUEST,
    "ideas.place_dots round": who(team="coach participant guest", stages=RUNNING),
    "ideas.place_dots round closed": NO_ONE,
    "ideas.close_round round": STEERS_NOT_CLOSED,
    "ideas.close_round round closed": NO_ONE,
    "ideas.enter_paper round": STEERS_RUNNING,
    "ideas.enter_paper round closed": STEERS_RUNNING,
    "ideas.open_choice team": who(programme="facilitator", team="coach", stages=UNTIL_SHARING),
    "ideas.see_choice choice": TEAM | GUEST,
    "ideas.answer_choice choice": who(team="coach participant guest", stages=RUNNING),
    "ideas.answer_choice choice closed": NO_ONE,
    "ideas.close_choice choice": STEERS_NOT_CLOSED,
    "ideas.close_choice choice closed": NO_ONE,
    "ideas.reopen_choice choice": NO_ONE,
    "ideas.reopen_choice choice closed": STEERS_RUNNING,
    "ideas.see_proposal proposal": EVERYBODY,
    "ideas.see_proposal nothing": NO_ONE,
    "ideas.begin_proposal team": PROPOSES,
    "ideas.edit_proposal proposal": WORKS_RUNNING,
    "ideas.edit_proposal proposal agreed": NO_ONE,
    "ideas.tie_goals proposal": WORKS_RUNNING,
    "ideas.tie_goals proposal agreed": WORKS_RUNNING,
    "ideas.agree_proposal proposal": STEERS_RUNNING,
    "ideas.agree_proposal proposal agreed": NO_ONE,
    "ideas.reopen_proposal proposal": NO_ONE,
    "ideas.reopen_proposal proposal agreed": STEERS_RUNNING,
    # Outcomes
    "outcomes.begin_follow_up programme": who(
        programme="facilitator", organisation="administrator", stages=STARTED
    ),
    "outcomes.see_decision nothing": NO_ONE,
    "outcomes.see_decision decision": EVERYBODY,
    "outcomes.record_decision proposal": NO_ONE,
    "outcomes.record_decision proposal agreed": DECIDES,
    "outcomes.correct_decision decision": DECIDES,
    "outcomes.see_lesson nothing": NO_ONE,
    "outcomes.see_lesson lesson": EVERYBODY,
    "outcomes.make_lesson submission": TEACHES,
    "outcomes.make_lesson submission draft": NO_ONE,
    "outcomes.make_lesson submission teamless": NO_ONE,
    "outcomes.edit_lesson lesson": TEACHES,
    # The koersdocument
    "reports.read_draft koersdocument": READS_DRAFT,
    "reports.read_draft programme": READS_DRAFT,
    "reports.read_draft section": READS_DRAFT,
    "reports.write_draft koersdocument": PLANS,
    "reports.write_draft section": PLANS,
    "reports.read_all_ideas programme": WORKERS,
    "reports.publish_concept koersdocument": PUBLISHES_CONCEPT,
    "reports.publish_checked koersdocument": PUBLISHES_CHECKED,
    "reports.publish_final koersdocument": who(organisation="administrator", stages=STARTED),
    "reports.see_edition edition": EVERYBODY,
    "reports.see_edition programme": NO_ONE,
    # The verslag of an evening
    "reports.write_verslag evening closed": STEERS_NOT_CLOSED,
    "reports.write_verslag evening running": NO_ONE,
    "reports.write_verslag evening off": NO_ONE,
    "reports.send_verslag evening closed": STEERS_RUNNING,
    "reports.send_verslag evening running": NO_ONE,
    "reports.read_verslag verslag": EVERYBODY,
    "reports.read_verslag evening": NO_ONE,
}
