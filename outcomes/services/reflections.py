"""What people learned on an evening, written down for themselves, and shared where they want."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.audit import record
from core.clock import now
from core.errors import Conflict
from outcomes.models import Reflection
from outcomes.queries.reflections import open_until
from programmes.models import Participation
from sessions.models import Session


@transaction.atomic
def write_reflection(
    *, evening: Session, participation: Participation, learned: str, differently: str, shared: bool, by: User
) -> Reflection:
    """Keep what ``participation`` learned on ``evening``; a second time replaces the words.

    What is private leaves no line in the audit trail. Raises ``ValidationError`` where nothing is written, and
    ``Conflict`` once the next evening has begun.
    """
    if not (learned or differently):
        raise ValidationError(_("Write at least one answer."))
    until = open_until(evening)
    if until is not None and until <= now():
        raise Conflict(
            _(
                "The next evening has begun: this can be read, and not changed any more. Your words are still here."
            )
        )
    Participation.objects.select_for_update(no_key=True).get(pk=participation.pk)
    mine, _made = Reflection.objects.update_or_create(
        evening=evening,
        participation=participation,
        defaults={"learned": learned, "differently": differently, "written_at": now()},
    )
    return share_reflection(reflection=mine, shared=shared, by=by)


@transaction.atomic
def share_reflection(*, reflection: Reflection, shared: bool, by: User) -> Reflection:
    """Let the group read it, or no longer. A second time changes nothing."""
    rows = Reflection.objects.filter(pk=reflection.pk, shared_at__isnull=shared)
    if rows.update(shared_at=now() if shared else None):
        verb = "outcomes.reflection_shared" if shared else "outcomes.reflection_kept_private"
        record(by, verb, reflection, scope=reflection.programme.scope)
    reflection.refresh_from_db(fields=["shared_at"])
    return reflection
