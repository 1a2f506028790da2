"""Who gets in where: written by hand, from what the product promises (domain.md), not from the rules in the code.

How to add a line
-----------------

1. Find your area's file (``table_work.py`` for homework and ideas, …) and add the name of your URL with a *door*:

       read(WHO)                a page or a file            GET
       act(WHO)                 a button                    POST
       form(WHO)                a page and its form         GET and POST by the same people
       page(get=WHO, post=WHO)  a page that more people read than may send its form

2. Say WHO from the point of view of the person, not of the code. Use an audience from below, or make one:

       who(programme="facilitator", team="coach participant", organisation="administrator", stages=RUNNING)

   ``programme`` may anywhere in their own programme, ``team`` only in their own team, ``organisation`` in every
   programme of their organisation. "author" is the one who wrote it; "participant" anybody in the team. ``|`` joins
   two audiences.
   For pages about nobody's object: ``people("facilitator administrator")``, ``SIGNED_IN`` (no guests), ``EVERYBODY``.

3. Who does not get in meets: the sign-in page (nobody), 404 (who may not know that it is there), 403 (who may). Who
   may know is said per kind of object in ``SEES``, by the name of the part in the address; a door says otherwise by
   ``sees=``.

4. A new kind of object: make one in ``world.py`` (``place.keep("thing_id", …)``), with a secret word in its text
   (``secret(tenant, "thing")``), and say in ``READS`` who may read that word, on whichever page.

A second line for the same address, about an object in another state: ``"ideas:idea hidden"``, with a value for
``"idea_id hidden"`` in ``world.py``.

    KW_AREAS="ideas: homework:hand_in" .venv/bin/python -m pytest -q tests/permissions     only names that begin so
"""

from tests.permissions import (
    table_blueprints,
    table_coverage,
    table_open,
    table_programmes,
    table_results,
    table_sessions,
    table_together,
    table_work,
)
from tests.permissions.audiences import (
    ANYONE_IN,
    AT_THE_TABLE,
    DRAFT_READERS,
    EVENING,
    FACILITATOR,
    HAND_OUT,
    PEOPLE_KEEPERS,
    PREPARES,
    SELF_OR_KEEPERS,
    STEERS,
    TEAM,
)
from tests.permissions.words import ALWAYS, Door, Who, who

TABLE: dict[str, Door] = {
    **table_open.TABLE,
    **table_programmes.TABLE,
    **table_sessions.TABLE,
    **table_work.TABLE,
    **table_results.TABLE,
    **table_together.TABLE,
    **table_coverage.TABLE,
    **table_blueprints.TABLE,
}

SEES: dict[str, Who] = {
    "programme_id": ANYONE_IN,
    "organisation_id": who(organisation="administrator", stages=ALWAYS),
    "participation_id": SELF_OR_KEEPERS,
    "organisation_id own": table_together.OWN_PEOPLE,
    "intake_id": table_together.LOOKS_AFTER,
    "question_id": table_together.LOOKS_AFTER,
    "theme_round_id": ANYONE_IN,
    "named_theme_id": ANYONE_IN,
    "moment_id": ANYONE_IN,
    "team_id": TEAM,
    "evening_id": EVENING,
    "evening_id together": ANYONE_IN,
    "evening_id planned": PREPARES | who(team="coach participant observer"),
    "evening_id over": PREPARES | who(team="coach participant observer"),
    "evening_id off": PREPARES | who(team="coach participant observer"),
    "block_id": STEERS,
    "scribe_id": STEERS | who(team="author"),
    "poll_id": FACILITATOR | who(team="author"),
    "day_id": FACILITATOR | who(team="author"),
    "seat_id": HAND_OUT,
    "attendance_id": STEERS | who(team="author"),
    "seating_id": STEERS,
    "assignment_id": TEAM,
    "submission_id": TEAM,
    "submission_id kept": FACILITATOR | who(team="coach author"),
    "submission_id draft": who(team="author"),
    "picture_id": TEAM,
    "idea_id": TEAM,
    "idea_id hidden": FACILITATOR | who(team="author"),
    "printing_id": STEERS,
    "cluster_id": TEAM,
    "change_id": TEAM,
    "round_id": AT_THE_TABLE,
    "choice_id": AT_THE_TABLE,
    "proposal_id": TEAM,
    "proposal_id agreed": ANYONE_IN,
    "decision_id": ANYONE_IN,
    "lesson_id": TEAM,
    "word_id": STEERS,
    "example_id": TEAM,
    "example_id unshown": FACILITATOR | who(team="author"),
    "asked_id": TEAM,
    "reflection_id": who(team="author"),
    "point_id": EVENING,
    "body_id": ANYONE_IN,
    "endorsement_id": FACILITATOR | who(team="author"),
    "task_id": ANYONE_IN,
    "presentation_id": EVENING,
    "section_id": ANYONE_IN,
    "inclusion_id": ANYONE_IN,
    "edition_id": ANYONE_IN,
    "verslag_id": TEAM,
    "verslag_id unsent": STEERS,
    "agreement_id": table_coverage.KEEPS_GOALS,
    "goal_id": table_coverage.KEEPS_GOALS,
    "served_id": ANYONE_IN,
    "group_id": ANYONE_IN,
    "hearing_id": ANYONE_IN,
    "blueprint_id": table_blueprints.KEEPS_BLUEPRINTS,
    "draft_id": table_blueprints.KEEPS_BLUEPRINTS,
    "own_id": table_sessions.KEEPS_METHODS,
}
"""Who knows that an object is there, by the part of the address that names it (and its state)."""

READS: dict[str, Who] = {
    "question": table_together.LOOKS_AFTER,
    "theme": table_together.SEES_ROUND,
    "programme": ANYONE_IN | who(team="guest"),
    "team": ANYONE_IN | who(team="guest"),
    "name": ANYONE_IN,
    "mail": PEOPLE_KEEPERS,
    "evening": EVENING,
    "notes": STEERS,
    "days": FACILITATOR | who(team="author"),
    "homework": TEAM,
    "kept": FACILITATOR | who(team="coach author"),
    "draft": who(team="author"),
    "idea": TEAM,
    "hidden": FACILITATOR | who(team="author"),
    "bundle": AT_THE_TABLE,
    "round": AT_THE_TABLE,
    "choice": AT_THE_TABLE,
    "plan": TEAM,
    "proposal": ANYONE_IN,
    "decision": ANYONE_IN,
    "lesson": TEAM,
    "word": STEERS,
    "example": TEAM,
    "untold": FACILITATOR | who(team="author"),
    "reflection": who(team="author"),
    "point": EVENING,
    "body": ANYONE_IN,
    "endorsed": FACILITATOR | who(team="author"),
    "task": ANYONE_IN,
    "message": PEOPLE_KEEPERS,
    "section": DRAFT_READERS,
    "edition": ANYONE_IN,
    "verslag": TEAM,
    "goal": table_coverage.READS_GOALS,
    "group": ANYONE_IN,
    "unheard": table_coverage.COVERAGE,
    "blueprint": table_blueprints.READS_BLUEPRINTS,
    "method": table_sessions.READS_METHODS,
}
"""Who may read the secret word that stands in each kind of text, on whichever page it turns up."""
