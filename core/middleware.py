"""Middleware of ours: declared access, and requests that no database can store."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from core.access import PUBLIC, needs_account, refuse_undeclared
from core.errors import Conflict
from core.errors_views import refused

GetResponse = Callable[[HttpRequest], HttpResponse]
Holder = Callable[[HttpRequest], HttpResponse | None]
"""Takes a request of somebody who is signed in; where that person must go first, or None."""

_holders: list[Holder] = []


def hold_by(holder: Holder) -> None:
    """Let ``holder`` keep people from every page that is not public until they did something; called in
    ``AppConfig.ready``."""
    if holder not in _holders:
        _holders.append(holder)


class DeclaredAccessMiddleware:
    """Refuse any view that does not say who may come in (a system check finds the same at start-up), and hold those who
    must do something else first: before pages, files and streams alike."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.library: dict[str, str] = import_string(settings.LIBRARY_ACCESS)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        rule = refuse_undeclared(view, match.view_name if match else None, self.library)
        if needs_account(request.user, rule):
            raise PermissionDenied(
                _("This is for people with an account. You are here as a guest of an evening.")
            )
        if rule == PUBLIC or not request.user.is_authenticated:
            return None
        return next((held for holder in _holders if (held := holder(request)) is not None), None)


class SharedDeviceMiddleware:
    """Let nothing of who was signed in stay behind on a device: pages are not stored, and the back button after signing
    out finds nothing. What was typed and not sent yet stays, under its author (static/js/draft.js)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return self.get_response(request)
        response = self.get_response(request)
        if "Cache-Control" not in response:
            response["Cache-Control"] = "private, no-store"
        if not getattr(request.user, "is_authenticated", False):  # the view signed out
            response["Clear-Site-Data"] = '"cache"'
        return response


class RefusalMiddleware:
    """Turn what a service refuses, where the view has no form to say so, into a page with its sentence."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """422 for a ``Conflict`` or ``ValidationError``; anything else goes on its way."""
        if isinstance(exception, Conflict):
            return refused(request, str(exception))
        if isinstance(exception, ValidationError):
            return refused(request, " ".join(exception.messages))
        return None


class RefuseNulMiddleware:
    """Answer 400 to a NUL byte in an address or a short form field, which PostgreSQL would answer with an
    error of its own.

    Longer text passes through a form's ``clean_text``, which drops the byte and keeps the words.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("NUL byte in the address")
        return self.get_response(request)
