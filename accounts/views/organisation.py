"""The pages of an organisation, for who administers it: who does, who comes from it, and its name."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.forms.organisation import AdministratorForm, OrganisationForm
from accounts.models import Organisation
from accounts.queries import organisation_page as queries
from accounts.queries.second_factor import why_not_helped
from accounts.services import administrators as services
from accounts.services.second_factor import help_who_lost_factor
from accounts.views.security_proof import proved
from core.access import permit
from core.errors import Conflict, conflict_as_error
from core.rendering import render_page, see_other
from core.slots import fill

ADMINISTER = "accounts.administer_organisation"


def _address(organisation: Organisation) -> str:
    return reverse("accounts:organisation", args=[organisation.public_id])


@permit(ADMINISTER, Organisation, by="organisation_id")
@require_safe
def organisation(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Its programmes, who administers it, and who comes from it (``?q=`` and ``?page=``)."""
    return _page(request, organisation, AdministratorForm())


def _page(request: HttpRequest, organisation: Organisation, form: AdministratorForm) -> HttpResponse:
    context: dict[str, Any] = {
        "organisation": organisation,
        "page": queries.organisation_page(
            organisation=organisation,
            viewer=request.user,
            asked=request.GET.get("q", ""),
            page=request.GET.get("page", ""),
        ),
        "form": form,
        "fillings": fill("organisation.page", organisation=organisation, viewer=request.user),
    }
    return render_page(request, "accounts/organisation.html", None, context)


@permit(ADMINISTER, Organisation, by="organisation_id")
@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """What it is called and what kind of body it is."""
    called = organisation.name
    form = OrganisationForm(request.POST or None, organisation=organisation)
    if form.is_valid():
        with conflict_as_error(form):
            services.change_organisation(organisation=organisation, by=request.user, **form.cleaned_data)
            return see_other(request, _address(organisation), say=_("This is what it is called now."))
        organisation.name = called
    context = {"organisation": organisation, "form": form}
    return render_page(request, "accounts/organisation_settings.html", None, context)


@permit(ADMINISTER, Organisation, by="organisation_id")
@require_POST
def add_administrator(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Let somebody administer it as well."""
    form = AdministratorForm(request.POST)
    if form.is_valid():
        with conflict_as_error(form, "address"):
            admin = services.add_administrator(
                organisation=organisation, address=form.cleaned_data["address"], by=request.user
            )
            said = _("%(name)s administers it too, and gets a mail.") % {"name": admin.user}
            return see_other(request, _address(organisation), say=said)
    return _page(request, organisation, form)


@permit(ADMINISTER, Organisation, by="organisation_id")
@require_http_methods(["GET", "POST"])
def remove_administrator(request: HttpRequest, organisation: Organisation, person_id: str) -> HttpResponse:
    """Say what it means, ask once, and do it."""
    person = queries.administrator(organisation=organisation, public_id=person_id)
    refusal = ""
    if request.method == "POST":
        try:
            services.remove_administrator(organisation=organisation, person=person, by=request.user)
        except Conflict as conflict:
            refusal = str(conflict)
        else:
            said = _("%(name)s does not administer it any more.") % {"name": person}
            there = reverse("overviews:mine") if person == request.user else _address(organisation)
            return see_other(request, there, say=said)
    context = {"organisation": organisation, "person": person, "refusal": refusal}
    status = 422 if refusal else 200
    return render_page(request, "accounts/organisation_administrator.html", None, context, status)


@permit(ADMINISTER, Organisation, by="organisation_id")
@proved
@require_http_methods(["GET", "POST"])
def lost_second_step(request: HttpRequest, organisation: Organisation, person_id: str) -> HttpResponse:
    """Say what it means, ask once, and take the second factor of a colleague away who lost it."""
    person = queries.colleague(organisation=organisation, public_id=person_id)
    refusal = why_not_helped(organisation=organisation, person=person, by=request.user)
    if request.method == "POST":
        try:
            help_who_lost_factor(organisation=organisation, person=person, by=request.user)
        except (Conflict, ValidationError) as problem:
            refusal = " ".join(getattr(problem, "messages", [str(problem)]))
        else:
            said = _("%(name)s comes in with a code from the mail now, and gets a mail that says so.")
            return see_other(request, _address(organisation), say=said % {"name": person})
    context = {"organisation": organisation, "person": person, "refusal": refusal}
    status = 422 if refusal and request.method == "POST" else 200
    return render_page(request, "accounts/organisation_lost_second_step.html", None, context, status)
