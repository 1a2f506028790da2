"""Setting a programme up, step by step; what is typed is kept, and one can go on later."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.access import permit
from core.errors import Conflict, conflict_as_error
from core.rendering import render_page, see_other
from programmes.enums import ProgrammeState, SetupStep
from programmes.forms.setup import (
    BeginForm,
    CalendarForm,
    QuestionForm,
    ThemesForm,
    begin_initial,
    question_initial,
)
from programmes.models import Moment, Programme
from programmes.queries import setup as queries
from programmes.queries.beginnings import programme_before, sources_for
from programmes.queries.busy import diaries_of
from programmes.queries.dates import Wish
from programmes.queries.question_page import question_behind
from programmes.queries.setup_review import review_page, waiting_for_invitation, what_is_lost
from programmes.services import dates, programmes
from programmes.services.blueprints import blueprints, own_blueprints
from programmes.services.concepts import drop_concept
from programmes.services.questions import begin_programme_with

SetupView = Callable[[HttpRequest, Programme], HttpResponse]


def step(view: SetupView) -> Any:
    """A step of the set-up: for a facilitator, and only until the programme starts; after that the plan takes over."""

    @permit("programmes.plan_programme", Programme, by="programme_id")
    @wraps(view)
    def guarded(request: HttpRequest, programme: Programme) -> HttpResponse:
        if programme.state != ProgrammeState.CONCEPT:
            return see_other(request, address("programmes:plan", programme))
        return view(request, programme)

    return guarded


def address(name: str, programme: Programme) -> str:
    """The address of a page of ``programme``."""
    return reverse(name, args=[programme.public_id])


def shown(programme: Programme | None, current: str, **context: Any) -> dict[str, Any]:
    """What every step shows besides its own."""
    return {
        "programme": programme,
        "accent": programme.accent if programme else "",
        "steps": queries.steps_of(programme, current),
        **context,
    }


@permit("programmes.begin_programme")
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Question: a new programme, from a blueprint; from what somebody brought or like an earlier programme, where
    ``?question=`` or ``?programme=`` says which."""
    brought = question_behind(public_id=request.GET.get("question", ""), viewer=request.user)
    earlier = programme_before(public_id=request.GET.get("programme", ""), viewer=request.user)
    hosts = queries.possible_hosts(request.user)
    initial = begin_initial(brought=brought, earlier=earlier)
    if wanted := request.GET.get("blueprint"):
        initial = {**initial, "blueprint": wanted}
    form = BeginForm(
        request.POST or None,
        blueprints=(*blueprints(), *own_blueprints(hosts)),
        hosts=hosts,
        earlier=list(earlier.themes.values_list("name", flat=True)) if earlier else None,
        initial=initial,
    )
    if form.is_valid():
        with conflict_as_error(form):
            fields = {"like": earlier, "by": request.user, **form.asked()}
            programme = (
                begin_programme_with(brought=brought, **fields)
                if brought
                else programmes.create_programme(**fields)
            )
            return see_other(request, address("programmes:setup_themes", programme))
    context = shown(
        None,
        "question",
        form=form,
        organisations=queries.known_organisations(request.user),
        brought=brought,
        earlier=earlier,
        sources=() if brought or earlier else sources_for(request.user),
    )
    return render_page(request, "programmes/setup_question.html", None, context)


@permit("programmes.plan_programme", Programme, by="programme_id")
@require_GET
def resume(request: HttpRequest, programme: Programme) -> HttpResponse:
    """On with the first step that is not done; with the plan once the programme runs."""
    if programme.state != ProgrammeState.CONCEPT:
        return see_other(request, address("programmes:plan", programme))
    return see_other(request, address(f"programmes:setup_{queries.next_step(programme)}", programme))


@step
@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Question: of a programme that is a concept still."""
    form = QuestionForm(request.POST or None, initial=question_initial(programme))
    if form.is_valid():
        with conflict_as_error(form):
            programmes.change_programme(programme=programme, by=request.user, **form.cleaned_data)
            return see_other(request, address("programmes:setup_themes", programme))
    names = queries.known_organisations(request.user)
    context = shown(programme, "question", form=form, organisations=names)
    return render_page(request, "programmes/setup_question.html", None, context)


@step
@require_http_methods(["GET", "POST"])
def themes(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Themes, one per line; each gets a team."""
    present = "\n".join(programme.themes.values_list("name", flat=True))
    form = ThemesForm(request.POST or None, initial={"themes": present})
    if form.is_valid():
        with conflict_as_error(form):
            programmes.set_themes(programme=programme, names=form.names(), by=request.user)
            return see_other(request, address("programmes:setup_calendar", programme))
    return render_page(request, "programmes/setup_themes.html", None, shown(programme, "themes", form=form))


