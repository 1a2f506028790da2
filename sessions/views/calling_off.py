"""Calling an evening off, and letting it take place after all."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.access import permit
from core.errors import Conflict, conflict_as_error
from core.rendering import render_page, see_other
from programmes.queries.frame import frame_for
from sessions.enums import AnchoredHomework
from sessions.forms.evenings import CallOffForm
from sessions.models import Session
from sessions.queries import calling_off as queries
from sessions.services import calling_off as services
from sessions.services.changes import heard_that_it_is_off, when_told, would_hear_that_it_is_off


@permit("evenings.call_off", Session, by="evening_id")
@require_http_methods(["GET", "POST"])
def call_off(request: HttpRequest, evening: Session) -> HttpResponse:
    """Say what calling it off means and who hears of it, ask why, and do it."""
    meaning = queries.calling_off(evening=evening)
    form = CallOffForm(
        request.POST or None,
        can_go_along=bool(meaning.next_evening),
        initial={"homework": AnchoredHomework.NEXT, "shown": meaning.shown},
    )
    if form.is_valid():
        with conflict_as_error(form):
            services.call_off(evening=evening, by=request.user, **form.cleaned_data)
            undo = reverse("evenings:put_back", args=[evening.public_id])
            said = _("“%(title)s” is off.") % {"title": evening.title}
            return see_other(
                request, _page_of(evening), say=said, undo=undo, draft=f"off-{evening.public_id}"
            )
        meaning = queries.calling_off(evening=evening)
        sent = request.POST.copy()  # what was wrong is shown; sending it again is about what is there now
        sent["shown"] = meaning.shown
        form.data = sent
    told = sorted(str(one.person) for one in would_hear_that_it_is_off(evening).select_related("person"))
    context = {
        "frame": frame_for(programme=evening.programme, viewer=request.user, current="evenings"),
        "evening": evening,
        "form": form,
        "meaning": meaning,
        "told": told,
        "told_at": when_told(evening.moment.at),
    }
    return render_page(request, "evenings/call_off.html", None, context)


@permit("evenings.put_back", Session, by="evening_id")
@require_http_methods(["GET", "POST"])
def put_back(request: HttpRequest, evening: Session) -> HttpResponse:
    """Say who hears that it takes place after all, and do it; at once where nobody heard that it is off."""
    problem = ""
    if request.method == "POST":
        try:
            is_back = services.put_back(evening=evening, by=request.user)
        except Conflict as conflict:
            problem = str(conflict)
        else:
            said = _("“%(title)s” takes place after all.") % {"title": evening.title}
            if not is_back:
                said += " " + _("Homework that went along stays where it is: somebody moved it since.")
            return see_other(request, _page_of(evening), say=said)
    context = {
        "frame": frame_for(programme=evening.programme, viewer=request.user, current="evenings"),
        "evening": evening,
        "problem": problem,
        "told": sorted(str(one.person) for one in heard_that_it_is_off(evening).select_related("person")),
        "told_at": when_told(evening.moment.at),
    }
    return render_page(request, "evenings/put_back.html", None, context, status=409 if problem else 200)


def _page_of(evening: Session) -> str:
    return reverse("evenings:evening", args=[evening.public_id])
