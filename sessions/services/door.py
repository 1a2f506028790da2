"""The door of an evening: a code that lets guests in, as long as it is open."""

import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.audit import record
from core.clock import now
from core.errors import Conflict
from sessions.enums import OVER
from sessions.models import Session
from sessions.queries.guests import ALPHABET, LENGTH
from sessions.services.live import tell_screens


def _new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


@transaction.atomic
def open_door(*, evening: Session, by: User) -> Session:
    """Let guests in by a new code. An open door stays as it is. Raises ``Conflict`` when the evening is over."""
    held = Session.objects.select_for_update(of=("self",)).get(pk=evening.pk)
    if held.state in OVER:
        raise Conflict(_("This evening is over."))
    if not held.door_code:
        code = _new_code()
        while Session.objects.filter(door_code=code).exists():
            code = _new_code()
        held.door_code, held.door_opened_at, held.door_closed_at = code, now(), None
        held.save(update_fields=["door_code", "door_opened_at", "door_closed_at"])
        record(by, "evenings.door_opened", held, scope=evening.programme.scope)
        tell_screens(evening=held)
    evening.refresh_from_db()
    return evening


@transaction.atomic
def close_door(*, evening: Session, by: User) -> Session:
    """Let no more guests in: the code is worth nothing from now on. Who is in stays in. Twice changes nothing."""
    closed = (
        Session.objects.filter(pk=evening.pk).exclude(door_code="").update(door_code="", door_closed_at=now())
    )
    if closed:
        record(by, "evenings.door_closed", evening, scope=evening.programme.scope)
        tell_screens(evening=evening)
    evening.refresh_from_db()
    return evening