@step
@require_http_methods(["GET", "POST"])
def calendar(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Dates of the evenings: looked at with what moves along, then kept."""
    moments = queries.moments_of(programme)
    parts = {
        "moments": moments,
        "phases": queries.phases_of(programme),
        "diaries": diaries_of(programme=programme, viewer=request.user),
    }
    page = queries.calendar_page(**parts)
    form = CalendarForm(request.POST or None, rows=page.rows)
    looking = "look" in request.POST
    if form.is_bound:
        form.is_valid()
        page = queries.calendar_page(**parts, asked=form.asked())
        for field, sentences in page.problems.items():
            form.add_error(field, sentences)
        if form.is_valid() and not looking:
            with conflict_as_error(form):
                return keep_calendar(request, programme, page, moments, form)
    rows = [(row, form[row.field_name]) for row in page.rows]
    context = shown(programme, "calendar", form=form, page=page, rows=rows)
    return render_page(request, "programmes/setup_calendar.html", "_setup_calendar.html", context)


def keep_calendar(
    request: HttpRequest,
    programme: Programme,
    page: queries.CalendarPage,
    moments: list[Moment],
    form: CalendarForm,
) -> HttpResponse:
    """Keep the days of ``form``; ``later`` moves one evening to the day that is suggested, ``stay`` leaves it there."""
    evenings = {moment.public_id: moment for moment in queries.evenings_of(moments)}
    days = {key: form.cleaned_data[queries.field_name(moment)] for key, moment in evenings.items()}
    later, stay = request.POST.get("later", ""), request.POST.get("stay", "")
    days |= {row.public_id: row.suggestion for row in page.rows if row.public_id == later and row.suggestion}
    wishes = [Wish(moment, days[key]) for key, moment in evenings.items()]
    plan = dates.move_moments(programme=programme, wishes=wishes, by=request.user)
    said = _("The dates are kept.") if plan.moves else ""
    if stay in evenings:
        dates.keep_day(moment=evenings[stay], by=request.user)
        said = _("%(name)s stays on this day.") % {"name": evenings[stay].name}
    elif later in evenings:
        said = _("%(name)s was moved.") % {"name": evenings[later].name}
    if not (later or stay):
        programmes.finish_step(programme=programme, step=SetupStep.CALENDAR)
    there = "programmes:setup_calendar" if later or stay else "programmes:setup_people"
    undo = undo_address(programme, plan) if plan.moves else ""
    return see_other(request, address(there, programme), say=said, undo=undo)


def refused(request: HttpRequest, back: str, error: ValidationError) -> HttpResponse:
    """Back to where one came from, with the reasons why nothing was changed."""
    for sentence in error.messages:
        messages.error(request, sentence)
    return see_other(request, back)


def undo_address(programme: Programme, plan: dates.MovePlan) -> str:
    """The address that takes ``plan`` back."""
    return reverse("programmes:undo_move", args=[programme.public_id, plan.token])


@step
@require_GET
def review(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The last look: the calendar, and who gets which message when."""
    context = shown(
        programme,
        "review",
        page=review_page(programme=programme, viewer=request.user),
    )
    return render_page(request, "programmes/setup_review.html", None, context)


@permit("programmes.plan_programme", Programme, by="programme_id")
@require_POST
def start(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Let it run. A second click finds it running, and goes to the same page."""
    home = address("overviews:programme", programme)
    invited = len(waiting_for_invitation(programme))
    try:
        programmes.start_programme(programme=programme, by=request.user)
    except Conflict as conflict:
        return see_other(request, home, say=conflict)
    said = ngettext(
        "The programme has started. One person gets the invitation now.",
        "The programme has started. %(count)d people get their invitation now.",
        invited,
    ) % {"count": invited}
    return see_other(request, home, say=said if invited else _("The programme has started."))


@permit("programmes.drop_concept", Programme, by="programme_id")
@require_http_methods(["GET", "POST"])
def drop(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Say what is lost, ask once, and throw the concept away."""
    refusal = ""
    if request.method == "POST":
        try:
            drop_concept(programme=programme, by=request.user)
        except Conflict as conflict:
            refusal = str(conflict)
        else:
            said = _("“%(name)s” was thrown away. Nobody heard of it.") % {"name": programme.name}
            return see_other(request, reverse("overviews:mine"), say=said)
    context = {
        "programme": programme,
        "accent": programme.accent,
        "page": what_is_lost(programme),
        "refusal": refusal,
    }
    return render_page(request, "programmes/setup_drop.html", None, context, 422 if refusal else 200)
