"""Themes mapped together: one page that is another at each step, and what the facilitator makes of it."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.access import allowed, permit
from core.errors import Conflict, conflict_as_error
from core.rendering import render_page, see_other
from programmes.enums import ThemeStep
from programmes.forms.theme_rounds import NameForm, TeamsForm, ThemeForm, UntilForm, WeighForm
from programmes.models import Programme, ThemeProposal, ThemeRound
from programmes.queries import theme_rounds as queries
from programmes.queries.frame import frame_for
from programmes.queries.theme_people import MOST_IMPORTANT, MOST_WANTED, members_of
from programmes.queries.theme_teams import Arrangement, Candidate, arrange, judge, organisations_in
from programmes.services import theme_rounds as services

STEER = "programmes.steer_theme_round"
NAME = "programmes.name_themes"


def address(programme: Programme) -> str:
    """The page of the round of ``programme``."""
    return reverse("programmes:theme_round", args=[programme.public_id])


@permit("programmes.see_theme_round", Programme, by="programme_id")
@require_http_methods(["GET", "POST"])
def theme_round(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The round as it stands; where there is none, a facilitator opens one."""
    may_open = allowed(request.user, STEER, programme)
    form = UntilForm(request.POST or None)
    if request.method == "POST":
        if not may_open:
            return see_other(request, address(programme))
        if form.is_valid():
            with conflict_as_error(form):
                services.open_round(programme=programme, by=request.user, **form.cleaned_data)
                said = _("Everybody can name themes now, and gets a mail.")
                return see_other(request, address(programme), say=said)
    present = queries.latest_round(programme)
    if present is not None and not (form.is_bound or "new" in request.GET):
        present.programme = programme
        return _page(request, present)
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="teams"),
        "programme": programme,
        "form": form,
        "may_open": may_open,
    }
    return render_page(request, "programmes/theme_round_new.html", None, context)


def _page(
    request: HttpRequest,
    present: ThemeRound,
    *,
    name: Form | None = None,
    weigh: WeighForm | None = None,
    until: Form | None = None,
) -> HttpResponse:
    page = queries.round_page(theme_round=present, viewer=request.user)
    context: dict[str, Any] = {
        "frame": frame_for(programme=present.programme, viewer=request.user, current="teams"),
        "programme": present.programme,
        "round": present,
        "page": page,
        "form": name or weigh or until,
        "name": name or NameForm(),
        "weigh": weigh or WeighForm(themes=page.themes),
        "until": until or UntilForm(initial={"until": page.until}),
        "most_important": MOST_IMPORTANT,
        "most_wanted": MOST_WANTED,
    }
    return render_page(request, "programmes/theme_round.html", None, context)


# ---- what people do --------------------------------------------------------------------------------------------


@permit(NAME, ThemeRound, by="theme_round_id")
@require_POST
def name_theme(request: HttpRequest, present: ThemeRound) -> HttpResponse:
    """Name a theme."""
    form = NameForm(request.POST)
    if form.is_valid():
        with conflict_as_error(form):
            services.name_theme(theme_round=present, by=request.user, **form.cleaned_data)
            said = _("Kept. Nobody else sees it yet.")
            return see_other(
                request, address(present.programme), say=said, draft=f"theme-{present.public_id}"
            )
    return _page(request, present, name=form)


@permit("programmes.take_away_theme", ThemeProposal, by="named_theme_id")
@require_POST
def take_away(request: HttpRequest, proposal: ThemeProposal) -> HttpResponse:
    """Take away what one named oneself."""
    back = address(proposal.programme)
    try:
        services.take_away_theme(proposal=proposal, by=request.user)
    except Conflict as conflict:
        return see_other(request, back, say=conflict)
    return see_other(request, back, say=_("Taken away: %(theme)s.") % {"theme": proposal})


@permit(NAME, ThemeRound, by="theme_round_id")
@require_POST
def weigh_themes(request: HttpRequest, present: ThemeRound) -> HttpResponse:
    """Say what is important, and what one wants to work on."""
    page = queries.round_page(theme_round=present, viewer=request.user)
    form = WeighForm(request.POST, themes=page.themes)
    if form.is_valid():
        with conflict_as_error(form):
            services.weigh_themes(
                theme_round=present,
                important=form.chosen("important"),
                wanted=form.chosen("want"),
                by=request.user,
            )
            said = _("Kept. You can change it until the time is over.")
            return see_other(request, address(present.programme), say=said)
    return _page(request, present, weigh=form)


# ---- what the facilitator does ---------------------------------------------------------------------------------


@permit(STEER, ThemeRound, by="theme_round_id")
@require_POST
def close(request: HttpRequest, present: ThemeRound) -> HttpResponse:
    """Close the present step now."""
    back = address(present.programme)
    try:
        services.close_step(theme_round=present, by=request.user)
    except Conflict as conflict:
        return see_other(request, back, say=conflict)
    return see_other(request, back, say=_("Closed. Now everybody sees what came in."))


@permit(STEER, ThemeRound, by="theme_round_id")
@require_POST
def until(request: HttpRequest, present: ThemeRound) -> HttpResponse:
    """Another last day."""
    form = UntilForm(request.POST)
    if form.is_valid():
        with conflict_as_error(form):
            services.set_deadline(theme_round=present, by=request.user, **form.cleaned_data)
            return see_other(request, address(present.programme), say=_("This is the last day now."))
    return _page(request, present, until=form)


