"""What people learned on evenings: one's own, and what others share."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse

from core.access import allowed
from core.clock import now
from outcomes.models import Reflection
from programmes.models import Participation
from programmes.queries.signing import signature
from sessions.enums import SessionState
from sessions.models import Session


@dataclass(frozen=True, slots=True)
class ReflectionCard:
    """What one person learned, signed as he or she consented."""

    public_id: str
    learned: str
    differently: str
    who: str
    is_shared: bool
    evening: str
    at: dt.datetime
    url: str
    """Of the page of that evening's reflections; empty where the reader does not get there."""
    programme: str
    may_share: bool


@dataclass(frozen=True, slots=True)
class ReflectionPage:
    """Looking back on one evening."""

    own: ReflectionCard | None
    others: tuple[ReflectionCard, ...]
    may_write: bool
    until: dt.datetime | None
    """Until when it can be written; None where no next evening is planned."""


def open_until(evening: Session) -> dt.datetime | None:
    """When the next evening for the same people begins; until then one can write about ``evening``. 1 query."""
    later = Session.objects.filter(programme=evening.programme_id, moment__at__gt=evening.moment.at)
    if evening.team_id is not None:
        later = later.filter(Q(team__isnull=True) | Q(team=evening.team_id))
    at: dt.datetime | None = (
        later.exclude(state=SessionState.OFF)
        .order_by("moment__at", "pk")
        .values_list("moment__at", flat=True)
        .first()
    )
    return at


def own_reflection(*, evening: Session, viewer: Any) -> Reflection | None:
    """What ``viewer`` wrote about ``evening``. 1 query."""
    return Reflection.objects.visible_to(viewer).of(viewer).filter(evening=evening).order_by("-pk").first()


def own_participation_at(*, evening: Session, viewer: Any) -> Participation:
    """How ``viewer``, who may write, takes part. 1 query."""
    mine: Participation = viewer.participations.active().get(programme=evening.programme_id)
    return mine


def reflection_page(*, evening: Session, viewer: Any) -> ReflectionPage:
    """One's own, and what others share, of ``evening``. At most 3 queries."""
    mine = own_reflection(evening=evening, viewer=viewer)
    may = allowed(viewer, "outcomes.reflect", evening)
    until = open_until(evening) if may else None
    return ReflectionPage(
        own=_card(mine, viewer) if mine else None,
        others=shared_at(evening=evening, viewer=viewer, without_own=True),
        may_write=may and (until is None or until > now()),
        until=until,
    )


def shared_at(*, evening: Session, viewer: Any, without_own: bool = False) -> tuple[ReflectionCard, ...]:
    """What people share about ``evening`` with ``viewer``. 1 query."""
    rows = Reflection.objects.visible_to(viewer).filter(evening=evening, shared_at__isnull=False)
    if without_own:
        rows = rows.exclude(participation__person=viewer)
    return tuple(_card(one, viewer) for one in rows.order_by("pk"))


def own_reflections(*, viewer: Any) -> tuple[ReflectionCard, ...]:
    """All that ``viewer`` wrote, in all programmes, the latest evening first. 2 queries."""
    rows = list(Reflection.objects.visible_to(viewer).of(viewer).order_by("-evening__moment__at", "-pk"))
    seen = set(
        Session.objects.visible_to(viewer)
        .filter(pk__in=[one.evening_id for one in rows])
        .values_list("pk", flat=True)
    )
    return tuple(_card(one, viewer, linked=one.evening_id in seen) for one in rows)


def _card(one: Reflection, viewer: Any, *, linked: bool = True) -> ReflectionCard:
    evening = one.evening
    there = linked and allowed(viewer, "outcomes.see_reflections", evening)
    return ReflectionCard(
        public_id=one.public_id,
        learned=one.learned,
        differently=one.differently,
        who=signature(one.participation),
        is_shared=one.shared_at is not None,
        evening=evening.title,
        at=evening.moment.at,
        url=reverse("outcomes:reflection", args=[evening.public_id]) if there else "",
        programme=evening.programme.name,
        may_share=allowed(viewer, "outcomes.share_reflection", one),
    )
