"""Who says to come, and who came."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.access import allowed, permit, public, require
from core.errors import conflict_as_error
from core.rendering import render_page, see_other, wants_fragment
from programmes.queries.frame import frame_for
from sessions.enums import CAN_SAY, OVER, Answer
from sessions.forms.evenings import PRESENCE, AnswerForm, PresenceForm
from sessions.models import Attendance, Session
from sessions.queries.coming import expected_at, guests, own_attendance
from sessions.queries.evenings import evening_page
from sessions.queries.guests import square_of
from sessions.queries.tabs import tabs_of
from sessions.services.coming import answer_evening, note_presence, read_answer_token


def said(row: Attendance) -> str:
    """What is told to somebody who just answered."""
    if row.wants:
        return _("Asked: the list is closed, so who leads the evening answers you by mail.")
    sentences = {
        Answer.WAITS: _("Every place is taken. You are on the waiting list, and hear when there is a place."),
        Answer.YES: _("Noted: you come."),
        Answer.MAYBE: _("Noted: maybe. Tell us when you know."),
        Answer.NO: _("Noted: you cannot come. A pity."),
    }
    return sentences[Answer(row.answer)]


@require_POST
@permit("evenings.answer", Session, by="evening_id")
def answer(request: HttpRequest, evening: Session) -> HttpResponse:
    """Keep on one tap whether this person comes."""
    mine, row = own_attendance(evening=evening, viewer=request.user)
    if mine is None:
        raise Http404
    form = AnswerForm(request.POST)
    if form.is_valid():
        with conflict_as_error(form):
            wishes = form.cleaned_data["wishes"] if "wishes" in request.POST else None
            before = (row.answer, row.wants) if row else (Answer.NONE, "")
            row = answer_evening(
                evening=evening,
                participation=mine,
                answer=form.cleaned_data["answer"],
                wishes=wishes,
                by=request.user,
            )
            is_new = (row.answer, row.wants) != before
            say = said(row) if is_new else _("Kept. Who leads the evening reads it.")
            return see_other(request, reverse("evenings:evening", args=[evening.public_id]), say=say)
    context = {
        "frame": frame_for(programme=evening.programme, viewer=request.user, current="evenings"),
        "page": evening_page(evening=evening, viewer=request.user),
        "tabs": tabs_of(evening=evening, viewer=request.user, current="evening"),
        "evening": evening,
        "answers": AnswerForm.base_fields["answer"].choices,  # type: ignore[attr-defined]
        "answer_form": form,
        "form": form,
    }
    return render_page(request, "evenings/evening.html", "_evening.html", context)


@public
@require_http_methods(["GET", "POST"])
def answer_link(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the links in a mail: three buttons, for one person and one evening, without signing in.

    Looking at it changes nothing: programs that read mail open every link.
    """
    named = read_answer_token(token)
    if named is None:
        return render(request, "evenings/answer_gone.html", status=404)
    evening, participation = named
    form = AnswerForm(request.POST or None)
    answered = told = ""
    if form.is_valid():
        with conflict_as_error(form):
            row = answer_evening(
                evening=evening,
                participation=participation,
                answer=form.cleaned_data["answer"],
                by=participation.person,
            )
            answered, told = row.wants or row.answer, said(row)
    suggested = request.GET.get("answer", "")
    context = {
        "evening": evening,
        "accent": evening.programme.accent,
        "name": participation.person.first_name,
        "answers": AnswerForm.base_fields["answer"].choices,  # type: ignore[attr-defined]
        "suggested": suggested if suggested in CAN_SAY else "",
        "answered": answered,
        "said": told,
        "is_off": evening.is_off,
        "is_over": evening.state in OVER,
        "form": form,
    }
    response = render_page(request, "evenings/answer_link.html", None, context)
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
    return response


@permit("evenings.see_attendance", Session, by="evening_id")
@require_http_methods(["GET", "POST"])
def presence(request: HttpRequest, evening: Session) -> HttpResponse:
    """Tap names at the door."""
    form = PresenceForm(request.POST or None)
    may_note = allowed(request.user, "evenings.note_presence", evening)
    if request.method == "POST":
        require(request.user, "evenings.note_presence", evening)
        if form.is_valid():
            person = get_object_or_404(expected_at(evening), public_id=form.cleaned_data["person"])
            present = PRESENCE[form.cleaned_data["present"]]
            note_presence(evening=evening, participation=person, present=present, by=request.user)
            if not wants_fragment(request):
                return see_other(request, f"{request.path}#person-{person.public_id}")
    context = {
        "frame": frame_for(programme=evening.programme, viewer=request.user, current="evenings"),
        "evening": evening,
        "guests": guests(evening=evening),
        "may_note": may_note,
        "square": square_of(settings.SITE_URL + reverse("evenings:evening", args=[evening.public_id])),
        "tabs": tabs_of(evening=evening, viewer=request.user, current="presence"),
        "form": form,
    }
    return render_page(request, "evenings/presence.html", "_presence.html", context)