@permit(STEER, ThemeRound, by="theme_round_id")
@require_POST
def let_weigh(request: HttpRequest, present: ThemeRound) -> HttpResponse:
    """Let everybody weigh the themes."""
    form = UntilForm(request.POST)
    if form.is_valid():
        with conflict_as_error(form):
            services.start_weighing(theme_round=present, by=request.user, **form.cleaned_data)
            said = _("Everybody can weigh the themes now, and gets a mail.")
            return see_other(request, address(present.programme), say=said)
    return _page(request, present, until=form)


@permit(STEER, ThemeRound, by="theme_round_id")
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, present: ThemeRound) -> HttpResponse:
    """End the round without teams: say what it means, ask once."""
    back = address(present.programme)
    if request.method == "POST":
        try:
            services.stop_round(theme_round=present, by=request.user)
        except Conflict as conflict:
            return see_other(request, back, say=conflict)
        return see_other(request, back, say=_("The round has ended. What was named stays here."))
    context = {
        "frame": frame_for(programme=present.programme, viewer=request.user, current="teams"),
        "back": back,
    }
    return render_page(request, "programmes/theme_round_stop.html", None, context)


@permit(STEER, ThemeProposal, by="named_theme_id")
@require_http_methods(["GET", "POST"])
def theme(request: HttpRequest, proposal: ThemeProposal) -> HttpResponse:
    """Another name for a theme, and which others go into it."""
    present = proposal.round
    if present.step not in {ThemeStep.SORTING, ThemeStep.CHOOSING}:  # nobody sees the others' themes yet
        return see_other(request, address(present.programme), say=_("The themes stay as they are now."))
    heads = queries.heads_of(queries.proposals_of(present))
    others = [one for one in heads if one.pk != proposal.pk]
    form = ThemeForm(request.POST or None, others=others, initial={"title": str(proposal)})
    if form.is_valid():
        with conflict_as_error(form):
            absorb, undo = form.cleaned_data["absorb"], ""
            if absorb:
                services.merge_themes(keep=proposal, absorb=absorb, by=request.user)
                if len(absorb) == 1:
                    undo = reverse("programmes:split_theme", args=[absorb[0].public_id])
            services.rename_theme(proposal=proposal, title=form.cleaned_data["title"], by=request.user)
            return see_other(request, address(present.programme), say=_("Kept."), undo=undo)
    context = {
        "frame": frame_for(programme=present.programme, viewer=request.user, current="teams"),
        "programme": present.programme,
        "proposal": proposal,
        "form": form,
        "has_others": bool(others),
    }
    return render_page(request, "programmes/theme_edit.html", None, context)


@permit(STEER, ThemeProposal, by="named_theme_id")
@require_POST
def split(request: HttpRequest, proposal: ThemeProposal) -> HttpResponse:
    """Let a theme stand for itself again."""
    back = address(proposal.programme)
    try:
        services.split_theme(proposal=proposal, by=request.user)
    except Conflict as conflict:
        return see_other(request, back, say=conflict)
    return see_other(request, back, say=_("%(theme)s stands for itself again.") % {"theme": proposal})


@permit(STEER, ThemeRound, by="theme_round_id")
@require_http_methods(["GET", "POST"])
def teams(request: HttpRequest, present: ThemeRound) -> HttpResponse:
    """Teams as we would make them of the chosen themes (``?theme=``), changed per person, and then made."""
    if present.step != ThemeStep.CHOOSING:  # what people want to work on is read afterwards
        return see_other(request, address(present.programme), say=_("No teams can be made of it now."))
    proposals = queries.proposals_of(present)
    asked = (request.POST if request.method == "POST" else request.GET).getlist("theme")
    chosen = {one.public_id: one for one in queries.heads_of(proposals) if one.public_id in asked}
    names = {key: str(one) for key, one in chosen.items()}
    people = members_of(present.programme)
    group = queries.candidates(theme_round=present, proposals=proposals, people=people)
    proposed = arrange(people=group, themes=list(chosen))
    form = TeamsForm(request.POST or None, people=group, themes=names, places=proposed.places)
    if request.method == "POST" and form.is_valid() and "look" not in request.POST:
        with conflict_as_error(form):
            by_key = {person.public_id: person for person in people}
            places = form.places()
            services.make_teams(
                theme_round=present,
                places={
                    one: [by_key[person] for person, theme in places.items() if theme == key]
                    for key, one in chosen.items()
                },
                by=request.user,
            )
            there = reverse("teams:list", args=[present.programme.public_id])
            return see_other(request, there, say=_("The teams are there, and everybody gets a mail."))
    kept = form.places() if form.is_bound and form.is_valid() else proposed.places
    shown = judge(people=group, themes=list(chosen), places=kept)
    context = {
        "frame": frame_for(programme=present.programme, viewer=request.user, current="teams"),
        "programme": present.programme,
        "round": present,
        "form": form,
        "chosen": names,
        "shown": shown,
        "placed": len(shown.places),
        "people": len(group),
        "teams": _teams(form, group, names, shown),
        "loose": [form.row(person) for person in group if person.key not in shown.places],
    }
    return render_page(request, "programmes/theme_teams.html", None, context)


def _teams(
    form: TeamsForm, group: list[Candidate], names: dict[str, str], shown: Arrangement
) -> list[dict[str, Any]]:
    """The teams with their people, for the page."""
    found = []
    for key, name in names.items():
        members = [person for person in group if shown.places.get(person.key) == key]
        found.append(
            {
                "name": name,
                "count": len(members),
                "organisations": organisations_in(members),
                "rows": [(*form.row(person), key in person.wants) for person in members],
            }
        )
    return found
