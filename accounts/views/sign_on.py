"""Signing in at one's own organisation: which one, away to its provider, and back."""

from urllib.parse import urlencode

import requests
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms.organisation import WorkAddressForm
from accounts.models import SignOn
from accounts.queries.sign_on import open_sign_on, sign_on_for
from accounts.sign_on_adapter import OrganisationProvider, away, refuse
from core.access import public
from core.rendering import render_page, safe_next, see_other


def _with_next(request: HttpRequest, name: str, sign_on: SignOn) -> str:
    address = reverse(f"accounts:{name}", args=[sign_on.organisation.public_id])
    wanted = safe_next(request, "")
    return f"{address}?{urlencode({'next': wanted})}" if wanted else address


def _closed(request: HttpRequest) -> HttpResponse:
    """The same for an organisation that is not there, and for one that has no sign-on, or has switched it off."""
    return refuse(request, _("You cannot sign in at an organisation here. Come in with a code."), 404)


@public
@never_cache
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Which organisation is yours? It is found by your address: there is no list of who works here."""
    form = WorkAddressForm(request.POST or None)
    if form.is_valid():
        found = sign_on_for(form.cleaned_data["address"])
        if found is not None:
            return see_other(request, _with_next(request, "sign_on_door", found))
        form.add_error(
            "address", _("We know no organisation where this address can sign in. Ask for a code instead.")
        )
    context = {"form": form, "next": safe_next(request, "")}
    return render_page(request, "accounts/sign_on_choose.html", None, context)


@public
@never_cache
@require_safe
def door(request: HttpRequest, organisation_id: str) -> HttpResponse:
    """One organisation's own door: a page that it can link to, with one button."""
    found = open_sign_on(organisation_id)
    if found is None:
        return _closed(request)
    context = {"organisation": found.organisation, "onward": _with_next(request, "sign_on_away", found)}
    return render_page(request, "accounts/sign_on_door.html", None, context)


@public
@never_cache
@require_safe
def leave(request: HttpRequest, organisation_id: str) -> HttpResponse:
    """Away to the provider. A link, as a form that leads elsewhere is what our pages forbid; so who comes from a page
    that is not ours gets the door with its button first, and nobody is signed in unasked.
    """
    found = open_sign_on(organisation_id)
    if found is None:
        return _closed(request)
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        return see_other(request, _with_next(request, "sign_on_door", found))
    try:
        return OrganisationProvider(request, found).send_away(request, safe_next(request, ""))
    except (requests.RequestException, OAuth2Error, KeyError, TypeError, ValueError):
        return away(request)


@public
@never_cache
@require_safe
def back(request: HttpRequest, organisation_id: str) -> HttpResponse:
    """Back from the provider, with a code and the state that left with this browser."""
    found = open_sign_on(organisation_id)
    if found is None:
        return _closed(request)
    if request.GET.get("iss", found.issuer) != found.issuer:
        return refuse(request, _("This answer belongs to another attempt. Try again."))
    oauth = OrganisationProvider(request, found).get_oauth2_adapter(request)
    try:
        response: HttpResponse = OAuth2CallbackView.adapter_view(oauth)(request)
    except (requests.RequestException, OAuth2Error, KeyError, TypeError, ValueError):  # or nonsense
        return away(request)
    return response
