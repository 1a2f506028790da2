"""Changes of the draaiboek while the evening runs: a block passed over, done again, or moved among those to come."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.audit import record
from core.clock import now
from core.errors import Conflict
from sessions.enums import SessionState
from sessions.models import AgendaItem, Session
from sessions.services.agenda import add_item, move_item, words_of
from sessions.services.live import tell_screens


@transaction.atomic
def skip_block(*, item: AgendaItem, by: User) -> AgendaItem:
    """Pass over a block that is still to come; it stays in the draaiboek. Doing it twice changes nothing.

    Raises ``Conflict`` where the evening does not run, is in this block, or has had it.
    """
    evening = _hold_running(item)
    _require_to_come(evening, item)
    if AgendaItem.objects.filter(pk=item.pk, skipped_at__isnull=True).update(skipped_at=now()):
        _done(evening, item, by, "evenings.block_skipped")
    return item


@transaction.atomic
def take_up_block(*, item: AgendaItem, by: User) -> AgendaItem:
    """Let a block that was passed over take place after all. Raises ``Conflict`` where its turn is over."""
    evening = _hold_running(item)
    _require_to_come(evening, item)
    if AgendaItem.objects.filter(pk=item.pk, skipped_at__isnull=False).update(skipped_at=None):
        _done(evening, item, by, "evenings.block_taken_up")
    return item


@transaction.atomic
def repeat_block(*, item: AgendaItem, by: User) -> AgendaItem:
    """A block like ``item`` right after the one that runs, so that the button "next" begins it. Returns it.

    The first time keeps its own clock times. A second press finds it there already. Raises ``Conflict`` where the
    evening does not run.
    """
    evening = _hold_running(item)
    coming = _to_come(evening)
    if coming and coming[0].began_at is None and _same(coming[0], item):
        return coming[0]
    return add_item(evening=evening, by=by, after=evening.current_item, **words_of(item))


@transaction.atomic
def move_coming_block(*, item: AgendaItem, down: bool, by: User) -> AgendaItem:
    """Let a block that is to come change places with its neighbour; never with the one that runs, nor with what was.

    Raises ``Conflict`` where the evening does not run or the block's turn has come.
    """
    evening = _hold_running(item)
    _require_to_come(evening, item)
    if not down and _to_come(evening)[0].pk == item.pk:
        raise Conflict(_("This block is the next one already."))
    return move_item(item=item, down=down, by=by)


def _hold_running(item: AgendaItem) -> Session:
    """The row of the evening, held until the transaction ends."""
    held = (
        Session.objects.select_for_update(of=("self",)).select_related("current_item").get(pk=item.evening_id)
    )
    if held.state != SessionState.RUNNING:
        raise Conflict(_("The evening does not run now."))
    return held


def _to_come(evening: Session) -> list[AgendaItem]:
    """The blocks after the one that runs, skipped or not."""
    items = list(evening.items.present())
    place = next((place for place, one in enumerate(items) if one.pk == evening.current_item_id), -1)
    return items[place + 1 :]


def _require_to_come(evening: Session, item: AgendaItem) -> None:
    if all(one.pk != item.pk for one in _to_come(evening)):
        raise Conflict(_("The turn of this block has come already. Look at the draaiboek first."))


def _same(one: AgendaItem, other: AgendaItem) -> bool:
    return one.pk != other.pk and words_of(one) == words_of(other)


def _done(evening: Session, item: AgendaItem, by: User, verb: str) -> None:
    record(by, verb, item, scope=evening.programme.scope, evening=evening.pk)
    tell_screens(evening=evening)
