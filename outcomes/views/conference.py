"""A conference: what is put to whom, what each body says, and what came of it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.access import allowed, permit
from core.errors import conflict_as_error
from core.rendering import render_page, safe_next, see_other
from core.text import clean_text
from ideas.queries.proposals import list_proposals
from outcomes.forms.conference import BodyForm, CorrectEndorsementForm, EndorseForm, PointForm, PointWordsForm
from outcomes.models import Body, Decision, Endorsement, Point
from outcomes.panels.conference import with_forms
from outcomes.queries.conference import (
    bodies_of,
    conference_of,
    endorsements_of,
    possible_speakers,
    said_of,
    speaking,
)
from outcomes.services.conference import (
    OF_BODY,
    OF_POINT,
    add_body,
    add_point,
    change_body,
    change_point,
    correct_endorsement,
    hide_point,
    move_point,
    note_endorsement,
    remove_body,
    remove_point,
    settle_endorsements,
    show_point,
)
from programmes.models import Programme
from programmes.queries.frame import frame_for
from sessions.enums import OVER
from sessions.models import Session
from sessions.queries.guests import frame_around
from sessions.queries.tabs import tabs_of
from sessions.views.acting import act


def _endorsing_url(evening: Session) -> str:
    return reverse("outcomes:endorsing", args=[evening.public_id])


@require_GET
@permit("programmes.see_programme", Programme, by="programme_id")
def endorsements(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Which body endorses what, as far as it was shown; also what came in after the conference."""
    points = endorsements_of(programme=programme, viewer=request.user)
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="results"),
        "programme": programme,
        "points": points,
        "bodies": bodies_of(programme=programme, viewer=request.user),
        "may_note": allowed(request.user, "outcomes.run_conference", programme),
    }
    return render_page(request, "outcomes/endorsements.html", None, context)


@permit("outcomes.run_conference", Session, by="evening_id")
@require_http_methods(["GET", "POST"])
def endorsing(request: HttpRequest, evening: Session) -> HttpResponse:
    """The points that are put to the bodies at an evening, and the bodies: two forms, told apart by ``adds``."""
    programme = evening.programme
    adds = request.POST.get("adds", "")
    decisions = Decision.objects.visible_to(request.user).filter(programme=programme)
    point_form = PointForm(
        request.POST if adds == "point" else None,
        proposals=[one for one in list_proposals(programme=programme, viewer=request.user) if one.agreed_at],
        decisions=list(decisions),
        auto_id="point-%s",
    )
    body_form = BodyForm(
        request.POST if adds == "body" else None,
        people=possible_speakers(programme=programme, evening=evening),
        auto_id="body-%s",
    )
    if point_form.is_valid():
        with conflict_as_error(point_form):
            add_point(evening=evening, by=request.user, **point_form.point())
            return see_other(request, _endorsing_url(evening), say=_("The point stands there."))
    if body_form.is_valid():
        with conflict_as_error(body_form):
            add_body(programme=programme, by=request.user, **body_form.body())
            return see_other(request, _endorsing_url(evening), say=_("The organisation is on the list."))
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="evenings"),
        "evening": evening,
        "is_over": evening.state in OVER,
        "tabs": tabs_of(evening=evening, viewer=request.user, current="endorsing"),
        "conference": conference_of(evening=evening, viewer=request.user),
        "bodies": bodies_of(programme=programme, viewer=request.user),
        "point_form": point_form,
        "body_form": body_form,
    }
    wrong = bool(point_form.errors or body_form.errors)
    return render_page(request, "outcomes/endorsing.html", None, context, status=422 if wrong else None)


@require_POST
@permit("outcomes.run_conference", Session, by="evening_id")
def settle(request: HttpRequest, evening: Session) -> HttpResponse:
    """What was said does not change any more."""
    return act(
        request,
        safe_next(request, _endorsing_url(evening)),
        lambda: settle_endorsements(evening=evening, by=request.user),
        say=_("It is settled. Everybody reads it; from now on a correction shows."),
    )


@permit("outcomes.run_conference", Point, by="point_id")
@require_http_methods(["GET", "POST"])
def point_page(request: HttpRequest, point: Point) -> HttpResponse:
    """Other words for a point; with ``do`` one of the buttons beside it."""
    back = safe_next(request, _endorsing_url(point.evening))
    ways: dict[str, tuple[Any, Any]] = {
        "show": (
            lambda: show_point(point=point, by=request.user),
            _("It is on the wall, and everybody reads it."),
        ),
        "hide": (lambda: hide_point(point=point, by=request.user), _("It is off the wall.")),
        "up": (lambda: move_point(point=point, steps=-1, by=request.user), ""),
        "down": (lambda: move_point(point=point, steps=1, by=request.user), ""),
        "remove": (lambda: remove_point(point=point, by=request.user), _("The point is gone.")),
    }
    way = ways.get(request.POST.get("do", ""))
    if way is not None:
        return act(request, back, way[0], say=way[1])
    form = PointWordsForm(
        request.POST if request.method == "POST" else None,
        initial={name: getattr(point, name) for name in OF_POINT},
    )
    if form.is_valid():
        with conflict_as_error(form):
            change_point(point=point, by=request.user, **form.cleaned_data)
            return see_other(request, back, say=_("Changed."))
    context = {
        "frame": frame_for(programme=point.programme, viewer=request.user, current="evenings"),
        "point": point,
        "form": form,
        "back": back,
    }
    return render_page(request, "outcomes/point.html", None, context)


