"""Looking back on an evening: for oneself, and what others share."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.access import permit, require, signed_in
from core.clock import now
from core.errors import conflict_as_error
from core.rendering import render_page, safe_next, see_other
from outcomes.forms.results import ReflectionForm
from outcomes.models import Reflection
from outcomes.queries.reflections import own_participation_at, own_reflections, reflection_page
from outcomes.services.reflections import share_reflection, write_reflection
from programmes.queries.frame import frame_for
from sessions.enums import SessionState
from sessions.models import Session


@permit("outcomes.see_reflections", Session, by="evening_id")
@require_http_methods(["GET", "POST"])
def reflection(request: HttpRequest, evening: Session) -> HttpResponse:
    """What one learned on an evening, and what others share."""
    page = reflection_page(evening=evening, viewer=request.user)
    own = page.own
    initial = {"learned": own.learned, "differently": own.differently, "shared": own.is_shared} if own else {}
    form = ReflectionForm(request.POST or None, initial=initial)
    draft = f"reflection-{evening.public_id}"
    here = reverse("outcomes:reflection", args=[evening.public_id])
    if request.method == "POST":
        require(request.user, "outcomes.reflect", evening)
        if form.is_valid():
            with conflict_as_error(form):
                write_reflection(
                    evening=evening,
                    participation=own_participation_at(evening=evening, viewer=request.user),
                    by=request.user,
                    **form.cleaned_data,
                )
                shared = form.cleaned_data["shared"]
                said = _("Kept, and shared with the group.") if shared else _("Kept, for you alone.")
                return see_other(request, safe_next(request, here), say=said, draft=draft)
    context = {
        "frame": frame_for(programme=evening.programme, viewer=request.user, current="evenings"),
        "evening": evening,
        "is_to_come": evening.state == SessionState.PLANNED and evening.starts_at > now(),
        "page": page,
        "form": form,
        "draft": draft,
    }
    return render_page(request, "outcomes/reflection.html", None, context)


@require_POST
@permit("outcomes.share_reflection", Reflection, by="reflection_id")
def share(request: HttpRequest, reflection: Reflection) -> HttpResponse:
    """Share one's own with the group, or with ``stop`` no longer."""
    shared = not request.POST.get("stop")
    share_reflection(reflection=reflection, shared=shared, by=request.user)
    said = _("The group can read it now.") if shared else _("Only you read it now.")
    return see_other(request, safe_next(request, reverse("outcomes:own_reflections")), say=said)


@require_GET
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """All that one wrote, in all programmes."""
    return render_page(
        request, "outcomes/own_reflections.html", None, {"cards": own_reflections(viewer=request.user)}
    )
