"""Presenting at a closing: the order, next and back, and reactions."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.access import permit, require
from core.errors import Conflict, conflict_as_error
from core.rendering import render_page, safe_next, see_other
from core.text import clean_text
from ideas.queries.capturing import own_participation
from outcomes.forms.conference import PresentationForm, ReactionForm
from outcomes.models import Presentation
from outcomes.queries.presenting import not_in_order, order_of, presented_at
from outcomes.services.presenting import (
    add_presentation,
    give_presentation_time,
    go_on_presenting,
    move_presentation,
    react,
    remove_presentation,
    show_reactions,
)
from programmes.queries.frame import frame_for
from sessions.enums import OVER
from sessions.models import Session
from sessions.queries.guests import frame_around
from sessions.queries.tabs import tabs_of
from sessions.views.acting import act

STEPS = {"next": 1, "back": -1, "stop": 0}


def _order_url(evening: Session) -> str:
    return reverse("outcomes:presenting", args=[evening.public_id])


@permit("outcomes.run_conference", Session, by="evening_id")
@require_http_methods(["GET", "POST"])
def presenting(request: HttpRequest, evening: Session) -> HttpResponse:
    """The order of what is presented at an evening."""
    form = PresentationForm(
        request.POST if request.method == "POST" else None, proposals=not_in_order(evening=evening)
    )
    if form.is_valid():
        with conflict_as_error(form):
            add_presentation(evening=evening, by=request.user, **form.presentation())
            return see_other(request, _order_url(evening), say=_("It is in the order."))
    context = {
        "frame": frame_for(programme=evening.programme, viewer=request.user, current="evenings"),
        "evening": evening,
        "is_over": evening.state in OVER,
        "tabs": tabs_of(evening=evening, viewer=request.user, current="presenting"),
        "order": order_of(evening=evening, viewer=request.user),
        "form": form,
    }
    return render_page(request, "outcomes/presenting.html", None, context)


@require_POST
@permit("outcomes.run_conference", Session, by="evening_id")
def present(request: HttpRequest, evening: Session) -> HttpResponse:
    """On to the next, back to the one before, or nothing on the wall."""
    seen_id = clean_text(request.POST.get("seen", ""))[:12]
    seen = Presentation.objects.visible_to(request.user).filter(evening=evening, public_id=seen_id).first()
    steps = STEPS.get(request.POST.get("do", ""), 0)
    return act(
        request,
        safe_next(request, reverse("evenings:console", args=[evening.public_id])),
        lambda: go_on_presenting(evening=evening, seen=seen, steps=steps, by=request.user),
    )


@require_POST
@permit("outcomes.run_conference", Presentation, by="presentation_id")
def steer(request: HttpRequest, presentation: Presentation) -> HttpResponse:
    """One of the buttons beside something in the order."""
    back = safe_next(request, _order_url(presentation.evening))
    by, one = request.user, presentation
    ways = {
        "up": lambda: move_presentation(presentation=one, steps=-1, by=by),
        "down": lambda: move_presentation(presentation=one, steps=1, by=by),
        "remove": lambda: remove_presentation(presentation=one, by=by),
        "longer": lambda: give_presentation_time(presentation=one, minutes=1, by=by),
        "shorter": lambda: give_presentation_time(presentation=one, minutes=-1, by=by),
        "show": lambda: show_reactions(presentation=one, shown=True, by=by),
        "hide": lambda: show_reactions(presentation=one, shown=False, by=by),
    }
    said = {"show": _("Everybody reads the reactions now."), "hide": _("The reactions are off the screens.")}
    do = request.POST.get("do", "")
    return act(request, back, ways.get(do, lambda: None), say=said.get(do, ""))


@require_POST
@permit("outcomes.see_presentation", Presentation, by="presentation_id")
def give_reaction(request: HttpRequest, presentation: Presentation) -> HttpResponse:
    """Keep one's reaction in place of the one before; what came too late is given back."""
    evening = presentation.evening
    back = reverse("evenings:evening", args=[evening.public_id])
    form = ReactionForm(request.POST)
    problem = ""
    who = own_participation(programme=evening.programme, viewer=request.user)
    if presentation.is_on:
        require(request.user, "outcomes.react", presentation)
    if form.is_valid() and who is not None:
        try:
            react(presentation=presentation, participation=who, **form.cleaned_data)
        except Conflict as conflict:
            problem = str(conflict)
        else:
            said = _("Kept. The facilitator shows the reactions; until then nobody else reads yours.")
            return see_other(request, back, say=said)
    context = {
        "frame": frame_around(programme=evening.programme, viewer=request.user, current="evenings"),
        "evening": evening,
        "presentation": presentation,
        "shown": presented_at(evening=evening, viewer=request.user),
        "form": form,
        "problem": problem,
        "back": back,
    }
    return render_page(request, "outcomes/reaction.html", None, context, status=422)
