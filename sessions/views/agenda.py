"""The draaiboek of an evening."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.access import allowed, load, permit
from core.errors import conflict_as_error
from core.rendering import render_page, see_other
from programmes.queries.frame import frame_for
from sessions.enums import SessionState
from sessions.forms import BlockForm, LengthForm
from sessions.models import AgendaItem, Session
from sessions.queries.agenda import run_of_show
from sessions.queries.coming import answers_to
from sessions.queries.evenings import is_near
from sessions.queries.methods import method_of, methods
from sessions.queries.tabs import tabs_of
from sessions.services import agenda as services
from sessions.views.acting import act


def _item(request: HttpRequest, evening: Session, item_id: str) -> AgendaItem:
    """The block of this very evening."""
    item: AgendaItem = load(request.user, AgendaItem, item_id)
    if item.evening_id != evening.pk:
        raise Http404
    return item


def _url(evening: Session, item: AgendaItem | None = None) -> str:
    anchor = f"#block-{item.public_id}" if item is not None else ""
    return reverse("evenings:run_of_show", args=[evening.public_id]) + anchor


def _page(request: HttpRequest, evening: Session, **more: Any) -> HttpResponse:
    context = {
        "frame": frame_for(programme=evening.programme, viewer=request.user, current="evenings"),
        "evening": evening,
        "show": run_of_show(evening=evening),
        "may_change": allowed(request.user, "evenings.change_evening", evening),
        "may_lead": allowed(request.user, "evenings.lead_evening", evening)
        and evening.state != SessionState.CLOSED,
        "is_near": is_near(evening),
        "sees_attendance": allowed(request.user, "evenings.see_attendance", evening),
        "counts": answers_to(evening=evening),
        "tabs": tabs_of(evening=evening, viewer=request.user, current="run_of_show"),
        **more,
    }
    return render_page(request, "evenings/run_of_show.html", None, context)


@require_GET
@permit("evenings.see_run_of_show", Session, by="evening_id")
def show(request: HttpRequest, evening: Session) -> HttpResponse:
    """The blocks with their clock times, and whether they fit."""
    return _page(request, evening)


@permit("evenings.change_evening", Session, by="evening_id")
@require_http_methods(["GET", "POST"])
def add_block(request: HttpRequest, evening: Session) -> HttpResponse:
    """A new block; ``?method=`` fills in what a method of the library usually is."""
    method = method_of(request.GET.get("method", "conversation"))
    initial = {
        "method": method.key,
        "title": method.name,
        "minutes": method.minutes,
        "material": method.material,
    }
    form = BlockForm(request.POST or None, initial=initial)
    if form.is_valid():
        with conflict_as_error(form):
            item = services.add_item(evening=evening, by=request.user, **form.cleaned_data)
            return see_other(
                request,
                _url(evening, item),
                say=_("“%(title)s” is in the draaiboek.") % {"title": item.title},
                undo=reverse("evenings:remove_block", args=[evening.public_id, item.public_id]),
            )
    return _page(request, evening, form=form, adding=True, method=method)


@permit("evenings.change_evening", Session, by="evening_id")
@require_http_methods(["GET", "POST"])
def edit_block(request: HttpRequest, evening: Session, item_id: str) -> HttpResponse:
    """Change a block in its place in the draaiboek."""
    item = _item(request, evening, item_id)
    initial = {name: getattr(item, name) for name in services.EDITABLE}
    form = BlockForm(request.POST or None, initial=initial)
    if form.is_valid():
        return _change(request, evening, item, form)
    return _page(request, evening, form=form, editing=item.public_id, method=method_of(item.method))


@require_POST
@permit("evenings.change_evening", Session, by="evening_id")
def set_length(request: HttpRequest, evening: Session, item_id: str) -> HttpResponse:
    """Give a block another length with one tap."""
    item = _item(request, evening, item_id)
    form = LengthForm(request.POST)
    return _change(request, evening, item, form) if form.is_valid() else _page(request, evening, form=form)


def _change(request: HttpRequest, evening: Session, item: AgendaItem, form: Any) -> HttpResponse:
    with conflict_as_error(form):
        item = services.change_item(item=item, by=request.user, **form.cleaned_data)
        url = _url(evening, item)
        if request.POST.get("from") == "console":
            url = reverse("evenings:console", args=[evening.public_id])
        return see_other(
            request,
            url,
            say=_("“%(title)s” is changed.") % {"title": item.title},
            undo=reverse("evenings:undo_block", args=[evening.public_id, item.public_id]),
        )
    return _page(request, evening, form=form, editing=item.public_id, method=method_of(item.method))


@require_POST
@permit("evenings.change_evening", Session, by="evening_id")
def undo_block(request: HttpRequest, evening: Session, item_id: str) -> HttpResponse:
    """Take the last change of a block back."""
    item = _item(request, evening, item_id)
    return act(
        request,
        _url(evening, item),
        lambda: services.undo_change(item=item, by=request.user),
        say=_("The change is taken back."),
    )


@require_POST
@permit("evenings.change_evening", Session, by="evening_id")
def move_block(request: HttpRequest, evening: Session, item_id: str, way: str) -> HttpResponse:
    """A place up or down."""
    item, down = _item(request, evening, item_id), way == "down"
    sentence = _("“%(title)s” comes later now.") if down else _("“%(title)s” comes earlier now.")
    return act(
        request,
        _url(evening, item),
        lambda: services.move_item(item=item, down=down, by=request.user),
        say=sentence % {"title": item.title},
        undo=reverse(
            "evenings:move_block", args=[evening.public_id, item.public_id, "up" if down else "down"]
        ),
    )


@require_POST
@permit("evenings.change_evening", Session, by="evening_id")
def remove_block(request: HttpRequest, evening: Session, item_id: str) -> HttpResponse:
    """Take a block out, with a way back."""
    item = _item(request, evening, item_id)
    return act(
        request,
        _url(evening),
        lambda: services.remove_item(item=item, by=request.user),
        say=_("“%(title)s” is out of the draaiboek.") % {"title": item.title},
        undo=reverse("evenings:restore_block", args=[evening.public_id, item.public_id]),
    )


@require_POST
@permit("evenings.change_evening", Session, by="evening_id")
def restore_block(request: HttpRequest, evening: Session, item_id: str) -> HttpResponse:
    """Put a block back."""
    item = _item(request, evening, item_id)
    return act(
        request,
        _url(evening, item),
        lambda: services.restore_item(item=item, by=request.user),
        say=_("“%(title)s” is back.") % {"title": item.title},
    )


@require_GET
@permit("evenings.change_evening", Session, by="evening_id")
def choose_method(request: HttpRequest, evening: Session) -> HttpResponse:
    """The library: choose a method and put it in the draaiboek."""
    context = {
        "frame": frame_for(programme=evening.programme, viewer=request.user, current="evenings"),
        "evening": evening,
        "methods": list(methods().values()),
    }
    return render_page(request, "evenings/methods.html", None, context)
