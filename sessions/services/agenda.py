"""Changes of a draaiboek. The evening's row is held meanwhile, so that two people at once keep each other's work."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.audit import record
from core.clock import now
from core.errors import Conflict
from core.text import clean_text
from sessions.enums import SessionState
from sessions.models import AgendaItem, Session
from sessions.queries.methods import method_keys
from sessions.services.live import tell_screens

MOST_ITEMS = 60
EDITABLE = ("method", "title", "minutes", "question", "notes", "material", "leader")


@transaction.atomic
def add_item(*, evening: Session, by: User, after: AgendaItem | None = None, **fields: Any) -> AgendaItem:
    """A new block with ``fields`` (those of ``EDITABLE``) at the end, or right after another one.

    Raises ``ValidationError`` by field, and when the draaiboek is full; ``Conflict`` when the evening is over.
    """
    held = _hold(evening)
    items = list(held.items.present())
    if len(items) >= MOST_ITEMS:
        raise ValidationError(_("At most %(count)d blocks fit in one evening.") % {"count": MOST_ITEMS})
    item = AgendaItem(evening=held, position=_last_position(held) + 1)
    _write(item, fields)
    item.save()
    place = next(
        (index for index, other in enumerate(items) if after is not None and other.pk == after.pk), None
    )
    items.insert(len(items) if place is None else place + 1, item)
    _number(items)
    _done(held, by, "evenings.block_added", item)
    return item


@transaction.atomic
def change_item(*, item: AgendaItem, by: User, **fields: Any) -> AgendaItem:
    """Change ``fields`` of a block; what they were is kept, so that ``undo_change`` takes it back.

    Raises ``ValidationError`` by field; ``Conflict`` when the block was taken out meanwhile or the evening is over.
    """
    held = _hold(item.evening)
    item = _present(held, item)
    before = {name: getattr(item, name) for name in fields}
    _write(item, fields)
    if before != {name: getattr(item, name) for name in fields}:
        item.before = before
        item.save(update_fields=[*fields, "before"])
        _done(held, by, "evenings.block_changed", item)
    return item


@transaction.atomic
def undo_change(*, item: AgendaItem, by: User) -> AgendaItem:
    """Give a block the words and minutes back that its last change replaced. Doing it again brings the change back."""
    held = _hold(item.evening)
    item = _present(held, item)
    if not item.before:
        raise Conflict(_("There is nothing to undo here."))
    before = {name: value for name, value in item.before.items() if name in EDITABLE}
    item.before = {name: getattr(item, name) for name in before}
    for name, value in before.items():
        setattr(item, name, value)
    item.save(update_fields=[*before, "before"])
    _done(held, by, "evenings.block_changed_back", item)
    return item


@transaction.atomic
def move_item(*, item: AgendaItem, down: bool, by: User) -> AgendaItem:
    """Let a block change places with the one below it, or above it. At the end of the draaiboek nothing happens."""
    held = _hold(item.evening)
    item = _present(held, item)
    items = list(held.items.present())
    place = [other.pk for other in items].index(item.pk)
    target = place + (1 if down else -1)
    if 0 <= target < len(items):
        items[place], items[target] = items[target], items[place]
        _number(items)
        _done(held, by, "evenings.block_moved", item)
    return item


@transaction.atomic
def remove_item(*, item: AgendaItem, by: User) -> AgendaItem:
    """Take a block out; ``restore_item`` puts it back. Raises ``Conflict`` for the block that the evening is in."""
    held = _hold(item.evening)
    if held.state == SessionState.RUNNING and held.current_item_id == item.pk:
        raise Conflict(_("The evening is in this block now. Go on to the next one first."))
    if AgendaItem.objects.present().filter(pk=item.pk).update(removed_at=now()):
        _done(held, by, "evenings.block_removed", item)
    return item


@transaction.atomic
def restore_item(*, item: AgendaItem, by: User) -> AgendaItem:
    """Put a block back where it was."""
    held = _hold(item.evening)
    if AgendaItem.objects.filter(pk=item.pk, removed_at__isnull=False).update(removed_at=None):
        _done(held, by, "evenings.block_restored", item)
    return item


def _hold(evening: Session) -> Session:
    """The row of the evening, held until the transaction ends. Raises ``Conflict`` when the evening is over."""
    held = Session.objects.select_for_update().get(pk=evening.pk)
    if held.state == SessionState.CLOSED:
        raise Conflict(_("This evening is over; its draaiboek stays as it was."))
    return held


def _present(evening: Session, item: AgendaItem) -> AgendaItem:
    found = evening.items.present().filter(pk=item.pk).first()
    if found is None:
        raise Conflict(_("Somebody else took this block out meanwhile."))
    return found


def _write(item: AgendaItem, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        if name not in EDITABLE:
            raise ValueError(f"{name} is no field of a block that people change")
        lines = name == "notes"
        setattr(item, name, clean_text(value, single_line=not lines) if isinstance(value, str) else value)
    if item.method not in method_keys():
        raise ValidationError({"method": _("This method is not in the library.")})
    item.full_clean(exclude=["evening", "before"])


def _number(items: list[AgendaItem]) -> None:
    """Number the blocks from 0 on, in their order; blocks that were taken out keep the number that they had."""
    moved = []
    for position, item in enumerate(items):
        if item.position != position:
            item.position = position
            moved.append(item)
    AgendaItem.objects.bulk_update(moved, ["position"])


def _last_position(evening: Session) -> int:
    last = evening.items.present().aggregate(last=Max("position"))["last"]
    return -1 if last is None else last


def _done(evening: Session, by: User, verb: str, item: AgendaItem) -> None:
    record(by, verb, item, scope=evening.programme.scope, evening=evening.pk)
    tell_screens(evening=evening)
