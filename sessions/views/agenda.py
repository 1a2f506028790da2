"""The draaiboek of an evening."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.access import allowed, load, permit
from core.errors import Conflict, conflict_as_error
from core.rendering import render_page, see_other
from programmes.queries.frame import frame_for
from sessions.enums import SessionState
from sessions.forms.blocks import BlockForm, EditBlockForm, LengthForm, PlaceForm
from sessions.models import AgendaItem, Session
from sessions.pdf.paper import draaiboek_pdf
from sessions.pdf.printing import NotPrinted
from sessions.queries.agenda import leaders_of, misfits, run_of_show
from sessions.queries.coming import answers_to
from sessions.queries.evenings import is_near
from sessions.queries.methods import library_of, method_in, methods
from sessions.queries.tabs import tabs_of
from sessions.services import agenda as services
from sessions.views.acting import act, refuse


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
    counts = answers_to(evening=evening)
    run = run_of_show(evening=evening, from_end=request.GET.get("from") == "end")
    may_change = allowed(request.user, "evenings.change_evening", evening)
    sees_attendance = allowed(request.user, "evenings.see_attendance", evening)
    context = {
        "frame": frame_for(programme=evening.programme, viewer=request.user, current="evenings"),
        "evening": evening,
        "show": run,
        "misfits": misfits(show=run, counts=counts) if sees_attendance else (),
        "may_change": may_change,
        "may_drag": may_change and not more,
        "method_count": len(methods()),
        "may_lead": allowed(request.user, "evenings.lead_evening", evening)
        and evening.state != SessionState.CLOSED,
        "is_near": is_near(evening),
        "sees_attendance": sees_attendance,
        "counts": counts,
        "tabs": tabs_of(evening=evening, viewer=request.user, current="run_of_show"),
        **more,
    }
    return render_page(request, "evenings/run_of_show.html", None, context)


@require_GET
@permit("evenings.see_run_of_show", Session, by="evening_id")
def show(request: HttpRequest, evening: Session) -> HttpResponse:
    """The blocks with their clock times, and whether they fit."""
    return _page(request, evening)


@require_GET
@permit("evenings.see_run_of_show", Session, by="evening_id")
def show_on_paper(request: HttpRequest, evening: Session) -> HttpResponse:
    """The draaiboek as a PDF to print: large, a page for each hour."""
    try:
        content = draaiboek_pdf(evening=evening, show=run_of_show(evening=evening))
    except NotPrinted:
        messages.error(
            request, _("The PDF could not be made. Try once more, or print this page from your browser.")
        )
        return see_other(request, _url(evening))
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="draaiboek.pdf"'
    return response


def _after(request: HttpRequest, evening: Session) -> AgendaItem | None:
    """The block after which the request wants another one; None: at the end, also where that block is gone."""
    form = PlaceForm(request.POST if request.method == "POST" else request.GET)
    form.is_valid()
    return evening.items.present().filter(public_id=form.cleaned_data.get("after", "")).first()


@permit("evenings.change_evening", Session, by="evening_id")
@require_http_methods(["GET", "POST"])
def add_block(request: HttpRequest, evening: Session) -> HttpResponse:
    """A new block, at the end or ``after`` another; ``?method=`` fills in what a method of the library usually is."""
    library = library_of(evening.programme.host_id)
    method = library.get(request.GET.get("method", ""), library["conversation"])
    after = _after(request, evening)
    initial = {
        "method": method.key,
        "title": method.name,
        "minutes": method.minutes,
        "material": method.material,
    }
    form = BlockForm(
        request.POST or None, initial=initial, library=library, leaders=leaders_of(evening=evening)
    )
    if form.is_valid():
        with conflict_as_error(form):
            item = services.add_item(evening=evening, by=request.user, after=after, **form.cleaned_data)
            return see_other(
                request,
                _url(evening, item),
                say=_("“%(title)s” is in the draaiboek.") % {"title": item.title},
                undo=reverse("evenings:remove_block", args=[evening.public_id, item.public_id]),
            )
    return _page(request, evening, form=form, adding=True, method=method, after=after)


@permit("evenings.change_evening", Session, by="evening_id")
@require_http_methods(["GET", "POST"])
def edit_block(request: HttpRequest, evening: Session, item_id: str) -> HttpResponse:
    """Change a block in its place in the draaiboek."""
    item = _item(request, evening, item_id)
    library = library_of(evening.programme.host_id) | {item.choice: method_in(item)}
    form = EditBlockForm(
        request.POST or None,
        initial=services.words_of(item),
        library=library,
        leaders=leaders_of(evening=evening),
    )
    if form.is_valid():
        return _change(request, evening, item, form)
    return _page(request, evening, form=form, editing=item.public_id, method=method_in(item))


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
    return _page(request, evening, form=form, editing=item.public_id, method=method_in(item))


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
def order_blocks(request: HttpRequest, evening: Session) -> HttpResponse:
    """The order after somebody dragged a block: ``order`` has the blocks as they stand now."""
    order = [word[:12] for word in request.POST.getlist("order")[: services.MOST_ITEMS + 1]]
    try:
        moved = services.order_items(evening=evening, order=order, by=request.user)
    except Conflict as conflict:
        messages.error(request, str(conflict))
        return see_other(request, _url(evening))
    if moved is None:
        return see_other(request, _url(evening))
    item, place = moved
    return see_other(
        request,
        _url(evening),
        say=_("“%(title)s” is in another place.") % {"title": item.title},
        undo=reverse("evenings:place_block", args=[evening.public_id, item.public_id, place]),
    )


@require_POST
@permit("evenings.change_evening", Session, by="evening_id")
def place_block(request: HttpRequest, evening: Session, item_id: str, position: int) -> HttpResponse:
    """A block back where it was."""
    item = _item(request, evening, item_id)
    return act(
        request,
        _url(evening, item),
        lambda: services.place_item(item=item, place=position, by=request.user),
        say=_("“%(title)s” is back where it was.") % {"title": item.title},
    )


@require_POST
@permit("evenings.change_evening", Session, by="evening_id")
def double_block(request: HttpRequest, evening: Session, item_id: str) -> HttpResponse:
    """The same block once more, below it."""
    item = _item(request, evening, item_id)
    try:
        double = services.double_item(item=item, by=request.user)
    except (Conflict, ValidationError) as refused:
        return refuse(request, _url(evening, item), refused)
    return see_other(
        request,
        _url(evening, double),
        say=_("“%(title)s” is there twice now.") % {"title": item.title},
        undo=reverse("evenings:remove_block", args=[evening.public_id, double.public_id]),
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
