"""Who takes part: the list, inviting, another place, leaving, and how one is named."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.access import allowed, permit
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
from programmes.services import invitations
from programmes.services import people as services
from programmes.services.days import Days
from programmes.views.setup import address, shown, step


@permit("programmes.see_people", Programme, by="programme_id")
@require_GET
def people(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Everybody, or those in one state of the invitation."""
    page = queries.people_page(programme=programme, viewer=request.user, state=request.GET.get("state", ""))
    guides = allowed(request.user, "overviews.see_quiet", programme)
    context = _framed(request, programme, page=page, guides=guides)
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
    """The step of the set-up: the same lines, and who is on the list so far. Going on with lines in the box reads them
    first, so that none is lost."""
    going = "go" in request.POST
    if going and not request.POST.get("people", "").strip() and not request.FILES:
        return see_other(request, address("programmes:setup_review", programme))
    asked = _ask(request, programme)
    if asked["is_done"]:
        return see_other(request, address("programmes:setup_people", programme), say=asked["said"])
    page = queries.people_page(programme=programme, viewer=request.user)
    context = shown(programme, "people", page=page, unread=going, **asked)
    return render_page(
        request, "programmes/people_setup.html", "_people_setup.html", context, asked["status"]
    )


def _ask(request: HttpRequest, programme: Programme) -> dict[str, Any]:
    """Read what was pasted and, if that was asked, invite who can be; the lines to mend stay in the form."""
    teams = teams_of(programme)
    form = InviteForm(request.POST or None, request.FILES or None, teams=teams)
    preview: Preview | None = None
    said = ""
    if form.is_valid():
        choice = {"role": form.cleaned_data["role"], "team": form.cleaned_data["team"]}
        days = Days(form.cleaned_data["starts_on"], form.cleaned_data["ends_on"])
        preview = preview_invitations(programme=programme, pasted=form.pasted, teams=teams, **choice)
        text = form.cleaned_data["people"]
        if "invite" in request.POST and preview.rows:
            with conflict_as_error(form):
                said = _invited(programme, preview, days, request.user)
                text = preview.rest
                rest = read_people(text)
                preview = preview_invitations(programme=programme, pasted=rest, teams=teams, **choice)
        if not form.errors:
            form = InviteForm(initial={"people": text, **choice, **days._asdict()}, teams=teams)
    nothing = "invite" in request.POST and not said
    return {
        "form": form,
        "preview": preview,
        "said": said,
        "is_done": bool(said) and preview is not None and not preview.wrong,
        "status": 422 if form.errors or nothing else 200,
        "is_concept": programme.state == ProgrammeState.CONCEPT,
    }


def _invited(programme: Programme, preview: Preview, days: Days, by: Any) -> str:
    """Invite the good lines for ``days``, and say so."""
    rows = [replace(row, **days._asdict()) for row in preview.rows]
    count = len(services.invite_people(programme=programme, rows=rows, by=by))
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
    """One person: role, team and days in one form, what was before, and the way out."""
    programme = participation.programme
    teams = teams_of(programme)
    form = PlaceForm(
        request.POST or None,
        participation=participation,
        teams=teams,
        sits_in=seats_of([participation.pk]).get(participation.pk, []),
    )
    if form.is_valid():
        given = form.cleaned_data
        with conflict_as_error(form):
            services.change_place(
                participation=participation,
                role=given["role"],
                team_id=given["team_id"],
                days=Days(given.get("starts_on", participation.starts_on), given["ends_on"]),
                by=request.user,
            )
            said = _("Saved. This is how %(name)s takes part now.") % {"name": participation.person}
            return see_other(request, address("programmes:people", programme), say=said)
    context = _framed(
        request,
        programme,
        form=form,
        participation=participation,
        person=participation.person,
        ever=queries.places_ever(participation),
        may_place=allowed(request.user, "teams.place_people", participation) and bool(teams),
    )
    return render_page(request, "programmes/people_person.html", None, context, 422 if form.errors else 200)


@permit("programmes.change_place", Participation, by="participation_id")
@require_POST
def invite_again(request: HttpRequest, participation: Participation) -> HttpResponse:
    """A new mail with a new link."""
    there = address("programmes:people", participation.programme)
    try:
        services.invite_again(participation=participation, by=request.user)
    except Conflict as conflict:
        return see_other(request, there, say=conflict)
    said = _("%(name)s gets an invitation.") % {"name": participation.person}
    return see_other(request, there, say=said)


@permit("programmes.invite_people", Programme, by="programme_id")
@require_POST
def invite_all_again(request: HttpRequest, programme: Programme) -> HttpResponse:
    """A new mail to everybody who did not answer yet."""
    there = address("programmes:people", programme)
    try:
        count = invitations.invite_all_again(programme=programme, by=request.user)
    except Conflict as conflict:
        return see_other(request, there, say=conflict)
    said = ngettext("%(count)d person gets an invitation.", "%(count)d people get an invitation.", count)
    return see_other(request, there, say=said % {"count": count})


@permit("programmes.change_place", Participation, by="participation_id")
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, participation: Participation) -> HttpResponse:
    """Say what it means, ask once, and take the invitation back."""
    there = address("programmes:people", participation.programme)
    said = _("The invitation of %(name)s is withdrawn.") % {"name": participation.person}

    def do() -> None:
        invitations.withdraw_invitation(participation=participation, by=request.user)

    return _ask_once(
        request,
        participation,
        do,
        said,
        "programmes/people_withdraw.html",
        there,
    )


@permit("programmes.stop", Participation, by="participation_id")
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, participation: Participation) -> HttpResponse:
    """Leave oneself: say what stays and what goes, ask once, and do it."""
    said = _("You take part in %(programme)s no more.") % {"programme": participation.programme}

    def do() -> None:
        services.leave(participation=participation, by=request.user)

    return _ask_once(
        request, participation, do, said, "programmes/people_stop.html", reverse("overviews:mine")
    )


@permit("programmes.change_place", Participation, by="participation_id")
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, participation: Participation) -> HttpResponse:
    """Say what it means, ask once, and do it."""
    mine = participation.person_id == request.user.pk
    there = reverse("overviews:mine") if mine else address("programmes:people", participation.programme)
    said = _("%(name)s takes part no more.") % {"name": participation.person}

    def do() -> None:
        services.leave(participation=participation, by=request.user)

    return _ask_once(request, participation, do, said, "programmes/people_leave.html", there)


def _ask_once(
    request: HttpRequest,
    participation: Participation,
    do: Callable[[], None],
    said: str,
    template: str,
    there: str,
) -> HttpResponse:
    """The page ``template`` that asks once; its button does ``do`` and goes on to ``there``, or says why not."""
    refusal = ""
    if request.method == "POST":
        try:
            do()
        except (Conflict, ValidationError) as problem:
            refusal = " ".join(getattr(problem, "messages", [str(problem)]))
        else:
            return see_other(request, there, say=said)
    programme, person = participation.programme, participation.person
    context = _framed(request, programme, participation=participation, person=person, refusal=refusal)
    return render_page(request, template, None, context, 422 if refusal else 200)


def _framed(request: HttpRequest, programme: Programme, **context: Any) -> dict[str, Any]:
    frame = frame_for(programme=programme, viewer=request.user, current="people")
    return {"frame": frame, "programme": programme, **context}
