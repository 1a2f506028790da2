"""The draaiboek of another evening, taken over."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from core.access import load, permit, require
from core.errors import conflict_as_error
from core.rendering import render_page, see_other
from programmes.queries.frame import frame_for
from sessions.forms.taking_over import SourceForm
from sessions.models import Session
from sessions.queries.taking_over import sources_for
from sessions.services import agenda as services
from sessions.views.acting import act


@permit("evenings.change_evening", Session, by="evening_id")
@require_http_methods(["GET", "POST"])
def take_over(request: HttpRequest, evening: Session) -> HttpResponse:
    """Choose an evening and put its blocks below one's own."""
    sources = sources_for(evening=evening, viewer=request.user)
    form = SourceForm(request.POST or None, sources=sources)
    if form.is_valid():
        with conflict_as_error(form):
            source = form.cleaned_data["source"]
            count = services.take_over(evening=evening, source=source, by=request.user)
            said = ngettext("%(n)d block was taken over.", "%(n)d blocks were taken over.", count) % {
                "n": count
            }
            undo = reverse("evenings:undo_taking_over", args=[evening.public_id, source.public_id])
            return see_other(request, _url(evening), say=said, undo=undo)
    context = {
        "frame": frame_for(programme=evening.programme, viewer=request.user, current="evenings"),
        "evening": evening,
        "sources": sources,
        "form": form,
    }
    return render_page(request, "evenings/take_over.html", None, context)


@require_POST
@permit("evenings.change_evening", Session, by="evening_id")
def undo_taking_over(request: HttpRequest, evening: Session, source_id: str) -> HttpResponse:
    """Take the blocks out that came from that evening."""
    source = load(request.user, Session, source_id)
    require(request.user, "evenings.see_run_of_show", source)
    return act(
        request,
        _url(evening),
        lambda: services.undo_taking_over(evening=evening, source=source, by=request.user),
        say=_("What was taken over is out again."),
    )


def _url(evening: Session) -> str:
    return reverse("evenings:run_of_show", args=[evening.public_id])
