"""Milestones in the plan: put in, called otherwise, taken out and put back."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.access import permit
from core.errors import Conflict, conflict_as_error
from core.rendering import render_page, see_other
from programmes.enums import MomentKind
from programmes.forms.plan import MilestoneForm, NameForm
from programmes.models import Moment, Programme
from programmes.queries.frame import frame_for
from programmes.services import milestones
from programmes.views.setup import address, refused


@permit("programmes.plan_programme", Programme, by="programme_id")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, programme: Programme) -> HttpResponse:
    """A name and a day."""
    form = MilestoneForm(request.POST or None, initial={"day": request.GET.get("day", "")[:10]})
    if form.is_valid():
        with conflict_as_error(form):
            made = milestones.add_milestone(programme=programme, by=request.user, **form.cleaned_data)
            back = f"{address('programmes:plan', programme)}?moment={made.public_id}#chosen"
            return see_other(request, back, say=_("“%(name)s” is in the plan.") % {"name": made.name})
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="course"),
        "programme": programme,
        "form": form,
    }
    return render_page(request, "programmes/milestone.html", None, context)


@permit("programmes.plan_programme", Moment, by="moment_id")
@require_http_methods(["GET", "POST"])
def rename(request: HttpRequest, moment: Moment) -> HttpResponse:
    """Another name; the day is moved in the plan."""
    _only_milestones(moment)
    form = NameForm(request.POST or None, initial={"name": moment.name, "seen": moment.name})
    status = None
    if form.is_valid():
        try:
            milestones.rename_milestone(moment=moment, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        except Conflict as conflict:
            form.add_error("name", str(conflict))
            moment.refresh_from_db(fields=["name"])
            form.data = request.POST.copy()
            form.data["seen"] = moment.name
            status = 409
        else:
            back = f"{address('programmes:plan', moment.programme)}?moment={moment.public_id}#chosen"
            return see_other(request, back, say=_("Changed."))
    context = {
        "frame": frame_for(programme=moment.programme, viewer=request.user, current="course"),
        "programme": moment.programme,
        "moment": moment,
        "form": form,
    }
    return render_page(request, "programmes/milestone.html", None, context, status=status)


@permit("programmes.plan_programme", Moment, by="moment_id")
@require_POST
def drop(request: HttpRequest, moment: Moment) -> HttpResponse:
    """Out of the plan, with a way back."""
    _only_milestones(moment)
    programme, name = moment.programme, moment.name
    word = milestones.drop_milestone(moment=moment, by=request.user)
    undo = reverse("programmes:restore_milestone", args=[programme.public_id, word])
    said = _("“%(name)s” is out of the plan.") % {"name": name}
    return see_other(request, address("programmes:plan", programme), say=said, undo=undo)


@permit("programmes.plan_programme", Programme, by="programme_id")
@require_POST
def restore(request: HttpRequest, programme: Programme, word: str) -> HttpResponse:
    """Back in the plan."""
    plan = address("programmes:plan", programme)
    try:
        moment = milestones.restore_milestone(programme=programme, word=word, by=request.user)
    except Conflict as conflict:
        return refused(request, plan, ValidationError(str(conflict)))
    return see_other(request, f"{plan}?moment={moment.public_id}#chosen", say=_("It is back in the plan."))


def _only_milestones(moment: Moment) -> None:
    if moment.kind != MomentKind.MILESTONE:
        raise Http404
