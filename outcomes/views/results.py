"""Results of a programme, decisions and lessons."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core import slots
from core.access import allowed, permit
from core.errors import conflict_as_error
from core.rendering import render_page, see_other
from homework.models import Submission
from homework.queries.submissions import submission_card
from ideas.models import Proposal
from ideas.queries.proposals import card_of
from outcomes.forms.results import DecisionForm, FollowUpForm, LessonForm
from outcomes.models import Decision, Lesson
from outcomes.queries.conference import count_endorsed
from outcomes.queries.follow_up import came_along, luggage_of
from outcomes.queries.regional import count_tasks
from outcomes.queries.results import decision_card, decision_on, lesson_card, results_of, suggested_lesson
from outcomes.services.results import (
    CORRECTABLE,
    begin_follow_up,
    correct_decision,
    edit_lesson,
    make_lesson,
    record_decision,
)
from programmes.models import Programme
from programmes.queries.frame import frame_for
from programmes.services.blueprints import blueprints, own_blueprints


@require_GET
@permit("programmes.see_programme", Programme, by="programme_id")
def results(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Proposals with what was decided, and what was learned."""
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="results"),
        "programme": programme,
        "results": results_of(programme=programme, viewer=request.user),
        "came_along": came_along(programme=programme, viewer=request.user),
        "endorsed": count_endorsed(programme=programme),
        "tasks": count_tasks(programme=programme),
    }
    return render_page(request, "outcomes/results.html", None, context)


@permit("outcomes.record_decision", Proposal, by="proposal_id")
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """Record what was decided on a proposal."""
    known = decision_on(proposal=proposal)
    if known is not None and request.method == "GET":
        return see_other(request, reverse("outcomes:correct", args=[known.public_id]))
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflict_as_error(form):
            decision = record_decision(proposal=proposal, **form.cleaned_data, by=request.user)
            return see_other(
                request,
                reverse("outcomes:decision", args=[decision.public_id]),
                say=_("The decision is recorded."),
                draft=f"decision-{proposal.public_id}",
            )
    context = {
        "frame": frame_for(programme=proposal.programme, viewer=request.user, current="results"),
        "proposal": card_of(proposal),
        "form": form,
        "draft": f"decision-{proposal.public_id}",
    }
    return render_page(request, "outcomes/decide.html", None, context)


@require_GET
@permit("outcomes.see_decision", Decision, by="decision_id")
def decision_page(request: HttpRequest, decision: Decision) -> HttpResponse:
    """One decision."""
    context = {
        "frame": frame_for(programme=decision.programme, viewer=request.user, current="results"),
        "programme": decision.programme,
        "decision": decision_card(decision),
        "proposal": card_of(decision.proposal),
        "may_correct": allowed(request.user, "outcomes.correct_decision", decision),
        "may_go_on": allowed(request.user, "outcomes.begin_follow_up", decision.programme),
        "fillings": slots.fill("decision.actions", decision=decision, viewer=request.user),
    }
    return render_page(request, "outcomes/decision.html", None, context)


@permit("outcomes.correct_decision", Decision, by="decision_id")
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Correct the facts of a decision."""
    form = DecisionForm(request.POST or None, initial={name: getattr(decision, name) for name in CORRECTABLE})
    if request.method == "POST" and form.is_valid():
        correct_decision(decision=decision, by=request.user, **form.cleaned_data)
        return see_other(
            request,
            reverse("outcomes:decision", args=[decision.public_id]),
            say=_("Changed."),
            draft=f"correction-{decision.public_id}",
        )
    context = {
        "frame": frame_for(programme=decision.programme, viewer=request.user, current="results"),
        "proposal": card_of(decision.proposal),
        "form": form,
        "is_correction": True,
        "draft": f"correction-{decision.public_id}",
    }
    return render_page(request, "outcomes/decide.html", None, context)


@permit("outcomes.make_lesson", Submission, by="submission_id")
@require_http_methods(["GET", "POST"])
def lesson_from_submission(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Make a lesson of homework; where it comes from is kept."""
    kind, text = suggested_lesson(submission)
    form = LessonForm(request.POST or None, initial={"kind": kind, "text": text})
    if request.method == "POST" and form.is_valid() and submission.team is not None:
        lesson = make_lesson(
            team=submission.team, submission=submission, **form.cleaned_data, by=request.user
        )
        return see_other(
            request,
            reverse("outcomes:lesson", args=[lesson.public_id]),
            say=_("The lesson is kept."),
            draft=f"lesson-from-{submission.public_id}",
        )
    context = {
        "frame": frame_for(programme=submission.programme, viewer=request.user, current="homework"),
        "submission": submission,
        "card": submission_card(submission, viewer=request.user),
        "form": form,
    }
    return render_page(request, "outcomes/make_lesson.html", None, context)


