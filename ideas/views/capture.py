"""The card for a new idea, on a phone in the room."""

from collections.abc import Sequence
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core.access import allowed, permit, require
from core.rendering import render_page, see_other, wants_fragment
from ideas.forms.capture import CaptureForm
from ideas.queries.capturing import colleagues, evening_of_idea, own_participation, teams_to_write_for
from ideas.queries.ideas import last_captured
from ideas.queries.together import others_at, together_now
from ideas.services.capture import capture_idea
from programmes.enums import Consent
from programmes.models import Programme
from sessions.models import Session
from teams.models import Team
from teams.queries import working_team


@permit("ideas.capture_ideas", Programme, by="programme_id")
@require_http_methods(["GET", "POST"])
def new_idea(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Write an idea; the card is empty again at once. The queue of the phone gets 204 when the idea is kept."""
    sent = request.method == "POST"
    teams = teams_to_write_for(programme=programme, viewer=request.user)
    own = own_participation(programme=programme, viewer=request.user)
    team, evening = (None, None) if sent else _opened_for(request, programme, teams)
    read_colleagues = partial(colleagues, teams=teams, viewer=request.user)
    in_another_name = bool(request.POST.get("author"))
    together = together_now(evening=evening, viewer=request.user) if evening else None
    form = CaptureForm(
        request.POST if sent else None,
        teams=teams,
        colleagues=read_colleagues() if in_another_name or not sent else [],
        initial={
            "team": team.public_id if team else "",
            "evening": evening.public_id if evening else "",
            "shared": together.kind if together else "",
        },
    )
    key = f"idea-{programme.public_id}"
    if sent and form.is_valid():
        chosen = form.chosen_team()
        require(request.user, "ideas.capture_idea", chosen)
        at = evening_of_idea(team=chosen, viewer=request.user, asked=form.cleaned_data["evening"])
        author = form.chosen_author(own)
        kind = form.cleaned_data["shared"] if author == own else ""
        capture_idea(
            team=chosen,
            text=form.cleaned_data["text"],
            by=request.user,
            evening=at,
            author=author,
            others=others_at(evening=at, kind=kind, viewer=request.user),
            draft_key=form.cleaned_data["draft_key"],
        )
        again = f"{reverse('ideas:new', args=[programme.public_id])}?team={chosen.public_id}"
        if at is not None and written_on_evening(request):
            again = reverse("evenings:evening", args=[at.public_id])
        return on_the_table(request, again, key)
    if sent:
        form.offer(read_colleagues())
        team, evening = _opened_for(request, programme, teams)
        together = together_now(evening=evening, viewer=request.user) if evening else None
    context = {
        "programme": programme,
        "accent": programme.accent,
        "team": team,
        "may_place": team is None and allowed(request.user, "teams.place_people", programme),
        "evening": evening,
        "form": form,
        "draft": key,
        "together": together,
        "last": last_captured(programme=programme, viewer=request.user),
        "signed": own.consent if own else Consent.ANONYMOUS,
        "close_url": reverse("ideas:list", args=[programme.public_id]),
        "new_url": reverse("ideas:new", args=[programme.public_id]),
        "last_url": reverse("ideas:last", args=[programme.public_id]),
    }
    return render_page(request, "ideas/new.html", "_capture_card.html", context)


def _opened_for(
    request: HttpRequest, programme: Programme, teams: Sequence[Team]
) -> tuple[Team | None, Session | None]:
    """The team and the evening that the card is for: those in the address, or one's own and the one that runs."""
    first = working_team(programme=programme, viewer=request.user)
    wanted = request.GET.get("team") or (first.public_id if first else "")
    team = next((one for one in teams if one.public_id == wanted), teams[0] if teams else None)
    if team is None:
        return None, None
    return team, evening_of_idea(team=team, viewer=request.user, asked=request.GET.get("evening", ""))


@require_GET
@permit("ideas.see_ideas", Programme, by="programme_id")
def last_idea(request: HttpRequest, programme: Programme) -> HttpResponse:
    """What one wrote last, below the card: asked for when the phone's queue has sent it."""
    return show_last(
        request,
        programme,
        new_url=reverse("ideas:new", args=[programme.public_id]),
        last_url=reverse("ideas:last", args=[programme.public_id]),
    )


def written_on_evening(request: HttpRequest) -> bool:
    """Whether the card stood on the page of the evening, to which a phone without script goes back."""
    return request.POST.get("from") == "evening"


def on_the_table(request: HttpRequest, again: str, key: str) -> HttpResponse:
    """After an idea was kept: 204 for the queue of the phone, which then lets go of draft ``key``; else a new card."""
    if wants_fragment(request):
        return HttpResponse(status=204, headers={"HX-Trigger": f'{{"kw:draft-done": "{key}"}}'})
    return see_other(request, again, say=_("It is on the table. Another one?"), draft=key)


def show_last(request: HttpRequest, programme: Programme, *, new_url: str, last_url: str) -> HttpResponse:
    """The last idea of this person in ``programme``; an empty card where there is none."""
    last = last_captured(programme=programme, viewer=request.user)
    if last is None and not wants_fragment(request):
        return see_other(request, new_url)
    context = {"last": last, "accent": programme.accent, "new_url": new_url, "last_url": last_url}
    return render_page(request, "ideas/last.html", "_last_idea.html", context)
