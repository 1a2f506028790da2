"""The plan of a programme: when what happens, moving it, the rule of a day, and entering a phase."""

from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.access import permit
from core.clock import now
from core.errors import Conflict
from core.rendering import render_page, see_other
from programmes.enums import MomentKind, ProgrammeState
from programmes.forms.plan import MoveForm, RuleForm, SeenForm
from programmes.models import Moment, Programme
from programmes.queries.busy import clashes_of_moves
from programmes.queries.changes import last_change, waiting_changes
from programmes.queries.dates import Wish, who_is_told
from programmes.queries.frame import frame_for
from programmes.queries.free_days import free_day
from programmes.queries.plan import anchors_for, plan_page
from programmes.queries.rules import anchor_name, rule_in_words
from programmes.queries.setup import chain_for, moments_of
from programmes.services import dates
from programmes.views.setup import address, refused, undo_address


@permit("programmes.plan_programme", Programme, by="programme_id")
@require_GET
def plan(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Everything that has a date."""
    with_past = "past" in request.GET
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="course"),
        "programme": programme,
        "with_past": with_past,
        "page": plan_page(
            programme=programme,
            viewer=request.user,
            chosen=request.GET.get("moment", "")[:12],
            with_past=with_past,
            per=request.GET.get("per", "")[:10],
            start=request.GET.get("from", "")[:10],
        ),
        "waiting": waiting_changes(programme=programme),
    }
    return render_page(request, "programmes/plan.html", None, context)


@permit("programmes.plan_programme", Moment, by="moment_id")
@require_http_methods(["GET", "POST"])
def move_moment(request: HttpRequest, moment: Moment) -> HttpResponse:
    """Look at what moves along and who is told, with a day in the address; then do it."""
    _refuse_start(moment)
    data = request.POST if request.method == "POST" else (request.GET if "day" in request.GET else None)
    form = MoveForm(data, moment=moment)
    wish = None
    if form.is_valid():
        wish = Wish(moment, form.cleaned_data["day"], form.cleaned_data["clock"])
    return _change(request, moment, form, wish, "programmes/move_moment.html")


@permit("programmes.plan_programme", Moment, by="moment_id")
@require_http_methods(["GET", "POST"])
def set_rule(request: HttpRequest, moment: Moment) -> HttpResponse:
    """Look at what another rule does and who is told; then let it be so."""
    _refuse_start(moment)
    anchors = anchors_for(moment, moments_of(moment.programme))
    if moment.kind == MomentKind.REMINDER or (not anchors and not moment.anchor_id):
        raise Http404
    data = request.POST if request.method == "POST" else (request.GET if "how" in request.GET else None)
    form = RuleForm(data, moment=moment, anchors=anchors)
    wish, words = None, ""
    if form.is_valid():
        tie = form.cleaned_data["tie"]
        wish = Wish(moment, None, tie=tie)
        if tie.anchor is not None:
            anchor = next(one for one in anchors if one.pk == tie.anchor)
            words = rule_in_words(tie.rule, anchor_name(anchor))
    return _change(request, moment, form, wish, "programmes/set_rule.html", words=words)


def _refuse_start(moment: Moment) -> None:
    if moment.kind == MomentKind.START and moment.programme.state != ProgrammeState.CONCEPT:
        raise Http404


def _change(
    request: HttpRequest, moment: Moment, form: SeenForm, wish: Wish | None, page: str, **more: Any
) -> HttpResponse:
    """Show what ``wish`` does and who is told, and do it on POST; what somebody else did meanwhile stands beside it."""
    programme, conflict = moment.programme, None
    if wish is not None and request.method == "POST":
        try:
            return _moved(request, moment, dates.move_moments(
                programme=programme, wishes=[wish], by=request.user, shown=form.cleaned_data["shown"],
                seen={moment.pk: was} if (was := form.cleaned_data["was"]) else {},
            ))  # fmt: skip
        except ValidationError as error:
            form.add_error(None, error)
        except Conflict as found:
            conflict = str(found)
            moment = get_object_or_404(Moment.objects.select_related("programme__phase"), pk=moment.pk)
            wish = replace(wish, moment=moment)
    chain = chain_for(wish, moments_of(programme)) if wish is not None else None
    if chain is not None and request.method == "GET":
        for problem in chain.problems:
            form.add_error(None, problem)
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="course"),
        "programme": programme,
        "moment": moment,
        "form": form,
        "chain": chain,
        "told": who_is_told(programme=programme, moves=chain.moves, now=now()) if chain else [],
        "free": free_day(chain.day) if chain else None,
        "busy": clashes_of_moves(programme=programme, moves=chain.moves, viewer=request.user)
        if chain
        else [],
        "asked": [(name, form[name].value()) for name in form.fields if name not in SeenForm.base_fields],
        "conflict": conflict,
        "other": last_change(programme=programme) if conflict else None,
        **more,
    }
    fragment = page.replace("/", "/_")
    return render_page(request, page, fragment, context, status=409 if conflict else None)


def _moved(request: HttpRequest, moment: Moment, done: dates.MovePlan) -> HttpResponse:
    back = f"{address('programmes:plan', moment.programme)}?moment={moment.public_id}"
    if not done.token:
        return see_other(request, back, say=_("Nothing changed."))
    if done.of(moment):
        said = _("%(name)s was moved.") % {"name": moment.name}
    else:
        said = _("The rule of %(name)s was changed.") % {"name": moment.name}
    return see_other(request, back, say=said, undo=undo_address(moment.programme, done))


@permit("programmes.plan_programme", Programme, by="programme_id")
@require_POST
def tell_now(request: HttpRequest, programme: Programme, move_id: str) -> HttpResponse:
    """Let the messages about a move go at once: then it can only be taken back by telling that, too."""
    change = get_object_or_404(programme.plan_changes, public_id=move_id)
    change.programme = programme
    back = address("programmes:plan", programme)
    try:
        sent = dates.tell_now(change=change, by=request.user)
    except Conflict as conflict:
        return refused(request, back, ValidationError(str(conflict)))
    said = ngettext("%(n)d message goes out now.", "%(n)d messages go out now.", sent) % {"n": sent}
    return see_other(request, back, say=said)


@permit("programmes.plan_programme", Programme, by="programme_id")
@require_POST
def undo_move(request: HttpRequest, programme: Programme, token: str) -> HttpResponse:
    """Take a move back."""
    concept = programme.state == ProgrammeState.CONCEPT
    back = address("programmes:setup_calendar" if concept else "programmes:plan", programme)
    try:
        dates.undo_move(programme=programme, token=token, by=request.user)
    except Conflict as conflict:
        return refused(request, back, ValidationError(str(conflict)))
    except ValidationError as error:
        return refused(request, back, error)
    return see_other(request, back, say=_("The old dates are back."))
