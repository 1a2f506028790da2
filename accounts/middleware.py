"""Keeps people signed in while they are seen, as long as their roles allow, with one write an hour at most.

What a session knows of its stay stands in the session itself, and the version of what its person may stands on the
person, who is read for each request anyhow: so looking costs no query. A change of roles moves the version, and then
the end of the stay is counted anew at the next request.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from accounts.models import User
from accounts.services.devices import note_device
from accounts.services.limits import is_marked, mark_for
from accounts.services.standing import look_again
from accounts.services.stay import IN_ALL, end_of_stay
from core.clock import now

KEPT = "kw_stay"
NOTED_EVERY = dt.timedelta(hours=1)


def begin_stay(*, request: HttpRequest, user: Any, **_: Any) -> None:
    """Note that ``user`` came in: what Django calls after each way in."""
    if request.session.session_key is None:
        request.session.save()
    _note(request, user, since=now())
    request.kw_came_in = user  # type: ignore[attr-defined]


def renew_key(*, request: HttpRequest, **_: Any) -> None:
    """Give the session another key when somebody who is in proves again who it is: what allauth calls then."""
    if request.user.is_authenticated:
        request.session.cycle_key()


def _note(request: HttpRequest, user: User, *, since: dt.datetime) -> None:
    at = now()
    key = cast(str, request.session.session_key)
    request.session[KEPT] = {
        "key": key,
        "version": user.access_version,
        "since": since.timestamp(),
        "seen": at.timestamp(),
    }
    request.session.set_expiry(end_of_stay(user, since=since, seen=at))
    agent = request.META.get("HTTP_USER_AGENT", "")
    note_device(user=user, session_key=key, agent=agent, since=since, seen=at)


class StayMiddleware:
    """Ends a stay that is over, notes one that goes on, and tells open streams when somebody signed out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return _know_device(request, self.get_response(request))
        person = request.user
        if not self._goes_on(request, person):
            logout(request)
        response = self.get_response(request)
        if not request.user.is_authenticated:
            look_again(person)
        elif (kept := request.session.get(KEPT)) and kept["key"] != request.session.session_key:
            # A new key for the same session, such as after another password: its device goes along.
            _note(request, request.user, since=_moment(kept["since"]))
        return _know_device(request, response)

    def _goes_on(self, request: HttpRequest, person: User) -> bool:
        kept = request.session.get(KEPT)
        if kept is None:  # from before stays were kept
            begin_stay(request=request, user=person)
            return True
        since, seen = _moment(kept["since"]), _moment(kept["seen"])
        fresh = kept["version"] == person.access_version and kept["key"] == request.session.session_key
        if fresh and now() < seen + NOTED_EVERY:
            return True
        if now() >= end_of_stay(person, since=since, seen=seen):
            return False
        _note(request, person, since=since)
        return True


def _know_device(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """After somebody came in, let the device show so the next time; the limits then take it for its owner's."""
    person = getattr(request, "kw_came_in", None)
    name = settings.KNOWN_DEVICE_COOKIE_NAME
    if (
        person is not None
        and not person.is_guest
        and not is_marked(request.COOKIES.get(name, ""), person.email)
    ):
        response.set_cookie(
            name,
            mark_for(person.email),
            max_age=IN_ALL,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


def _moment(stamp: float) -> dt.datetime:
    return dt.datetime.fromtimestamp(stamp, dt.UTC)
