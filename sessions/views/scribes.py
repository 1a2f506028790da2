"""The scribes of an evening, chosen by who leads it."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.access import permit
from core.errors import conflict_as_error
from core.rendering import render_page, see_other
from programmes.queries.frame import frame_for
from sessions.forms.scribes import ScribeForm
from sessions.models import Scribe, Session
from sessions.queries.scribes import scribes_page
from sessions.queries.tabs import tabs_of
from sessions.services.scribes import drop_scribe, note_scribe


@permit("evenings.note_scribes", Session, by="evening_id")
@require_http_methods(["GET", "POST"])
def scribes(request: HttpRequest, evening: Session) -> HttpResponse:
    """Who writes for people without a phone, and the choice of another one."""
    page = scribes_page(evening=evening, viewer=request.user)
    form = ScribeForm(request.POST or None, page=page)
    if form.is_valid():
        with conflict_as_error(form):
            chosen = form.cleaned_data["participation"]
            note_scribe(
                evening=evening,
                participation=chosen,
                team=form.cleaned_data["team"],
                by_link=form.cleaned_data["by_link"],
                by=request.user,
            )
            said = _("%(name)s writes for others. The page of the evening leads to the screen for it.")
            return see_other(request, request.path, say=said % {"name": chosen.person})
    context = {
        "frame": frame_for(programme=evening.programme, viewer=request.user, current="evenings"),
        "evening": evening,
        "page": page,
        "form": form,
        "tabs": tabs_of(evening=evening, viewer=request.user, current="scribes"),
    }
    return render_page(request, "evenings/scribes.html", None, context)


@require_POST
@permit("evenings.drop_scribe", Scribe, by="scribe_id")
def drop(request: HttpRequest, scribe: Scribe) -> HttpResponse:
    """Somebody writes for others no longer."""
    drop_scribe(scribe=scribe, by=request.user)
    return see_other(
        request,
        reverse("evenings:scribes", args=[scribe.evening.public_id]),
        say=_("%(name)s does not write for others any more. What was written stays.")
        % {"name": scribe.participation.person},
    )
