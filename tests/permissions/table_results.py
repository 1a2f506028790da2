"""Results: decisions, lessons, the koersdocument."""

from tests.permissions.audiences import ANYONE_IN, DRAFT_READERS, PREPARES, TEAM
from tests.permissions.words import RUNNING, STARTED, Door, act, form, page, read, who

DECIDES = who(programme="facilitator client", stages=RUNNING)
TEACHES = who(programme="facilitator", team="coach author", stages=RUNNING)
WRITES = PREPARES
PUBLISHES = who(programme="facilitator client", organisation="administrator", stages=STARTED)

TAKEN_UP = frozenset({"homework", "idea", "bundle"})
"""What the koersdocument itself shows to its readers: what was taken up, and all ideas at the back.
To be decided: product.md says that the client sees no raw ideas, and the list at the back has them."""
OFFERED = TAKEN_UP | {"lesson", "plan", "kept"}
"""What can be taken up is offered beside the draft to who writes it.
To be decided: an administrator writes too, and sees raw work there that no other page shows to administrators."""

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
    # The draft of the koersdocument
    "reports:koersdocument": page(get=DRAFT_READERS, post=WRITES, tells=OFFERED),
    "reports:cover": form(WRITES),
    "reports:add_section": act(WRITES),
    "reports:include": act(WRITES),
    "reports:change_section": act(WRITES),
    "reports:move_inclusion": act(WRITES),
    "reports:describe_photo photo": act(WRITES, limits=frozenset({404})),
    "reports:taken_photo photo": read(DRAFT_READERS),
    "reports:preview": read(DRAFT_READERS, tells=TAKEN_UP),
    "reports:preview_css": read(DRAFT_READERS),
    "reports:preview_file": read(DRAFT_READERS, limits=frozenset({404})),
    # Editions
    "reports:publish": form(PUBLISHES),
    "reports:edition": read(ANYONE_IN),
    "reports:edition_pdf": read(ANYONE_IN),
    "reports:edition_read": read(ANYONE_IN, tells=TAKEN_UP),
    "reports:edition_css": read(ANYONE_IN),
    "reports:edition_picture edition": read(ANYONE_IN),
}
