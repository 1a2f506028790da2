"""Pages for what goes wrong before, inside or after a view. Django asks for them in ``config.urls``."""

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET

from core import slots
from core.access import load, public
from core.errors import Help
from core.rendering import wants_fragment


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long, or was sent by another site; nothing was changed and nothing typed is lost."""
    return render(request, "403_csrf.html", {"reason": reason}, status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400; or 413 where more was sent than the server takes."""
    if isinstance(exception, RequestDataTooBig):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403, with the sentence of the rule and, inside a programme, the names of those who can help."""
    sentence = str(exception) if isinstance(exception, PermissionDenied) else ""
    return render(request, "403.html", {"exception": sentence, "help": _who_can_help(request)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, in the words of an app that knows why this person does not see it (yet)."""
    kwargs = request.resolver_match.kwargs if request.resolver_match else {}
    fillings = slots.fill("errors.unseen", viewer=request.user, kwargs=kwargs)
    sentence = next((filling.context["sentence"] for filling in fillings), "")
    return render(request, "404.html", {"sentence": sentence}, status=404)


@public
@require_GET
def ended(request: HttpRequest) -> HttpResponse:
    """Where a screen goes that may not follow any more what it showed: what that means, and a way on."""
    return render(request, "ended.html", {"signed_in": request.user.is_authenticated})


def refused(request: HttpRequest, sentence: str) -> HttpResponse:
    """422: a service refused and no form stands by. htmx gets it as a toast, the page below it stays as it is."""
    if wants_fragment(request):
        response = render(request, "partials/refusal.html", {"sentence": sentence}, status=422)
        response["HX-Retarget"], response["HX-Reswap"] = "#toasts", "beforeend"
        return response
    referer = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(referer, {request.get_host()}, request.is_secure())
    return render(
        request, "422.html", {"sentence": sentence, "back": referer if is_ours else "/"}, status=422
    )


def _who_can_help(request: HttpRequest) -> Help | None:
    """What the slot says about the object that the view was asked for."""
    match = request.resolver_match
    model, by = (
        getattr(match and match.func, "access_model", None),
        getattr(match and match.func, "access_by", ""),
    )
    if match is None or model is None:
        return None
    try:
        about = load(request.user, model, match.kwargs[by])
    except Http404:
        return None
    fillings = slots.fill("errors.who_can", about=about, viewer=request.user)
    return next((filling.context["help"] for filling in fillings), None)
