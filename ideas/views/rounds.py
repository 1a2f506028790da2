"""Placing dots on a phone, and the outcome."""

from functools import partial

from asgiref.sync import async_to_sync
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.access import allowed, permit, require
from core.errors import Conflict, conflict_as_error
from core.live import stream
from core.rendering import NavLink, render_page, see_other, wants_fragment
from core.text import clean_text
from ideas.enums import RoundState
from ideas.forms.rounds import PaperForm, RoundForm
from ideas.models import Cluster, VotingRound
from ideas.queries.capturing import own_participation
from ideas.queries.paper import typed_ballots
from ideas.queries.rounds import paper_of, round_view, taps_of, version_for, version_of
from ideas.services.rounds import channel_of, close_round, enter_paper, give_dot, open_round, take_dot
from programmes.queries.frame import frame_for
from sessions.queries.guests import frame_around
from teams.models import Team


@permit("ideas.open_round", Team, by="team_id")
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, team: Team) -> HttpResponse:
    """Open a round over the bundles of a team."""
    form = RoundForm(
        request.POST or None,
        initial={"title": _("What do you want to go on with?"), "budget": 5, "own_ideas": True},
    )
    if request.method == "POST" and form.is_valid():
        with conflict_as_error(form):
            voting_round = open_round(team=team, **form.cleaned_data, by=request.user)
            return see_other(
                request,
                reverse("ideas:round", args=[voting_round.public_id]),
                say=_("The round is open. Everybody in the team can place dots now."),
            )
    context = {
        "frame": frame_for(programme=team.programme, viewer=request.user, current="ideas"),
        "team": team,
        "form": form,
    }
    return render_page(request, "ideas/open_round.html", None, context)


@require_GET
@permit("ideas.see_round", VotingRound, by="round_id")
def round_page(request: HttpRequest, voting_round: VotingRound) -> HttpResponse:
    """The ballot while the round is open; the outcome once it is closed."""
    return _show(request, voting_round)


def _show(request: HttpRequest, voting_round: VotingRound, problem: str = "") -> HttpResponse:
    context = {
        "round": voting_round,
        "team": voting_round.team,
        "accent": voting_round.programme.accent,
        "view": round_view(voting_round=voting_round, viewer=request.user),
        "problem": problem,
        "back": _back(request, voting_round),
    }
    if voting_round.state == RoundState.CLOSED:
        context["frame"] = frame_around(
            programme=voting_round.programme, viewer=request.user, current="ideas"
        )
        return render_page(request, "ideas/outcome.html", "_round.html", context)
    return render_page(request, "ideas/round.html", "_round.html", context)


def _back(request: HttpRequest, voting_round: VotingRound) -> NavLink:
    """The way on: the bundles, and for a guest the evening."""
    if allowed(request.user, "ideas.see_bundles", voting_round.team):
        return NavLink(reverse("ideas:clusters", args=[voting_round.team.public_id]), _("To the bundles"))
    return NavLink(reverse("overviews:mine"), _("Back to the evening"))


@require_POST
@permit("ideas.see_round", VotingRound, by="round_id")
def place(request: HttpRequest, voting_round: VotingRound) -> HttpResponse:
    """A tap: one dot more or less on one bundle; kept at once. Once the round is closed the page says so."""
    if voting_round.state == RoundState.OPEN:
        require(request.user, "ideas.place_dots", voting_round)
    asked = clean_text(request.POST.get("cluster", ""))[:12]
    cluster = get_object_or_404(Cluster.objects.present(), team=voting_round.team_id, public_id=asked)
    voter = own_participation(programme=voting_round.programme, viewer=request.user)
    tap = take_dot if request.POST.get("way") == "take" else give_dot
    problem = ""
    try:
        if voter is not None:
            tap(voting_round=voting_round, cluster=cluster, voter=voter)
    except Conflict as conflict:
        problem = str(conflict)
        voting_round.refresh_from_db(fields=["state", "closed_at", "version"])
    if problem:
        response = _show(request, voting_round, problem)
        response["HX-Retarget"], response["HX-Reswap"] = "#round", "outerHTML"
        return response
    if wants_fragment(request):
        taps = taps_of(voting_round=voting_round, viewer=request.user)
        return render_page(request, "ideas/round.html", "_taps.html", {"view": taps})
    return see_other(
        request, f"{reverse('ideas:round', args=[voting_round.public_id])}#bundle-{cluster.public_id}"
    )


@require_POST
@permit("ideas.close_round", VotingRound, by="round_id")
def close(request: HttpRequest, voting_round: VotingRound) -> HttpResponse:
    """Close the round; the outcome shows."""
    close_round(voting_round=voting_round, by=request.user)
    return see_other(
        request,
        reverse("ideas:round", args=[voting_round.public_id]),
        say=_("The round is closed. This is the outcome."),
    )


@permit("ideas.enter_paper", VotingRound, by="round_id")
@require_http_methods(["GET", "POST"])
def paper(request: HttpRequest, voting_round: VotingRound) -> HttpResponse:
    """Enter what ballots on paper came to, or correct it, also after the closing."""
    entered = paper_of(voting_round=voting_round)
    counted = {f"dots-{row.cluster.public_id}": row.dots for row in entered.rows}
    form = PaperForm(
        request.POST or None,
        clusters=[row.cluster for row in entered.rows],
        initial={"ballots": entered.ballots, **counted},
    )
    if request.method == "POST" and form.is_valid():
        with conflict_as_error(form):
            enter_paper(
                voting_round=voting_round,
                ballots=form.cleaned_data["ballots"],
                dots=form.dots(),
                by=request.user,
            )
            return see_other(
                request,
                reverse("ideas:round", args=[voting_round.public_id]),
                say=_("The ballots on paper count along."),
            )
    context = {
        "frame": frame_for(programme=voting_round.programme, viewer=request.user, current="ideas"),
        "round": voting_round,
        "entered": entered,
        "typed": typed_ballots(voting_round=voting_round),
        "form": form,
    }
    return render_page(request, "ideas/paper_dots.html", None, context)


@require_GET
@permit("ideas.see_round", VotingRound, by="round_id")
def listen(request: HttpRequest, voting_round: VotingRound) -> HttpResponseBase:
    """Tell an open ballot when the round is closed; a server that cannot stream answers 204."""
    open_stream = async_to_sync(stream)
    return open_stream(
        request,
        channel_of(voting_round),
        read=partial(version_for, public_id=voting_round.public_id),
        peek=partial(version_of, public_id=voting_round.public_id),
    )
