"""What goes out in a programme: seen beforehand, changed, held, skipped, sent."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import ngettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.access import allowed, permit
from core.errors import Conflict, conflict_as_error
from core.rendering import NavLink, render_page, see_other
from outbox.services import steering
from programmes.forms.messages import MessageForm
from programmes.models import Programme
from programmes.queries.frame import frame_for
from programmes.queries.messages import TABS, letter_of, messages_of, outbox_page

ACTIONS: dict[str, tuple[Callable[..., int], Promise]] = {
    "hold": (
        steering.hold_messages,
        ngettext_lazy("%(n)d message is held.", "%(n)d messages are held.", "n"),
    ),
    "release": (
        steering.release_messages,
        ngettext_lazy("%(n)d message goes at its time.", "%(n)d messages go at their time.", "n"),
    ),
    "skip": (
        steering.skip_messages,
        ngettext_lazy("%(n)d message is skipped.", "%(n)d messages are skipped.", "n"),
    ),
    "write_anew": (
        steering.write_anew,
        ngettext_lazy("%(n)d message was written anew.", "%(n)d messages were written anew.", "n"),
    ),
}
SENT_NOW = ngettext_lazy("%(n)d message goes now.", "%(n)d messages go now.", "n")
EDITED = ngettext_lazy(
    "The text of %(n)d message was changed.", "The text of %(n)d messages was changed.", "n"
)


def address(programme: Programme, **query: str) -> str:
    """The screen, with what is chosen in it."""
    chosen = {name: value for name, value in query.items() if value}
    url = reverse("programmes:messages", args=[programme.public_id])
    return f"{url}?{urlencode(chosen)}" if chosen else url


def _page_to(request: HttpRequest, to: str) -> str:
    """This same address with the reader in it: the screen posts the choice, and the page that asks has an address."""
    return f"{request.path}?{urlencode({'to': to})}" if to else request.path


@permit("programmes.see_outbox", Programme, by="programme_id")
@require_GET
def messages(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The messages under one tab, and one of them as its reader sees it."""
    tab = request.GET.get("tab", "coming")
    if tab not in TABS:
        raise Http404
    asked = request.GET.get("page", "1")
    page = outbox_page(
        programme=programme,
        tab=tab,
        batch=request.GET.get("batch", ""),
        to=request.GET.get("to", ""),
        number=int(asked) if asked.isdecimal() and 0 < int(asked) < 10_000 else 1,
    )
    older = address(programme, tab=tab, page=str(page.number + 1)) if page.has_more else ""
    newer = address(programme, tab=tab, page=str(page.number - 1)) if page.number > 1 else ""
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="messages"),
        "programme": programme,
        "page": page,
        "may_steer": allowed(request.user, "programmes.steer_outbox", programme),
        "tabs": [
            NavLink(address(programme, tab=one.key), one.label, current=one.key == tab, count=one.count)
            for one in page.tabs
        ],
        "older": older,
        "newer": newer,
    }
    return render_page(request, "programmes/messages.html", "_messages.html", context)


@permit("programmes.steer_outbox", Programme, by="programme_id")
@require_POST
def steer(request: HttpRequest, programme: Programme, batch: str, action: str) -> HttpResponse:
    """Hold, release, skip or write anew the messages of a batch, or the one to ``to``."""
    service, said = ACTIONS[action]
    to = request.POST.get("to") or request.GET.get("to") or ""
    rows, foreseen = messages_of(programme=programme, batch=batch, to=to)
    undo = reverse("programmes:release_messages", args=[programme.public_id, batch]) + (
        f"?to={to}" if to else ""
    )
    try:
        steering.materialise(foreseen)
        done = service(rows, by=request.user)
    except Conflict as conflict:
        return see_other(request, address(programme), say=conflict)
    return see_other(
        request, address(programme), say=said % {"n": done}, undo=undo if action in {"hold", "skip"} else ""
    )


@permit("programmes.steer_outbox", Programme, by="programme_id")
@require_http_methods(["GET", "POST"])
def send_now(request: HttpRequest, programme: Programme, batch: str) -> HttpResponse:
    """Say who gets it, ask once, and send."""
    to = request.POST.get("to") or request.GET.get("to") or ""
    if request.method == "POST" and "sure" not in request.POST:
        return see_other(request, _page_to(request, to))
    rows, foreseen = messages_of(programme=programme, batch=batch, to=to)
    if request.method == "POST":
        steering.materialise(foreseen)
        try:
            done = steering.send_messages_now(rows, by=request.user)
        except Conflict as conflict:
            return see_other(request, address(programme), say=conflict)
        return see_other(request, address(programme), say=SENT_NOW % {"n": done})
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="messages"),
        "programme": programme,
        "letter": letter_of(programme=programme, batch=batch, to=to),
        "to": to,
        "back": address(programme, batch=batch),
    }
    return render_page(request, "programmes/messages_send.html", None, context)


@permit("programmes.steer_outbox", Programme, by="programme_id")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, programme: Programme, batch: str) -> HttpResponse:
    """Change the text of a batch, or of the one message to ``to``."""
    to = request.POST.get("to") or request.GET.get("to") or ""
    if request.method == "POST" and "subject" not in request.POST:
        return see_other(request, _page_to(request, to))
    letter = letter_of(programme=programme, batch=batch, to=to)
    form = MessageForm(request.POST or None, initial={"subject": letter.subject, "body": letter.marked_body})
    if form.is_valid():
        rows, foreseen = messages_of(programme=programme, batch=batch, to=to)
        with conflict_as_error(form):
            steering.materialise(foreseen)
            done = steering.edit_messages(rows, by=request.user, **form.cleaned_data)
            return see_other(request, address(programme, batch=batch), say=EDITED % {"n": done})
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="messages"),
        "programme": programme,
        "form": form,
        "letter": letter,
        "to": to,
        "back": address(programme, batch=batch),
    }
    return render_page(request, "programmes/messages_edit.html", None, context)
