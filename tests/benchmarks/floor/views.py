"""Views of the floor: one query and one template each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ideas.models import Idea
from ideas.queries.ideas import PAGE
from sessions.models import Session

JOINS = ("team", "author__person__organisation", "cluster", "evening__moment")


def ideas(request: HttpRequest, programme_id: str) -> HttpResponse:
    """One page of a list of ideas, chosen as the product's."""
    rows = Idea.objects.filter(
        programme__public_id=programme_id, state="open", cluster__isnull=True
    ).select_related(*JOINS)
    return render(request, "ideas.html", {"rows": rows.order_by("-pk")[:PAGE]})


def idea(request: HttpRequest, idea_id: str) -> HttpResponse:
    """One idea."""
    return render(request, "idea.html", {"idea": Idea.objects.select_related(*JOINS).get(public_id=idea_id)})


def dashboard(request: HttpRequest, programme_id: str) -> HttpResponse:
    """The evenings of a programme, each with its team and date."""
    rows = Session.objects.filter(programme__public_id=programme_id).select_related("moment", "team")
    return render(request, "dashboard.html", {"rows": rows.order_by("moment__at")})
