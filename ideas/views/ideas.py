"""The ideas of a programme, and a single one."""

from urllib.parse import urlencode

from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import slots
from core.access import allowed, permit, require
from core.errors import conflict_as_error
from core.rendering import render_page, see_other
from ideas.forms.capture import EndIdeaForm, IdeaTextForm
from ideas.forms.moderating import CoverForm, ReportForm
from ideas.models import Idea
from ideas.queries.ideas import author_line, idea_card, list_ideas, tally_of, waiting_in
from ideas.queries.listing import choices_for, heading, parameters
from ideas.queries.moderating import own_reports, reports_of, to_moderate
from ideas.queries.similar import alike_to
from ideas.queries.trace import trace_of
from ideas.queries.words import waiting_sentence
from ideas.querysets import co_authors
from ideas.services.capture import edit_idea, end_idea, reopen_idea
from programmes.models import Programme
from programmes.queries.frame import frame_for
from programmes.queries.phases import when_again
from sessions.queries.guests import frame_around


@require_GET
@permit("ideas.see_ideas", Programme, by="programme_id")
def list_page(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Ideas as cards, chosen by links, newest first, in pages of 25."""
    choices = choices_for(programme=programme, viewer=request.user)
    filters = choices.read(request.GET)
    tally = tally_of(programme=programme, viewer=request.user, filters=filters, counted=choices.counted)
    page = list_ideas(
        programme=programme, viewer=request.user, filters=filters, after=request.GET.get("after", "")[:12]
    )
    waiting = waiting_in(programme=programme, viewer=request.user)
    kept = parameters(filters)
    may_capture = allowed(request.user, "ideas.capture_ideas", programme)
    context = {
        "frame": frame_for(
            programme=programme,
            viewer=request.user,
            current="ideas",
            counts={"ideas": choices.counted.total.ideas},
        ),
        "programme": programme,
        "filters": filters,
        "title": heading(filters, tally.ideas),
        "lead": "" if filters.only_waiting else waiting_sentence(tally.waiting, tally.ideas),
        "chips": choices.chips(filters),
        "page": page,
        "kept": kept,
        "more_url": f"?{urlencode([*kept, ('after', page.next_after)])}" if page.next_after else "",
        "begins_later": bool(request.GET.get("after")),
        "any": choices.counted.total.ideas,
        "hidden": waiting.hidden,
        "sees_hidden": waiting.sees_hidden,
        "moderation": to_moderate(viewer=request.user, programme=programme) if waiting.to_decide else None,
        "own_reports": own_reports(viewer=request.user, programme=programme) if waiting.reported else (),
        "team_to_bundle": filters.team,
        "may_capture": may_capture,
        "when_again": ""
        if may_capture
        else when_again(programme=programme, rule="ideas.capture_ideas", viewer=request.user),
        "actions": slots.fill(
            "ideas.list_actions", programme=programme, ideas=page.ideas, viewer=request.user
        ),
    }
    return render_page(request, "ideas/list.html", "_ideas.html", context)


@require_GET
@permit("ideas.see_idea", Idea, by="idea_id")
def idea_page(request: HttpRequest, idea: Idea) -> HttpResponse:
    """One idea: where it came from, what became of it, and what this viewer may do with it."""
    return _show(request, idea)


def _show(request: HttpRequest, idea: Idea, **forms: object) -> HttpResponse:
    prefetch_related_objects([idea], Prefetch("others", co_authors()))
    may_cover = allowed(request.user, "ideas.cover_idea", idea)
    may_report = allowed(request.user, "ideas.report_idea", idea)
    sees_similar = idea.covered_at is None and allowed(request.user, "ideas.see_similar", idea)
    may_edit = allowed(request.user, "ideas.edit_idea", idea)
    may_end = allowed(request.user, "ideas.end_idea", idea)
    card = idea_card(idea, viewer=request.user)
    reports = reports_of(idea, viewer=request.user) if may_cover or may_report else None
    context = {
        "frame": frame_around(programme=idea.programme, viewer=request.user, current="ideas"),
        "idea": idea,
        "card": card,
        "signed": author_line(idea) if card.author else "",
        "stops": trace_of(idea, viewer=request.user),
        "edit_form": (IdeaTextForm(initial={"text": idea.text}) if may_edit else None),
        "end_form": (EndIdeaForm() if may_end else None),
        "may_cover": may_cover,
        "cover_form": CoverForm(initial={"because": idea.covered_because}, auto_id="cover-%s")
        if may_cover
        else None,
        "reports": reports if may_cover else None,
        "may_report": may_report,
        "report": reports.own if reports and may_report else None,
        "report_form": ReportForm() if may_report else None,
        "similar_url": reverse("ideas:similar", args=[idea.public_id]) if sees_similar else "",
        "may_reopen": allowed(request.user, "ideas.reopen_idea", idea),
        "may_bundle": not card.is_hidden and allowed(request.user, "ideas.bundle_ideas", idea),
        "fillings": slots.fill("idea.actions", idea=idea, viewer=request.user),
    } | forms
    return render_page(request, "ideas/idea.html", None, context)


@require_GET
@permit("ideas.see_similar", Idea, by="idea_id")
def similar(request: HttpRequest, idea: Idea) -> HttpResponse:
    """The ideas that look like one: its page loads them once it stands there, as comparing them takes a while."""
    context = {
        "frame": frame_for(programme=idea.programme, viewer=request.user, current="ideas"),
        "idea": idea,
        "card": idea_card(idea, viewer=request.user),
        "alike": alike_to(idea) if idea.covered_at is None else (),
        "may_bundle_alike": allowed(request.user, "ideas.bundle_similar", idea),
        "here": reverse("ideas:idea", args=[idea.public_id]),
    }
    return render_page(request, "ideas/similar.html", "_similar.html", context)


@permit("ideas.see_idea", Idea, by="idea_id")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, idea: Idea) -> HttpResponse:
    """Change the words of one's own idea."""
    require(request.user, "ideas.edit_idea", idea)
    form = IdeaTextForm(request.POST or None, initial={"text": idea.text})
    if request.method == "POST" and form.is_valid():
        with conflict_as_error(form):
            edit_idea(idea=idea, text=form.cleaned_data["text"], by=request.user)
            return see_other(
                request,
                reverse("ideas:idea", args=[idea.public_id]),
                say=_("Changed."),
                draft=f"idea-{idea.public_id}",
            )
    return _show(request, idea, edit_form=form, form=form)


@permit("ideas.see_idea", Idea, by="idea_id")
@require_POST
def end(request: HttpRequest, idea: Idea) -> HttpResponse:
    """Say that an idea goes no further, and why; it can be undone."""
    require(request.user, "ideas.end_idea", idea)
    form = EndIdeaForm(request.POST)
    if form.is_valid():
        with conflict_as_error(form):
            end_idea(idea=idea, because=form.cleaned_data["because"], by=request.user)
            return see_other(
                request,
                reverse("ideas:idea", args=[idea.public_id]),
                say=_("This idea goes no further."),
                undo=reverse("ideas:reopen", args=[idea.public_id]),
            )
    return _show(request, idea, end_form=form, form=form)


@permit("ideas.see_idea", Idea, by="idea_id")
@require_POST
def reopen(request: HttpRequest, idea: Idea) -> HttpResponse:
    """Take an ended idea up again."""
    require(request.user, "ideas.reopen_idea", idea)
    reopen_idea(idea=idea, by=request.user)
    return see_other(request, reverse("ideas:idea", args=[idea.public_id]), say=_("The idea is open again."))
