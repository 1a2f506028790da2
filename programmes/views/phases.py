"""Entering a phase, closing a programme and opening it again."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.access import permit
from core.errors import Conflict, conflict_as_error
from core.rendering import render_page, see_other
from programmes.forms.phases import CloseForm, EnterPhaseForm
from programmes.models import Programme
from programmes.queries.frame import frame_for
from programmes.queries.open_ends import open_ends_of
from programmes.queries.phases import phase_change
from programmes.services import closing, programmes
from programmes.views.setup import address, refused


@permit("programmes.plan_programme", Programme, by="programme_id")
@require_http_methods(["GET", "POST"])
def enter_phase(request: HttpRequest, programme: Programme, position: int) -> HttpResponse:
    """Say what entering a phase changes for whom and what is still open; then enter it."""
    phase = get_object_or_404(programme.phases.select_related("starts"), position=position)
    plan_url = address("programmes:plan", programme)
    before = programme.phase
    form = EnterPhaseForm(
        request.POST if request.method == "POST" else None, initial={"seen": before.pk if before else 0}
    )
    if form.is_valid():
        try:
            programmes.enter_phase(programme=programme, phase=phase, by=request.user, **form.cleaned_data)
        except Conflict as conflict:
            return refused(request, request.path, ValidationError(str(conflict)))
        said = _("The programme is in the phase %(name)s now.") % {"name": phase.name}
        undo = ""
        if before is not None and before.pk != phase.pk:
            undo = reverse("programmes:enter_phase", args=[programme.public_id, before.position])
        return see_other(request, plan_url, say=said, undo=undo, draft=f"phase-{programme.public_id}")
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="course"),
        "programme": programme,
        "phase": phase,
        "form": form,
        "change": phase_change(programme=programme, phase=phase),
    }
    return render_page(request, "programmes/enter_phase.html", None, context)


@permit("programmes.close_programme", Programme, by="programme_id")
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Everything that is still open, one reason for what can end with it, and the button that closes."""
    ends = open_ends_of(programme)
    form = CloseForm(
        request.POST if request.method == "POST" else None,
        initial={"seen": ends.seen},
        asks_reason=bool(ends.for_a_reason),
    )
    if form.is_valid():
        with conflict_as_error(form):
            closing.close_programme(
                programme=programme,
                because=form.cleaned_data.get("because", ""),
                seen=form.cleaned_data["seen"],
                by=request.user,
            )
            return see_other(
                request,
                address("overviews:programme", programme),
                say=_("The programme is closed."),
                draft=f"close-{programme.public_id}",
            )
        sent = request.POST.copy()
        sent["seen"] = ends.seen  # what this page shows is what the next press knows
        form.data = sent
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="settings"),
        "programme": programme,
        "ends": ends,
        "form": form,
    }
    return render_page(request, "programmes/close.html", None, context)


@permit("programmes.reopen_programme", Programme, by="programme_id")
@require_POST
def reopen(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Let a closed programme run again."""
    home = address("overviews:programme", programme)
    try:
        closing.reopen_programme(programme=programme, by=request.user)
    except Conflict as conflict:
        return refused(request, home, ValidationError(str(conflict)))
    return see_other(request, home, say=_("The programme runs again."))
