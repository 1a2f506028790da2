"""Evenings as a blueprint keeps them, and as the file of a programme does."""

from django.db.models import Prefetch, Q

from programmes.models import Programme
from programmes.queries.blueprint_parts import Described
from sessions.models import AgendaItem, Session

ITEM_FIELDS = ("method", "title", "minutes", "question", "notes", "material")


def describe_evenings(programme: Programme) -> list[Described]:
    """The evenings of all teams together, in the order of time, without place and people. 3 queries.

    Where there is one team, its evenings are those of all.
    """
    together = Q(team__isnull=True) if programme.teams.count() > 1 else Q()
    kept = AgendaItem.objects.filter(removed_at__isnull=True)
    evenings = (
        Session.objects.filter(together, programme=programme)
        .select_related("moment")
        .prefetch_related(Prefetch("items", queryset=kept))
        .order_by("moment__at", "pk")
    )
    return [_described(evening) for evening in evenings]


def _described(evening: Session) -> Described:
    items = [{name: getattr(item, name) for name in ITEM_FIELDS} for item in evening.items.all()]
    needed = sum(item["minutes"] for item in items)
    return Described(
        {
            "title": evening.title,
            "kind": evening.kind,
            "minutes": min(max(evening.minutes, needed), 720),
            "goal": evening.goal,
            "practical": evening.practical,
            "items": items,
        },
        moment=evening.moment,
    )


def describe_all_evenings(programme: Programme) -> list[Described]:
    """The evenings of everybody and of single teams, with place and who leads, in the order of time. 2 queries."""
    kept = AgendaItem.objects.filter(removed_at__isnull=True)
    evenings = (
        Session.objects.filter(programme=programme)
        .select_related("moment", "team")
        .prefetch_related(Prefetch("items", queryset=kept))
        .order_by("moment__at", "team__position", "title", "pk")
    )
    return [_in_full(evening) for evening in evenings]


def _in_full(evening: Session) -> Described:
    fields = {
        "title": evening.title,
        "kind": evening.kind,
        "minutes": evening.minutes,
        "team": evening.team.name if evening.team else "",
        "place": evening.place,
        "goal": evening.goal,
        "practical": evening.practical,
        "items": [
            {name: getattr(item, name) for name in (*ITEM_FIELDS, "leader", "tables")}
            for item in evening.items.all()
        ],
    }
    return Described(fields, moment=evening.moment)
