"""Writing ideas as a pair or a table: with whom somebody shares a card now."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from programmes.enums import Consent
from programmes.models import Participation
from programmes.queries.signing import signature
from sessions.enums import Catching, SessionState
from sessions.models import AgendaItem, Seating, SeatingPlace, Session

SHARED = (Catching.PAIRS, Catching.TABLES)


@dataclass(frozen=True, slots=True)
class Together:
    """The pair or the table for which somebody writes."""

    kind: str
    number: int
    with_whom: tuple[str, ...]
    """As each consented; those without a name are counted in ``nameless``."""
    nameless: int


@dataclass(frozen=True, slots=True)
class Catch:
    """How people write in the block that runs, for who leads the evening."""

    kind: str
    is_shown: bool
    """Whether everybody reads the own pair or table on the phone: only then they write together."""


def catching_now(*, evening: Session) -> str:
    """How people write ideas in the block that runs. 1 query while one runs."""
    if evening.state != SessionState.RUNNING or evening.current_item_id is None:
        return Catching.ALONE
    found = AgendaItem.objects.filter(pk=evening.current_item_id).values_list("catching", flat=True).first()
    return found or Catching.ALONE


def catch_of(*, evening: Session) -> Catch | None:
    """How people write now, where that is not everybody alone. At most 2 queries."""
    kind = catching_now(evening=evening)
    if kind == Catching.ALONE:
        return None
    shown = Seating.objects.filter(evening=evening, kind=kind, shown_at__isnull=False).exists()
    return Catch(kind, shown)


def together_now(*, evening: Session, viewer: Any) -> Together | None:
    """With whom ``viewer`` writes in the block that runs; None for who writes alone. At most 2 queries."""
    kind = catching_now(evening=evening)
    if kind not in SHARED:
        return None
    places = _places(evening, kind, viewer)
    if len(places) < 2:
        return None
    rest = [place.participation for place in places if place.participation.person_id != viewer.pk]
    named = [one for one in rest if one.consent != Consent.ANONYMOUS]
    return Together(
        kind, places[0].table, tuple(signature(one) for one in named), nameless=len(rest) - len(named)
    )


def others_at(*, evening: Session | None, kind: str, viewer: Any) -> list[Participation]:
    """Whose an idea is too that ``viewer`` wrote on the card of a pair or a table (``kind``). At most 2 queries.

    A phone that had no network may send after the block; a card of another kind than the evening has is of nobody else.
    """
    if evening is None or kind not in SHARED or not evening.items.filter(catching=kind).exists():
        return []
    places = _places(evening, kind, viewer)
    return [place.participation for place in places if place.participation.person_id != viewer.pk]


def _places(evening: Session, kind: str, viewer: Any) -> list[SeatingPlace]:
    """Who sits at the table of ``viewer``, as far as that is shown. 1 query."""
    shown = SeatingPlace.objects.filter(
        seating__evening=evening, seating__kind=kind, seating__shown_at__isnull=False
    )
    own = shown.filter(seating=OuterRef("seating"), table=OuterRef("table"), participation__person=viewer.pk)
    here = shown.filter(Exists(own)).select_related("participation__person")
    return list(here.order_by("participation__person__name", "pk"))
