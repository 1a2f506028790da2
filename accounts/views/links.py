"""The page behind a personal link: opening it changes nothing, the button on it lets in."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.enums import LinkState
from accounts.forms.doors import NameForm
from accounts.models import PersonalLink
from accounts.queries.links import FoundLink, find_link
from accounts.services.links import announce_entry, use_link
from core.access import public
from core.errors import Conflict
from core.rendering import keep_address_secret, render_page, see_other

STATUS = {LinkState.UNKNOWN: 404, LinkState.USED: 410, LinkState.EXPIRED: 410}


@public
@never_cache
@require_http_methods(["GET", "POST"])
def personal_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Say who invites to what, with one button. Scanners of mail open this page too: they press no button."""
    found = find_link(secret)
    return keep_address_secret(_press(request, found) if request.method == "POST" else _open(request, found))


def _open(request: HttpRequest, found: FoundLink) -> HttpResponse:
    if found.link is None or found.state != LinkState.OPEN:
        return _closed(request, found)
    return _show(request, found, NameForm())


def _press(request: HttpRequest, found: FoundLink) -> HttpResponse:
    link = found.link
    if link is None or (found.state != LinkState.OPEN and request.user.pk == link.user_id):
        return _closed(request, found)
    form = NameForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form)
    try:
        use_link(link=link, name=form.cleaned_data["name"])
    except Conflict:
        return _closed(request, found)
    return _let_in(request, link)


def _let_in(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    """Sign the reader in, by the second step where there is one; who is in already just goes on."""
    if request.user.pk == link.user_id:
        announce_entry(user=link.user, leads_to=link.leads_to)
        return see_other(request, _on_to(link))
    if request.user.is_authenticated:
        get_adapter(request).logout(request)  # whoever else was signed in on this device
    record_authentication(request, link.user, method="link")
    about = {"leads_to": link.leads_to}
    response = perform_login(request, Login(user=link.user, redirect_url=_on_to(link), signal_kwargs=about))
    return see_other(request, response["Location"])


def _show(request: HttpRequest, found: FoundLink, form: NameForm) -> HttpResponse:
    assert found.link is not None  # noqa: S101 - for the type checker
    other = request.user if request.user.is_authenticated and request.user.pk != found.link.user_id else None
    context = {
        "welcome": found.welcome,
        "accent": found.welcome.accent if found.welcome else "",
        "form": form,
        "asks_name": not found.link.user.name,
        "other": other,
    }
    return render_page(request, "accounts/personal_link.html", None, context)


def _closed(request: HttpRequest, found: FoundLink) -> HttpResponse:
    """A link that lets nobody in; whoever is in already just goes on."""
    if found.link is not None and request.user.pk == found.link.user_id:
        return see_other(request, _on_to(found.link))
    state = LinkState.USED if found.state == LinkState.OPEN else found.state
    context = {"state": state.value, "next": found.link.leads_to if found.link else ""}
    return render_page(request, "accounts/link_closed.html", None, context, status=STATUS[state])


def _on_to(link: PersonalLink) -> str:
    return link.leads_to or reverse("overviews:mine")
