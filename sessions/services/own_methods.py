"""What an organisation adds to the library of methods."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from accounts.services.audit import record
from core.clock import now
from core.errors import Conflict
from core.text import clean_text
from sessions.models import OwnMethod
from sessions.queries.methods import method_keys

FIELDS = ("name", "purpose", "like", "steps", "when_not", "material", "minutes", "least", "most")
LINES = ("steps", "when_not")
MOST_METHODS = 100


@transaction.atomic
def add_method(*, organisation: Organisation, by: User, **fields: Any) -> OwnMethod:
    """A new method of ``organisation``. Raises ``ValidationError`` by field, and when there are very many."""
    _hold_house(organisation.pk)
    if OwnMethod.objects.present().filter(organisation=organisation).count() >= MOST_METHODS:
        raise ValidationError(
            _("An organisation can have %(count)d methods of its own.") % {"count": MOST_METHODS}
        )
    own = OwnMethod(organisation=organisation, made_by=by)
    _write(own, fields)
    own.save()
    record(by, "evenings.method_added", own, scope=scope_of(organisation.pk))
    return own


@transaction.atomic
def change_method(*, own: OwnMethod, by: User, **fields: Any) -> OwnMethod:
    """Change ``fields`` of a method; draaiboeken that have it show the new words.

    Raises ``ValidationError`` by field, ``Conflict`` when somebody took it out meanwhile.
    """
    _hold_house(own.organisation_id)
    own = OwnMethod.objects.get(pk=own.pk)
    if own.removed_at is not None:
        raise Conflict(_("Somebody else took this method out meanwhile."))
    _write(own, fields)
    own.save(update_fields=list(fields))
    record(by, "evenings.method_changed", own, scope=scope_of(own.organisation_id), fields=sorted(fields))
    return own


@transaction.atomic
def remove_method(*, own: OwnMethod, by: User) -> None:
    """Take a method out of the library; draaiboeken that have it keep it, and ``restore_method`` puts it back."""
    if OwnMethod.objects.present().filter(pk=own.pk).update(removed_at=now()):
        record(by, "evenings.method_removed", own, scope=scope_of(own.organisation_id))


@transaction.atomic
def restore_method(*, own: OwnMethod, by: User) -> None:
    """Put a method back into the library. Raises ``Conflict`` when there is another of its name by now."""
    _hold_house(own.organisation_id)
    own = OwnMethod.objects.get(pk=own.pk)
    if own.removed_at is None:
        return
    if OwnMethod.objects.present().filter(organisation=own.organisation_id, name=own.name).exists():
        raise Conflict(_("Your organisation has a method of this name already."))
    own.removed_at = None
    own.save(update_fields=["removed_at"])
    record(by, "evenings.method_restored", own, scope=scope_of(own.organisation_id))


def scope_of(organisation_id: int) -> str:
    """Where the trail of an organisation's methods stands."""
    return f"organisation:{organisation_id}"


def _hold_house(organisation_id: int) -> None:
    """Let two people who change the methods of one organisation come one after the other: a name is there once."""
    Organisation.objects.select_for_update().get(pk=organisation_id)


def _write(own: OwnMethod, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        if name not in FIELDS:
            raise ValueError(f"{name} is no field of a method that people change")
        text = clean_text(value, single_line=name not in LINES) if isinstance(value, str) else value
        if name in LINES:
            text = "\n".join(line.strip() for line in text.splitlines() if line.strip())
        setattr(own, name, text)
    if own.like not in method_keys():
        raise ValidationError({"like": _("This method is not in the library.")})
    own.full_clean(exclude=["made_by"])
