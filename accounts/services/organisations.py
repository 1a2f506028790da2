"""Bodies that people come from and that host programmes, who administers them, and the accounts of people."""

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.enums import OrganisationKind
from accounts.models import GUEST_DOMAIN, Organisation, OrganisationAdmin, User
from accounts.services.audit import record
from core.text import clean_text


@transaction.atomic
def find_or_make_organisation(*, name: str, by: User | None) -> Organisation | None:
    """The organisation called ``name``, in capitals or not; a new one where there is none, None for no name.

    Raises ``ValidationError`` by field for a name that is too long.
    """
    name = clean_text(name, single_line=True)
    if not name:
        return None
    found = Organisation.objects.filter(name__iexact=name).first()
    if found is not None:
        return found
    organisation = Organisation(name=name)
    organisation.clean_fields()
    try:
        with transaction.atomic():
            organisation.save()
    except IntegrityError:  # somebody typed the same name at the same moment
        return Organisation.objects.get(name__iexact=name)
    record(by, "accounts.organisation_named", organisation)
    return organisation


@transaction.atomic
def create_organisation(
    *, name: str, administrator: str, kind: str = OrganisationKind.OTHER, by: User | None = None
) -> tuple[Organisation, User]:
    """A new organisation and the person with the address ``administrator``, who administers it.

    Raises ``ValidationError`` for a name that is taken or too long, an unknown kind, or what is no address.
    """
    organisation = Organisation(name=clean_text(name, single_line=True), kind=kind)
    organisation.full_clean()
    address = clean_address(administrator)
    organisation.save()
    person, _made = find_or_make_person(email=address)
    OrganisationAdmin.objects.create(organisation=organisation, user=person)
    record(by, "accounts.organisation_created", organisation, administrator=person.pk)
    return organisation, person


def clean_address(address: str) -> str:
    """``address`` as accounts keep it: trimmed, in lower case. Raises ``ValidationError`` for what is none."""
    cleaned = clean_text(address, single_line=True).lower()
    try:
        validate_email(cleaned)
        User._meta.get_field("email").run_validators(cleaned)
        if cleaned.endswith(GUEST_DOMAIN):
            raise ValidationError(cleaned)
    except ValidationError as error:
        raise ValidationError(
            _("%(address)s is not an e-mail address.") % {"address": cleaned[:100]}, code="address"
        ) from error
    return cleaned


def find_or_make_person(
    *, email: str, name: str = "", organisation: Organisation | None = None, function: str = ""
) -> tuple[User, bool]:
    """The person with the address ``email`` (as ``clean_address`` gives it), and whether the account is new.

    What people said of themselves stands: ``name``, ``organisation`` and ``function`` only fill what is empty.
    """
    said = {"name": name, "organisation": organisation, "function": function}
    person, made = User.objects.get_or_create(email=email, defaults={**said, "password": make_password(None)})
    missing = {field: value for field, value in said.items() if value and not getattr(person, field)}
    for field, value in missing.items():
        setattr(person, field, value)
    if missing:
        person.save(update_fields=list(missing))
    return person, made
