"""Fonts that people upload: WOFF2 files that open, may be embedded, and do not unpack to more than a font is."""

import io
from typing import Any

import brotli
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from fontTools.ttLib import TTFont
from fontTools.ttLib.woff2 import WOFF2DirectoryEntry, woff2DirectorySize

from core.design_tokens import is_family
from core.identifiers import new_public_id

LARGEST_FONT = 1024 * 1024
"""Bytes: a variable font with all letters of Europe is some 300 KB."""
LARGEST_UNPACKED = 16 * 1024 * 1024
_MAGIC = b"wOF2"
_MAY_NOT_BE_EMBEDDED = 0x0002
"""OS/2.fsType, "Restricted License embedding" (OpenType specification)."""


def read_font(upload: "UploadedFile[Any]") -> "tuple[str, ContentFile[bytes]]":
    """The family name of the WOFF2 font ``upload``, and its bytes under a name of ours.

    Raises ``ValidationError`` with a sentence for what is too large, no such font, or may not be embedded.
    """
    if not upload.size or upload.size > LARGEST_FONT:
        raise ValidationError(_("A font is at most 1 MB. Choose a smaller file."))
    data = upload.read()
    try:
        _refuse_bomb(data)
        with TTFont(io.BytesIO(data), lazy=True) as font:
            family = str(font["name"].getBestFamilyName() or "")
            restricted = bool(font["OS/2"].fsType & _MAY_NOT_BE_EMBEDDED)
            if not font.getBestCmap():
                raise ValueError("no letters")
    except Exception as problem:  # a parser of hostile bytes raises whatever its parts raise
        raise ValidationError(_("This is not a font that we can read. Use a WOFF2 file.")) from problem
    if restricted:
        raise ValidationError(_("The maker of this font does not allow it to be used on pages."))
    if not is_family(family):
        raise ValidationError(_("This font has a name that we cannot use. Ask its maker for another file."))
    return family, ContentFile(data, name=f"{new_public_id()}.woff2")


def _refuse_bomb(data: bytes) -> None:
    """Raise ``ValueError`` for no WOFF2, and for one that unpacks to too much: fontTools has no limit."""
    if data[:4] != _MAGIC:
        raise ValueError("no WOFF2")
    source = io.BytesIO(data)
    source.seek(woff2DirectorySize)
    for _table in range(int.from_bytes(data[12:14], "big")):
        WOFF2DirectoryEntry().fromFile(source)
    unpacking = brotli.Decompressor()
    packed = data[source.tell() : source.tell() + int.from_bytes(data[20:24], "big")]
    unpacking.process(packed, output_buffer_limit=LARGEST_UNPACKED)
    if not unpacking.is_finished():
        raise ValueError("too large")
