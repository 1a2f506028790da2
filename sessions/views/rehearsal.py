"""Rehearsing an evening."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.access import permit
from core.errors import Conflict
from core.rendering import see_other
from sessions.models import Session
from sessions.services.rehearsal import begin_rehearsal, end_rehearsal
from sessions.views.acting import act


@require_POST
@permit("evenings.rehearse", Session, by="evening_id")
def begin(request: HttpRequest, evening: Session) -> HttpResponse:
    """The evening once before, with invented participants."""
    here = reverse("evenings:console", args=[evening.public_id])
    try:
        copy = begin_rehearsal(evening=evening, by=request.user)
    except Conflict as conflict:
        return see_other(request, here, say=conflict)
    return see_other(
        request,
        reverse("evenings:console", args=[copy.public_id]),
        say=_("This is a rehearsal. Nobody else sees it, and no message goes out."),
    )


@require_POST
@permit("evenings.steer_rehearsal", Session, by="evening_id")
def end(request: HttpRequest, evening: Session) -> HttpResponse:
    """Back to the evening itself; the rehearsal goes away."""
    original = evening.rehearsal_of
    back = reverse("evenings:console", args=[original.public_id]) if original else reverse("overviews:home")
    return act(
        request,
        back,
        lambda: end_rehearsal(evening=evening, by=request.user),
        say=_("The rehearsal is over, and everything in it is gone."),
    )
