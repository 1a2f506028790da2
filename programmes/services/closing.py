"""Closing a programme, with an answer for everything that is still open, and opening it again."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.audit import record
from core.access import forget_standing
from core.clock import now
from core.errors import Conflict
from core.text import clean_text
from programmes.enums import ProgrammeState
from programmes.models import Participation, Programme
from programmes.queries.open_ends import open_ends_of, settlers
from programmes.services.people import hold

LONGEST_REASON = 500
"""As long as the reason of one idea may be."""


@transaction.atomic
def close_programme(*, programme: Programme, because: str, seen: str, by: User) -> Programme:
    """Let ``programme`` be over: everything stays to be read, nothing is written any more.

    ``because`` ends all that waits for a reason; whoever it concerns is told. ``seen`` is what the page knew to be open
    (``OpenEnds.seen``). Raises ``ValidationError`` while something has to be done first or a reason is missing, and
    ``Conflict`` when the programme does not run, or when something came or went since the page was made.
    """
    held = hold(programme)
    if held.state != ProgrammeState.RUNNING:
        raise Conflict(_("The programme does not run, so it cannot be closed."))
    ends = open_ends_of(held)
    if ends.seen != seen:
        raise Conflict(_("Something changed meanwhile. Look once more at what is open, and close it then."))
    if ends.first:
        raise ValidationError(_("Something has to be done first: the list says what."))
    reason = clean_text(because)[:LONGEST_REASON]
    if ends.for_a_reason and not reason:
        raise ValidationError(
            {"because": _("Write why what is open goes no further. Its authors read this.")}
        )
    settled = sum(settle(held, reason, by) for settle in settlers.values()) if reason else 0
    held.state, held.closed_at = ProgrammeState.CLOSED, now()
    held.closing = reason if ends.for_a_reason else ""
    held.save(update_fields=["state", "closed_at", "closing"])
    _standing_changes(held)
    record(by, "programmes.closed", held, scope=held.scope, settled=settled)
    return held


@transaction.atomic
def reopen_programme(*, programme: Programme, by: User) -> Programme:
    """Let a closed ``programme`` run again, in the phase in which it was; what got its end keeps it.

    Raises ``Conflict`` when it is not closed.
    """
    held = hold(programme)
    if held.state != ProgrammeState.CLOSED:
        raise Conflict(_("This programme is open already."))
    held.state, held.closed_at, held.closing = ProgrammeState.RUNNING, None, ""
    held.save(update_fields=["state", "closed_at", "closing"])
    _standing_changes(held)
    record(by, "programmes.reopened", held, scope=held.scope)
    return held


def _standing_changes(programme: Programme) -> None:
    """Who facilitates looks after the questions of the house only while the programme is open; and screens that follow
    something here are told."""
    for participation in (
        Participation.objects.enlisted().filter(programme=programme).select_related("person")
    ):
        forget_standing(participation.person)
