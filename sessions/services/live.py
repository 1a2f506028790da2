"""The evening itself, from opening to closing: one row is the truth, every change is guarded by what it was before.

Whoever presses twice, or at the same moment as a colleague, does it once: the second finds it done.
"""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.audit import record
from core import live
from core.clock import now
from core.errors import Conflict
from sessions.enums import SessionState
from sessions.models import AgendaItem, Session
from sessions.queries.live import channel_of, channel_of_phones

LONGEST_EXTENSION = dt.timedelta(minutes=60)
GOING_ON: dict[str, Any] = {"paused_at": None, "paused_until": None}
"""What a step to another block, or the end, does to a pause."""


@transaction.atomic
def open_evening(*, evening: Session, by: User) -> Session:
    """Let the evening begin with its first block. Opening it again changes nothing.

    Raises ``Conflict`` when it is over, or was called off.
    """
    first = evening.items.present().first()
    at = now()
    opened = _change(
        evening,
        {"state": SessionState.PLANNED},
        state=SessionState.RUNNING,
        opened_at=at,
        current_item=first,
        item_ends_at=_end(first, at),
    )
    if opened:
        _begin(first, at)
        record(by, "evenings.opened", evening, scope=evening.programme.scope)
    elif evening.state == SessionState.OFF:
        raise Conflict(_("This evening is off. Let it take place after all first."))
    elif evening.state == SessionState.CLOSED:
        raise Conflict(_("This evening is over."))
    return evening


@transaction.atomic
def take_back_opening(*, evening: Session, by: User) -> Session:
    """Let the evening be planned again: it was opened too early. What was written meanwhile stays, and stays hidden.

    Raises ``Conflict`` once ideas were shown or the evening is over.
    """
    taken_back = _change(
        evening,
        {"state": SessionState.RUNNING, "revealed_at": None},
        state=SessionState.PLANNED,
        opened_at=None,
        current_item=None,
        item_ends_at=None,
        **GOING_ON,
    )
    if taken_back:
        evening.items.update(began_at=None, skipped_at=None, shown_at=None)
        record(by, "evenings.opening_taken_back", evening, scope=evening.programme.scope)
    elif evening.state != SessionState.PLANNED:
        raise Conflict(_("This evening is on its way: it cannot become planned again."))
    return evening


@transaction.atomic
def go_next(*, evening: Session, seen: AgendaItem | None, reveal: bool, by: User) -> Session:
    """Leave the block ``seen``, which is on the person's screen, for the next; with ``reveal`` show the ideas too.

    Where somebody else left that block already nothing happens. After the last block the evening stays in it. A pause
    ends with it.
    """
    at = now()
    coming = _neighbour(evening, seen, 1)
    if coming is None:
        return evening
    fields: dict[str, Any] = {"current_item": coming, "item_ends_at": _end(coming, at), **GOING_ON}
    if reveal:
        fields["revealed_at"] = Coalesce(F("revealed_at"), at)
    if _change(evening, {"state": SessionState.RUNNING, "current_item": seen}, **fields):
        _begin(coming, at)
        record(by, "evenings.went_on", evening, scope=evening.programme.scope, to=coming.pk, revealed=reveal)
    return evening


@transaction.atomic
def go_back(*, evening: Session, seen: AgendaItem | None, by: User) -> Session:
    """Leave the block ``seen`` for the one before it; what was shown stays shown."""
    at = now()
    earlier = _neighbour(evening, seen, -1)
    if earlier is not None and _change(
        evening,
        {"state": SessionState.RUNNING, "current_item": seen},
        current_item=earlier,
        item_ends_at=_end(earlier, at),
        **GOING_ON,
    ):
        _begin(earlier, at)
        record(by, "evenings.went_back", evening, scope=evening.programme.scope, to=earlier.pk)
    return evening


@transaction.atomic
def give_time(*, evening: Session, seen: AgendaItem | None, minutes: int, by: User) -> Session:
    """Give the block ``seen`` more minutes (fewer when negative), from its end or, where that has passed, from now.

    During a pause its clock stands still, and "now" is when the pause began. A block whose time is over has none to
    take away. Raises ``Conflict`` where it would last more than an hour from now.
    """
    here = evening.paused_at or now()
    if evening.item_ends_at is not None:
        if minutes < 0 and evening.item_ends_at <= here:
            return evening
        ends = max(evening.item_ends_at, here) + dt.timedelta(minutes=minutes)
        if ends > here + max(LONGEST_EXTENSION, evening.item_ends_at - here):
            raise Conflict(_("The timer goes up to an hour. Go on to the next block first."))
    from_when = Greatest(F("item_ends_at"), here) + dt.timedelta(minutes=minutes)
    changed = _change(
        evening,
        {
            "state": SessionState.RUNNING,
            "current_item": seen,
            "item_ends_at__isnull": False,
            "paused_at": evening.paused_at,
        },
        item_ends_at=Greatest(from_when, here),
    )
    if changed:
        record(by, "evenings.time_given", evening, scope=evening.programme.scope, minutes=minutes)
    return evening