@require_GET
@permit("outcomes.see_lesson", Lesson, by="lesson_id")
def lesson_page(request: HttpRequest, lesson: Lesson) -> HttpResponse:
    """One lesson, with where it comes from."""
    context = {
        "frame": frame_for(programme=lesson.programme, viewer=request.user, current="results"),
        "programme": lesson.programme,
        "lesson": lesson_card(lesson),
        "may_edit": allowed(request.user, "outcomes.edit_lesson", lesson),
        "fillings": slots.fill("lesson.actions", lesson=lesson, viewer=request.user),
    }
    return render_page(request, "outcomes/lesson.html", None, context)


@permit("outcomes.edit_lesson", Lesson, by="lesson_id")
@require_http_methods(["GET", "POST"])
def edit_lesson_page(request: HttpRequest, lesson: Lesson) -> HttpResponse:
    """Change the words of a lesson."""
    form = LessonForm(request.POST or None, initial={"kind": lesson.kind, "text": lesson.text})
    if request.method == "POST" and form.is_valid():
        edit_lesson(lesson=lesson, **form.cleaned_data, by=request.user)
        return see_other(request, reverse("outcomes:lesson", args=[lesson.public_id]), say=_("Changed."))
    context = {
        "frame": frame_for(programme=lesson.programme, viewer=request.user, current="results"),
        "lesson": lesson_card(lesson),
        "form": form,
    }
    return render_page(request, "outcomes/edit_lesson.html", None, context)


@permit("outcomes.begin_follow_up", Programme, by="programme_id")
@require_http_methods(["GET", "POST"])
def follow_up(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Begin a programme that goes on where this one came to, by ``?decision=`` if one led to it; then the set-up."""
    decision = (
        Decision.objects.visible_to(request.user)
        .filter(programme=programme, public_id=request.GET.get("decision", "")[:12])
        .first()
    )
    luggage = luggage_of(programme=programme, viewer=request.user)
    offered = [*blueprints(), *own_blueprints([programme.host])]
    same = [one.reference for one in offered if one.reference == programme.blueprint.get("key")]
    same += [one.reference for one in offered if one.kind == programme.kind]
    form = FollowUpForm(
        request.POST if request.method == "POST" else None,
        blueprints=[(one.reference, one.name) for one in offered],
        luggage=luggage,
        initial={
            "name": _("%(programme)s, the follow-up") % {"programme": programme.name[:140]},
            "blueprint": next(iter(same), None),
        },
    )
    draft = f"follow-up-{programme.public_id}"
    if form.is_valid():
        with conflict_as_error(form):
            made = begin_follow_up(
                before=programme,
                decision=decision,
                blueprint=form.cleaned_data["blueprint"],
                name=form.cleaned_data["name"],
                starts_on=form.cleaned_data["starts_on"],
                people=form.chosen("people"),
                lessons=form.chosen("lessons"),
                proposals=form.chosen("proposals"),
                by=request.user,
            )
            return see_other(
                request,
                reverse("programmes:setup_question", args=[made.public_id]),
                say=_("The follow-up is there as a draft. Nobody has been told yet."),
                draft=draft,
            )
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="results"),
        "programme": programme,
        "decision": decision_card(decision) if decision else None,
        "form": form,
        "draft": draft,
    }
    return render_page(request, "outcomes/follow_up.html", None, context)
