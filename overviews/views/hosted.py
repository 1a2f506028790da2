"""All programmes of an organisation."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.models import Organisation
from core.access import permit
from core.rendering import render_page
from overviews.queries.hosted import hosted_page


@permit("accounts.administer_organisation", Organisation, by="organisation_id")
@require_safe
def all_programmes(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """How each stands and what hangs (``?state=`` and ``?after=``)."""
    page = hosted_page(
        organisation=organisation,
        state=request.GET.get("state", ""),
        after=request.GET.get("after", ""),
    )
    context = {"organisation": organisation, "page": page}
    return render_page(request, "overviews/all_programmes.html", None, context)
