"""Changes of a draaiboek. The evening's row is held meanwhile, so that two people at once keep each other's work."""

from collections.abc import Sequence
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
from sessions.models import AgendaItem, OwnMethod, Session
from sessions.queries.methods import method_keys
from sessions.services.live import tell_screens

MOST_ITEMS = 60
EDITABLE = ("method", "title", "minutes", "question", "notes", "material", "leader", "tables", "catching")
COPIED = (*EDITABLE, "own_method")
"""What a block that is doubled or taken over has of the other."""


def words_of(item: AgendaItem) -> dict[str, Any]:
    """What people change of a block as it stands now, by the names of ``EDITABLE``."""
    return {name: item.choice if name == "method" else getattr(item, name) for name in EDITABLE}


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
    was = words_of(item)
    _write(item, fields)
    if was != words_of(item):
        item.before = {name: was[name] for name in fields}
        item.save(update_fields=[*fields, "own_method", "before"])
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
    was = words_of(item)
    _write(item, before)
    item.before = {name: was[name] for name in before}
    item.save(update_fields=[*before, "own_method", "before"])
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
def place_item(*, item: AgendaItem, place: int, by: User) -> AgendaItem:
    """Put a block at ``place``, counted from 0; beyond the last block is the end."""
    held = _hold(item.evening)
    item = _present(held, item)
    items = [other for other in held.items.present() if other.pk != item.pk]
    items.insert(min(place, len(items)), item)
    _number(items)
    _done(held, by, "evenings.block_moved", item)
    return item


@transaction.atomic
def order_items(*, evening: Session, order: Sequence[str], by: User) -> tuple[AgendaItem, int] | None:
    """Put the blocks in the ``order`` of their public ids. Returns the block that was moved and where it stood.

    None where nothing moved. Raises ``Conflict`` when blocks came or went meanwhile.
    """
    held = _hold(evening)
    items = list(held.items.present())
    by_id = {item.public_id: item for item in items}
    if len(order) != len(items) or set(order) != set(by_id):
        raise Conflict(_("Somebody else changed the draaiboek meanwhile. Nothing was moved; look once more."))
    before = [item.public_id for item in items]
    moved = _moved(before, list(order))
    if moved is None:
        return None
    _number([by_id[public_id] for public_id in order])
    _done(held, by, "evenings.block_moved", by_id[moved])
    return by_id[moved], before.index(moved)


@transaction.atomic
def double_item(*, item: AgendaItem, by: User) -> AgendaItem:
    """The same block once more, right below it."""
    return add_item(evening=item.evening, by=by, after=item, **words_of(item))


@transaction.atomic
def take_over(*, evening: Session, source: Session, by: User) -> int:
    """Put the blocks of the draaiboek of ``source`` below those that are there. Returns how many.

    ``undo_taking_over`` takes them out. Raises ``Conflict`` when they are there already, or when there is nothing to
    take over; ``ValidationError`` when they do not fit in.
    """
    held = _hold(evening)
    items = list(held.items.present())
    others = list(source.items.present())
    if not others or source.pk == held.pk:
        raise Conflict(_("There is nothing to take over."))
    if any(item.taken_from_id == source.pk for item in items):
        raise Conflict(_("These blocks are in the draaiboek already."))
    if len(items) + len(others) > MOST_ITEMS:
        raise ValidationError(_("At most %(count)d blocks fit in one evening.") % {"count": MOST_ITEMS})
    place = _last_position(held) + 1
    same_house = source.programme.host_id == held.programme.host_id
    for number, other in enumerate(others, start=place):
        copy = AgendaItem(evening=held, position=number, taken_from=source)
        for name in COPIED:
            setattr(copy, name, getattr(other, name))
        if not same_house:
            copy.own_method = None
        copy.save()
    record(by, "evenings.taken_over", held, scope=held.programme.scope, source=source.pk)
    tell_screens(evening=held)
    return len(others)


@transaction.atomic
def undo_taking_over(*, evening: Session, source: Session, by: User) -> int:
    """Take the blocks out that came from the draaiboek of ``source``. Returns how many.

    Raises ``Conflict`` when the evening is in one of them.
    """
    held = _hold(evening)
    taken = held.items.present().filter(taken_from=source)
    if held.state == SessionState.RUNNING and held.current_item in taken:
        raise Conflict(_("The evening is in this block now. Go on to the next one first."))
    count = taken.update(removed_at=now())
    if count:
        record(by, "evenings.taking_over_undone", held, scope=held.programme.scope, source=source.pk)
        tell_screens(evening=held)
    return count


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
    if "method" in fields:
        _choose_method(item, fields["method"])
    item.full_clean(exclude=["evening", "before", "own_method", "taken_from"])


def _choose_method(item: AgendaItem, key: str) -> None:
    """Give a block the method that is called ``key``: one of the library, or of the organisation that hosts."""
    own = item.own_method if item.own_method and item.own_method.key == key else None
    if own is None and key.startswith("own:"):
        house = OwnMethod.objects.present().filter(organisation=item.evening.programme.host_id)
        own = house.filter(public_id=key.removeprefix("own:")).first()
    item.own_method = own
    item.method = own.like if own else key
    if item.method not in method_keys():
        raise ValidationError({"method": _("This method is not in the library.")})


def _moved(before: list[str], after: list[str]) -> str | None:
    """The one that was dragged: without it both orders are the same. The first that differs, if many moved."""
    differing = [one for one, other in zip(before, after, strict=True) if one != other]
    for one in differing:
        if [other for other in before if other != one] == [other for other in after if other != one]:
            return one
    return differing[0] if differing else None


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
