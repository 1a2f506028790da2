"""Doors of what people bring: questions and stories at the desk of an organisation, and themes mapped together."""

from tests.permissions.audiences import FACILITATOR
from tests.permissions.words import ALWAYS, EVERYBODY, OPEN, RUNNING, Door, act, form, read, who

ADMINISTERS = who(organisation="administrator", stages=ALWAYS)
LOOKS_AFTER = ADMINISTERS | who(organisation="facilitator", stages=OPEN)
"""The administrators, and who facilitates a programme of the organisation: of all that is brought there."""
OWN_PEOPLE = who(team="author", stages=ALWAYS)
"""Of the organisation whose desk is for its own people: here it is the author who comes from it."""

CARETAKERS = frozenset({"name"})
"""Who looks after questions sees who else does, of other programmes too."""

NAMES_THEMES = who(programme="facilitator coach participant", stages=RUNNING)
STEERS_ROUND = who(programme="facilitator", stages=RUNNING)
SEES_ROUND = FACILITATOR | who(programme="coach participant observer")

TABLE: dict[str, Door] = {
    "programmes:intake": form(EVERYBODY),
    "programmes:intake own": form(OWN_PEOPLE),
    "programmes:intake_thanks": read(EVERYBODY),
    "programmes:confirm_question question": form(EVERYBODY),
    "programmes:intake_settings": form(ADMINISTERS),
    "programmes:questions": read(LOOKS_AFTER),
    "programmes:question": read(LOOKS_AFTER, tells=CARETAKERS),
    "programmes:look_after_question": act(LOOKS_AFTER, tells=CARETAKERS),
    "programmes:answer_question": act(LOOKS_AFTER, tells=CARETAKERS),
    "programmes:erase_question": form(ADMINISTERS),
    # Themes together
    "programmes:theme_round": form(SEES_ROUND),
    "programmes:name_theme": act(NAMES_THEMES),
    "programmes:weigh_themes": act(NAMES_THEMES),
    "programmes:take_away_theme": act(who(team="author", stages=RUNNING)),
    "programmes:close_theme_step": act(STEERS_ROUND),
    "programmes:theme_deadline": act(STEERS_ROUND),
    "programmes:let_weigh": act(STEERS_ROUND),
    "programmes:stop_theme_round": form(STEERS_ROUND),
    "programmes:theme_teams": form(STEERS_ROUND),
    "programmes:theme": form(STEERS_ROUND),
    "programmes:split_theme": act(STEERS_ROUND),
}
