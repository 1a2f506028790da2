"""What an evening begins with by itself."""

from django.db import transaction

from accounts.models import User
from sessions.enums import SessionState
from sessions.models import AgendaItem, Session
from sessions.queries.methods import method_of
from sessions.services.agenda import add_item


@transaction.atomic
def open_with(*, evening: Session, method: str, by: User) -> AgendaItem | None:
    """Let the draaiboek of ``evening`` begin with a block of ``method``, after a break to arrive in; once.

    Nothing happens, and None comes back, where such a block stands already or somebody took it out, and where the
    evening was opened or called off.
    """
    held = Session.objects.select_for_update().get(pk=evening.pk)
    if held.state != SessionState.PLANNED or held.items.filter(method=method).exists():
        return None
    usual = method_of(method)
    others = list(held.items.present())
    item = add_item(evening=held, by=by, method=method, title=usual.name, minutes=usual.minutes)
    place = next(
        (place for place, other in enumerate(others) if not method_of(other.method).is_break), len(others)
    )
    others.insert(place, item)
    for position, other in enumerate(others):
        other.position = position
    AgendaItem.objects.bulk_update(others, ["position"])
    return item
