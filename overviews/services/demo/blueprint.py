"""A blueprint that the demo’s organisation has of its own, and the draft of its next version."""

from accounts.models import User
from programmes.models import Programme
from programmes.services.own_blueprints import (
    change_draft,
    open_draft,
    part_of,
    save_as_blueprint,
    seen_of,
)

NAME = "Themateams zoals wij ze doen"
SUMMARY = "De themateams van vorig jaar, met wat wij ervan leerden: minder praten vooraf en meer tijd om rustig te lezen."


def keep(programme: Programme, *, by: User) -> None:
    """The demo programme kept as a blueprint; then somebody works on it."""
    first = save_as_blueprint(programme=programme, name=NAME, summary=SUMMARY, key="", by=by)
    draft = open_draft(organisation=programme.host, plan=first.plan, key=first.key, by=by)
    evening = part_of(draft.plan, "evenings", "evening_1")
    items = [
        item | {"minutes": item["minutes"] + (5 if item["title"] == "Rustig lezen" else 0)}
        for item in evening["items"]
    ]
    change_draft(
        draft=draft,
        part="evenings",
        key="evening_1",
        entries=evening | {"items": items, "minutes": evening["minutes"] + 5},
        seen=seen_of(evening),
        by=by,
    )
