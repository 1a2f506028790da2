"""The regional agenda: read, typed along at a conference, filled in afterwards."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.access import allowed, permit, require
from core.errors import conflict_as_error
from core.rendering import render_page, safe_next, see_other
from core.text import clean_text
from outcomes.forms.conference import TaskLineForm, WholeTaskForm
from outcomes.models import Decision, RegionalTask
from outcomes.queries.conference import bodies_of
from outcomes.queries.regional import agenda_of
from outcomes.services.regional import add_task, change_task, move_task, put_back_task, remove_task
from programmes.models import PolicyGoal, Programme
from programmes.queries.frame import frame_for
from sessions.models import Scribe, Session
from sessions.views.acting import act


@permit("programmes.see_programme", Programme, by="programme_id")
@require_http_methods(["GET", "POST"])
def agenda(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The tasks of the region; who leads types the next one, at the evening ``?evening=`` if it comes from there."""
    may = allowed(request.user, "outcomes.run_conference", programme)
    if request.method == "POST":
        require(request.user, "outcomes.run_conference", programme)
    asked = clean_text(request.GET.get("evening", ""))[:12]
    evenings = Session.objects.visible_to(request.user).filter(programme=programme, public_id=asked)
    return _write(
        request,
        programme,
        evening=evenings.first() if asked else None,
        here=reverse("outcomes:agenda", args=[programme.public_id]),
        may=may,
    )


@permit("outcomes.write_agenda", Scribe, by="scribe_id")
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, scribe: Scribe) -> HttpResponse:
    """The same for who writes for others at an evening."""
    here = reverse("outcomes:write_agenda", args=[scribe.public_id])
    return _write(request, scribe.programme, evening=scribe.evening, here=here, may=True)


def _write(
    request: HttpRequest, programme: Programme, *, evening: Session | None, here: str, may: bool
) -> HttpResponse:
    bodies = bodies_of(programme=programme, viewer=request.user)
    form = TaskLineForm(request.POST if request.method == "POST" else None, bodies=bodies)
    if form.is_valid():
        with conflict_as_error(form):
            add_task(programme=programme, evening=evening, by=request.user, **form.task())
            return see_other(request, safe_next(request, f"{here}#what"), say=_("It is on the agenda."))
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="results"),
        "programme": programme,
        "tasks": agenda_of(programme=programme, viewer=request.user),
        "form": form if may else None,
        "add_url": f"{here}?evening={evening.public_id}" if evening else here,
    }
    return render_page(request, "outcomes/agenda.html", None, context)


@permit("outcomes.change_task", RegionalTask, by="task_id")
@require_http_methods(["GET", "POST"])
def task_page(request: HttpRequest, task: RegionalTask) -> HttpResponse:
    """All that a task says."""
    programme = task.programme
    decisions = Decision.objects.visible_to(request.user).filter(programme=programme)
    goals = PolicyGoal.objects.filter(served__programme=programme).distinct()
    form = WholeTaskForm(
        request.POST if request.method == "POST" else None,
        bodies=bodies_of(programme=programme, viewer=request.user),
        goals=list(goals),
        decisions=list(decisions),
        initial=WholeTaskForm.of(task),
    )
    back = reverse("outcomes:agenda", args=[programme.public_id])
    if form.is_valid():
        with conflict_as_error(form):
            change_task(task=task, by=request.user, **form.task())
            return see_other(request, back, say=_("Changed."), draft=f"task-{task.public_id}")
    context: dict[str, Any] = {
        "frame": frame_for(programme=programme, viewer=request.user, current="results"),
        "task": task,
        "form": form,
        "back": back,
    }
    return render_page(request, "outcomes/task.html", None, context)


@require_POST
@permit("outcomes.change_task", RegionalTask, by="task_id")
def steer_task(request: HttpRequest, task: RegionalTask) -> HttpResponse:
    """One of the buttons beside a task: up, down, off the agenda, back on it."""
    back = safe_next(request, reverse("outcomes:agenda", args=[task.programme.public_id]))
    do = request.POST.get("do", "")
    if do == "remove":
        return act(
            request,
            back,
            lambda: remove_task(task=task, by=request.user),
            say=_("The task is off the agenda."),
            undo=reverse("outcomes:steer_task", args=[task.public_id]),
        )
    if do in {"up", "down"}:
        require(request.user, "outcomes.run_conference", task)
        return act(
            request, back, lambda: move_task(task=task, steps=-1 if do == "up" else 1, by=request.user)
        )
    return act(
        request, back, lambda: put_back_task(task=task, by=request.user), say=_("It is on the agenda again.")
    )
