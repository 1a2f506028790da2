"""The "neem op" switch on the pages of results."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef

from core import slots
from core.access import allowed
from core.slots import Filling
from ideas.models import Idea
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


def list_switch(*, ideas: Sequence[Idea], viewer: Any) -> Filling | None:
    """The switch on each card of the list of ideas, for who writes the koersdocument. 1 query."""
    if not ideas or not allowed(viewer, "reports.write_draft", ideas[0].programme):
        return None
    revealed = Idea.objects.revealed().filter(pk__in=[idea.pk for idea in ideas])
    rows = revealed.annotate(is_in=Exists(Inclusion.objects.filter(idea=OuterRef("pk"))))
    offered = dict(rows.values_list("public_id", "is_in"))
    return Filling(
        "reports/_list_switch.html",
        {
            "programme_id": ideas[0].programme.public_id,
            "offered": frozenset(offered),
            "included": frozenset(public_id for public_id, is_in in offered.items() if is_in),
        },
    )


def register() -> None:
    """Fill the slot of each kind of result ("idea.actions", "cluster.actions" and so on), and that of the list."""
    slots.register("ideas.list_actions", list_switch, order=80)
    for kind in MODELS:
        filler = partial(switch, kind=kind)
        filler.__module__, filler.__qualname__ = __name__, f"switch_{kind}"  # type: ignore[attr-defined]
        slots.register(f"{kind}.actions", filler, order=80)
