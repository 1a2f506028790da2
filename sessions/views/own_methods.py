"""The methods that an organisation adds to the library."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.access import permit
from core.errors import conflict_as_error
from core.rendering import render_page, safe_next, see_other
from programmes.queries.setup import possible_hosts
from sessions.forms.methods import EditOwnMethodForm, NewOwnMethodForm
from sessions.models import OwnMethod
from sessions.services import own_methods as services
from sessions.views.acting import act


def _list_url() -> str:
    return reverse("evenings:own_methods")


@require_GET
@permit("programmes.begin_programme")
def listed(request: HttpRequest) -> HttpResponse:
    """Those of the organisations that one begins programmes for, and those that were taken out."""
    own = list(OwnMethod.objects.visible_to(request.user))
    context = {
        "present": [one for one in own if one.removed_at is None],
        "removed": [one for one in own if one.removed_at is not None],
    }
    return render_page(request, "evenings/own_methods.html", None, context)


@permit("programmes.begin_programme")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make one."""
    form = NewOwnMethodForm(request.POST or None, organisations=possible_hosts(request.user))
    if form.is_valid():
        with conflict_as_error(form):
            own = services.add_method(by=request.user, **form.cleaned_data)
            said = _("“%(name)s” is in the library.") % {"name": own.name}
            undo = reverse("evenings:remove_own_method", args=[own.public_id])
            back = safe_next(request, _list_url())
            return see_other(request, back, say=said, undo=undo, draft="own-method")
    context = {"form": form, "back": safe_next(request, _list_url())}
    return render_page(request, "evenings/own_method.html", None, context)


@permit("evenings.keep_methods", OwnMethod, by="own_id")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, own: OwnMethod) -> HttpResponse:
    """Change one; draaiboeken that have it show the new words."""
    form = EditOwnMethodForm(
        request.POST or None, initial={name: getattr(own, name) for name in services.FIELDS}
    )
    if form.is_valid():
        with conflict_as_error(form):
            services.change_method(own=own, by=request.user, **form.cleaned_data)
            return see_other(request, _list_url(), say=_("“%(name)s” is changed.") % {"name": own.name})
    return render_page(
        request, "evenings/own_method.html", None, {"form": form, "own": own, "back": _list_url()}
    )


@require_POST
@permit("evenings.keep_methods", OwnMethod, by="own_id")
def remove(request: HttpRequest, own: OwnMethod) -> HttpResponse:
    """Take one out of the library, with a way back."""
    return act(
        request,
        _list_url(),
        lambda: services.remove_method(own=own, by=request.user),
        say=_("“%(name)s” is out of the library.") % {"name": own.name},
        undo=reverse("evenings:restore_own_method", args=[own.public_id]),
    )


@require_POST
@permit("evenings.keep_methods", OwnMethod, by="own_id")
def restore(request: HttpRequest, own: OwnMethod) -> HttpResponse:
    """Put one back."""
    return act(
        request,
        _list_url(),
        lambda: services.restore_method(own=own, by=request.user),
        say=_("“%(name)s” is back.") % {"name": own.name},
    )