@permit("outcomes.run_conference", Body, by="body_id")
@require_http_methods(["GET", "POST"])
def body_page(request: HttpRequest, body: Body) -> HttpResponse:
    """The name of a body and who speaks for it; with ``do=remove`` it goes off the list."""
    back = safe_next(request, reverse("outcomes:endorsements", args=[body.programme.public_id]))
    if request.POST.get("do") == "remove":
        return act(
            request, back, lambda: remove_body(body=body, by=request.user), say=_("It is off the list.")
        )
    point = body.programme.points.select_related("evening").order_by("-pk").first()
    initial: dict[str, Any] = {name: getattr(body, name) for name in OF_BODY}
    form = BodyForm(
        request.POST if request.method == "POST" else None,
        people=possible_speakers(programme=body.programme, evening=point.evening if point else None),
        initial={**initial, "speaker": body.speaker.public_id if body.speaker else ""},
    )
    if form.is_valid():
        with conflict_as_error(form):
            change_body(body=body, by=request.user, **form.body())
            return see_other(request, back, say=_("Changed."))
    context = {
        "frame": frame_for(programme=body.programme, viewer=request.user, current="results"),
        "body": body,
        "form": form,
        "back": back,
    }
    return render_page(request, "outcomes/body.html", None, context)


@permit("outcomes.speak_for_body", Body, by="body_id")
@require_http_methods(["GET", "POST"])
def speak(request: HttpRequest, body: Body) -> HttpResponse:
    """What a body says of each point: by who speaks for it, or noted by a facilitator or a scribe."""
    spoken = speaking(body=body, viewer=request.user)
    wrong: EndorseForm | None = None
    about = clean_text(request.POST.get("point", ""))[:12]
    if request.method == "POST":
        asked = next((one for one in spoken.asked if one.point.public_id == about), None)
        if asked is None:
            raise Http404
        form = EndorseForm(request.POST, body=body, notes=not spoken.is_mine, key=f"{body.public_id}-{about}")
        if form.is_valid():
            with conflict_as_error(form):
                note_endorsement(point=asked.point, body=body, by=request.user, **form.cleaned_data)
                back = safe_next(request, f"{spoken.url}#point-{about}")
                said = _("Kept: %(body)s %(says)s.") % {"body": body.name, "says": _says(form)}
                return see_other(request, back, say=said)
        wrong = form
    asked_forms = [
        (one, wrong if wrong is not None and one.point.public_id == about else form)
        for one, form in with_forms(spoken)
    ]
    context = {
        "frame": frame_around(programme=body.programme, viewer=request.user, current="evenings"),
        "spoken": spoken,
        "asked": asked_forms,
        "wrong": wrong,
        "may_change": allowed(request.user, "outcomes.run_conference", body),
    }
    return render_page(request, "outcomes/speak.html", None, context, status=422 if wrong else None)


def _says(form: EndorseForm) -> str:
    return str(dict(form.fields["stance"].choices)[form.cleaned_data["stance"]])  # type: ignore[attr-defined]


@permit("outcomes.run_conference", Endorsement, by="endorsement_id")
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, endorsement: Endorsement) -> HttpResponse:
    """Correct what a body said of a point that is settled; what stood there stays to be read."""
    said = said_of(endorsement)
    form = CorrectEndorsementForm(
        request.POST if request.method == "POST" else None,
        body=endorsement.body,
        notes=True,
        initial={
            "stance": said.stance,
            "remark": said.remark,
            "decide_by": said.decide_by,
            "speaker_name": said.speaker_name,
            "capacity": said.capacity,
        },
    )
    back = reverse("outcomes:endorsements", args=[endorsement.programme.public_id])
    if form.is_valid():
        with conflict_as_error(form):
            correct_endorsement(endorsement=endorsement, by=request.user, **form.cleaned_data)
            return see_other(request, back, say=_("Corrected. What stood there can still be read."))
    context = {
        "frame": frame_for(programme=endorsement.programme, viewer=request.user, current="results"),
        "point": endorsement.point,
        "body": endorsement.body,
        "said": said,
        "form": form,
        "back": back,
    }
    return render_page(request, "outcomes/correct_endorsement.html", None, context)
