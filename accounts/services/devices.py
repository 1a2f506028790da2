"""Where people are signed in: noted when they come in and once an hour, and ended by them."""

import datetime as dt
import re

from django.contrib.sessions.models import Session
from django.db import transaction

from accounts.models import Device, User
from accounts.services.audit import record
from accounts.services.standing import look_again
from core.clock import now

BROWSERS = (
    ("Edge", r"Edg(e|A|iOS)?/"),
    ("Opera", r"OPR/|OPT/|Opera"),
    ("Samsung Internet", r"SamsungBrowser/"),
    ("Firefox", r"Firefox/|FxiOS/"),
    ("Chrome", r"Chrome/|CriOS/|Chromium/"),
    ("Safari", r"Version/[\d.]+.* Safari/"),
)
"""In this order: most browsers say that they are others too."""
SYSTEMS = (
    ("Android", r"Android"),
    ("iPhone", r"iPhone|iPod"),
    ("iPad", r"iPad"),
    ("Windows", r"Windows"),
    ("Mac", r"Macintosh|Mac OS X"),
    ("ChromeOS", r"CrOS"),
    ("Linux", r"Linux|X11"),
)


def named_in(agent: str, names: tuple[tuple[str, str], ...]) -> str:
    """The first of ``names`` that a browser's own description has; empty where it has none."""
    return next((name for name, pattern in names if re.search(pattern, agent[:500])), "")


def note_device(*, user: User, session_key: str, agent: str, since: dt.datetime, seen: dt.datetime) -> None:
    """Write down that ``user`` was seen in the session: in which browser on which system, as ``agent`` says."""
    Device.objects.update_or_create(
        session_id=session_key,
        defaults={
            "user": user,
            "browser": named_in(agent, BROWSERS),
            "system": named_in(agent, SYSTEMS),
            "since": since,
            "seen_at": seen,
        },
    )


@transaction.atomic
def end_device(*, device: Device, by: User) -> None:
    """Sign the person of ``device`` out on it, at once. A second time changes nothing."""
    if Session.objects.filter(pk=device.session_id).delete()[0]:
        record(by, "accounts.device_signed_out", device.user)
        look_again(device.user)


@transaction.atomic
def end_other_devices(*, user: User, keep: str | None, by: User) -> int:
    """Sign ``user`` out everywhere but in the session with key ``keep``. Returns on how many devices that was."""
    others = Device.objects.filter(user=user).exclude(session_id=keep)
    keys = list(others.values_list("session_id", flat=True))
    Session.objects.filter(pk__in=keys).delete()
    if keys:
        record(by, "accounts.signed_out_elsewhere", user, devices=len(keys))
        look_again(user)
    return len(keys)


def forget_ended_stays() -> int:
    """Throw away the sessions that are over, and with them what is kept of their devices. Returns how many."""
    return Session.objects.filter(expire_date__lt=now()).delete()[1].get("sessions.Session", 0)
