"""Guests of an evening in a programme: they take part as a name, until somebody says who that was."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.audit import record
from accounts.services.guests import make_guest, show_out
from core.access import forget_standing
from core.clock import now
from core.errors import Conflict
from programmes.enums import Consent, Role
from programmes.models import Participation, Programme

Claimer = Callable[[Participation, Participation | None], None]
"""Takes the participation of a guest and the own one of who that turned out to be (None: takes no part)."""

_claimers: list[Claimer] = []


def register_claimer(claimer: Claimer) -> None:
    """Let ``claimer`` bring together what two participations of one person made; called in ``AppConfig.ready``."""
    if claimer not in _claimers:
        _claimers.append(claimer)


def welcome_guest(*, programme: Programme, name: str) -> Participation:
    """A guest called ``name`` in ``programme``, in the caller's transaction. What it may see, its seat says.

    The name stands below the ideas: that is what it was asked for, and any name will do.
    """
    return Participation.objects.create(
        programme=programme,
        person=make_guest(name=name),
        role=Role.GUEST,
        accepted_at=now(),
        consent=Consent.NAME,
        consent_asked_at=now(),
    )


@transaction.atomic
def tie_guest(*, participation: Participation, person: User, by: User) -> Participation:
    """Let ``person`` stand in the place of the guest of ``participation``: what the guest made was made by ``person``.

    It is signed as ``person`` chose in this programme, and the guest is shown out. Raises ``Conflict`` where somebody
    stands there already, and ``ValidationError`` for a person who is a guest or has no account any more.
    """
    if person.is_guest or not person.is_active:
        raise ValidationError(_("Choose somebody with an account."))
    held = (
        Participation.objects.select_for_update(of=("self",))
        .select_related("person")
        .get(pk=participation.pk)
    )
    guest = held.person
    if held.role != Role.GUEST or not guest.is_guest:
        raise Conflict(_("Somebody has claimed this seat already."))
    own = (
        Participation.objects.enlisted()
        .select_for_update()
        .filter(programme=held.programme_id, person=person)
        .first()
    )
    held.person = person
    held.until = held.until or now()
    if own is not None:
        held.consent, held.consent_asked_at = own.consent, own.consent_asked_at
    held.save(update_fields=["person", "until", "consent", "consent_asked_at"])
    for claim in _claimers:
        claim(held, own)
    show_out(guest=guest)
    forget_standing(person)
    record(
        by,
        "programmes.guest_tied",
        held,
        scope=participation.programme.scope,
        for_whom=person,
        guest=guest.pk,
    )
    return held
