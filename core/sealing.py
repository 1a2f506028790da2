"""Words that only this installation reads back: secrets of others, which a copy of the database must not tell.

The key is made from ``SECRET_KEY``; after that was changed, what was sealed with one of ``SECRET_KEY_FALLBACKS`` can
still be read.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def _lock(secret_key: str) -> Fernet:
    derived = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"koerswerk sealing")
    return Fernet(base64.urlsafe_b64encode(derived.derive(secret_key.encode())))


def _locks() -> MultiFernet:
    return MultiFernet([_lock(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def seal(words: str) -> str:
    """``words``, sealed for a column of text."""
    return _locks().encrypt(words.encode()).decode()


def unseal(sealed: str) -> str | None:
    """The words in ``sealed``; None where no key of this installation opens it."""
    try:
        return _locks().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None
