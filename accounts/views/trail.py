"""What was done in an organisation, and in the programmes that it hosts."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.exports import trail_file_of
from accounts.forms.trail import TrailForm
from accounts.models import Organisation
from accounts.queries.audit import scopes_of
from accounts.queries.trail import TrailFilter, trail_page, trail_rows
from core.access import permit
from core.rendering import render_page


@permit("accounts.administer_organisation", Organisation, by="organisation_id")
@require_safe
def trail(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Who did what, per day (``?person=``, ``?kind=``, ``?page=``)."""
    page = trail_page(
        scopes=scopes_of(organisation),
        reader=request.user,
        asked=TrailFilter.of(request.GET),
        page=request.GET.get("page", ""),
    )
    context = {"organisation": organisation, "page": page, "form": TrailForm(page=page)}
    return render_page(request, "accounts/trail.html", None, context)


@permit("accounts.administer_organisation", Organisation, by="organisation_id")
@require_safe
def trail_file(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """The same as a file."""
    rows = trail_rows(scopes=scopes_of(organisation), reader=request.user, asked=TrailFilter.of(request.GET))
    return trail_file_of(rows)
