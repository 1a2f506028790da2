"""Pictures that people upload: decoded, turned upright, stripped and painted anew, so that only pixels are kept."""

import io
import warnings
from collections.abc import Callable
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


FACE = 320
"""Pixels: the side of the picture of a person, sharp in the largest ring."""

LOGO_SIZE = (800, 240)
"""Pixels: a logo in the bar is some 40 high, on the cover of a document some 100."""


def repaint_picture(upload: "UploadedFile[Any]") -> "ContentFile[bytes]":
    """A JPEG made of the pixels of ``upload`` alone: no location, no comment, at most 2,000 px on its longest side.

    Raises ``ValidationError`` with a sentence for a file that is empty, too large, or no picture.
    """
    pixels = _pixels(upload, (LARGEST_SIDE, LARGEST_SIDE), _on_white)
    out = io.BytesIO()
    pixels.save(out, "JPEG", quality=85, optimize=True)
    return ContentFile(out.getvalue(), name=f"{new_public_id()}.jpg")


def repaint_face(upload: "UploadedFile[Any]") -> "ContentFile[bytes]":
    """A square JPEG of 320 px made of the pixels in the middle of ``upload`` alone: no location, no comment.

    Raises ``ValidationError`` as ``repaint_picture`` does.
    """
    square = ImageOps.fit(_pixels(upload, (LARGEST_SIDE, LARGEST_SIDE), _on_white), (FACE, FACE))
    out = io.BytesIO()
    square.save(out, "JPEG", quality=85, optimize=True)
    return ContentFile(out.getvalue(), name=f"{new_public_id()}.jpg")


def repaint_logo(upload: "UploadedFile[Any]") -> "tuple[ContentFile[bytes], tuple[int, int]]":
    """A PNG made of the pixels of ``upload``, what is transparent in it included, and its width and height.

    Raises ``ValidationError`` as ``repaint_picture`` does; a drawing (SVG) is none of the kinds that it reads.
    """
    pixels = _pixels(upload, LOGO_SIZE, lambda picture: picture.convert("RGBA"))
    pixels.info.clear()
    out = io.BytesIO()
    pixels.save(out, "PNG", optimize=True)
    return ContentFile(out.getvalue(), name=f"{new_public_id()}.png"), pixels.size


def _pixels(
    upload: "UploadedFile[Any]", most: tuple[int, int], paint: Callable[[Image.Image], Image.Image]
) -> Image.Image:
    """``upload`` decoded, upright, within ``most`` and painted by ``paint``; ``ValidationError`` where that fails."""
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
                picture.draft("RGB", most)
                upright = ImageOps.exif_transpose(picture)
                upright.thumbnail(most)
                return paint(upright)
    except ValidationError:
        raise
    except (UnidentifiedImageError, Image.DecompressionBombWarning, Image.DecompressionBombError) as problem:
        raise ValidationError(
            _("This file is not a photo that we can read. Use JPG, PNG, WebP or HEIC.")
        ) from problem
    except (OSError, ValueError, SyntaxError, EOFError) as problem:
        raise ValidationError(_("This photo is damaged. Take it again, or choose another one.")) from problem


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
