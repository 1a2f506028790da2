"""The agreements of an organisation and their policy goals, for who administers it."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import Organisation
from core.access import permit
from core.errors import Conflict, conflict_as_error
from core.rendering import render_page, see_other
from programmes.forms.goals import AgreementForm, GoalForm
from programmes.models import Agreement, PolicyGoal
from programmes.queries.goal_lines import counted
from programmes.queries.goals import goals_of_organisation
from programmes.services import goals as services
from programmes.views.goals import ask_goals

ADMINISTER = "accounts.administer_organisation"


def _address(organisation: Organisation) -> str:
    return reverse("programmes:organisation_goals", args=[organisation.public_id])


@permit(ADMINISTER, Organisation, by="organisation_id")
@require_GET
def organisation_goals(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Each goal with what the programmes of the organisation do for it; those with nothing first."""
    agreements = goals_of_organisation(organisation=organisation, viewer=request.user)
    context = {"organisation": organisation, "agreements": agreements}
    return render_page(request, "programmes/organisation_goals.html", None, context)


@permit(ADMINISTER, Organisation, by="organisation_id")
@require_http_methods(["GET", "POST"])
def add_to_organisation(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Paste goals, look at each line, and put them on the list."""
    form, said = ask_goals(request, organisation=organisation)
    if said:
        return see_other(request, _address(organisation), say=said)
    context = {"organisation": organisation, "form": form, "counted": counted(form.lines)}
    return render_page(request, "programmes/organisation_goals_add.html", "_goals_add.html", context)


@permit("programmes.keep_goals", Agreement, by="agreement_id")
@require_http_methods(["GET", "POST"])
def edit_agreement(request: HttpRequest, agreement: Agreement) -> HttpResponse:
    """Name and period of an agreement."""
    shown = {"name": agreement.name, "starts_on": agreement.starts_on, "ends_on": agreement.ends_on}
    form = AgreementForm(request.POST or None, initial=shown)
    if form.is_valid():
        with conflict_as_error(form):
            services.change_agreement(agreement=agreement, by=request.user, **form.cleaned_data)
            return see_other(request, _address(agreement.organisation), say=_("Kept."))
    context = {"organisation": agreement.organisation, "name": shown["name"], "form": form}
    return render_page(request, "programmes/agreement_edit.html", None, context)


@permit("programmes.keep_goals", PolicyGoal, by="goal_id")
@require_http_methods(["GET", "POST"])
def edit_goal(request: HttpRequest, goal: PolicyGoal) -> HttpResponse:
    """What a goal says, and when it is due."""
    form = GoalForm(request.POST or None, goal=goal)
    if form.is_valid():
        with conflict_as_error(form):
            services.change_goal(goal=goal, by=request.user, **form.cleaned_data)
            return see_other(request, _address(goal.agreement.organisation), say=_("Kept."))
    context = {
        "organisation": goal.agreement.organisation,
        "agreement": goal.agreement,
        "goal": goal,
        "form": form,
        "is_served": goal.served.exists(),
    }
    return render_page(request, "programmes/goal_edit.html", None, context)


@permit("programmes.keep_goals", PolicyGoal, by="goal_id")
@require_POST
def remove_goal(request: HttpRequest, goal: PolicyGoal) -> HttpResponse:
    """Take a goal away that no programme serves."""
    said = _("The goal was taken away.")
    try:
        services.remove_goal(goal=goal, by=request.user)
    except Conflict as conflict:
        said = str(conflict)
    return see_other(request, _address(goal.agreement.organisation), say=said)
