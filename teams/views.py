"""Pages of teams."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core.access import permit
from core.clock import today
from core.errors import conflict_as_error
from core.rendering import render_page, see_other
from core.templatetags.kw_dates import kw_date
from programmes.models import Participation, Programme
from programmes.queries.frame import frame_for
from teams.forms import PlaceForm
from teams.queries import teams_for, teams_page
from teams.services import move_participation, place_participation


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
    places = list(participation.memberships.enlisted().select_related("team", "participation"))
    present = next((place for place in places if not place.begins_later), None)
    shown = present or next(iter(places), None)
    teams = teams_for(programme=programme, viewer=request.user)
    form = PlaceForm(
        request.POST or None,
        teams=teams,
        sits_elsewhere=bool(places) and len(teams) > 1,
        initial={
            "team": shown.team.public_id if shown else "",
            "role": shown.role if shown else participation.role,
        },
    )
    back = reverse("teams:list", args=[programme.public_id])
    if form.is_valid():
        given = form.cleaned_data
        team, days = given["team"], {"starts_on": given["starts_on"], "ends_on": given["ends_on"]}
        with conflict_as_error(form):
            put = (
                partial(place_participation, team=team)
                if given.get("stays")
                else partial(move_participation, to=team)
            )
            put(participation=participation, role=given["role"], by=request.user, **days)
            about = {
                "person": participation.person,
                "team": team.name,
                "day": kw_date(days["starts_on"], "day"),
            }
            said = _("%(person)s is in team %(team)s now.")
            if days["starts_on"] is not None and days["starts_on"] > today():
                said = _("%(person)s is in team %(team)s from %(day)s.")
            return see_other(request, back, say=said % about)
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="teams"),
        "person": participation.person,
        "present": present,
        "back": back,
        "form": form,
    }
    return render_page(request, "teams/place.html", None, context)
