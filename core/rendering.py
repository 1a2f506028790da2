"""What goes back to the browser: a whole page, or the fragment that htmx asked for."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import connections
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme


@dataclass(frozen=True, slots=True)
class NavLink:
    """One line of the side navigation or the bottom bar."""

    url: str
    label: str
    icon: str = ""
    current: bool = False
    count: int | None = None
    gap: bool = False
    """Whether a gap stands before it."""
    main: bool = False
    """Whether it is the one big button of the bottom bar."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a page of one programme."""

    name: str
    accent: str
    url: str
    side: tuple[NavLink, ...] = ()
    bottom: tuple[NavLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Dress:
    """What the house adds to a page around its content: a style sheet and a logo over ours, and lines in the menu."""

    sheet_url: str = ""
    logo_url: str = ""
    logo_alt: str = ""
    links: tuple[NavLink, ...] = ()


Dresser = Callable[[HttpRequest], Dress]

_dressers: list[Dresser] = []


def dress_by(dresser: Dresser) -> None:
    """Let ``dresser`` say what every page wears; called once, in ``AppConfig.ready``. It may ask the database."""
    _dressers[:] = [dresser]


def wants_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of the page; a boosted or history-restoring request wants the page."""
    htmx = getattr(request, "htmx", None)
    return htmx is not None and bool(htmx) and not htmx.boosted and not htmx.history_restore_request


class SQLInTemplate(RuntimeError):
    """A template asked the database: its page's query should have read that."""


def _refuse_sql(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    raise SQLInTemplate(sql)


def _render(request: HttpRequest, template: str, context: Mapping[str, Any], status: int) -> HttpResponse:
    bool(request.user.is_authenticated)  # read now: the base asks who this is, also where no view did
    with ExitStack() as stack:
        if settings.REFUSE_SQL_IN_TEMPLATES:
            for connection in connections.all(initialized_only=True):
                stack.enter_context(connection.execute_wrapper(_refuse_sql))
        return render(request, template, dict(context), status=status)


def render_page(
    request: HttpRequest,
    page: str,
    fragment: str | None,
    context: Mapping[str, Any],
    status: int | None = None,
) -> HttpResponse:
    """Render ``page``, or for an htmx request the ``fragment`` in the folder of ``page``.

    ``status`` defaults to 422 when ``context["form"]`` has errors, and to 200 otherwise.
    """
    form = context.get("form")
    if status is None:
        status = 422 if form is not None and form.is_bound and form.errors else 200
    template = page
    if fragment and wants_fragment(request):
        folder = page.rsplit("/", 1)[0]
        template = fragment if "/" in fragment else f"{folder}/{fragment}"
    if template == page:
        context = {**context, "dress": _dressers[0](request) if _dressers else None}
    response = _render(request, template, context, status)
    response["Vary"] = "HX-Request, Cookie"
    return response


def keep_address_secret(response: HttpResponse) -> HttpResponse:
    """``response`` of a page whose address holds a secret: that goes to nobody, not even to ourselves.

    "no-referrer" would hide the origin of its form too, and then nothing tells our own button from one on a page of
    somebody else.
    """
    response["Referrer-Policy"] = "strict-origin"
    response["X-Robots-Tag"] = "noindex"
    return response


def see_other(
    request: HttpRequest, url: str, *, say: object = "", undo: str = "", draft: str = ""
) -> HttpResponse:
    """Send the browser on to ``url`` with a sentence that says what happened, and the address that undoes it.

    ``draft`` is the key of the form's ``data-draft``, which the device lets go of now that the server has it.
    """
    if say:
        tags = [f"undo:{undo}" if undo else "", f"draft:{draft}" if draft else ""]
        messages.success(request, str(say), extra_tags=" ".join(filter(None, tags)))
    if getattr(request, "htmx", None):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    response = HttpResponseRedirect(url)
    response.status_code = 303
    return response


def safe_next(request: HttpRequest, fallback: str) -> str:
    """Where the request asks to go on to (``next``), if that is an address of ours; otherwise ``fallback``."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return wanted
    return fallback
