"""Who takes part: the list, inviting, another place, leaving, and how one is named."""

from collections.abc import Callable
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
from core.templatetags.kw_dates import kw_date
from programmes.enums import ProgrammeState
from programmes.forms.people import InviteForm, LastDayForm, PlaceForm
from programmes.models import Participation, Programme
from programmes.queries import people as queries
from programmes.queries.frame import frame_for
from programmes.queries.invitations import Preview, preview_invitations
from programmes.queries.pasting import read_people
from programmes.queries.seats import seats_of, teams_of
from programmes.services import invitations
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
    sets_day = "last_day" in request.POST
    until = LastDayForm(request.POST if sets_day else None, participation=participation)
    form = PlaceForm(
        None if sets_day else request.POST or None,
        participation=participation,
        teams=teams,
        sits_in=seats_of([participation.pk]).get(participation.pk, []),
    )
    if until.is_valid():
        with conflict_as_error(until):
            services.set_last_day(participation=participation, by=request.user, **until.cleaned_data)
            return see_other(
                request, address("programmes:people", programme), say=_said_of_last_day(participation)
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
    people_page = {"participation": participation, "person": participation.person}
    context = _framed(request, programme, form=form, until=until, **people_page)
    status = 422 if form.errors or until.errors else 200
    return render_page(request, "programmes/people_person.html", None, context, status)


def _said_of_last_day(participation: Participation) -> str:
    """What was kept, in a sentence. 1 query."""
    participation.refresh_from_db(fields=["ends_on"])
    if participation.ends_on is None:
        return _("%(name)s takes part until further notice.") % {"name": participation.person}
    day = kw_date(participation.ends_on, "day")
    return _("%(name)s takes part up to and including %(day)s.") % {"name": participation.person, "day": day}


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


@permit("programmes.invite_people", Programme, by="programme_id")
@require_POST
def invite_all_again(request: HttpRequest, programme: Programme) -> HttpResponse:
    """A new mail to everybody who did not answer yet."""
    there = address("programmes:people", programme)
    try:
        count = invitations.invite_all_again(programme=programme, by=request.user)
    except Conflict as conflict:
        return see_other(request, there, say=conflict)
    said = ngettext(
        "%(count)d person gets a new invitation.", "%(count)d people get a new invitation.", count
    )
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
