"""Blueprints: which there are, what is in one, and keeping a programme or a file as one."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import Organisation
from core.access import permit, standing_of
from core.rendering import render_page, see_other
from programmes.enums import ProgrammeState, Role
from programmes.forms.blueprints import ImportForm, SaveForm
from programmes.models import Blueprint, BlueprintDraft, Programme
from programmes.queries.beginnings import begin_url
from programmes.queries.blueprint_changes import differences
from programmes.queries.blueprint_page import length_of, plan_shown
from programmes.queries.frame import frame_for
from programmes.queries.setup import possible_hosts
from programmes.querysets import looked_after_by
from programmes.services import own_blueprints as services
from programmes.services.blueprint_reader import read_blueprint, write_blueprint
from programmes.services.blueprints import OWN, blueprints, known_words, own_blueprints


@permit("programmes.begin_programme")
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Ours, and those of the organisations that one begins programmes for."""
    hosts = Organisation.objects.filter(pk__in=looked_after_by(request.user))
    context = {
        "ready": [(one, length_of(one.plan)) for one in blueprints()],
        "own": [(one, one.reference.removeprefix(OWN), length_of(one.plan)) for one in own_blueprints(hosts)],
        "withdrawn": _withdrawn(request),
        "drafts": list(BlueprintDraft.objects.visible_to(request.user).select_related("changed_by")),
    }
    return render_page(request, "programmes/blueprints.html", None, context)


def _withdrawn(request: HttpRequest) -> list[Blueprint]:
    """The newest version of each blueprint that was taken out of the choice."""
    found: dict[tuple[int, str], Blueprint] = {}
    rows = Blueprint.objects.visible_to(request.user).filter(withdrawn_at__isnull=False)
    for row in rows.order_by("version"):
        found[row.organisation_id, row.key] = row
    return list(found.values())


@permit("programmes.begin_programme")
@require_GET
def ready(request: HttpRequest, key: str) -> HttpResponse:
    """One of ours."""
    blueprint = _ready(key)
    context = {
        "shown": plan_shown(blueprint.plan),
        "version": blueprint.version,
        "reference": blueprint.reference,
        "file_url": reverse("programmes:ready_blueprint_file", args=[key]),
        "draft_url": reverse("programmes:draft_of_ready", args=[key]),
        "hosts": possible_hosts(request.user),
    }
    return render_page(request, "programmes/blueprint.html", None, context)


def _ready(key: str) -> Any:
    found = next((one for one in blueprints() if one.reference == key), None)
    if found is None:
        raise Http404
    return found


@permit("programmes.begin_programme")
@require_GET
def ready_file(request: HttpRequest, key: str) -> HttpResponse:
    """One of ours as a file."""
    return _file(_ready(key).plan)


