"""Results: decisions, lessons, the koersdocument."""

from tests.permissions.audiences import (
    ANYONE_IN,
    DRAFT_READERS,
    FACILITATOR,
    PLANS,
    PLANS_RUNNING,
    STEERS,
    STEERS_OPEN,
    STEERS_RUNNING,
    TEAM,
    WORKERS,
    WORKS_RUNNING,
)
from tests.permissions.words import RUNNING, SIGNED_IN, STARTED, Door, act, form, page, read, who

DECIDES = who(programme="facilitator client", stages=RUNNING)
TEACHES = who(programme="facilitator", team="coach author", stages=RUNNING)
AUTHOR = who(team="author", stages=RUNNING)
SPEAKS = who(programme="facilitator author", stages=RUNNING)
"""Who speaks for an organisation; the author writes for others at an evening that runs, and so notes it for any."""
CHANGES_TASK = who(programme="facilitator", team="author", stages=RUNNING)
REACTS = who(programme="facilitator", team="coach participant observer guest", stages=RUNNING)
WRITES = PLANS
PUBLISHES = who(programme="facilitator client", organisation="administrator", stages=STARTED)

TAKEN_UP = frozenset({"homework"})
"""What the draft shows to all its readers: what a facilitator took up in it."""
AT_THE_BACK = frozenset({"idea", "bundle"})
"""The list of all ideas: in an edition for all who may read it, where the facilitator lets it be printed; in the draft
for who works in the programme (docs/decisions: all ideas at the back)."""

TABLE: dict[str, Door] = {
    "outcomes:results": read(ANYONE_IN),
    "outcomes:decide": form(who()),
    "outcomes:decide agreed": form(DECIDES),
    "outcomes:decision": read(ANYONE_IN),
    "outcomes:correct": form(DECIDES),
    "outcomes:make_lesson": form(TEACHES),
    "outcomes:make_lesson draft": form(who()),
    "outcomes:lesson": read(TEAM),
    "outcomes:edit_lesson": form(TEACHES),
    # Examples
    "outcomes:examples": read(FACILITATOR | who(programme="coach participant observer")),
    "outcomes:tell": form(who(programme="facilitator", team="coach participant guest", stages=RUNNING)),
    "outcomes:write_example": form(AUTHOR),
    "outcomes:example": read(TEAM),
    "outcomes:example unshown": read(FACILITATOR | who(team="author")),
    "outcomes:edit_example": form(AUTHOR),
    "outcomes:take_back_example": act(AUTHOR),
    "outcomes:hide_example": act(STEERS_RUNNING),
    "outcomes:ask_on": act(who(programme="facilitator", team="coach participant observer", stages=RUNNING)),
    "outcomes:answer_question": act(AUTHOR),
    "outcomes:remove_question": act(TEACHES),
    "outcomes:lesson_of_examples": form(WORKS_RUNNING),
    # What people learned
    "outcomes:reflection": page(
        get=who(programme="facilitator", team="coach participant observer"),
        post=who(programme="facilitator", team="coach participant observer", stages=RUNNING),
    ),
    "outcomes:share_reflection": act(AUTHOR),
    "outcomes:own_reflections": read(SIGNED_IN),
    "outcomes:follow_up": form(who(programme="facilitator", organisation="administrator")),
    # A conference: endorsing, the regional agenda, presenting
    "outcomes:endorsements": read(ANYONE_IN),
    "outcomes:endorsing": form(PLANS_RUNNING),
    "outcomes:settle": act(PLANS_RUNNING),
    "outcomes:point": form(PLANS_RUNNING),
    "outcomes:body": form(PLANS_RUNNING),
    "outcomes:speak": page(get=SPEAKS, post=SPEAKS, sends="point=point_id", limits=frozenset({404})),
    "outcomes:correct_endorsement": form(PLANS_RUNNING),
    "outcomes:agenda": page(get=ANYONE_IN, post=PLANS_RUNNING),
    "outcomes:write_agenda": form(who(team="author", stages=RUNNING)),
    "outcomes:task": form(CHANGES_TASK),
    "outcomes:steer_task": act(CHANGES_TASK),
    "outcomes:presenting": form(PLANS_RUNNING),
    "outcomes:present": act(PLANS_RUNNING),
    "outcomes:steer_presentation": act(PLANS_RUNNING),
    "outcomes:react": act(REACTS),
    # The draft of the koersdocument
    "reports:koersdocument": page(get=DRAFT_READERS, post=WRITES, tells=TAKEN_UP),
    "reports:cover": form(WRITES),
    "reports:add_section": act(WRITES),
    "reports:include": act(WRITES),
    "reports:change_section": act(WRITES),
    "reports:move_inclusion": act(WRITES),
    "reports:describe_photo photo": act(WRITES, limits=frozenset({404})),
    "reports:taken_photo photo": read(DRAFT_READERS),
    "reports:preview": read(DRAFT_READERS, tells=TAKEN_UP, tells_some=dict.fromkeys(AT_THE_BACK, WORKERS)),
    "reports:preview_css": read(DRAFT_READERS),
    "reports:preview_file": read(DRAFT_READERS, limits=frozenset({404})),
    # Editions
    "reports:publish": form(PUBLISHES),
    "reports:edition": read(ANYONE_IN),
    "reports:edition_pdf": read(ANYONE_IN),
    "reports:edition_read": read(ANYONE_IN, tells=AT_THE_BACK),
    "reports:edition_css": read(ANYONE_IN),
    "reports:edition_picture edition": read(ANYONE_IN),
    # The verslag of an evening
    "reports:write_verslag": form(who()),
    "reports:write_verslag over": form(STEERS_OPEN),
    "reports:send_verslag": form(who()),
    "reports:send_verslag over": form(STEERS_RUNNING),
    "reports:verslag": read(TEAM),
    "reports:verslag unsent": read(STEERS),
    "reports:verslag_pdf": read(TEAM),
}
