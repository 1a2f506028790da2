"""Telling an example, alone or by a scribe, and changing it."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.access import permit
from core.errors import conflict_as_error
from core.rendering import render_page, see_other, wants_fragment
from ideas.queries.scribing import speakers_for
from outcomes.forms.results import ExampleForm, ScribeExampleForm, TellForm
from outcomes.models import Example
from outcomes.queries.examples import PANEL, example_card, gathering_block, own_at, place_of
from outcomes.services import examples as services
from sessions.models import Scribe, Session
from sessions.queries.guests import frame_around
from sessions.queries.methods import method_in


@permit("outcomes.tell_example", Session, by="evening_id")
@require_http_methods(["GET", "POST"])
def tell(request: HttpRequest, evening: Session) -> HttpResponse:
    """Tell an example; the card is empty again at once. The queue of the phone gets 204 when it is kept."""
    place = place_of(evening=evening, viewer=request.user)
    now = gathering_block(evening)
    form = TellForm(
        request.POST or None,
        teams=place.teams,
        initial={
            "team": place.first.public_id if place.first else "",
            "block": now.public_id if now else "",
            "kind": request.GET.get("kind", ""),
        },
    )
    draft = f"example-{evening.public_id}"
    here = reverse("outcomes:tell", args=[evening.public_id])
    if request.method == "POST" and form.is_valid():
        told_in = (
            evening.items.filter(public_id=form.cleaned_data["block"]).select_related("own_method").first()
        )
        services.tell_example(
            team=form.chosen_team(),
            evening=evening,
            item=told_in if told_in and PANEL in method_in(told_in).panels else None,
            author=place.author,
            draft_key=form.cleaned_data["draft_key"],
            by=request.user,
            **form.words(),
        )
        if wants_fragment(request):
            return HttpResponse(status=204, headers={"HX-Trigger": f'{{"kw:draft-done": "{draft}"}}'})
        page = reverse("evenings:evening", args=[evening.public_id])
        back = page if request.POST.get("from") == "evening" else here
        return see_other(request, back, say=_("Your example is kept. Another one?"), draft=draft)
    context = {
        "frame": frame_around(programme=evening.programme, viewer=request.user, current="evenings"),
        "evening": evening,
        "place": place,
        "form": form,
        "draft": draft,
        "hides": now is not None and now.shown_at is None,
        "own": own_at(evening=evening, viewer=request.user),
    }
    return render_page(request, "outcomes/tell_example.html", "_tell_card.html", context)


@permit("outcomes.write_example_for_others", Scribe, by="scribe_id")
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, scribe: Scribe) -> HttpResponse:
    """Write down an example that somebody told; the person stays chosen."""
    evening = scribe.evening
    form = ScribeExampleForm(
        request.POST or None,
        speakers=speakers_for(scribe),
        initial={"speaker": request.GET.get("for", "")},
    )
    here = reverse("outcomes:write_example", args=[scribe.public_id])
    draft = f"scribe-example-{scribe.public_id}"
    if request.method == "POST" and form.is_valid():
        said = form.speakers[form.cleaned_data["speaker"]]
        services.tell_example(
            team=said.team,
            evening=evening,
            item=gathering_block(evening),
            author=said.participation,
            draft_key=form.cleaned_data["draft_key"],
            by=request.user,
            **form.words(),
        )
        return see_other(request, f"{here}?for={said.key}", say=_("The example is kept."), draft=draft)
    context = {
        "frame": frame_around(programme=evening.programme, viewer=request.user, current="evenings"),
        "evening": evening,
        "scribe": scribe,
        "form": form,
        "draft": draft,
        "own": own_at(evening=evening, viewer=request.user),
    }
    return render_page(request, "outcomes/write_example.html", None, context)


@permit("outcomes.edit_example", Example, by="example_id")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, example: Example) -> HttpResponse:
    """Give one's own example other words."""
    form = ExampleForm(
        request.POST or None, initial={name: getattr(example, name) for name in services.WORDS}
    )
    draft = f"example-words-{example.public_id}"
    if request.method == "POST" and form.is_valid():
        with conflict_as_error(form):
            services.edit_example(example=example, by=request.user, **form.words())
            url = reverse("outcomes:example", args=[example.public_id])
            return see_other(request, url, say=_("Changed."), draft=draft)
    context = {
        "frame": frame_around(programme=example.programme, viewer=request.user, current="examples"),
        "card": example_card(example, viewer=request.user),
        "form": form,
        "draft": draft,
    }
    return render_page(request, "outcomes/edit_example.html", None, context)


@require_POST
@permit("outcomes.take_back_example", Example, by="example_id")
def take_back(request: HttpRequest, example: Example) -> HttpResponse:
    """Take one's own example back, or with ``back`` let it be there again."""
    back = bool(request.POST.get("back"))
    services.take_back_example(example=example, back=back, by=request.user)
    said = _("It is there again.") if back else _("You took it back. Nobody else reads it any more.")
    return see_other(request, reverse("outcomes:example", args=[example.public_id]), say=said)
