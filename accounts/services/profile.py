"""What people say about themselves."""

from contextlib import suppress
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import ProtectedError

from accounts.models import User
from accounts.services.audit import record
from accounts.services.organisations import find_or_make_organisation
from core.files import repaint_face
from core.text import clean_text


@transaction.atomic
def change_profile(
    *,
    person: User,
    name: str,
    function: str,
    organisation: str,
    language: str,
    mail_rhythm: str,
    by: User,
) -> User:
    """Let ``person`` be known like this from now on; ``organisation`` is a name, of a new one where nobody has it.

    Raises ``ValidationError`` by field.
    """
    person.name = clean_text(name, single_line=True)
    person.function = clean_text(function, single_line=True)
    person.language = language
    person.mail_rhythm = mail_rhythm
    person.clean_fields(exclude=["password", "organisation"])
    person.organisation = find_or_make_organisation(name=organisation, by=by)
    person.save(update_fields=["name", "function", "organisation", "language", "mail_rhythm"])
    record(by, "accounts.profile_changed", person)
    return person


def set_picture(*, person: User, upload: "UploadedFile[Any]", by: User) -> None:
    """Keep a small square of ``upload`` as the picture of ``person``. Raises ``ValidationError`` with a sentence."""
    painted = repaint_face(upload)  # before the transaction: painting takes a while
    _replace_picture(person, painted, "accounts.picture_changed", by)


def remove_picture(*, person: User, by: User) -> None:
    """Let ``person`` have no picture any more; the file goes too."""
    if person.picture:
        _replace_picture(person, None, "accounts.picture_removed", by)


def _replace_picture(person: User, painted: "ContentFile[bytes] | None", verb: str, by: User) -> None:
    storage, old = person.picture.storage, person.picture.name
    person.picture = ""
    if painted is not None:
        person.picture.save(str(painted.name), painted, save=False)
    with transaction.atomic():
        person.save(update_fields=["picture"])
        record(by, verb, person)
        if old:
            transaction.on_commit(lambda: storage.delete(old))


@transaction.atomic
def name_person(*, person: User, name: str, by: User) -> None:
    """Let ``person``, who has no name yet, be called ``name``. Raises ``ValidationError`` for one that is too long."""
    person.name = clean_text(name, single_line=True)
    person.clean_fields(exclude=["password", "email"])
    person.save(update_fields=["name"])
    record(by, "accounts.named", person)


def forget_unused_account(*, person: User) -> None:
    """Remove the account of ``person`` if nobody ever came in with it and nothing hangs on it; in the caller's
    transaction, which says why in the trail."""
    if person.last_login or person.has_usable_password() or person.administers.exists():
        return
    with suppress(ProtectedError), transaction.atomic():
        person.delete()
