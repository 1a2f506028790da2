"""Who comes, for who leads the evening; and saying at the door that one is there."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.access import permit
from core.errors import Conflict, conflict_as_error
from core.rendering import render_page, see_other
from programmes.queries.frame import frame_for
from sessions.forms.coming import HereForm, PlacesForm, SettleForm, WayForm
from sessions.models import Attendance, Session
from sessions.queries.coming import own_attendance
from sessions.queries.coming_list import coming_page
from sessions.queries.tabs import tabs_of
from sessions.services.coming import say_here, settle_change
from sessions.services.coming_news import remind_silent
from sessions.services.mixed import choose_way
from sessions.services.places import FIELDS, change_places
from sessions.views.acting import act


def _url(evening: Session) -> str:
    return reverse("evenings:coming", args=[evening.public_id])


@require_GET
@permit("evenings.see_attendance", Session, by="evening_id")
def show(request: HttpRequest, evening: Session) -> HttpResponse:
    """Who comes, who waits, who is silent, and what the kitchen needs to know."""
    context = {
        "frame": frame_for(programme=evening.programme, viewer=request.user, current="evenings"),
        "evening": evening,
        "page": coming_page(evening=evening, viewer=request.user),
        "tabs": tabs_of(evening=evening, viewer=request.user, current="coming"),
    }
    return render_page(request, "evenings/coming.html", None, context)


@permit("evenings.change_evening", Session, by="evening_id")
@require_http_methods(["GET", "POST"])
def places(request: HttpRequest, evening: Session) -> HttpResponse:
    """How many can come, when the list closes, and the links."""
    form = PlacesForm(request.POST or None, initial={name: getattr(evening, name) for name in FIELDS})
    if form.is_valid():
        with conflict_as_error(form):
            change_places(evening=evening, by=request.user, **form.cleaned_data)
            return see_other(request, _url(evening), say=_("Changed."))
    context = {
        "frame": frame_for(programme=evening.programme, viewer=request.user, current="evenings"),
        "evening": evening,
        "form": form,
        "tabs": tabs_of(evening=evening, viewer=request.user, current="coming"),
    }
    return render_page(request, "evenings/places.html", None, context)


@require_POST
@permit("evenings.remind_silent", Session, by="evening_id")
def remind(request: HttpRequest, evening: Session) -> HttpResponse:
    """Ask those who did not answer once more."""
    try:
        count = remind_silent(evening=evening, by=request.user)
    except Conflict as conflict:
        messages.error(request, str(conflict))
        return see_other(request, _url(evening))
    said = ngettext("%(n)d person is reminded.", "%(n)d people are reminded.", count) % {"n": count}
    return see_other(request, _url(evening), say=said)


@require_POST
@permit("evenings.settle_change", Attendance, by="attendance_id")
def settle(request: HttpRequest, row: Attendance) -> HttpResponse:
    """Say yes or no to a change that somebody asks."""
    form = SettleForm(request.POST)
    granted = form.is_valid() and form.cleaned_data["settle"] == "yes"
    name = str(row.participation.person)
    if not form.is_valid():
        return see_other(request, _url(row.evening))
    return act(
        request,
        _url(row.evening),
        lambda: settle_change(row=row, granted=granted, by=request.user),
        say=(_("Changed. %(name)s hears it.") if granted else _("It stays as it was. %(name)s hears it."))
        % {"name": name},
    )


@require_POST
@permit("evenings.say_here", Session, by="evening_id")
def here(request: HttpRequest, evening: Session) -> HttpResponse:
    """Say at the door that one is there, or take that back."""
    mine, _row = own_attendance(evening=evening, viewer=request.user)
    if mine is None:
        raise Http404
    form = HereForm(request.POST)
    is_here = form.is_valid() and form.cleaned_data["here"] == "yes"
    back = reverse("evenings:evening", args=[evening.public_id])
    if not form.is_valid():
        return see_other(request, back)
    return act(
        request,
        back,
        lambda: say_here(evening=evening, participation=mine, here=is_here),
        say=_("Noted: you are there. Welcome.") if is_here else _("Noted: you are not there."),
    )


@require_POST
@permit("evenings.say_here", Session, by="evening_id")
def way(request: HttpRequest, evening: Session) -> HttpResponse:
    """Take part by the video link, or in the room after all."""
    mine, _row = own_attendance(evening=evening, viewer=request.user)
    if mine is None:
        raise Http404
    form = WayForm(request.POST)
    back = reverse("evenings:evening", args=[evening.public_id])
    if not form.is_valid():
        return see_other(request, back)
    by_link = form.cleaned_data["way"] == "link"
    return act(
        request,
        back,
        lambda: choose_way(evening=evening, participation=mine, by_link=by_link, by=request.user),
        say=_("Noted: you take part by the video link.") if by_link else _("Noted: you are in the room."),
    )
