"""The library of methods, from a draaiboek."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from core.access import allowed, permit
from core.rendering import render_page
from programmes.queries.frame import frame_for
from sessions.forms.methods import WishForm
from sessions.models import Session
from sessions.queries.coming import answers_to
from sessions.queries.library import library
from sessions.queries.methods import library_of


@require_GET
@permit("evenings.change_evening", Session, by="evening_id")
def choose_method(request: HttpRequest, evening: Session) -> HttpResponse:
    """The library: choose a method and put it in the draaiboek."""
    wish = WishForm(request.GET).wish()
    here = reverse("evenings:methods", args=[evening.public_id])
    context = {
        "frame": frame_for(programme=evening.programme, viewer=request.user, current="evenings"),
        "evening": evening,
        "library": library(evening=evening, wish=wish, counts=answers_to(evening=evening), here=here),
        "here": here,
        "query": wish.query(),
        "may_make": allowed(request.user, "programmes.begin_programme"),
    }
    return render_page(request, "evenings/methods.html", None, context)


@require_GET
@permit("evenings.change_evening", Session, by="evening_id")
def show_method(request: HttpRequest, evening: Session, key: str) -> HttpResponse:
    """One method: how it goes, for whom, and when another one is better."""
    method = library_of(evening.programme.host_id).get(key)
    if method is None:
        raise Http404
    wish = WishForm(request.GET).wish()
    context = {
        "frame": frame_for(programme=evening.programme, viewer=request.user, current="evenings"),
        "evening": evening,
        "method": method,
        "query": wish.query(),
        "add_query": wish.query(aim="", q="", people=None, method=method.key),
    }
    return render_page(request, "evenings/method.html", None, context)
