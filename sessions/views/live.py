"""The evening while it runs: console, wall, steps, and the stream that all its screens follow."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core import slots
from core.access import allowed, load, permit, require
from core.live import in_thread, stream
from core.rendering import render_page
from sessions.enums import PAUSES
from sessions.forms.evenings import StepForm, TimeForm
from sessions.models import AgendaItem, Session
from sessions.panels import show_panels
from sessions.queries import live as queries
from sessions.services import live as services
from sessions.views.acting import act

CALM = 1.5
"""Seconds between two messages to a phone; the console and the wall hear each change sooner."""


@require_GET
@permit("evenings.lead_evening", Session, by="evening_id")
def console(request: HttpRequest, evening: Session) -> HttpResponse:
    """What who leads the evening has in hand: one big button, the timer, and what comes in."""
    shown = queries.console(evening=evening)
    keys = shown.current.method.panels if shown.current else ()
    context = {
        "evening": evening,
        "console": shown,
        "accent": evening.programme.accent,
        "pauses": PAUSES,
        "fillings": [
            *show_panels("console", keys, evening=evening, viewer=request.user),
            *slots.fill("evening.console", evening=evening, viewer=request.user),
        ],
    }
    fragment = "_console_counts.html" if request.GET.get("part") == "counts" else "_console.html"
    return render_page(request, "evenings/console.html", fragment, context)


@require_GET
@permit("evenings.see_wall", Session, by="evening_id")
def wall(request: HttpRequest, evening: Session) -> HttpResponse:
    """The screen of the room: a question, and below it or instead of it what the panels of the block show."""
    shown = queries.wall(evening=evening)
    sheets = show_panels("sheet", shown.panels, evening=evening, viewer=request.user)[
        :1
    ]  # one fills the wall
    context = {
        "evening": evening,
        "wall": shown,
        "accent": evening.programme.accent,
        "sheets": sheets,
        "fillings": [] if sheets else show_panels("wall", shown.panels, evening=evening, viewer=request.user),
    }
    return render_page(request, "evenings/wall.html", "_wall.html", context)


def _console_url(evening: Session) -> str:
    return reverse("evenings:console", args=[evening.public_id])


def _seen(evening: Session, form: StepForm) -> AgendaItem | None:
    """The block that the person had on screen."""
    return evening.items.filter(public_id=form.cleaned_data.get("seen", "")).first()


@require_POST
@permit("evenings.lead_evening", Session, by="evening_id")
def open_evening(request: HttpRequest, evening: Session) -> HttpResponse:
    """Begin."""
    return act(
        request,
        _console_url(evening),
        lambda: services.open_evening(evening=evening, by=request.user),
        say=_("The evening is open. Phones and the wall follow you."),
        undo=reverse("evenings:take_back_opening", args=[evening.public_id]),
    )


@require_POST
@permit("evenings.lead_evening", Session, by="evening_id")
def take_back_opening(request: HttpRequest, evening: Session) -> HttpResponse:
    """It was too early."""
    return act(
        request,
        reverse("evenings:run_of_show", args=[evening.public_id]),
        lambda: services.take_back_opening(evening=evening, by=request.user),
        say=_("The evening is not open any more."),
    )


@require_POST
@permit("evenings.lead_evening", Session, by="evening_id")
def go_next(request: HttpRequest, evening: Session) -> HttpResponse:
    """On to the next block; with it the ideas, where they were caught in this one."""
    return _step(
        request,
        evening,
        lambda seen, reveal: services.go_next(evening=evening, seen=seen, reveal=reveal, by=request.user),
    )


@require_POST
@permit("evenings.lead_evening", Session, by="evening_id")
def go_back(request: HttpRequest, evening: Session) -> HttpResponse:
    """Back to the block before."""
    return _step(
        request, evening, lambda seen, reveal: services.go_back(evening=evening, seen=seen, by=request.user)
    )


def _step(
    request: HttpRequest, evening: Session, go: Callable[[AgendaItem | None, bool], object]
) -> HttpResponse:
    form = StepForm(request.POST)
    form.is_valid()  # nothing that it holds can be wrong in a way that somebody could mend
    return act(
        request,
        _console_url(evening),
        lambda: go(_seen(evening, form), form.cleaned_data.get("reveal", False)),
    )


@require_POST
@permit("evenings.lead_evening", Session, by="evening_id")
def give_time(request: HttpRequest, evening: Session) -> HttpResponse:
    """More time for the block that runs."""
    form = TimeForm(request.POST)
    step = StepForm(request.POST)
    if not (form.is_valid() and step.is_valid()):
        return HttpResponse(status=422)
    return act(
        request,
        _console_url(evening),
        lambda: services.give_time(
            evening=evening, seen=_seen(evening, step), minutes=form.cleaned_data["minutes"], by=request.user
        ),
    )


@require_POST
@permit("evenings.lead_evening", Session, by="evening_id")
def reveal(request: HttpRequest, evening: Session) -> HttpResponse:
    """Show the ideas now."""
    return act(
        request,
        _console_url(evening),
        lambda: services.reveal_ideas(evening=evening, by=request.user),
        say=_("Everybody sees the ideas now."),
    )


@require_POST
@permit("evenings.lead_evening", Session, by="evening_id")
def close(request: HttpRequest, evening: Session) -> HttpResponse:
    """The evening is over."""
    return act(
        request,
        reverse("evenings:evening", args=[evening.public_id]),
        lambda: services.close_evening(evening=evening, by=request.user),
        say=_("The evening is over. Thank you."),
        undo=reverse("evenings:reopen", args=[evening.public_id]),
    )


@require_POST
@permit("evenings.lead_evening", Session, by="evening_id")
def reopen(request: HttpRequest, evening: Session) -> HttpResponse:
    """It was not over yet."""
    return act(
        request,
        _console_url(evening),
        lambda: services.reopen_evening(evening=evening, by=request.user),
        say=_("The evening goes on."),
    )


async def stream_evening(request: HttpRequest, evening_id: str) -> HttpResponseBase:
    """Tell a screen that the evening is at another version. Access is asked now, and again each while."""

    def enter() -> Session:
        evening: Session = load(request.user, Session, evening_id)
        require(request.user, "evenings.see_evening", evening)
        return evening

    evening = await in_thread(enter)

    is_phone = request.GET.get("for") == "phone"
    version = "phone_version" if is_phone else "version"

    def read(person: Any) -> int | None:
        found = Session.objects.visible_to(person).filter(pk=evening.pk).first()
        return getattr(found, version) if found and allowed(person, "evenings.see_evening", found) else None

    def peek() -> int:
        return Session.objects.values_list(version, flat=True).get(pk=evening.pk)

    channel = queries.channel_of_phones(evening) if is_phone else queries.channel_of(evening)
    return await stream(request, channel, read=read, peek=peek, pause=CALM if is_phone else 0.2)


stream_evening.access_rule = "evenings.see_evening"  # type: ignore[attr-defined]
