"""The policy goals that a programme serves: what hangs on each, and what has nothing yet."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import Organisation
from core.access import allowed, permit
from core.errors import conflict_as_error
from core.rendering import render_page, see_other
from core.slots import fill
from programmes.forms.goals import BecauseForm, GoalsForm, goals_to_tick, themes_to_tick
from programmes.models import Programme, ServedGoal
from programmes.queries import goals as queries
from programmes.queries.frame import frame_for
from programmes.queries.goal_lines import counted
from programmes.services import goals as services
from programmes.views.setup import address


@permit("programmes.see_coverage", Programme, by="programme_id")
@require_GET
def goals(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Each goal with what hangs on it; those with nothing first."""
    may_plan = allowed(request.user, "programmes.plan_programme", programme)
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="course"),
        "programme": programme,
        "may_plan": may_plan,
        "page": queries.goals_of_programme(programme=programme, viewer=request.user, may_tie=may_plan),
    }
    return render_page(request, "programmes/goals.html", None, context)


@permit("programmes.plan_programme", Programme, by="programme_id")
@require_http_methods(["GET", "POST"])
def choose_goals(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Tick the goals that this programme serves."""
    known = queries.goals_to_serve(programme)
    form = goals_to_tick(request.POST or None, goals=known, ticked=queries.served_keys(programme))
    if form.is_valid():
        add, leave = form.changes()
        services.serve_goals(
            programme=programme,
            add=[goal for goal in known if goal.public_id in add],
            leave=[goal for goal in known if goal.public_id in leave],
            by=request.user,
        )
        return see_other(request, address("programmes:goals", programme), say=_("The goals are kept."))
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="course"),
        "programme": programme,
        "form": form,
        "any": bool(known),
    }
    return render_page(request, "programmes/goals_choose.html", None, context)


@permit("programmes.plan_programme", Programme, by="programme_id")
@require_http_methods(["GET", "POST"])
def add_goals(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Paste the goals of the agreement, look at each line, add them to the list of the host, and serve them."""
    form, said = ask_goals(request, organisation=programme.host, programme=programme)
    if said:
        return see_other(request, address("programmes:goals", programme), say=said)
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="course"),
        "programme": programme,
        "organisation": programme.host,
        "form": form,
        "counted": counted(form.lines),
    }
    return render_page(request, "programmes/goals_add.html", "_goals_add.html", context)


def ask_goals(
    request: HttpRequest, *, organisation: Organisation, programme: Programme | None = None
) -> tuple[GoalsForm, str]:
    """The form with what was pasted, and what to say once it was added; nothing is as long as it was not.

    What came in a file stands in the text from then on, so that it can be mended.
    """
    agreements = queries.agreements_of(organisation)
    form = GoalsForm(request.POST or None, request.FILES or None, agreements=agreements)
    if not form.is_bound:
        return form, ""
    wrong = [line.number for line in form.lines if line.problem] if form.is_valid() else []
    if "add" in request.POST and wrong:
        form.add_error("goals", _("Mend line %(number)d first. Nothing was added.") % {"number": wrong[0]})
    elif "add" in request.POST and not form.errors:
        with conflict_as_error(form):
            services.put_down_goals(
                organisation=organisation,
                agreement=form.chosen,
                programme=programme,
                by=request.user,
                **form.kept(),
            )
            count = len(form.lines)
            said = ngettext("%(count)d goal is on the list.", "%(count)d goals are on the list.", count)
            return form, said % {"count": count}
    if "goals" in form.cleaned_data:
        form.data = {**request.POST.dict(), "goals": form.cleaned_data["goals"]}
    return form, ""


@permit("programmes.plan_programme", ServedGoal, by="served_id")
@require_http_methods(["GET", "POST"])
def served_goal(request: HttpRequest, served: ServedGoal) -> HttpResponse:
    """One goal of a programme: hang it on themes and proposals, or write why nothing will come of it."""
    programme = served.programme
    themes = list(programme.themes.all())
    tied = [theme.public_id for theme in programme.themes.filter(goals=served.goal)]
    leaves = "because" in request.POST
    form = themes_to_tick(None if leaves else request.POST or None, themes=themes, ticked=tied)
    because = BecauseForm(request.POST if leaves else None)
    back = address("programmes:goals", programme)
    if form.is_valid():
        add, leave = form.changes()
        services.tie_themes(
            served=served,
            add=[theme for theme in themes if theme.public_id in add],
            leave=[theme for theme in themes if theme.public_id in leave],
            by=request.user,
        )
        return see_other(request, back, say=_("Kept."))
    if because.is_valid():
        with conflict_as_error(because, "because"):
            services.leave_goal(served=served, because=because.cleaned_data["because"], by=request.user)
            undo = reverse("programmes:take_up_goal", args=[served.public_id])
            return see_other(request, back, say=_("Kept, with your reason."), undo=undo)
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="course"),
        "programme": programme,
        "served": served,
        "goal": served.goal,
        "agreement": served.goal.agreement,
        "when": queries.due_when(served.goal.due_on or served.goal.agreement.ends_on),
        "form": form,
        "because": because,
        "themes": themes,
        "fillings": fill("programmes.served_goal", served=served, viewer=request.user),
    }
    status = 422 if form.errors or because.errors else 200
    return render_page(request, "programmes/goals_served.html", None, context, status)


@permit("programmes.plan_programme", ServedGoal, by="served_id")
@require_POST
def take_up_goal(request: HttpRequest, served: ServedGoal) -> HttpResponse:
    """Take back that nothing will come of a goal."""
    services.take_up_goal(served=served, by=request.user)
    return see_other(
        request, address("programmes:goals", served.programme), say=_("Something may come of it again.")
    )
