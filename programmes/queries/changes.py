"""Moves of which people have not heard yet, and what somebody else moved meanwhile."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Min

from outbox.enums import MessageState
from outbox.models import Message
from outbox.querysets import MessageQuerySet
from programmes.models import PlanChange, Programme

_WAITING = (MessageState.PLANNED, MessageState.HELD)


def batch_of_change(key: str) -> str:
    """With what the batches of messages about the change ``key`` (``PlanChange.public_id``) begin."""
    return f"move:{key}:"


@dataclass(frozen=True, slots=True)
class WaitingChange:
    """A move whose messages wait, so that it can be taken back before anybody hears."""

    public_id: str
    name: str
    after: dt.datetime
    by: str
    people: int
    goes_at: dt.datetime
    back: str
    """The word of the address that takes it back."""


@dataclass(frozen=True, slots=True)
class OtherChange:
    """What somebody did in the plan last."""

    by: str
    made_at: dt.datetime
    name: str
    before: dt.datetime
    after: dt.datetime


def waiting_messages(*, programme: Programme, change: PlanChange) -> MessageQuerySet:
    """The messages about ``change`` that did not go yet. No query."""
    return Message.objects.of_scope(programme.scope).filter(
        batch__startswith=batch_of_change(change.public_id), state__in=_WAITING
    )


def waiting_changes(*, programme: Programme) -> list[WaitingChange]:
    """The moves of ``programme`` of which people have not heard yet, the latest first. 2 queries."""
    counted = (
        Message.objects.of_scope(programme.scope)
        .filter(batch__startswith="move:", state__in=_WAITING)
        .order_by()
        .values("batch")
        .annotate(people=Count("user", distinct=True), goes_at=Min("due_at"))
    )
    found: dict[str, tuple[int, dt.datetime]] = {}
    for row in counted:
        key = row["batch"].split(":")[1]
        people, goes_at = found.get(key, (0, row["goes_at"]))
        found[key] = (max(people, row["people"]), min(goes_at, row["goes_at"]))
    changes = PlanChange.objects.filter(programme=programme, public_id__in=found).select_related(
        "moment", "by"
    )
    return [
        WaitingChange(
            public_id=change.public_id,
            name=change.moment.name if change.moment else "",
            after=change.after,
            by=change.by.first_name if change.by else "",
            people=found[change.public_id][0],
            goes_at=found[change.public_id][1],
            back=change.back,
        )
        for change in changes
    ]


def last_change(*, programme: Programme) -> OtherChange | None:
    """Who last moved something in the plan of ``programme``, and how. 1 query."""
    change = PlanChange.objects.filter(programme=programme).select_related("by", "moment").first()
    if change is None:
        return None
    name = change.moment.name if change.moment else ""
    return OtherChange(str(change.by or ""), change.made_at, name, change.before, change.after)
