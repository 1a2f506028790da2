"""The page that a link in a mail leads to."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.enums import MailRhythm
from core.access import public
from core.rendering import render_page
from outbox.services.declining import choose_rhythm, reader_of


@public
@csrf_exempt  # a mail program posts here by itself (RFC 8058); the signed token says who, and nothing else is in it
@never_cache
@require_http_methods(["GET", "POST"])
def decline(request: HttpRequest, token: str) -> HttpResponse:
    """Say what less mail means, and do it at the press of a button: opening the link changes nothing."""
    reader = reader_of(token)
    if reader is None:
        raise Http404
    if request.method == "POST":
        chosen = request.POST.get("rhythm")
        rhythm = MailRhythm(chosen) if chosen in MailRhythm.values else MailRhythm.NEEDED
        choose_rhythm(user=reader, rhythm=rhythm)
    context = {"rhythm": reader.mail_rhythm, "done": request.method == "POST"}
    return render_page(request, "outbox/decline.html", None, context)
