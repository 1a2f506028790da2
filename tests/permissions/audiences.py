"""Who is meant, in the words of the product: the audiences of the table."""

from tests.permissions.words import ALWAYS, OPEN, RUNNING, who

PREPARES = who(programme="facilitator", organisation="administrator", stages=ALWAYS)
"""The facilitators, and the administrators of the organisation: they see a programme from its first word on."""

ANYONE_IN = PREPARES | who(programme="coach participant observer supporter client")
"""Everybody with a role in the programme, once it has started."""

FACILITATOR = who(programme="facilitator", stages=ALWAYS)
PLANS = who(programme="facilitator", stages=OPEN)

PLANS_RUNNING = who(programme="facilitator", stages=RUNNING)

TEAM = FACILITATOR | who(team="coach participant observer")
"""Who sees the raw work of a team: the team itself and the facilitators; no client, supporter or administrator."""

AT_THE_TABLE = TEAM | who(team="guest")
"""Who sees the round of dots of a team: a guest at its table too, while the evening runs."""

STEERS = FACILITATOR | who(team="coach")
"""Who guides a team: its coach and the facilitators."""

STEERS_OPEN = who(programme="facilitator", stages=OPEN) | who(team="coach", stages=RUNNING)
STEERS_RUNNING = who(programme="facilitator", team="coach", stages=RUNNING)
WORKS_RUNNING = who(programme="facilitator", team="coach participant", stages=RUNNING)

EVENING = PREPARES | who(team="coach participant observer guest")
"""Who sees the evening of a team: the team, a guest of that evening, the facilitators and the administrators."""

HAND_OUT = STEERS
"""Who sees the guests of an evening."""

PEOPLE_KEEPERS = PREPARES
"""Who sees everybody's place, address and messages: the facilitators and the administrators."""

SELF_OR_KEEPERS = PEOPLE_KEEPERS | who(team="author")
KEEPS_PEOPLE = who(programme="facilitator", organisation="administrator", stages=OPEN)

WORKERS = who(programme="facilitator coach participant observer")
"""Who works in the programme or walks along."""

DRAFT_READERS = PREPARES | who(programme="coach participant observer client")
"""Who reads the draft of the koersdocument: everybody but supporters, who get editions."""
