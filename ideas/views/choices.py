"""Letting a team choose without dots, answering on a phone, and what came of it."""

from functools import partial
from typing import Any

from asgiref.sync import async_to_sync
from django.forms import Form
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
from ideas.enums import ChoiceKind, RoundState, Stance
from ideas.forms.choices import ConsentForm, NextRoundForm, ScoresForm, StanceForm, WeighForm
from ideas.models import Choice
from ideas.queries.capturing import own_participation
from ideas.queries.choices import ChoiceView, choice_view, version_for, version_of
from ideas.queries.clusters import other_clusters
from ideas.queries.proposals import list_proposals
from ideas.services.choices import (
    answer_consent,
    answer_scores,
    channel_of,
    close_choice,
    move_in_order,
    open_choice,
    open_next_round,
    reopen_choice,
)
from programmes.queries.frame import frame_for
from sessions.queries.guests import frame_around
from teams.models import Team


@permit("ideas.open_choice", Team, by="team_id")
@require_http_methods(["GET", "POST"])
def begin_consent(request: HttpRequest, team: Team) -> HttpResponse:
    """Ask a team whether it can live with something."""
    proposals = list_proposals(programme=team.programme, viewer=request.user)
    form = ConsentForm(
        request.POST or None,
        clusters=other_clusters(team=team, viewer=request.user),
        proposals=[one for one in proposals if one.team_id == team.pk],
        initial={"about": request.GET.get("about", "")[:30]},
    )
    return _begin(request, team, ChoiceKind.CONSENT, form)


@permit("ideas.open_choice", Team, by="team_id")
@require_http_methods(["GET", "POST"])
def begin_scores(request: HttpRequest, team: Team) -> HttpResponse:
    """Let a team give scores to bundles."""
    return _begin_weighing(request, team, ChoiceKind.SCORES)


@permit("ideas.open_choice", Team, by="team_id")
@require_http_methods(["GET", "POST"])
def begin_ranking(request: HttpRequest, team: Team) -> HttpResponse:
    """Let a team put bundles in order."""
    return _begin_weighing(request, team, ChoiceKind.RANKING)


def _begin_weighing(request: HttpRequest, team: Team, kind: ChoiceKind) -> HttpResponse:
    clusters = other_clusters(team=team, viewer=request.user)
    form = WeighForm(request.POST or None, kind=kind, clusters=clusters)
    return _begin(request, team, kind, form, needs_bundles=not clusters)


