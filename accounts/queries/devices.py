"""Reads about where people are signed in."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import Device, User
from core.clock import now


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A device in the list of who is signed in on it."""

    public_id: str
    name: str
    """"Chrome op Android"."""
    since: dt.datetime
    seen_at: dt.datetime
    here: bool
    """Whether the list is read on it."""


def access_version_of(pk: int) -> int:
    """The version of what the person with primary key ``pk`` may; 0 where there is none. 1 query."""
    return User.objects.filter(pk=pk).values_list("access_version", flat=True).first() or 0


def devices_of(user: User, *, session_key: str | None) -> list[SignedIn]:
    """Where ``user`` is signed in, this device (with ``session_key``) first, then by when it was seen. 1 query."""
    found = Device.objects.filter(user=user, session__expire_date__gt=now()).order_by("-seen_at", "-pk")
    listed = [
        SignedIn(
            public_id=device.public_id,
            name=name_of(device),
            since=device.since,
            seen_at=device.seen_at,
            here=device.session_id == session_key,
        )
        for device in found
    ]
    return sorted(listed, key=lambda device: not device.here)


def name_of(device: Device) -> str:
    """What its owner calls ``device``, as far as its browser told."""
    words = {"browser": device.browser, "system": device.system}
    if device.browser and device.system:
        return _("%(browser)s on %(system)s") % words
    return device.browser or device.system or _("A device that we do not know")
