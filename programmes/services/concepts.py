"""Throws away a programme that never started, with all that was made for it."""

from collections.abc import Callable

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.audit import record
from accounts.services.profile import forget_unused_account
from core.access import forget_standing
from core.errors import Conflict
from programmes.enums import ProgrammeState
from programmes.models import Moment, Programme
from programmes.services.placing import let_go

Remover = Callable[[Programme], None]
"""Takes away what its app made for a concept."""

_removers: list[Remover] = []


def register_concept_remover(remover: Remover) -> None:
    """Let ``remover`` take away what hangs on a concept; called in ``AppConfig.ready``, by upper apps first."""
    if remover not in _removers:
        _removers.append(remover)


@transaction.atomic
def drop_concept(*, programme: Programme, by: User) -> None:
    """Let a concept go: its plan, its teams and its list of people. Who was on it and never came in is forgotten.

    A question that it began with lies there again. Raises ``Conflict`` when it was started, thrown away, or worked in
    meanwhile.
    """
    held = Programme.objects.select_for_update().filter(pk=programme.pk, state=ProgrammeState.CONCEPT).first()
    if held is None:
        raise Conflict(_("This programme has been started already, or is gone."))
    people = [one.person for one in held.participations.select_related("person")]
    # The trail of the programme goes with it, as far as anybody can open it: that of its organisation stays.
    if not held.is_rehearsal:
        record(by, "programmes.concept_dropped", held, scope=held.host.scope)
    try:
        with transaction.atomic():
            for remover in _removers:
                remover(held)
            held.phases.all().delete()
            let_go(Moment.objects.filter(programme=held))
            held.delete()
    except ProtectedError as error:
        raise Conflict(_("Something was made in this programme already. It stays.")) from error
    for person in people:
        forget_standing(person)
        forget_unused_account(person=person)
