"""What the wall of an evening asks for again and again."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from core.access import permit
from core.rendering import render_page
from ideas.queries.evenings import wall_ideas
from sessions.models import Session


@require_GET
@permit("ideas.see_wall", Session, by="evening_id")
def wall_cards(request: HttpRequest, evening: Session) -> HttpResponse:
    """The total, or after the reveal the next dozen cards."""
    refresh = reverse("ideas:wall_cards", args=[evening.public_id])
    context = {"evening": evening, "ideas": wall_ideas(evening=evening), "refresh": refresh}
    return render_page(request, "ideas/wall_cards.html", "_evening_wall.html", context)
