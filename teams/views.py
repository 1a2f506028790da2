"""Pages of teams."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core.access import permit
from core.errors import conflict_as_error
from core.rendering import render_page, see_other
from programmes.models import Participation, Programme
from programmes.queries.frame import frame_for
from teams.forms import PlaceForm
from teams.queries import teams_for, teams_page
from teams.services import move_participation


@permit("programmes.see_programme", Programme, by="programme_id")
@require_GET
def list_page(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The teams with their coach and their people."""
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="teams"),
        "programme": programme,
        "page": teams_page(programme=programme, viewer=request.user),
    }
    return render_page(request, "teams/list.html", None, context)


@permit("teams.place_people", Participation, by="participation_id")
@require_http_methods(["GET", "POST"])
def place(request: HttpRequest, participation: Participation) -> HttpResponse:
    """Put somebody in a team, or in another one."""
    programme = participation.programme
    present = participation.memberships.filter(until__isnull=True).select_related("team").first()
    form = PlaceForm(
        request.POST or None,
        teams=teams_for(programme=programme, viewer=request.user),
        initial={
            "team": present.team.public_id if present else "",
            "role": present.role if present else participation.role,
        },
    )
    back = reverse("teams:list", args=[programme.public_id])
    if form.is_valid():
        team = form.cleaned_data["team"]
        with conflict_as_error(form):
            move_participation(
                participation=participation, to=team, role=form.cleaned_data["role"], by=request.user
            )
            about = {"person": participation.person, "team": team.name}
            return see_other(request, back, say=_("%(person)s is in team %(team)s now.") % about)
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="teams"),
        "person": participation.person,
        "present": present,
        "back": back,
        "form": form,
    }
    return render_page(request, "teams/place.html", None, context)
