"""What the facilitator does to the plan while the evening runs: a pause, and other blocks than were planned."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.access import permit
from core.clock import now
from core.templatetags.kw_dates import kw_time
from sessions.forms.live import PauseForm
from sessions.models import AgendaItem, Session
from sessions.services import live, steering
from sessions.views.acting import act


def _console_of(evening: Session) -> str:
    return reverse("evenings:console", args=[evening.public_id])


@require_POST
@permit("evenings.lead_evening", Session, by="evening_id")
def pause(request: HttpRequest, evening: Session) -> HttpResponse:
    """Let the timer stand still; with a number of minutes every screen says until when."""
    form = PauseForm(request.POST)
    minutes = form.cleaned_data["minutes"] if form.is_valid() else None
    until = now() + dt.timedelta(minutes=minutes) if minutes else None
    return act(
        request,
        _console_of(evening),
        lambda: live.pause_evening(evening=evening, until=until, by=request.user),
        say=_("Pause until %(time)s.") % {"time": kw_time(until)} if until else _("The timer stands still."),
        undo=reverse("evenings:end_pause", args=[evening.public_id]),
    )


@require_POST
@permit("evenings.lead_evening", Session, by="evening_id")
def end_pause(request: HttpRequest, evening: Session) -> HttpResponse:
    """Go on where the timer stood."""
    return act(
        request,
        _console_of(evening),
        lambda: live.end_pause(evening=evening, by=request.user),
        say=_("The timer goes on."),
    )


@require_POST
@permit("evenings.steer_block", AgendaItem, by="block_id")
def skip(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    """Pass over a block that is to come."""
    return act(
        request,
        _console_of(item.evening),
        lambda: steering.skip_block(item=item, by=request.user),
        say=_("“%(title)s” is skipped.") % {"title": item.title},
        undo=reverse("evenings:take_up_block", args=[item.public_id]),
    )


@require_POST
@permit("evenings.steer_block", AgendaItem, by="block_id")
def take_up(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    """Let a skipped block take place after all."""
    return act(
        request,
        _console_of(item.evening),
        lambda: steering.take_up_block(item=item, by=request.user),
        say=_("“%(title)s” takes place.") % {"title": item.title},
        undo=reverse("evenings:skip_block", args=[item.public_id]),
    )


@require_POST
@permit("evenings.steer_block", AgendaItem, by="block_id")
def repeat(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    """Do a block once more, after the one that runs."""
    return act(
        request,
        _console_of(item.evening),
        lambda: steering.repeat_block(item=item, by=request.user),
        say=_("“%(title)s” comes once more, after this block. Skip it when you change your mind.")
        % {"title": item.title},
    )


@require_POST
@permit("evenings.steer_block", AgendaItem, by="block_id")
def move(request: HttpRequest, item: AgendaItem, way: str) -> HttpResponse:
    """Let a block that is to come come earlier or later."""
    down = way == "down"
    sentence = _("“%(title)s” comes later now.") if down else _("“%(title)s” comes earlier now.")
    return act(
        request,
        _console_of(item.evening),
        lambda: steering.move_coming_block(item=item, down=down, by=request.user),
        say=sentence % {"title": item.title},
        undo=reverse("evenings:move_coming_block", args=[item.public_id, "up" if down else "down"]),
    )
