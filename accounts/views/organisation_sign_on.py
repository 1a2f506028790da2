"""How people of an organisation come in by themselves: by its mail domains, and at its own provider."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms.organisation import DomainForm, SignOnForm
from accounts.models import Organisation, SignOn
from accounts.queries.organisation_page import domains_of
from accounts.services import domains, sign_on
from core.access import permit
from core.errors import conflict_as_error
from core.rendering import render_page, see_other

ADMINISTER = "accounts.administer_organisation"


def _address(organisation: Organisation) -> str:
    return reverse("accounts:organisation_sign_on", args=[organisation.public_id])


def _page(request: HttpRequest, organisation: Organisation, **more: Any) -> HttpResponse:
    row = SignOn.objects.filter(organisation=organisation).first()
    bound = next((more[name] for name in ("domain_form", "sign_on_form") if name in more), None)
    context: dict[str, Any] = {
        "organisation": organisation,
        "domains": domains_of(organisation),
        "sign_on": row,
        "domain_form": DomainForm(),
        "sign_on_form": SignOnForm(row=row),
        "back_url": request.build_absolute_uri(
            reverse("accounts:sign_on_back", args=[organisation.public_id])
        ),
        "door_url": request.build_absolute_uri(
            reverse("accounts:sign_on_door", args=[organisation.public_id])
        ),
        "form": bound,
    }
    status = 422 if more.get("refusal") else None
    return render_page(request, "accounts/organisation_sign_on.html", None, context | more, status)


@permit(ADMINISTER, Organisation, by="organisation_id")
@require_http_methods(["GET", "POST"])
def screen(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """The domains, and the provider; POST keeps which provider that is, after asking it."""
    if request.method != "POST":
        return _page(request, organisation)
    form = SignOnForm(request.POST, row=SignOn.objects.filter(organisation=organisation).first())
    if form.is_valid():
        with conflict_as_error(form):
            sign_on.set_sign_on(organisation=organisation, by=request.user, **form.cleaned_data)
            return see_other(request, _address(organisation), say=_("The provider answers, and is kept."))
    return _page(request, organisation, sign_on_form=form)


@permit(ADMINISTER, Organisation, by="organisation_id")
@require_POST
def switch(request: HttpRequest, organisation: Organisation, on: bool) -> HttpResponse:
    """Open the door at the provider, or close it."""
    try:
        sign_on.switch_sign_on(organisation=organisation, on=on, by=request.user)
    except ValidationError as error:
        return _page(request, organisation, refusal=" ".join(error.messages))
    said = _("Your people can sign in at your organisation now.") if on else _("That door is closed.")
    return see_other(request, _address(organisation), say=said)


@permit(ADMINISTER, Organisation, by="organisation_id")
@require_POST
def add_domain(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Let people with an address at a domain come in."""
    form = DomainForm(request.POST)
    if form.is_valid():
        with conflict_as_error(form, "domain"):
            added = domains.add_domain(
                organisation=organisation, domain=form.cleaned_data["domain"], by=request.user
            )
            said = _("Who has an address at %(domain)s can come in.") % {"domain": added.domain}
            return see_other(request, _address(organisation), say=said)
    return _page(request, organisation, domain_form=form)


@permit(ADMINISTER, Organisation, by="organisation_id")
@require_POST
def remove_domain(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """And no more."""
    domain = request.POST.get("domain", "")
    domains.remove_domain(organisation=organisation, domain=domain, by=request.user)
    return see_other(request, _address(organisation), say=_("Nobody new comes in by that domain any more."))