def _begin(
    request: HttpRequest,
    team: Team,
    kind: ChoiceKind,
    form: ConsentForm | WeighForm,
    *,
    needs_bundles: bool = False,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        with conflict_as_error(form):
            choice = open_choice(team=team, kind=kind, **form.asked(), by=request.user)
            return _on(request, choice, _("It is open. Everybody in the team can answer now."))
    context = {
        "frame": frame_for(programme=team.programme, viewer=request.user, current="ideas"),
        "team": team,
        "kind": kind,
        "form": form,
        "needs_bundles": needs_bundles,
    }
    return render_page(request, "ideas/open_choice.html", None, context)


def _on(request: HttpRequest, choice: Choice, say: str) -> HttpResponse:
    return see_other(request, reverse("ideas:choice", args=[choice.public_id]), say=say)


@require_GET
@permit("ideas.see_choice", Choice, by="choice_id")
def choice_page(request: HttpRequest, choice: Choice) -> HttpResponse:
    """The question while it is open; what came of it once it is closed."""
    return _show(request, choice)


def _show(
    request: HttpRequest, choice: Choice, form: Form | None = None, problem: str = "", kept: str = ""
) -> HttpResponse:
    view = choice_view(choice=choice, viewer=request.user)
    context = {
        "choice": choice,
        "team": choice.team,
        "accent": choice.programme.accent,
        "view": view,
        "form": (form or _form_of(choice, view)) if view.is_open and view.may_answer else None,
        "problem": problem,
        "kept": kept,
        "back": _back(request, choice),
    }
    if view.is_open:
        return render_page(request, "ideas/choice.html", "_choice.html", context)
    context["frame"] = frame_around(programme=choice.programme, viewer=request.user, current="ideas")
    return render_page(request, "ideas/chosen.html", "_choice.html", context)


def _back(request: HttpRequest, choice: Choice) -> NavLink:
    """The way on: the bundles, and for a guest the evening."""
    if allowed(request.user, "ideas.see_bundles", choice.team):
        return NavLink(reverse("ideas:clusters", args=[choice.team.public_id]), _("To the bundles"))
    return NavLink(reverse("overviews:mine"), _("Back to the evening"))


def _form_of(choice: Choice, view: ChoiceView) -> Form | None:
    """The form to answer with, filled with what was answered before; an order has buttons instead."""
    if choice.kind == ChoiceKind.RANKING:
        return None
    if choice.kind == ChoiceKind.SCORES:
        initial = {
            f"score-{number}-{one.public_id}": score
            for one in view.asked
            for number, score in enumerate(one.scores, start=1)
        }
        return ScoresForm(choice=choice, clusters=list(choice.clusters.all()), initial=initial)
    mine = view.mine
    if mine is None:
        return StanceForm()
    objects = mine.stance == Stance.OBJECTION
    words = {"objection" if objects else "remark": mine.remark, "wish": mine.wish}
    return StanceForm(initial={"stance": mine.stance, **words})


@require_POST
@permit("ideas.see_choice", Choice, by="choice_id")
def answer(request: HttpRequest, choice: Choice) -> HttpResponse:
    """Keep an answer in place of the one before. Once it is closed the page says so, and gives back what was typed."""
    if choice.state == RoundState.OPEN:
        require(request.user, "ideas.answer_choice", choice)
    voter = own_participation(programme=choice.programme, viewer=request.user)
    form: Any = None
    if choice.kind == ChoiceKind.CONSENT:
        form = StanceForm(request.POST)
    elif choice.kind == ChoiceKind.SCORES:
        form = ScoresForm(request.POST, choice=choice, clusters=list(choice.clusters.all()))
    try:
        if choice.kind == ChoiceKind.RANKING:
            asked = clean_text(request.POST.get("cluster", ""))[:12]
            cluster = get_object_or_404(choice.clusters.all(), public_id=asked)
            steps = {"up": -1, "down": 1}.get(request.POST.get("way", ""), 0)
            if voter is not None:
                move_in_order(choice=choice, voter=voter, cluster=cluster, steps=steps)
        elif not form.is_valid():
            return _show(request, choice, form)
        elif voter is not None and choice.kind == ChoiceKind.CONSENT:
            answer_consent(choice=choice, voter=voter, **form.answer())
        elif voter is not None:
            answer_scores(choice=choice, voter=voter, scores=form.answer())
    except Conflict as conflict:
        choice.refresh_from_db(fields=["state", "closed_at", "agreed_at", "version"])
        typed = (request.POST.get(name, "") for name in ("remark", "objection", "wish"))
        kept = " / ".join(filter(None, (clean_text(text)[:500] for text in typed)))
        return _show(request, choice, problem=str(conflict), kept=kept)
    if choice.kind == ChoiceKind.RANKING and wants_fragment(request):
        return _show(request, choice)
    say = (
        ""
        if choice.kind == ChoiceKind.RANKING
        else _("Kept. Until this is closed you can change your answer.")
    )
    return _on(request, choice, say)


@require_POST
@permit("ideas.close_choice", Choice, by="choice_id")
def close(request: HttpRequest, choice: Choice) -> HttpResponse:
    """Close it; what came of it shows. Opening it again undoes that."""
    close_choice(choice=choice, by=request.user)
    return see_other(
        request,
        reverse("ideas:choice", args=[choice.public_id]),
        say=_("It is closed. This came of it."),
        undo=reverse("ideas:reopen_choice", args=[choice.public_id]),
    )


@require_POST
@permit("ideas.reopen_choice", Choice, by="choice_id")
def reopen(request: HttpRequest, choice: Choice) -> HttpResponse:
    """Let people change their answers again."""
    say = _("It is open again.")
    try:
        reopen_choice(choice=choice, by=request.user)
    except Conflict as conflict:
        say = str(conflict)
    return _on(request, choice, say)


@permit("ideas.open_choice", Choice, by="choice_id")
@require_http_methods(["GET", "POST"])
def ask_again(request: HttpRequest, choice: Choice) -> HttpResponse:
    """Another consent round, with other words."""
    form = NextRoundForm(request.POST or None, initial={"title": choice.title})
    if request.method == "POST" and form.is_valid():
        with conflict_as_error(form):
            again = open_next_round(choice=choice, title=form.cleaned_data["title"], by=request.user)
            return _on(request, again, _("The next round is open. Everybody answers anew."))
    context = {
        "frame": frame_for(programme=choice.programme, viewer=request.user, current="ideas"),
        "choice": choice,
        "view": choice_view(choice=choice, viewer=request.user),
        "form": form,
    }
    return render_page(request, "ideas/next_round.html", None, context)


@require_GET
@permit("ideas.see_choice", Choice, by="choice_id")
def wall(request: HttpRequest, choice: Choice) -> HttpResponse:
    """What the room sees: the question and how many answered; once it is closed what came of it."""
    context = {
        "choice": choice,
        "team": choice.team,
        "accent": choice.programme.accent,
        "view": choice_view(choice=choice, viewer=request.user),
    }
    return render_page(request, "ideas/choice_wall.html", "_choice_wall.html", context)


@require_GET
@permit("ideas.see_choice", Choice, by="choice_id")
def listen(request: HttpRequest, choice: Choice) -> HttpResponseBase:
    """Tell open screens when it is closed or opened again; a server that cannot stream answers 204."""
    open_stream = async_to_sync(stream)
    return open_stream(
        request,
        channel_of(choice),
        read=partial(version_for, public_id=choice.public_id),
        peek=partial(version_of, public_id=choice.public_id),
    )
