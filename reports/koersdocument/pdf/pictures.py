"""Pictures and letters as the renderer takes them: small, of known formats, in colours that an archive may have."""

import base64
import io
import warnings
from collections.abc import Mapping

from PIL import Image, UnidentifiedImageError

LARGEST = 12 * 1024 * 1024
"""Bytes of one picture. Uploads are made smaller when they arrive; whatever is larger here did not come that way."""
LARGEST_FONT = 2 * 1024 * 1024
MOST_PIXELS = 25_000_000
_FORMATS = {"JPEG": "image/jpeg", "PNG": "image/png"}
_MODES = {"RGB", "RGBA", "L", "LA", "P", "1"}


class PictureRefused(ValueError):
    """A picture that would not be printed; the message names its key and says why."""


def check_pictures(pictures: Mapping[str, bytes]) -> None:
    """Refuse what is too large or of another kind, by its head alone: nothing is decoded. Raises PictureRefused."""
    for key, content in pictures.items():
        media_type(key, content)


def media_type(key: str, content: bytes) -> str:
    """The media type of the picture ``key``. Raises PictureRefused as ``check_pictures`` does."""
    if len(content) > LARGEST:
        raise PictureRefused(f"picture {key[:60]}: {len(content)} bytes, more than {LARGEST}")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=tuple(_FORMATS)) as picture:
                kind, mode, (width, height) = picture.format, picture.mode, picture.size
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError) as error:
        raise PictureRefused(f"picture {key[:60]}: not a JPEG or PNG that can be read") from error
    if width * height > MOST_PIXELS:
        raise PictureRefused(f"picture {key[:60]}: {width} x {height} pixels, more than {MOST_PIXELS}")
    if mode not in _MODES:
        raise PictureRefused(
            f"picture {key[:60]}: colours of kind {mode}, which an archive file may not have"
        )
    return _FORMATS[str(kind)]


def check_font(key: str, content: bytes) -> None:
    """Refuse what is no WOFF2 file, by its head, or too large. Raises PictureRefused."""
    if not content.startswith(b"wOF2") or len(content) > LARGEST_FONT:
        raise PictureRefused(f"font {key[:60]}: no WOFF2 file of at most {LARGEST_FONT} bytes")


def embedded_font(key: str, content: bytes) -> str:
    """The font as a ``data:`` address. Raises PictureRefused."""
    check_font(key, content)
    return f"data:font/woff2;base64,{base64.b64encode(content).decode()}"


def embedded(key: str, content: bytes) -> str:
    """The picture as a ``data:`` address, for a page that stands alone. Raises PictureRefused."""
    return f"data:{media_type(key, content)};base64,{base64.b64encode(content).decode()}"
