"""The "neem op" switch on the pages of results."""

from functools import partial
from typing import Any

from core import slots
from core.access import allowed
from core.slots import Filling
from reports.koersdocument.models import Inclusion
from reports.koersdocument.queries.results import MODELS, find_result


def switch(*, kind: str, viewer: Any, **about: Any) -> Filling | None:
    """The switch for one result, for who writes the koersdocument; nothing while it is hidden or a draft. 2 queries."""
    result = about[kind]
    programme = result.programme
    if not allowed(viewer, "reports.write_draft", programme):
        return None
    if find_result(programme=programme, kind=kind, public_id=result.public_id) is None:
        return None
    included = Inclusion.objects.filter(koersdocument__programme=programme, **{kind: result}).exists()
    context = {
        "programme_id": programme.public_id,
        "kind": kind,
        "result_id": result.public_id,
        "included": included,
    }
    return Filling("reports/_switch.html", context)


def register() -> None:
    """Fill the slot of each kind of result: "idea.actions", "cluster.actions" and so on."""
    for kind in MODELS:
        filler = partial(switch, kind=kind)
        filler.__module__, filler.__qualname__ = __name__, f"switch_{kind}"  # type: ignore[attr-defined]
        slots.register(f"{kind}.actions", filler, order=80)
