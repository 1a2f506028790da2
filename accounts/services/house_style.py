"""What an organisation looks like: choosing a theme, uploading one, a logo, fonts, and going back to Koerswerk."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.enums import Look
from accounts.models import Organisation, OrganisationStyle, User
from accounts.queries.house_style import FOLDER, FONTS, theme_as_json
from accounts.services.audit import record
from core.design_tokens import LARGEST_FILE, read_theme
from core.files import repaint_logo
from core.fonts import read_font
from core.text import clean_text

PLACES = ("heading", "body")


def _locked(organisation: Organisation) -> OrganisationStyle:
    """The row of ``organisation``, for this transaction alone."""
    OrganisationStyle.objects.get_or_create(organisation=organisation)
    return OrganisationStyle.objects.select_for_update().get(organisation=organisation)


@transaction.atomic
def wear_look(*, organisation: Organisation, look: str, by: User) -> OrganisationStyle:
    """Dress the pages of ``organisation`` in ``look``. Raises ``ValidationError`` where it has no theme of its own."""
    row = _locked(organisation)
    if look not in Look.values or (look == Look.OWN and not row.own_theme):
        raise ValidationError(_("Upload your theme first."))
    row.look, row.worn = look, True
    row.save(update_fields=["look", "worn"])
    record(by, "accounts.house_style_worn", organisation, look=look)
    return row


@transaction.atomic
def take_off_look(*, organisation: Organisation, by: User) -> OrganisationStyle:
    """Give the pages of ``organisation`` Koerswerk's own look back. What was uploaded stays."""
    row = _locked(organisation)
    row.worn = False
    row.save(update_fields=["worn"])
    record(by, "accounts.house_style_taken_off", organisation)
    return row


def keep_theme(
    *, organisation: Organisation, name: str, upload: "UploadedFile[Any]", by: User
) -> OrganisationStyle:
    """Keep what the theme file ``upload`` says, to be looked at first. Where the own theme is worn, it shows at once.

    Raises ``ValidationError`` with a sentence per fault (``core.design_tokens.read_theme``).
    """
    theme = read_theme(upload.read(LARGEST_FILE + 1))
    with transaction.atomic():
        row = _locked(organisation)
        row.own_theme, row.own_name = theme_as_json(theme), clean_text(name, single_line=True)[:100]
        row.save(update_fields=["own_theme", "own_name"])
        record(by, "accounts.house_theme_kept", organisation)
    return row


def change_logo(*, organisation: Organisation, upload: "UploadedFile[Any]", alt: str, by: User) -> None:
    """Keep the logo ``upload``, painted anew; ``alt`` says what it shows. Raises ``ValidationError``."""
    picture, (width, height) = repaint_logo(upload)
    stored = _store(picture)
    with transaction.atomic():
        row = _locked(organisation)
        _forget_file(row.logo)
        row.logo = stored
        row.logo_alt = clean_text(alt, single_line=True)
        row.logo_width, row.logo_height = width, height
        row.save(update_fields=["logo", "logo_alt", "logo_width", "logo_height"])
        record(by, "accounts.house_logo_changed", organisation)


@transaction.atomic
def remove_logo(*, organisation: Organisation, by: User) -> None:
    """Take the logo away."""
    row = _locked(organisation)
    _forget_file(row.logo)
    row.logo, row.logo_alt, row.logo_width, row.logo_height = "", "", 0, 0
    row.save(update_fields=["logo", "logo_alt", "logo_width", "logo_height"])
    record(by, "accounts.house_logo_removed", organisation)


def change_font(
    *, organisation: Organisation, place: str, family: str, upload: "UploadedFile[Any] | None", by: User
) -> None:
    """Set the font for ``place`` (heading, body): ``upload``, or ``family`` of ours, or for neither the theme's.

    Raises ``ValidationError`` for a family that the product has not got and a file that is no font.
    """
    if place not in PLACES or (family and family not in FONTS):
        raise ValidationError(_("The product has no such font."))
    stored = ""
    if upload is not None:
        family, content = read_font(upload)
        stored = _store(content)
    with transaction.atomic():
        row = _locked(organisation)
        _forget_file(getattr(row, f"{place}_file"))
        setattr(row, f"{place}_family", family)
        setattr(row, f"{place}_file", stored)
        row.save(update_fields=[f"{place}_family", f"{place}_file"])
        record(by, "accounts.house_font_changed", organisation, place=place)


def _store(content: "ContentFile[bytes]") -> str:
    """Write ``content``, outside any transaction, and give its name in the storage."""
    return default_storage.save(f"{FOLDER}{content.name}", content)


def _forget_file(file: Any) -> None:
    """Delete a stored file once this transaction holds: after a failure the row would lead nowhere."""
    if file:
        storage, name = file.storage, file.name
        transaction.on_commit(lambda: storage.delete(name))
