"""The door of an evening and its guests, for who leads it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.access import permit
from core.errors import conflict_as_error
from core.rendering import render_page, see_other
from programmes.queries.frame import frame_for
from sessions.forms.guests import TieForm
from sessions.models import Seat, Session
from sessions.queries.coming import expected_at
from sessions.queries.guests import door_page, known_people
from sessions.queries.tabs import tabs_of
from sessions.services import door as services
from sessions.services.guests import let_guest_in_again, show_guest_out, tie_seat
from sessions.views.acting import act


def _url(evening: Session) -> str:
    return reverse("evenings:door", args=[evening.public_id])


@require_GET
@permit("evenings.see_guests", Session, by="evening_id")
def show(request: HttpRequest, evening: Session) -> HttpResponse:
    """The code, and who came in by it."""
    context = {
        "frame": frame_for(programme=evening.programme, viewer=request.user, current="evenings"),
        "evening": evening,
        "page": door_page(evening=evening, viewer=request.user),
        "tabs": tabs_of(evening=evening, viewer=request.user, current="door"),
    }
    return render_page(request, "evenings/door.html", "_door.html", context)


@require_POST
@permit("evenings.open_door", Session, by="evening_id")
def open_it(request: HttpRequest, evening: Session) -> HttpResponse:
    """Let guests in."""
    return act(
        request,
        _url(evening),
        lambda: services.open_door(evening=evening, by=request.user),
        say=_("The door is open. The code is on the wall."),
    )


@require_POST
@permit("evenings.close_door", Session, by="evening_id")
def close_it(request: HttpRequest, evening: Session) -> HttpResponse:
    """Let no more guests in."""
    return act(
        request,
        _url(evening),
        lambda: services.close_door(evening=evening, by=request.user),
        say=_("The door is closed. Who is in stays in; the code lets nobody in any more."),
    )


@require_POST
@permit("evenings.tie_guest", Seat, by="seat_id")
def show_out(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Take a guest's seat away."""
    return act(
        request,
        _url(seat.evening),
        lambda: show_guest_out(seat=seat, by=request.user),
        say=_("%(name)s is out.") % {"name": seat.participation.person},
        undo=reverse("evenings:let_guest_in_again", args=[seat.public_id]),
    )


@require_POST
@permit("evenings.tie_guest", Seat, by="seat_id")
def let_in_again(request: HttpRequest, seat: Seat) -> HttpResponse:
    """It was a mistake."""
    return act(
        request,
        _url(seat.evening),
        lambda: let_guest_in_again(seat=seat, by=request.user),
        say=_("%(name)s is in again.") % {"name": seat.participation.person},
    )


@permit("evenings.tie_guest", Seat, by="seat_id")
@require_http_methods(["GET", "POST"])
def tie(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Say who a guest is. It cannot be undone: dots that came together cannot be told apart again."""
    guest = str(seat.participation.person)
    form = TieForm(request.POST if request.method == "POST" else None, people=known_people(seat.evening))
    if form.is_valid():
        chosen = get_object_or_404(
            expected_at(seat.evening).select_related("person"), public_id=form.cleaned_data["person"]
        )
        with conflict_as_error(form):
            tie_seat(seat=seat, person=chosen.person, by=request.user)
            say = _("%(guest)s is %(person)s.") % {"guest": guest, "person": chosen.person}
            return see_other(request, _url(seat.evening), say=say)
    context = {
        "frame": frame_for(programme=seat.evening.programme, viewer=request.user, current="evenings"),
        "evening": seat.evening,
        "seat": seat,
        "guest": guest,
        "form": form,
    }
    return render_page(request, "evenings/tie.html", None, context)
