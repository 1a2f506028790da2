"""When what somebody may do changes, or a device is left: open streams and sessions ask again, at once."""

import threading

from django.db import transaction
from django.db.models import F

from accounts.models import User
from core.live import announce_person


class _Changed(threading.local):
    """The people to tell when this thread's transaction is through."""

    def __init__(self) -> None:
        self.people: set[int] = set()


_changed = _Changed()


def look_again(user: User) -> None:
    """Let the open streams and the sessions of ``user`` ask anew, after commit, what they may.

    However often it is called in one transaction, each person is told once. Where the process ends before that,
    streams ask within ``core.live.COMMENT_EVERY`` and sessions within the hour.
    """
    if user.pk is not None:
        _changed.people.add(user.pk)
        transaction.on_commit(_tell)


def _tell() -> None:
    people, _changed.people = _changed.people, set()
    if not people:
        return
    User.objects.filter(pk__in=people).update(access_version=F("access_version") + 1)
    for pk, version in User.objects.filter(pk__in=people).values_list("pk", "access_version"):
        announce_person(pk, version)
