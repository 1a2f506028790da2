"""Pictures that people upload: decoded, turned upright, stripped and painted anew, so that only pixels are kept."""

import io
import warnings
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

from core.identifiers import new_public_id

register_heif_opener()

LARGEST_UPLOAD = 25 * 1024 * 1024
"""Bytes: a photo of a present-day phone is 3 to 12 MB."""

LARGEST_SIDE = 2000
"""Pixels: sharp on a projector and on half a printed page."""

MOST_PIXELS = 80_000_000
"""A picture that unpacks to more is a bomb, or a poster that nobody takes with a phone."""

_FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "GIF")


def repaint_picture(upload: "UploadedFile[Any]") -> "ContentFile[bytes]":
    """A JPEG made of the pixels of ``upload`` alone: no location, no comment, at most 2,000 px on its longest side.

    Raises ``ValidationError`` with a sentence for a file that is empty, too large, or no picture.
    """
    if not upload.size:
        raise ValidationError(_("This file is empty."))
    if upload.size > LARGEST_UPLOAD:
        raise ValidationError(_("This photo is larger than 25 MB. Choose a smaller one."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(upload, formats=_FORMATS) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise ValidationError(
                        _("This picture has more pixels than we can handle. Choose a smaller one.")
                    )
                picture.draft("RGB", (LARGEST_SIDE, LARGEST_SIDE))
                upright = ImageOps.exif_transpose(picture)
                upright.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
                pixels = _on_white(upright)
    except ValidationError:
        raise
    except (UnidentifiedImageError, Image.DecompressionBombWarning, Image.DecompressionBombError) as problem:
        raise ValidationError(
            _("This file is not a photo that we can read. Use JPG, PNG, WebP or HEIC.")
        ) from problem
    except (OSError, ValueError, SyntaxError, EOFError) as problem:
        raise ValidationError(_("This photo is damaged. Take it again, or choose another one.")) from problem
    out = io.BytesIO()
    pixels.save(out, "JPEG", quality=85, optimize=True)
    return ContentFile(out.getvalue(), name=f"{new_public_id()}.jpg")


def _on_white(picture: Image.Image) -> Image.Image:
    """``picture`` as RGB; what was transparent becomes white."""
    if "A" in picture.getbands() or "transparency" in picture.info:
        layered = picture.convert("RGBA")
        ground = Image.new("RGB", layered.size, "white")
        ground.paste(layered, mask=layered.getchannel("A"))
        return ground
    fresh = Image.new("RGB", picture.size)
    fresh.paste(picture.convert("RGB"))
    return fresh


def send_picture(stored: Any) -> FileResponse:
    """Answer with a stored picture, for a browser that may keep it for an hour; the view has asked the policy."""
    response = FileResponse(stored.open("rb"), content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Disposition"] = 'inline; filename="foto.jpg"'
    response["Cache-Control"] = "private, max-age=3600"
    return response
