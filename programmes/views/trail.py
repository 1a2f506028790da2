"""What was done in a programme."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.exports import trail_file_of
from accounts.forms.trail import TrailForm
from accounts.queries.trail import TrailFilter, trail_page, trail_rows
from core.access import allowed, permit
from core.rendering import render_page
from programmes.models import Programme
from programmes.queries.frame import frame_for


@permit("programmes.see_trail", Programme, by="programme_id")
@require_safe
def trail(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Who did what, per day (``?person=``, ``?kind=``, ``?page=``)."""
    page = trail_page(
        scopes={programme.scope},
        reader=request.user,
        asked=TrailFilter.of(request.GET),
        page=request.GET.get("page", ""),
    )
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="settings"),
        "programme": programme,
        "may_plan": allowed(request.user, "programmes.plan_programme", programme),
        "page": page,
        "form": TrailForm(page=page),
    }
    return render_page(request, "programmes/trail.html", None, context)


@permit("programmes.see_trail", Programme, by="programme_id")
@require_safe
def trail_file(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The same as a file."""
    rows = trail_rows(scopes={programme.scope}, reader=request.user, asked=TrailFilter.of(request.GET))
    return trail_file_of(rows)
