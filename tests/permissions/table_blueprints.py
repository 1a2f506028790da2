"""Blueprints: those that come along, those of an organisation, and a programme kept as one; and as a file."""

from tests.permissions.audiences import PREPARES
from tests.permissions.words import ALWAYS, OPEN, PROGRAMME, Door, Who, act, form, people, read, who

BEGINNERS = people("facilitator administrator")
"""Who may begin a programme looks at what it can begin from."""

KEEPS_BLUEPRINTS: Who = (
    who(programme="facilitator", stages=OPEN)
    | who(organisation="administrator", stages=ALWAYS)
    | frozenset(("facilitator", PROGRAMME, stage) for stage in ALWAYS)
)
"""Blueprints are of the organisation: a facilitator keeps them while one of the programmes there goes on."""

READS_BLUEPRINTS = KEEPS_BLUEPRINTS | who(programme="facilitator", stages=ALWAYS)
"""They stand in the choice of whoever begins a programme for that organisation."""

MAKERS = frozenset({"name"})
"""Colleagues at an organisation see who made a version, and who changed the draft last."""

TABLE: dict[str, Door] = {
    "programmes:blueprints": read(BEGINNERS),
    "programmes:import_blueprint": form(BEGINNERS),
    "programmes:ready_blueprint ready": read(BEGINNERS),
    "programmes:ready_blueprint_file ready": read(BEGINNERS),
    "programmes:draft_of_ready ready": act(BEGINNERS, limits=frozenset({404})),
    "programmes:blueprint": read(KEEPS_BLUEPRINTS, tells=MAKERS),
    "programmes:blueprint_file": read(KEEPS_BLUEPRINTS),
    "programmes:draft_of_blueprint": act(KEEPS_BLUEPRINTS),
    "programmes:offer_blueprint": act(KEEPS_BLUEPRINTS),
    "programmes:blueprint_draft": read(KEEPS_BLUEPRINTS, tells=MAKERS),
    "programmes:edit_blueprint_about": form(KEEPS_BLUEPRINTS, tells=MAKERS),
    "programmes:edit_blueprint_part": form(KEEPS_BLUEPRINTS, tells=MAKERS),
    "programmes:edit_blueprint_evening evening": form(KEEPS_BLUEPRINTS, tells=MAKERS),
    "programmes:publish_blueprint": act(KEEPS_BLUEPRINTS),
    "programmes:drop_blueprint": form(KEEPS_BLUEPRINTS),
    "programmes:programme_blueprint": read(PREPARES),
    "programmes:save_blueprint": form(PREPARES),
    "programmes:programme_file": form(PREPARES),
    "programmes:from_file": form(BEGINNERS),
}
