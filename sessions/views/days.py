"""The page on which somebody says on which days an evening can be: by a signed link, or signed in."""

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.services.limits import place_of
from core.access import permit, public
from core.errors import Conflict, conflict_as_error
from core.limits import Limit
from core.rendering import keep_address_secret, render_page, see_other
from programmes.queries.frame import frame_for
from sessions.forms.date_polls import AnswerDaysForm
from sessions.models import Asked, DatePoll
from sessions.queries.day_answers import AnswerSheet, answer_sheet, asked_as
from sessions.services.date_polls import KEPT
from sessions.services.day_answers import answer_days, read_answer_token

WRONG_LINKS = Limit("date-poll-links", 100, 300)
"""From one address: people mistype, and a guesser needs longer than the sun lasts."""
ANSWERS = Limit("date-poll-answers", 60, 600)
"""By one person: who changes their mind once a minute still can, and a script fills no trail."""


@public
@never_cache
@require_http_methods(["GET", "POST"])
def answer_link(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link in a mail: for one person and one datumprikker, without signing in.

    Looking at it changes nothing: programs that read mail open every link.
    """
    place = place_of(str(get_adapter(request).get_client_ip(request)))
    if WRONG_LINKS.is_reached(place):
        return keep_address_secret(render_page(request, "evenings/days_wait.html", None, {}, status=429))
    asked = read_answer_token(token)
    if asked is None:
        WRONG_LINKS.count(place)
        return keep_address_secret(render_page(request, "evenings/days_gone.html", None, {}, status=404))
    by = asked.participation.person if asked.participation else None
    return keep_address_secret(_answered(request, asked, by, request.path, "evenings/answer_days.html", {}))


@permit("evenings.answer_date_poll", DatePoll, by="poll_id")
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, poll: DatePoll) -> HttpResponse:
    """The same page for somebody who is signed in."""
    asked = asked_as(poll=poll, viewer=request.user)
    if asked is None:
        raise Http404
    more = {"frame": frame_for(programme=poll.programme, viewer=request.user, current="evenings")}
    here = reverse("evenings:answer_date_poll", args=[poll.public_id])
    return _answered(request, asked, request.user, here, "evenings/answer_date_poll.html", more)


def _answered(
    request: HttpRequest, asked: Asked, by: User | None, here: str, page: str, more: dict[str, object]
) -> HttpResponse:
    """Keep what was sent and show the page at ``here`` again; what cannot be kept stays in the form with a sentence."""
    sheet = answer_sheet(asked)
    form = _form(request, asked, sheet)
    status = None
    if form.is_bound and not sheet.is_open:
        form.is_valid()
        form.add_error(None, sheet.sentence)
        status = 409
    elif form.is_bound and ANSWERS.is_reached(str(asked.pk)):
        form.is_valid()
        form.add_error(None, _("You changed your answers very often just now. Wait ten minutes."))
        status = 429
    elif form.is_valid():
        ANSWERS.count(str(asked.pk))
        data = form.cleaned_data
        with conflict_as_error(form):
            try:
                answer_days(
                    asked=asked, answers=form.answers, name=data.get("name", ""), remark=data["remark"],
                    seen=data["seen"] or 0, by=by,
                )  # fmt: skip
                draft = f"days-{asked.public_id}-{asked.version}"
                said = _("Kept. You can change it until it closes. Thank you!")
                return see_other(request, here, say=said, draft=draft)
            except Conflict:
                status = 409
                asked.refresh_from_db(fields=["version"])
                sent = request.POST.copy()  # sending it again is about what is there now
                sent["seen"] = str(asked.version)
                form.data = sent
                raise
    context = {
        "poll": asked.poll,
        "evening": asked.poll.evening,
        "accent": asked.poll.programme.accent,
        "asked": asked,
        "sheet": sheet,
        "form": form,
        "kept": KEPT.days,
        **more,
    }
    return render_page(request, page, None, context, status)


def _form(request: HttpRequest, asked: Asked, sheet: AnswerSheet) -> AnswerDaysForm:
    return AnswerDaysForm(
        request.POST if request.method == "POST" else None,
        days=sheet.days,
        has_account=sheet.has_account,
        initial={"name": asked.name, "remark": asked.remark, "seen": asked.version},
    )
