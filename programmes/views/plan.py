"""The plan of a programme: when what happens, moving it, and entering a phase."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.access import permit
from core.errors import Conflict, conflict_as_error
from core.rendering import render_page, see_other
from core.slots import fill
from programmes.enums import MomentKind, ProgrammeState
from programmes.forms.plan import MoveForm
from programmes.models import Moment, Programme
from programmes.queries.dates import who_is_told
from programmes.queries.frame import frame_for
from programmes.queries.free_days import free_day
from programmes.queries.plan import phase_change, plan_page
from programmes.queries.setup import chain_of, moments_of
from programmes.services import dates, programmes
from programmes.views.setup import address, refused, undo_address


@permit("programmes.plan_programme", Programme, by="programme_id")
@require_GET
def plan(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Everything that has a date."""
    with_past = "past" in request.GET
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="course"),
        "programme": programme,
        "with_past": with_past,
        "page": plan_page(
            programme=programme, chosen=request.GET.get("moment", "")[:12], with_past=with_past
        ),
    }
    return render_page(request, "programmes/plan.html", None, context)


@permit("programmes.plan_programme", Moment, by="moment_id")
@require_http_methods(["GET", "POST"])
def move_moment(request: HttpRequest, moment: Moment) -> HttpResponse:
    """Look at what moves along and who is told, with a day in the address; then do it."""
    programme = moment.programme
    if moment.kind == MomentKind.START and programme.state != ProgrammeState.CONCEPT:
        raise Http404
    data = request.POST if request.method == "POST" else (request.GET if "day" in request.GET else None)
    form = MoveForm(data, moment=moment)
    chain, told = None, []
    if form.is_valid():
        day, clock = form.cleaned_data["day"], form.cleaned_data["clock"]
        chain = chain_of(moment, day, moments_of(programme), clock)
        told = who_is_told(programme=programme, moves=chain.moves)
        if request.method == "POST":
            with conflict_as_error(form):
                done = dates.move_moment(
                    moment=moment, to=day, clock=clock, was=form.cleaned_data["was"], by=request.user
                )
                said = _("%(name)s was moved.") % {"name": moment.name}
                back = f"{address('programmes:plan', programme)}?moment={moment.public_id}"
                return see_other(request, back, say=said, undo=undo_address(programme, done))
        for problem in chain.problems:
            form.add_error(None, problem)
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="course"),
        "programme": programme,
        "moment": moment,
        "form": form,
        "chain": chain,
        "told": told,
        "free": free_day(chain.day) if chain else None,
    }
    return render_page(request, "programmes/move_moment.html", "_move_moment.html", context)


@permit("programmes.plan_programme", Programme, by="programme_id")
@require_POST
def undo_move(request: HttpRequest, programme: Programme, token: str) -> HttpResponse:
    """Take a move back."""
    concept = programme.state == ProgrammeState.CONCEPT
    back = address("programmes:setup_calendar" if concept else "programmes:plan", programme)
    try:
        dates.undo_move(programme=programme, token=token, by=request.user)
    except Conflict as conflict:
        return refused(request, back, ValidationError(str(conflict)))
    except ValidationError as error:
        return refused(request, back, error)
    return see_other(request, back, say=_("The old dates are back."))


@permit("programmes.plan_programme", Programme, by="programme_id")
@require_http_methods(["GET", "POST"])
def enter_phase(request: HttpRequest, programme: Programme, position: int) -> HttpResponse:
    """Say what entering a phase changes and what is still open; then enter it."""
    phase = get_object_or_404(programme.phases.select_related("starts"), position=position)
    plan_url = address("programmes:plan", programme)
    if request.method == "POST":
        before = programme.phase
        try:
            programmes.enter_phase(programme=programme, phase=phase, by=request.user)
        except Conflict as conflict:
            return refused(request, plan_url, ValidationError(str(conflict)))
        said = _("The programme is in the phase %(name)s now.") % {"name": phase.name}
        undo = ""
        if before is not None and before.pk != phase.pk:
            undo = reverse("programmes:enter_phase", args=[programme.public_id, before.position])
        return see_other(request, plan_url, say=said, undo=undo)
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="course"),
        "programme": programme,
        "phase": phase,
        "change": phase_change(programme=programme, phase=phase),
        "fillings": fill("phase.enter", programme=programme, phase=phase, viewer=request.user),
    }
    return render_page(request, "programmes/enter_phase.html", None, context)