@transaction.atomic
def pause_evening(*, evening: Session, until: dt.datetime | None, by: User) -> Session:
    """Let the timer stand still, ``until`` a time that every screen says (None: until somebody goes on).

    In a pause another ``until`` takes the place of the first. Raises ``Conflict`` when the evening does not run.
    """
    at = now()
    paused = _change(
        evening,
        {"state": SessionState.RUNNING},
        paused_at=Coalesce(F("paused_at"), at),
        paused_until=until,
    )
    if not paused:
        raise Conflict(_("The evening does not run now."))
    record(by, "evenings.paused", evening, scope=evening.programme.scope)
    return evening


@transaction.atomic
def end_pause(*, evening: Session, by: User) -> Session:
    """Let the timer go on from where it stood. Where the pause is over already nothing happens."""
    if evening.paused_at is None:
        return evening
    lasted = now() - evening.paused_at
    ends = evening.item_ends_at + lasted if evening.item_ends_at else None
    was = {
        "state": SessionState.RUNNING,
        "paused_at": evening.paused_at,
        "item_ends_at": evening.item_ends_at,
    }
    if _change(evening, was, item_ends_at=ends, **GOING_ON):
        record(by, "evenings.pause_ended", evening, scope=evening.programme.scope)
    return evening


@transaction.atomic
def reveal_ideas(*, evening: Session, by: User) -> Session:
    """Show everybody the ideas of this evening, from now on. A second time changes nothing.

    Raises ``Conflict`` when the evening does not run.
    """
    at = now()
    if _change(evening, {"state": SessionState.RUNNING, "revealed_at": None}, revealed_at=at):
        record(by, "evenings.revealed", evening, scope=evening.programme.scope)
    elif evening.revealed_at is None:
        raise Conflict(_("Open the evening first: ideas are shown while it runs."))
    return evening


@transaction.atomic
def close_evening(*, evening: Session, by: User) -> Session:
    """Let the evening be over; ideas that were still hidden are shown, or nobody would ever read them.

    A second time changes nothing. Raises ``Conflict`` when it was never opened.
    """
    at = now()
    closed = _change(
        evening,
        {"state": SessionState.RUNNING},
        state=SessionState.CLOSED,
        closed_at=at,
        revealed_at=Coalesce(F("revealed_at"), at),
        item_ends_at=None,
        **GOING_ON,
    )
    if closed:
        record(by, "evenings.closed", evening, scope=evening.programme.scope)
    elif evening.state == SessionState.PLANNED:
        raise Conflict(_("This evening was not opened yet."))
    return evening


@transaction.atomic
def reopen_evening(*, evening: Session, by: User) -> Session:
    """Let an evening that was closed too early run on in the block where it was."""
    at = now()
    reopened = _change(
        evening,
        {"state": SessionState.CLOSED},
        state=SessionState.RUNNING,
        closed_at=None,
        item_ends_at=_end(evening.current_item, at),
    )
    if reopened:
        record(by, "evenings.reopened", evening, scope=evening.programme.scope)
    elif evening.state == SessionState.PLANNED:
        raise Conflict(_("This evening was not opened yet."))
    return evening


def tell_screens(*, evening: Session, phones: bool = True) -> None:
    """Let every open screen of ``evening`` know, after commit, that something on it changed.

    Without ``phones``: the wall and who leads it, but nobody's phone.
    """
    Session.objects.filter(pk=evening.pk).update(**_one_further(phones=phones))
    evening.refresh_from_db(fields=["version", "phone_version"])
    _announce(evening, phones=phones)


def _one_further(*, phones: bool = True) -> dict[str, Any]:
    further = {"version": F("version") + 1}
    return further | {"phone_version": F("phone_version") + 1} if phones else further


def _announce(evening: Session, *, phones: bool = True) -> None:
    live.announce(channel_of(evening), evening.version)
    if phones:
        live.announce(channel_of_phones(evening), evening.phone_version)


def _change(evening: Session, was: dict[str, Any], **fields: Any) -> bool:
    """Change ``evening`` if it still is as ``was`` says, and tell the screens. The row is read anew either way."""
    guarded = Session.objects.filter(pk=evening.pk, **was)
    changed = bool(guarded.update(**_one_further(), **fields))
    evening.refresh_from_db()
    if changed:
        _announce(evening)
    return changed


def _neighbour(evening: Session, item: AgendaItem | None, step: int) -> AgendaItem | None:
    """The block ``step`` places from ``item`` in the present draaiboek, without those that are skipped; a near one
    where ``item`` is gone from it."""
    items = list(evening.items.present().filter(skipped_at__isnull=True))
    places = {other.pk: place for place, other in enumerate(items)}
    if item is None or item.pk not in places:
        later = [other for other in items if item is None or other.position >= item.position]
        return next(iter(later if step > 0 else items), None)
    place = places[item.pk] + step
    return items[place] if 0 <= place < len(items) else None


def _end(item: AgendaItem | None, at: dt.datetime) -> dt.datetime | None:
    return at + dt.timedelta(minutes=item.minutes) if item is not None else None


def _begin(item: AgendaItem | None, at: dt.datetime) -> None:
    if item is not None:
        AgendaItem.objects.filter(pk=item.pk).update(began_at=at)
