"""The list of evenings, the page of one, and its settings."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import slots
from core.access import allowed, permit
from core.errors import Conflict, conflict_as_error
from core.rendering import render_page, see_other
from outbox.services.mail import our_address
from programmes.models import Programme
from programmes.queries.frame import frame_for
from sessions.exports import PUBLISH, appointment_of, calendar_file
from sessions.forms.evenings import AnswerForm, EditEveningForm, NewEveningForm
from sessions.models import Session
from sessions.panels import show_panels
from sessions.queries.day_answers import day_asks
from sessions.queries.evenings import evening_page, list_evenings
from sessions.queries.guests import frame_around, own_seat
from sessions.queries.scribes import write_url_of
from sessions.queries.seating import own_tables
from sessions.queries.tabs import tabs_of
from sessions.services.changes import invited_to
from sessions.services.planning import (
    WORDS,
    change_evening,
    copy_to_teams,
    create_evening,
    remove_evening,
)
from teams.queries import teams_for


@require_GET
@permit("programmes.see_programme", Programme, by="programme_id")
def list_page(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The evenings of a programme, what is next first."""
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="evenings"),
        "programme_id": programme.public_id,
        "evenings": list_evenings(programme=programme, viewer=request.user),
        "asks": day_asks(programme=programme, viewer=request.user),
        "may_plan": allowed(request.user, "programmes.plan_programme", programme),
    }
    return render_page(request, "evenings/list.html", None, context)


@require_GET
@permit("evenings.see_evening", Session, by="evening_id")
def show_evening(request: HttpRequest, evening: Session) -> HttpResponse:
    """An evening for somebody who comes: before and after it, and during it the block that runs with its panels."""
    page = evening_page(evening=evening, viewer=request.user)
    panels = show_panels("phone", page.panels, evening=evening, viewer=request.user)
    context = {
        "frame": frame_around(programme=evening.programme, viewer=request.user, current="evenings"),
        "page": page,
        "own_tables": own_tables(evening=evening, viewer=request.user),
        "seat": own_seat(evening=evening, viewer=request.user),
        "tabs": tabs_of(evening=evening, viewer=request.user, current="evening"),
        "evening": evening,
        "answers": AnswerForm.base_fields["answer"].choices,  # type: ignore[attr-defined]
        "answer_form": AnswerForm(initial={"wishes": page.wishes}),
        "write_url": write_url_of(evening=evening, viewer=request.user),
        "asks": slots.fill("evening.asks", evening=evening, viewer=request.user),
        "fillings": panels or slots.fill("evening.page", evening=evening, viewer=request.user),
    }
    return render_page(request, "evenings/evening.html", "_evening.html", context)


@require_GET
@permit("evenings.see_evening", Session, by="evening_id")
def calendar(request: HttpRequest, evening: Session) -> HttpResponse:
    """The evening as a file for one's own calendar."""
    organiser = (evening.programme.name, our_address())
    content = calendar_file(appointment_of(evening), method=PUBLISH, organiser=organiser)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8; method=PUBLISH")
    response["Content-Disposition"] = f'attachment; filename="{_("evening.ics")}"'
    return response


@permit("programmes.plan_programme", Programme, by="programme_id")
@require_http_methods(["GET", "POST"])
def new_evening(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Add an evening by hand."""
    form = NewEveningForm(request.POST or None, teams=teams_for(programme=programme, viewer=request.user))
    if form.is_valid():
        with conflict_as_error(form):
            evening = create_evening(programme=programme, by=request.user, **form.cleaned_data)
            url = reverse("evenings:run_of_show", args=[evening.public_id])
            return see_other(
                request, url, say=_("“%(title)s” is in the calendar.") % {"title": evening.title}
            )
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="evenings"),
        "programme_id": programme.public_id,
        "form": form,
    }
    return render_page(request, "evenings/new.html", None, context)


@permit("evenings.change_evening", Session, by="evening_id")
@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest, evening: Session) -> HttpResponse:
    """Change what an evening says about itself; its date is moved in the plan."""
    form = EditEveningForm(request.POST or None, initial={name: getattr(evening, name) for name in WORDS})
    if form.is_valid():
        with conflict_as_error(form):
            change_evening(evening=evening, by=request.user, **form.cleaned_data)
            return see_other(
                request, reverse("evenings:evening", args=[evening.public_id]), say=_("Changed.")
            )
    context = {
        "frame": frame_for(programme=evening.programme, viewer=request.user, current="evenings"),
        "evening": evening,
        "form": form,
        "tabs": tabs_of(evening=evening, viewer=request.user, current="settings"),
        "may_move": allowed(request.user, "programmes.plan_programme", evening.programme),
        "may_remove": allowed(request.user, "evenings.remove_evening", evening),
        "may_call_off": allowed(request.user, "evenings.call_off", evening),
        "may_seek_day": allowed(request.user, "evenings.seek_day", evening),
    }
    return render_page(request, "evenings/settings.html", None, context)


@permit("programmes.plan_programme", Session, by="evening_id")
@require_POST
def copy(request: HttpRequest, evening: Session) -> HttpResponse:
    """The evening of one team for the other teams too."""
    plan = reverse("programmes:plan", args=[evening.programme.public_id])
    try:
        made = copy_to_teams(evening=evening, by=request.user)
    except Conflict as conflict:
        return see_other(request, plan, say=conflict)
    said = ngettext("%(n)d team got it too.", "%(n)d teams got it too.", len(made)) % {"n": len(made)}
    return see_other(request, plan, say=said)


@permit("evenings.remove_evening", Session, by="evening_id")
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, evening: Session) -> HttpResponse:
    """Take an evening out: that cannot be undone, so it is asked once, with what will happen."""
    problem = ""
    if request.method == "POST":
        programme, title = evening.programme, evening.title
        try:
            remove_evening(evening=evening, by=request.user)
        except Conflict as conflict:
            problem = str(conflict)
        else:
            url = reverse("evenings:list", args=[programme.public_id])
            return see_other(request, url, say=_("“%(title)s” is removed.") % {"title": title})
    context = {
        "frame": frame_for(programme=evening.programme, viewer=request.user, current="evenings"),
        "evening": evening,
        "problem": problem,
        "told": invited_to(evening).count() if not problem else 0,
        "may_call_off": allowed(request.user, "evenings.call_off", evening),
    }
    return render_page(request, "evenings/remove.html", None, context, status=409 if problem else 200)
