"""Evenings whose draaiboek somebody can take over."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Sum

from core.access import allowed
from sessions.models import Session
from sessions.querysets import steers

MOST = 60
"""How many evenings are offered; the latest first, those of the same programme above all others."""


@dataclass(frozen=True, slots=True)
class Source:
    """An evening with a draaiboek."""

    evening: Session
    blocks: int
    minutes: int
    is_here: bool
    """Whether it is of the same programme."""
    is_taken: bool
    """Whether its blocks are in the draaiboek already."""


def sources_for(*, evening: Session, viewer: Any) -> list[Source]:
    """The evenings with blocks whose draaiboek ``viewer`` leads, in any programme. 2 queries."""
    kept = Q(items__removed_at__isnull=True)
    found = (
        Session.objects.visible_to(viewer)
        .filter(steers(viewer, ""))
        .exclude(pk=evening.pk)
        .annotate(blocks=Count("items", filter=kept), needed=Sum("items__minutes", filter=kept))
        .filter(blocks__gt=0)
        .order_by("-moment__at", "pk")
    )
    taken = set(evening.items.present().values_list("taken_from", flat=True))
    sources = [
        Source(one, one.blocks, one.needed, one.programme_id == evening.programme_id, one.pk in taken)
        for one in found[: MOST * 2]
        if allowed(viewer, "evenings.see_run_of_show", one)
    ]
    return sorted(sources, key=lambda source: not source.is_here)[:MOST]
