"""Who administers an organisation."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, OrganisationAdmin, User
from accounts.services.audit import record
from accounts.services.organisations import clean_address, find_or_make_person
from core.access import forget_standing
from core.errors import Conflict
from core.text import clean_text

Greeter = Callable[[Organisation, OrganisationAdmin, User], None]
"""Takes the organisation, who administers it from now on, and who says so."""

_greeters: list[Greeter] = []


def greet_administrators_by(greeter: Greeter) -> None:
    """Let ``greeter`` tell new administrators by mail; called in ``AppConfig.ready``."""
    _greeters[:] = [greeter]


@transaction.atomic
def change_organisation(*, organisation: Organisation, name: str, kind: str, by: User) -> Organisation:
    """Let ``organisation`` be called ``name`` and be a ``kind``. Raises ``ValidationError`` by field."""
    organisation.name = clean_text(name, single_line=True)
    organisation.kind = kind
    organisation.full_clean()
    organisation.save(update_fields=["name", "kind"])
    record(by, "accounts.organisation_changed", organisation, scope=organisation.scope, kind=kind)
    return organisation


@transaction.atomic
def add_administrator(*, organisation: Organisation, address: str, by: User) -> OrganisationAdmin:
    """Let the person with ``address`` administer ``organisation``, and tell by mail. Who does so already stays.

    Raises ``ValidationError`` for what is no address, or an account that was closed.
    """
    person, _made = find_or_make_person(email=clean_address(address))
    if not person.is_active:
        raise ValidationError(_("This account was closed."))
    admin, made = OrganisationAdmin.objects.get_or_create(organisation=organisation, user=person)
    if made:
        forget_standing(person)
        record(
            by,
            "accounts.administrator_added",
            organisation,
            scope=organisation.scope,
            administrator=person.pk,
        )
        for greet in _greeters:
            greet(organisation, admin, by)
    return admin


@transaction.atomic
def remove_administrator(*, organisation: Organisation, person: User, by: User) -> None:
    """Let ``person`` not administer ``organisation`` any more, at once; nothing where that was so.

    Raises ``Conflict`` for the last one who can still sign in.
    """
    Organisation.objects.select_for_update().get(pk=organisation.pk)  # two who remove each other wait here
    admins = OrganisationAdmin.objects.filter(organisation=organisation)
    if not admins.filter(user=person).exists():
        return
    if not admins.filter(user__is_active=True).exclude(user=person).exists():
        raise Conflict(_("This is the last administrator. Add another one first."))
    admins.filter(user=person).delete()
    forget_standing(person)
    record(
        by, "accounts.administrator_removed", organisation, scope=organisation.scope, administrator=person.pk
    )
