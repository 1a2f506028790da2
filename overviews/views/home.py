"""The front door, my programmes, the home of a programme and of a team; the mail of the demo."""

from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from core import slots
from core.access import allowed, guests_too, permit, public, standing_of
from core.rendering import render_page
from overviews.queries.client import client_home
from overviews.queries.demo_mail import list_letters
from overviews.queries.mine import my_programmes
from overviews.queries.programme import programme_home, team_home
from programmes.enums import Role
from programmes.models import Programme
from programmes.queries.frame import frame_for
from sessions.queries.guests import seat_of
from teams.models import Team


@public
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The front door: what this is, and the way in. Who is signed in goes on to the own programmes."""
    if request.user.is_authenticated:
        return redirect("overviews:mine")
    return render_page(request, "overviews/home.html", None, {"demo": settings.DEMO})


@guests_too
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """My programmes; for the guest of an evening that evening."""
    seat = seat_of(request.user)
    if seat is not None:
        return redirect("evenings:evening", seat.evening.public_id)
    context = {
        "mine": my_programmes(viewer=request.user),
        "fillings": slots.fill("mine.page", viewer=request.user),
    }
    return render_page(request, "overviews/mine.html", None, context)


@require_GET
@permit("programmes.see_programme", Programme, by="programme_id")
def programme(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The home of a programme; a client's is about decisions and results."""
    if standing_of(request.user).roles("programme", programme.pk) == {Role.CLIENT}:
        return _for_client(request, programme)
    page = programme_home(programme=programme, viewer=request.user)
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="course"),
        "programme": programme,
        "page": page,
        "may_plan": allowed(request.user, "programmes.plan_programme", programme),
        "may_ask": allowed(request.user, "overviews.ask_how_it_goes", programme),
        "may_start": allowed(request.user, "programmes.start_programme", programme),
        "asks": slots.fill("programme.asks", programme=programme, viewer=request.user),
    }
    return render_page(request, "overviews/programme.html", None, context)


def _for_client(request: HttpRequest, programme: Programme) -> HttpResponse:
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="course"),
        "programme": programme,
        "page": client_home(programme=programme, viewer=request.user),
        "asks": slots.fill("programme.asks", programme=programme, viewer=request.user),
    }
    return render_page(request, "overviews/client.html", None, context)


@require_GET
@permit("programmes.see_programme", Programme, by="programme_id")
def programme_more(request: HttpRequest, programme: Programme) -> HttpResponse:
    """What other apps tell about a programme: below its home once somebody reads so far, or a page of its own."""
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="course"),
        "programme": programme,
        "fillings": slots.fill("programme.page", programme=programme, viewer=request.user),
    }
    return render_page(request, "overviews/programme_more.html", "_programme_more.html", context)


@require_GET
@permit("teams.see_team", Team, by="team_id")
def team(request: HttpRequest, team: Team) -> HttpResponse:
    """The home of a team."""
    context = {
        "frame": frame_for(programme=team.programme, viewer=request.user, current="teams"),
        "team": team,
        "page": team_home(team=team, viewer=request.user),
    }
    return render_page(request, "overviews/team.html", None, context)


@public
@require_GET
def demo_mail(request: HttpRequest) -> HttpResponse:
    """The mail of the demo, which leaves this machine nowhere. Not there in a real installation."""
    if not settings.DEMO:
        raise Http404
    letters = list_letters(Path(urlsplit(settings.EMAIL_URL).path))
    return render_page(request, "overviews/demo_mail.html", None, {"letters": letters})
