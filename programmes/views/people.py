"""Who takes part: the list, inviting, another place, leaving, and how one is named."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.access import permit
from core.errors import Conflict, conflict_as_error
from core.rendering import render_page, see_other
from programmes.enums import ProgrammeState
from programmes.forms.people import InviteForm, PlaceForm
from programmes.models import Participation, Programme
from programmes.queries import people as queries
from programmes.queries.frame import frame_for
from programmes.queries.invitations import Preview, preview_invitations
from programmes.queries.pasting import read_people
from programmes.queries.seats import seats_of, teams_of
from programmes.services import people as services
from programmes.views.setup import address, shown, step


@permit("programmes.see_people", Programme, by="programme_id")
@require_GET
def people(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Everybody, or those in one state of the invitation."""
    page = queries.people_page(programme=programme, viewer=request.user, state=request.GET.get("state", ""))
    context = _framed(request, programme, page=page)
    return render_page(request, "programmes/people.html", None, context)


@permit("programmes.invite_people", Programme, by="programme_id")
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Paste lines, look at what comes of each, and invite those that are right."""
    asked = _ask(request, programme)
    if asked["is_done"]:
        return see_other(request, address("programmes:people", programme), say=asked["said"])
    context = _framed(request, programme, **asked)
    return render_page(request, "programmes/people_invite.html", "_invite.html", context, asked["status"])


@step
@require_http_methods(["GET", "POST"])
def setup_people(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The step of the set-up: the same lines, and who is on the list so far."""
    asked = _ask(request, programme)
    if asked["is_done"]:
        return see_other(request, address("programmes:setup_people", programme), say=asked["said"])
    page = queries.people_page(programme=programme, viewer=request.user)
    context = shown(programme, "people", page=page, **asked)
    return render_page(request, "programmes/people_setup.html", "_invite.html", context, asked["status"])


def _ask(request: HttpRequest, programme: Programme) -> dict[str, Any]:
    """Read what was pasted and, if that was asked, invite who can be; the lines to mend stay in the form."""
    teams = teams_of(programme)
    form = InviteForm(request.POST or None, request.FILES or None, teams=teams)
    preview: Preview | None = None
    said = ""
    if form.is_valid():
        choice = {"role": form.cleaned_data["role"], "team": form.cleaned_data["team"]}
        preview = preview_invitations(programme=programme, pasted=form.pasted, teams=teams, **choice)
        text = form.cleaned_data["people"]
        if "invite" in request.POST and preview.rows:
            with conflict_as_error(form):
                said = _invited(programme, preview, request.user)
                text = preview.rest
                rest = read_people(text)
                preview = preview_invitations(programme=programme, pasted=rest, teams=teams, **choice)
        if not form.errors:
            form = InviteForm(initial={"people": text, **choice}, teams=teams)
    nothing = "invite" in request.POST and not said
    return {
        "form": form,
        "preview": preview,
        "said": said,
        "is_done": bool(said) and preview is not None and not preview.wrong,
        "status": 422 if form.errors or nothing else 200,
        "is_concept": programme.state == ProgrammeState.CONCEPT,
    }


def _invited(programme: Programme, preview: Preview, by: Any) -> str:
    """Invite the good lines, and say so."""
    count = len(services.invite_people(programme=programme, rows=preview.rows, by=by))
    if programme.state == ProgrammeState.CONCEPT:
        return ngettext(
            "%(count)d person is on the list. The invitation goes out at the start.",
            "%(count)d people are on the list. The invitations go out at the start.",
            count,
        ) % {"count": count}
    return ngettext("%(count)d person is invited.", "%(count)d people are invited.", count) % {"count": count}


@permit("programmes.change_place", Participation, by="participation_id")
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, participation: Participation) -> HttpResponse:
    """One person: role and team, and the way out."""
    programme = participation.programme
    teams = teams_of(programme)
    form = PlaceForm(
        request.POST or None,
        participation=participation,
        teams=teams,
        sits_in=seats_of([participation.pk]).get(participation.pk, []),
    )
    if form.is_valid():
        with conflict_as_error(form):
            services.change_place(
                participation=participation,
                role=form.cleaned_data["role"],
                team_id=form.cleaned_data["team_id"],
                by=request.user,
            )
            said = _("%(name)s has another place now.") % {"name": participation.person}
            return see_other(request, address("programmes:people", programme), say=said)
    context = _framed(request, programme, form=form, participation=participation, person=participation.person)
    return render_page(request, "programmes/people_person.html", None, context)


@permit("programmes.change_place", Participation, by="participation_id")
@require_POST
def invite_again(request: HttpRequest, participation: Participation) -> HttpResponse:
    """A new mail with a new link."""
    there = address("programmes:people", participation.programme)
    try:
        services.invite_again(participation=participation, by=request.user)
    except Conflict as conflict:
        return see_other(request, there, say=conflict)
    said = _("%(name)s gets a new invitation.") % {"name": participation.person}
    return see_other(request, there, say=said)


@permit("programmes.change_place", Participation, by="participation_id")
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, participation: Participation) -> HttpResponse:
    """Say what it means, ask once, and do it."""
    programme = participation.programme
    refusal = ""
    if request.method == "POST":
        try:
            services.leave(participation=participation, by=request.user)
        except (Conflict, ValidationError) as problem:
            refusal = " ".join(getattr(problem, "messages", [str(problem)]))
        else:
            said = _("%(name)s takes part no more.") % {"name": participation.person}
            mine = participation.person_id == request.user.pk
            there = reverse("overviews:mine") if mine else address("programmes:people", programme)
            return see_other(request, there, say=said)
    context = _framed(
        request, programme, participation=participation, person=participation.person, refusal=refusal
    )
    status = 422 if refusal else 200
    return render_page(request, "programmes/people_leave.html", None, context, status)


def _framed(request: HttpRequest, programme: Programme, **context: Any) -> dict[str, Any]:
    frame = frame_for(programme=programme, viewer=request.user, current="people")
    return {"frame": frame, "programme": programme, **context}
