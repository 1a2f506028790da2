"""Who goes quiet, and asking how it goes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.access import permit, standing_of
from core.clock import now
from core.errors import Conflict, conflict_as_error
from core.rendering import Frame, render_page, see_other
from core.templatetags.kw_dates import kw_date
from outbox.services.hours import is_quiet
from overviews.forms import NoteForm
from overviews.queries.quiet import guided_person, note_page, quiet_page
from overviews.services.asking import note_contact, take_back_contact, write_note
from programmes.enums import Role
from programmes.models import Programme
from programmes.queries.frame import frame_for

ASK = "overviews.ask_how_it_goes"


def _guides_all(programme: Programme, viewer: Any) -> bool:
    return Role.FACILITATOR in standing_of(viewer).roles("programme", programme.pk)


def _frame(programme: Programme, viewer: Any) -> Frame:
    current = "people" if _guides_all(programme, viewer) else "teams"
    return frame_for(programme=programme, viewer=viewer, current=current)


def _page(programme: Programme) -> str:
    return reverse("overviews:quiet", args=[programme.public_id])


@require_GET
@permit("overviews.see_quiet", Programme, by="programme_id")
def quiet(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Of whom less is heard than before: for a facilitator everybody, for a coach the own team."""
    context = {
        "frame": _frame(programme, request.user),
        "programme": programme,
        "page": quiet_page(programme=programme, viewer=request.user),
        "guides_all": _guides_all(programme, request.user),
    }
    return render_page(request, "overviews/quiet.html", None, context)


@permit(ASK, Programme, by="programme_id")
@require_http_methods(["GET", "POST"])
def note(request: HttpRequest, programme: Programme, participation_id: str) -> HttpResponse:
    """A few words of one's own to one person, by mail."""
    participation = guided_person(programme=programme, viewer=request.user, public_id=participation_id)
    page = note_page(participation=participation, viewer=request.user)
    sent = request.POST if request.method == "POST" else None
    form = NoteForm(sent, initial={"text": page.suggestion, "known": page.known})
    if form.is_valid():
        with conflict_as_error(form):
            write_note(participation=participation, by=request.user, **form.cleaned_data)
            return see_other(request, _page(programme), say=_said(page.person.name))
        # What the writer did not know yet is known now: the next try sends it
        form.data = {**form.data.dict(), "known": str(page.known)}
    context = {
        "frame": _frame(programme, request.user),
        "programme": programme,
        "page": page,
        "form": form,
        "back": _page(programme),
    }
    return render_page(request, "overviews/note.html", None, context)


def _said(name: str) -> str:
    if is_quiet(now()):
        return _("Your note to %(name)s goes out tomorrow morning.") % {"name": name}
    return _("Your note to %(name)s is on its way.") % {"name": name}


@require_POST
@permit(ASK, Programme, by="programme_id")
def spoken(request: HttpRequest, programme: Programme, participation_id: str) -> HttpResponse:
    """Note that one spoke with somebody: the date, and nothing of what was said."""
    participation = guided_person(programme=programme, viewer=request.user, public_id=participation_id)
    try:
        contact = note_contact(participation=participation, by=request.user)
    except Conflict as conflict:
        return see_other(request, _page(programme), say=conflict)
    said = _("Noted. Until %(day)s we do not ask again about %(name)s.") % {
        "day": kw_date(contact.rests_until, "day"),
        "name": participation.person,
    }
    undo = reverse("overviews:not_spoken", args=[programme.public_id, participation_id])
    return see_other(request, _page(programme), say=said, undo=undo)


@require_POST
@permit(ASK, Programme, by="programme_id")
def not_spoken(request: HttpRequest, programme: Programme, participation_id: str) -> HttpResponse:
    """Undo that."""
    participation = guided_person(programme=programme, viewer=request.user, public_id=participation_id)
    take_back_contact(participation=participation, by=request.user)
    return see_other(request, _page(programme), say=_("Taken back."))
