"""Invented participants of a rehearsal who write."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from core.access import permit
from core.errors import Conflict
from core.rendering import see_other
from ideas.services.rehearsing import let_them_write
from sessions.models import Session


@require_POST
@permit("evenings.steer_rehearsal", Session, by="evening_id")
def practise(request: HttpRequest, evening: Session) -> HttpResponse:
    """Some of them write an idea each."""
    here = reverse("evenings:console", args=[evening.public_id])
    try:
        let_them_write(evening=evening)
    except Conflict as conflict:
        return see_other(request, here, say=conflict)
    return see_other(request, here)
