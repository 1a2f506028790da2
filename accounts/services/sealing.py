"""Sealing anew, with the newest key, what was sealed with an older one: after ``SECRET_KEY`` was changed."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from accounts.models import SignOn
from core.sealing import seal, unseal

SEALED = ("secret", "seed")
"""Where the data of an app and of recovery codes have what is sealed."""


@transaction.atomic
def seal_again() -> tuple[int, int]:
    """Seal the secrets of second factors and of organisations' own sign-on with the newest key.

    Returns how many were sealed anew, and how many no key of this installation opens any more.
    """
    done = lost = 0
    for factor in Authenticator.objects.select_for_update().exclude(type=Authenticator.Type.WEBAUTHN):
        for name in factor.data.keys() & set(SEALED):
            words = unseal(factor.data[name])
            if words is None:
                lost += 1
                continue
            factor.data[name] = seal(words)
            factor.save(update_fields=["data"])
            done += 1
    for sign_on in SignOn.objects.select_for_update():
        words = unseal(sign_on.sealed_secret)
        if words is None:
            lost += 1
            continue
        sign_on.sealed_secret = seal(words)
        sign_on.save(update_fields=["sealed_secret"])
        done += 1
    return done, lost
