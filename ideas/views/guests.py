"""The card for a new idea, on the phone of a guest of one evening."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from core.access import permit
from core.rendering import render_page
from ideas.forms.capture import CaptureForm
from ideas.queries.ideas import last_captured
from ideas.queries.together import others_at, together_now
from ideas.services.capture import capture_idea
from ideas.views.capture import on_the_table, show_last, written_on_evening
from sessions.models import Session
from sessions.queries.guests import seat_of


@permit("ideas.capture_as_guest", Session, by="evening_id")
@require_http_methods(["GET", "POST"])
def new_idea(request: HttpRequest, evening: Session) -> HttpResponse:
    """Write an idea for the table that one sits at. The queue of the phone gets 204 when the idea is kept."""
    seat = seat_of(request.user)
    assert seat is not None  # noqa: S101 - the rule says so
    assert seat.team is not None  # noqa: S101 - and this too
    together = together_now(evening=evening, viewer=request.user)
    form = CaptureForm(
        request.POST or None,
        teams=[seat.team],
        colleagues=[],
        initial={
            "team": seat.team.public_id,
            "evening": evening.public_id,
            "shared": together.kind if together else "",
        },
    )
    key = f"idea-{evening.public_id}"
    here = reverse("ideas:new_as_guest", args=[evening.public_id])
    if request.method == "POST" and form.is_valid():
        capture_idea(
            team=seat.team,
            text=form.cleaned_data["text"],
            by=request.user,
            evening=evening,
            author=seat.participation,
            others=others_at(evening=evening, kind=form.cleaned_data["shared"], viewer=request.user),
            draft_key=form.cleaned_data["draft_key"],
        )
        page = reverse("evenings:evening", args=[evening.public_id])
        return on_the_table(request, page if written_on_evening(request) else here, key)
    context = {
        "accent": evening.programme.accent,
        "team": seat.team,
        "evening": evening,
        "form": form,
        "draft": key,
        "together": together,
        "last": last_captured(programme=evening.programme, viewer=request.user),
        "close_url": reverse("evenings:evening", args=[evening.public_id]),
        "new_url": here,
        "last_url": reverse("ideas:last_as_guest", args=[evening.public_id]),
    }
    return render_page(request, "ideas/new.html", "_capture_card.html", context)


@require_GET
@permit("ideas.see_as_guest", Session, by="evening_id")
def last_idea(request: HttpRequest, evening: Session) -> HttpResponse:
    """What one wrote last, below the card: asked for when the phone's queue has sent it."""
    return show_last(
        request,
        evening.programme,
        new_url=reverse("ideas:new_as_guest", args=[evening.public_id]),
        last_url=reverse("ideas:last_as_guest", args=[evening.public_id]),
    )