def _file(plan: dict[str, Any]) -> HttpResponse:
    response = HttpResponse(write_blueprint(plan), content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{plan["key"]}-{plan["version"]}.yaml"'
    return response


@permit("programmes.begin_programme")
@require_POST
def draft_of_ready(request: HttpRequest, key: str) -> HttpResponse:
    """A blueprint of one's own organisation that begins as one of ours."""
    wanted = request.POST.get("organisation", "")
    host = next((one for one in possible_hosts(request.user) if one.public_id == wanted), None)
    if host is None:
        raise Http404
    draft = services.open_draft(organisation=host, plan=_ready(key).plan, by=request.user)
    return see_other(request, reverse("programmes:blueprint_draft", args=[draft.public_id]))


@permit("programmes.keep_blueprints", Blueprint, by="blueprint_id")
@require_GET
def blueprint(request: HttpRequest, blueprint: Blueprint) -> HttpResponse:
    """One version of an organisation's blueprint, with the others and what is new in it."""
    versions = list(
        Blueprint.objects.filter(organisation=blueprint.organisation, key=blueprint.key).select_related(
            "made_by"
        )
    )
    before = next((one for one in versions if one.version < blueprint.version), None)
    newest = versions[0]
    context = {
        "shown": plan_shown(blueprint.plan),
        "version": blueprint.version,
        "blueprint": blueprint,
        "newest": newest,
        "versions": versions,
        "before": before,
        "changes": differences(before.plan, blueprint.plan) if before else (),
        "reference": f"{OWN}{blueprint.public_id}" if newest == blueprint else "",
        "file_url": reverse("programmes:blueprint_file", args=[blueprint.public_id]),
        "draft_url": reverse("programmes:draft_of_blueprint", args=[blueprint.public_id]),
    }
    return render_page(request, "programmes/blueprint.html", None, context)


@permit("programmes.keep_blueprints", Blueprint, by="blueprint_id")
@require_GET
def blueprint_file(request: HttpRequest, blueprint: Blueprint) -> HttpResponse:
    """It as a file."""
    return _file(blueprint.plan)


@permit("programmes.keep_blueprints", Blueprint, by="blueprint_id")
@require_POST
def draft_of_blueprint(request: HttpRequest, blueprint: Blueprint) -> HttpResponse:
    """Work on its next version: the draft that there is, or one that begins with this."""
    draft = services.open_draft(
        organisation=blueprint.organisation, plan=blueprint.plan, key=blueprint.key, by=request.user
    )
    return see_other(request, reverse("programmes:blueprint_draft", args=[draft.public_id]))


@permit("programmes.keep_blueprints", Blueprint, by="blueprint_id")
@require_POST
def offer(request: HttpRequest, blueprint: Blueprint) -> HttpResponse:
    """In the choice for new programmes, or out of it."""
    offered = blueprint.withdrawn_at is not None
    services.offer_blueprint(blueprint=blueprint, offered=offered, by=request.user)
    here = reverse("programmes:offer_blueprint", args=[blueprint.public_id])
    about = {"name": blueprint.name}
    said = _("“%(name)s” can be chosen again.") if offered else _("“%(name)s” can no longer be chosen.")
    return see_other(request, reverse("programmes:blueprints"), say=said % about, undo=here)


@permit("programmes.begin_programme")
@require_http_methods(["GET", "POST"])
def import_file(request: HttpRequest) -> HttpResponse:
    """A file or its text: first what is wrong by line or what is in it, then it is kept."""
    form = ImportForm(request.POST or None, request.FILES or None, organisations=possible_hosts(request.user))
    reading, source = None, ""
    if form.is_valid():
        data = form.cleaned_data["source"]
        reading = read_blueprint(data, known_words())
        source = data.decode("utf-8-sig", "replace") if reading.plan else ""
        if reading.plan and "keep" in request.POST:
            kept = services.keep_blueprint(
                organisation=form.cleaned_data["organisation"], plan=reading.plan, by=request.user
            )
            said = _("“%(name)s” can be chosen for new programmes.") % {"name": kept.name}
            return see_other(request, reverse("programmes:blueprint", args=[kept.public_id]), say=said)
    context = {
        "form": form,
        "problems": reading.problems if reading else (),
        "shown": plan_shown(reading.plan) if reading and reading.plan else None,
        "source": source,
        "organisation": form.cleaned_data.get("organisation") if form.is_bound else None,
    }
    wrong = reading is not None and reading.plan is None
    return render_page(request, "programmes/blueprint_import.html", None, context, 422 if wrong else None)


@permit("programmes.keep_as_blueprint", Programme, by="programme_id")
@require_GET
def of_programme(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The blueprint that a programme began from, whether there is a newer one, and keeping it as one."""
    began = programme.blueprint.get("plan")
    newer = services.newer_than(programme)
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="settings"),
        "programme": programme,
        "began": plan_shown(began) if began else None,
        "version": programme.blueprint.get("version"),
        "newer": newer,
        "changes": differences(began, newer.plan) if newer else (),
        "begin_url": ""
        if programme.state == ProgrammeState.CONCEPT
        else begin_url(programme=programme.public_id),
    }
    return render_page(request, "programmes/programme_blueprint.html", None, context)


@permit("programmes.keep_as_blueprint", Programme, by="programme_id")
@require_http_methods(["GET", "POST"])
def save(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Keep a programme as a blueprint of its host."""
    known = own_blueprints([programme.host])
    came_from = programme.blueprint.get("key") if programme.blueprint.get("organisation") else ""
    initial = {
        "name": programme.name[:80],
        "summary": (programme.blueprint.get("plan") or {}).get("summary", ""),
        "key": came_from if came_from in {one.key for one in known} else "",
    }
    form = SaveForm(
        request.POST or None,
        initial=initial,
        known=[(one.key, one.name) for one in known],
        has_notes=Role.FACILITATOR in standing_of(request.user).roles("programme", programme.pk),
    )
    if form.is_valid():
        try:
            kept = services.save_as_blueprint(programme=programme, by=request.user, **form.cleaned_data)
        except services.NotABlueprint as error:
            for sentence in error.sentences:
                form.add_error(None, sentence)
        else:
            said = _("“%(name)s” can be chosen for new programmes.") % {"name": kept.name}
            there = reverse("programmes:programme_blueprint", args=[programme.public_id])
            return see_other(request, there, say=said)
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="settings"),
        "programme": programme,
        "form": form,
    }
    return render_page(request, "programmes/blueprint_save.html", None, context)
