"""Telling people that their programme entered another phase, where a facilitator wants that."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.identifiers import new_public_id
from outbox.services.queue import queue_message
from programmes.enums import AT_WORK
from programmes.models import Participation, Phase, Programme

PHASE_ENTERED = "phase_entered"
LONGEST_NOTE = 2000


def tell_phase(*, programme: Programme, phase: Phase, words: str, by: User) -> int:
    """Queue ``words`` to everybody who works in ``programme`` or walks along, but ``by``, in the caller's transaction.

    Returns how many messages that are.
    """
    there = (
        Participation.objects.active()
        .filter(programme=programme, role__in=AT_WORK, accepted_at__isnull=False)
        .exclude(person=by)
        .select_related("person")
    )
    return queue_message(
        PHASE_ENTERED,
        to=[one.person for one in there],
        scope=programme.scope,
        params={"programme": programme.pk, "phase": phase.pk, "text": words[:LONGEST_NOTE]},
        dedupe=f"{programme.pk}:{phase.pk}:{new_public_id()}",
        why=_("You work in this programme."),
        reply_to=by,
    )
