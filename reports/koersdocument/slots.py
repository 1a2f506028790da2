"""The "neem op" switch on the pages of results."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from core import slots
from core.access import allowed
from core.slots import Filling
from ideas.models import Idea
from programmes.models import Programme
from reports.koersdocument.models import Inclusion
from reports.koersdocument.queries.results import MODELS, is_offered


def switch(*, kind: str, viewer: Any, **about: Any) -> Filling | None:
    """The switch for one result, for who writes the koersdocument; nothing while it is hidden or a draft. 1 query."""
    result = about[kind]
    programme = result.programme
    if not allowed(viewer, "reports.write_draft", programme) or not is_offered(kind=kind, result=result):
        return None
    included = Inclusion.objects.filter(koersdocument__programme=programme, **{kind: result}).exists()
    context = {
        "programme_id": programme.public_id,
        "kind": kind,
        "result_id": result.public_id,
        "included": included,
    }
    return Filling("reports/_switch.html", context)


def list_switch(*, programme: Programme, ideas: Sequence[Idea], viewer: Any) -> Filling | None:
    """The switch on each card of the list of ideas, for who writes the koersdocument. 1 query."""
    if not ideas or not allowed(viewer, "reports.write_draft", programme):
        return None
    included = Inclusion.objects.filter(idea__in=ideas).values_list("idea__public_id", flat=True)
    return Filling(
        "reports/_list_switch.html",
        {
            "programme_id": programme.public_id,
            "offered": {idea.public_id for idea in ideas if is_offered(kind="idea", result=idea)},
            "included": set(included),
        },
    )


def register() -> None:
    """Fill the slot of each kind of result ("idea.actions", "cluster.actions" and so on), and that of the list."""
    slots.register("ideas.list_actions", list_switch, order=80)
    for kind in MODELS:
        filler = partial(switch, kind=kind)
        filler.__module__, filler.__qualname__ = __name__, f"switch_{kind}"  # type: ignore[attr-defined]
        slots.register(f"{kind}.actions", filler, order=80)
