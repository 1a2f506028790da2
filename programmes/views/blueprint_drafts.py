"""Working on the next version of a blueprint: its parts as forms, and what somebody else did meanwhile."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.access import permit
from core.errors import Conflict
from core.rendering import render_page, see_other
from programmes.forms.blueprint_parts import PartForms
from programmes.forms.blueprints import AboutForm, OneEveningForm, blame
from programmes.models import Blueprint, BlueprintDraft
from programmes.queries.blueprint_changes import differences
from programmes.queries.blueprint_page import place_in_words, plan_shown
from programmes.services import own_blueprints as services
from programmes.services.blueprint_shape import Problem

LISTS = ("phases", "evenings", "homework", "koersdocument")
Blame = Callable[[Problem], None]
"""Says a problem beside its field."""


def _url(draft: BlueprintDraft) -> str:
    return reverse("programmes:blueprint_draft", args=[draft.public_id])


@permit("programmes.keep_blueprints", BlueprintDraft, by="draft_id")
@require_GET
def draft(request: HttpRequest, draft: BlueprintDraft) -> HttpResponse:
    """The draft as it stands, what is new in it, and its parts to change."""
    last = (
        Blueprint.objects.filter(organisation=draft.organisation, key=draft.key).order_by("-version").first()
    )
    context = {
        "draft": draft,
        "who": str(draft.changed_by or ""),
        "shown": plan_shown(draft.plan),
        "next": last.version + 1 if last else 1,
        "last": last,
        "changes": differences(last.plan, draft.plan) if last else (),
    }
    return render_page(request, "programmes/blueprint_draft.html", None, context)


@permit("programmes.keep_blueprints", BlueprintDraft, by="draft_id")
@require_http_methods(["GET", "POST"])
def about(request: HttpRequest, draft: BlueprintDraft) -> HttpResponse:
    """Name, summary, way of working and colour."""
    now = services.part_of(draft.plan, "about")
    form = AboutForm(request.POST or None, initial=now)
    conflict = False
    if form.is_valid():

        def blamed(problem: Problem) -> None:
            blame(form, str(problem.path[0]) if problem.path else "", problem)

        answer = _keep(request, draft, "about", form.entry(), blamed)
        if isinstance(answer, HttpResponse):
            return answer
        conflict = answer
    return _page(request, draft, "about", form=form, conflict=conflict)


@permit("programmes.keep_blueprints", BlueprintDraft, by="draft_id")
@require_http_methods(["GET", "POST"])
def part(request: HttpRequest, draft: BlueprintDraft, part: str) -> HttpResponse:
    """Phases, evenings, homework or parts of the koersdocument, as a list of forms."""
    if part not in LISTS:
        raise Http404
    rows = PartForms(part, draft.plan[part], request.POST or None, plan=draft.plan)
    conflict, others = False, []
    if request.method == "POST" and rows.is_valid():

        def blamed(problem: Problem) -> None:
            if problem.path[:1] == (part,):
                rows.blame(problem, problem.path[1:])
            else:
                others.append(problem)

        entries = rows.entries()
        answer = _keep(request, draft, part, entries, blamed)
        if isinstance(answer, HttpResponse):
            return answer
        conflict = answer
    told = [": ".join(filter(None, [place_in_words(draft.plan, one.path), one.text])) for one in others]
    return _page(request, draft, part, rows=rows, conflict=conflict, elsewhere=told)


@permit("programmes.keep_blueprints", BlueprintDraft, by="draft_id")
@require_http_methods(["GET", "POST"])
def evening(request: HttpRequest, draft: BlueprintDraft, key: str) -> HttpResponse:
    """One evening: what it says, its draaiboek and its reminders."""
    now = services.part_of(draft.plan, "evenings", key)
    if now is None:
        raise Http404
    data = request.POST or None
    form = OneEveningForm(data, initial=now)
    items = PartForms("items", now["items"], data, plan=draft.plan)
    reminders = PartForms("reminders", now["reminders"], data, plan=draft.plan)
    conflict = False
    if data is not None and all([form.is_valid(), items.is_valid(), reminders.is_valid()]):

        def blamed(problem: Problem) -> None:
            inner = problem.path[2:]
            if inner[:1] == ("items",) and len(inner) > 1:
                items.blame(problem, inner[1:])
            elif inner[:1] == ("reminders",) and len(inner) > 1:
                reminders.blame(problem, inner[1:])
            else:
                blame(form, str(inner[0]) if inner else "", problem)

        entry = {**now, **form.entry(), "items": items.entries(), "reminders": reminders.entries()}
        answer = _keep(request, draft, "evenings", entry, blamed, key)
        if isinstance(answer, HttpResponse):
            return answer
        conflict = answer
    return _page(
        request, draft, "evenings", key=key, form=form, items=items, reminders=reminders, conflict=conflict
    )


def _keep(
    request: HttpRequest, draft: BlueprintDraft, part: str, entries: Any, blamed: Blame, key: str = ""
) -> HttpResponse | bool:
    """Where it went; or whether somebody else was there first, and False where the plan is not right."""
    seen = request.POST.get("seen", "")
    try:
        services.change_draft(draft=draft, part=part, entries=entries, seen=seen, by=request.user, key=key)
    except Conflict:
        return True
    except services.NotABlueprint as error:
        for problem in error.problems:
            blamed(problem)
        return False
    return see_other(request, _url(draft), say=_("Kept in the draft."))


def _page(
    request: HttpRequest, draft: BlueprintDraft, part: str, *, key: str = "", conflict: bool, **forms: Any
) -> HttpResponse:
    """The form; 409 with what stands there now beside it where somebody else changed it meanwhile."""
    now = services.part_of(draft.plan, part, key)
    posted = request.method == "POST"
    context = {
        "draft": draft,
        "part": part,
        "key": key,
        "shown": plan_shown(draft.plan),
        "seen": services.seen_of(now) if conflict or not posted else request.POST.get("seen", ""),
        "who": str(draft.changed_by or "") if conflict else "",
        "theirs": _told(part, now, key) if conflict else (),
        "conflict": conflict,
        **forms,
    }
    name = "evening" if key else "about" if part == "about" else "part"
    status = 409 if conflict else 422 if posted else 200
    return render_page(request, f"programmes/blueprint_edit_{name}.html", None, context, status)


def _told(part: str, now: Any, key: str) -> Sequence[str]:
    """What stands there now, a line for each entry."""
    if part == "about":
        return [now["name"], now["summary"]]
    if key:
        head = [now["title"], now["goal"], now["practical"]]
        return [*filter(None, head), *(f"{item['minutes']} min: {item['title']}" for item in now["items"])]
    return [_line(entry) for entry in now]


def _line(entry: Mapping[str, Any]) -> str:
    name = entry.get("title") or entry.get("name")
    day = entry.get("day", entry.get("days"))
    return str(name) if day is None else _("%(name)s (day %(day)s)") % {"name": name, "day": day}


@permit("programmes.keep_blueprints", BlueprintDraft, by="draft_id")
@require_POST
def publish(request: HttpRequest, draft: BlueprintDraft) -> HttpResponse:
    """Make it a version that can be chosen."""
    kept = services.publish_draft(draft=draft, by=request.user)
    said = _("Version %(version)d of “%(name)s” is there.") % {"version": kept.version, "name": kept.name}
    return see_other(request, reverse("programmes:blueprint", args=[kept.public_id]), say=said)


@permit("programmes.keep_blueprints", BlueprintDraft, by="draft_id")
@require_http_methods(["GET", "POST"])
def drop(request: HttpRequest, draft: BlueprintDraft) -> HttpResponse:
    """Let the draft go, asked once: what was changed in it is gone then."""
    if request.method == "POST":
        services.drop_draft(draft=draft, by=request.user)
        return see_other(request, reverse("programmes:blueprints"), say=_("The draft is gone."))
    return render_page(request, "programmes/blueprint_drop.html", None, {"draft": draft})
