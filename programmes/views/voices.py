"""Who is not at the table yet: groups by themes, and what is done with each cell."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.access import allowed, permit
from core.errors import Conflict, conflict_as_error
from core.rendering import render_page, see_other
from programmes.forms.voices import GroupForm, HearingForm
from programmes.models import Hearing, Programme, StakeholderGroup, Theme
from programmes.queries import blind_spots as queries
from programmes.queries.frame import frame_for
from programmes.services import voices as services
from programmes.views.setup import address


@permit("programmes.see_coverage", Programme, by="programme_id")
@require_GET
def blind_spots(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Groups by themes, in the whole programme or in one phase (``?phase=``)."""
    asked = request.GET.get("phase", "")
    may_plan = allowed(request.user, "programmes.plan_programme", programme)
    page = queries.blind_spots(
        programme=programme,
        phase=int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else None,
        may_answer=may_plan,
    )
    return _show(request, programme, page, may_plan=may_plan)


def _show(request: HttpRequest, programme: Programme, page: queries.BlindSpots, **more: Any) -> HttpResponse:
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="course"),
        "programme": programme,
        "page": page,
        "groups_to_begin_with": [entry["name"] for entry in queries.start_set(programme.kind)],
        **more,
    }
    return render_page(request, "programmes/blind_spots.html", None, context)


@permit("programmes.plan_programme", StakeholderGroup, by="group_id")
@require_http_methods(["GET", "POST"])
def cell(request: HttpRequest, group: StakeholderGroup, theme_id: str = "") -> HttpResponse:
    """One group at one theme: what is known, and what to do with it."""
    programme = group.programme
    if group.removed_at is not None:
        raise Http404
    theme = get_object_or_404(Theme, programme=programme, public_id=theme_id) if theme_id else None
    choices = queries.choices_for(programme)
    form = HearingForm(
        request.POST or None,
        held=choices.held,
        ahead=choices.ahead,
        people=choices.people,
        has_themes=theme is not None,
    )
    if form.is_valid():
        for_all = form.cleaned_data.get("for_all", False)
        with conflict_as_error(form):
            hearing = services.note_hearing(
                group=group, theme=None if for_all else theme, by=request.user, **form.kept()
            )
            undo = reverse("programmes:remove_hearing", args=[hearing.public_id])
            return see_other(request, address("programmes:blind_spots", programme), say=_("Kept."), undo=undo)
    form.mark_needed()
    page = queries.blind_spots(programme=programme, may_answer=True, current=(group.public_id, theme_id))
    opened = queries.cell_page(group=group, theme=theme)
    return _show(request, programme, page, may_plan=True, form=form, cell=opened, group=group)


@permit("programmes.plan_programme", Programme, by="programme_id")
@require_POST
def begin_groups(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Begin with the groups that fit the way of working."""
    services.begin_groups(programme=programme, by=request.user)
    return see_other(
        request,
        address("programmes:blind_spots", programme),
        say=_("These are groups to begin with. Change them as you like."),
    )


@permit("programmes.plan_programme", Programme, by="programme_id")
@require_http_methods(["GET", "POST"])
def new_group(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Add a group."""
    form = GroupForm(request.POST or None)
    if form.is_valid():
        with conflict_as_error(form):
            group = services.add_group(programme=programme, by=request.user, **form.cleaned_data)
            said = _("%(name)s is on the list.") % {"name": group.name}
            undo = reverse("programmes:remove_group", args=[group.public_id])
            return see_other(request, address("programmes:blind_spots", programme), say=said, undo=undo)
    return _edit(request, programme, form)


@permit("programmes.plan_programme", StakeholderGroup, by="group_id")
@require_http_methods(["GET", "POST"])
def edit_group(request: HttpRequest, group: StakeholderGroup) -> HttpResponse:
    """Change a group, or take it out."""
    form = GroupForm(request.POST or None, group=group)
    if form.is_valid():
        with conflict_as_error(form):
            services.change_group(group=group, by=request.user, **form.cleaned_data)
            return see_other(request, address("programmes:blind_spots", group.programme), say=_("Kept."))
    return _edit(request, group.programme, form, group=group)


def _edit(request: HttpRequest, programme: Programme, form: GroupForm, **more: Any) -> HttpResponse:
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="course"),
        "programme": programme,
        "form": form,
        **more,
    }
    return render_page(request, "programmes/group_edit.html", None, context)


@permit("programmes.plan_programme", StakeholderGroup, by="group_id")
@require_POST
def remove_group(request: HttpRequest, group: StakeholderGroup) -> HttpResponse:
    """Take a group out."""
    services.remove_group(group=group, by=request.user)
    undo = reverse("programmes:restore_group", args=[group.public_id])
    said = _("%(name)s was taken out.") % {"name": group.name}
    return see_other(request, address("programmes:blind_spots", group.programme), say=said, undo=undo)


@permit("programmes.plan_programme", StakeholderGroup, by="group_id")
@require_POST
def restore_group(request: HttpRequest, group: StakeholderGroup) -> HttpResponse:
    """Put a group back."""
    said = _("%(name)s is back.") % {"name": group.name}
    try:
        services.restore_group(group=group, by=request.user)
    except Conflict as conflict:
        said = str(conflict)
    return see_other(request, address("programmes:blind_spots", group.programme), say=said)


@permit("programmes.plan_programme", Hearing, by="hearing_id")
@require_POST
def remove_hearing(request: HttpRequest, hearing: Hearing) -> HttpResponse:
    """Take back what was written in a cell."""
    services.remove_hearing(hearing=hearing, by=request.user)
    undo = reverse("programmes:restore_hearing", args=[hearing.public_id])
    return see_other(
        request, address("programmes:blind_spots", hearing.programme), say=_("Taken back."), undo=undo
    )


@permit("programmes.plan_programme", Hearing, by="hearing_id")
@require_POST
def restore_hearing(request: HttpRequest, hearing: Hearing) -> HttpResponse:
    """Bring back what was written in a cell."""
    said = _("It stands there again.")
    try:
        services.restore_hearing(hearing=hearing, by=request.user)
    except Conflict as conflict:
        said = str(conflict)
    return see_other(request, address("programmes:blind_spots", hearing.programme), say=said)
