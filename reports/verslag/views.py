"""Pages of the verslag: writing it, sending it, and reading it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from core.access import allowed, permit
from core.errors import conflict_as_error
from core.rendering import render_page, see_other
from programmes.queries.frame import frame_for
from reports.koersdocument.pdf.render import RenderError
from reports.verslag.forms import SendForm, VerslagForm
from reports.verslag.models import Verslag
from reports.verslag.pdf import file_name, verslag_pdf
from reports.verslag.queries.readers import readers_of
from reports.verslag.queries.reading import read_verslag
from reports.verslag.services.sending import letters_of, send_verslag
from reports.verslag.services.writing import edit_verslag, ensure_verslag, renew_verslag
from sessions.models import Session


def _draft_key(verslag: Verslag) -> str:
    return f"verslag-{verslag.public_id}"


@permit("reports.write_verslag", Session, by="evening_id")
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, evening: Session) -> HttpResponse:
    """What happened, found by itself, and the words that a facilitator adds."""
    verslag = ensure_verslag(evening=evening, by=request.user)
    form = VerslagForm(request.POST or None, verslag=verslag)
    if form.is_valid():
        edit_verslag(verslag=verslag, by=request.user, **form.words())
        if "renew" in request.POST:
            renew_verslag(verslag=verslag, by=request.user)
            say, to = _("Filled anew from what happened. Your own words stayed."), request.path
        elif "look" in request.POST:
            say, to = _("Kept."), reverse("reports:verslag", args=[verslag.public_id])
        else:
            say, to = _("Kept."), request.path
        return see_other(request, to, say=say, draft=_draft_key(verslag))
    page = read_verslag(verslag=verslag, viewer=request.user)
    context = {
        "frame": frame_for(programme=evening.programme, viewer=request.user, current="evenings"),
        "page": page,
        "evening": evening,
        "form": form,
        "parts": [(part, form[f"stands_{part.kind}"], form[f"remark_{part.kind}"]) for part in page.parts],
        "draft_key": _draft_key(verslag),
        "is_stale": evening.closed_at is not None and evening.closed_at > verslag.gathered_at,
    }
    return render_page(request, "verslag/write.html", None, context)


@permit("reports.send_verslag", Session, by="evening_id")
@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, evening: Session) -> HttpResponse:
    """Both mails as they will be, to whom they go, and the one button that cannot be undone."""
    verslag = ensure_verslag(evening=evening, by=request.user)
    form = SendForm(request.POST or None, initial={"seen": verslag.times_sent})
    if form.is_valid():
        with conflict_as_error(form):
            count = send_verslag(verslag=verslag, seen=form.cleaned_data["seen"], by=request.user)
            if count:
                said = ngettext(
                    "The verslag goes to %(n)d person.", "The verslag goes to %(n)d people.", count
                ) % {"n": count}
            else:
                said = _("It was sent already. Nobody gets it twice.")
            return see_other(request, reverse("reports:verslag", args=[verslag.public_id]), say=said)
    letters = letters_of(verslag=verslag)
    context = {
        "frame": frame_for(programme=evening.programme, viewer=request.user, current="evenings"),
        "evening": evening,
        "verslag": verslag,
        "readers": readers_of(verslag=verslag),
        "letters": letters,
        # A body of one paragraph is the greeting alone
        "says_nothing": any(one.was_there and "\n\n" not in one.text.body for one in letters),
        "form": form,
        "sees_outbox": allowed(request.user, "programmes.see_outbox", evening.programme),
    }
    return render_page(request, "verslag/send.html", None, context)


@require_GET
@permit("reports.read_verslag", Verslag, by="verslag_id")
def read(request: HttpRequest, verslag: Verslag) -> HttpResponse:
    """The verslag, with what this person may see of the evening."""
    page = read_verslag(verslag=verslag, viewer=request.user)
    context = {
        "frame": frame_for(programme=verslag.programme, viewer=request.user, current="evenings"),
        "page": page,
        "evening": verslag.evening,
        "verslag": verslag,
    }
    return render_page(request, "verslag/read.html", None, context)


@require_GET
@permit("reports.read_verslag", Verslag, by="verslag_id")
def pdf(request: HttpRequest, verslag: Verslag) -> HttpResponse:
    """The same on paper."""
    page = read_verslag(verslag=verslag, viewer=request.user)
    try:
        content = verslag_pdf(page)
    except RenderError as problem:
        messages.error(request, str(problem))
        return see_other(request, reverse("reports:verslag", args=[verslag.public_id]))
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{file_name(page)}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-cache"
    return response
