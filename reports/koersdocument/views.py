"""Pages of the koersdocument: the desk, the book on screen, and the editions."""

from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.access import allowed, permit, require
from core.errors import Conflict, conflict_as_error
from core.rendering import render_page, safe_next, see_other
from homework.models import Picture
from homework.services.submissions import describe_picture
from programmes.models import Programme
from programmes.queries.frame import frame_for
from reports.koersdocument.enums import EditionState, SectionKind
from reports.koersdocument.forms import FrontForm, NewSectionForm, PhotoForm, PublishForm, SectionForm
from reports.koersdocument.models import Edition, Inclusion, Section
from reports.koersdocument.pdf.codec import from_json
from reports.koersdocument.pdf.render import SCREEN_SHEETS, document_css, render_html
from reports.koersdocument.queries.desk import (
    HINTS,
    Taken,
    edition_page,
    front_lacks,
    list_editions,
    list_sections,
    list_taken,
)
from reports.koersdocument.queries.results import GATHERS, MODELS, find_result, list_results
from reports.koersdocument.services import drafting, publishing
from reports.koersdocument.services.dressing import style_of

_MEDIA_TYPES = {".png": "image/png", ".woff2": "font/woff2"}


def _send_file(file: Any) -> FileResponse:
    """A stored photo, logo or font, for a browser that may keep it for an hour; the view has asked the policy."""
    suffix = PurePath(file.name).suffix
    response = FileResponse(file, content_type=_MEDIA_TYPES.get(suffix, "image/jpeg"))
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Disposition"] = f'inline; filename="koersdocument{suffix}"'
    response["Cache-Control"] = "private, max-age=3600"
    return response


def _states(user: Any, programme: Programme) -> list[EditionState]:
    """The kinds of edition that ``user`` may publish."""
    return [state for state in EditionState if allowed(user, f"reports.publish_{state.value}", programme)]


@permit("reports.read_draft", Programme, by="programme_id")
@require_http_methods(["GET", "POST"])
def desk(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The draft: parts at the left, the paper in the middle, the results with their switches at the right."""
    koersdocument = drafting.ensure_koersdocument(programme=programme)
    writes = allowed(request.user, "reports.write_draft", programme)
    wanted = request.GET.get("part")
    sections = koersdocument.sections.order_by("position", "pk")
    section = (sections.filter(public_id=wanted).first() if wanted else None) or sections.first()
    form = None
    if section is not None and writes:
        initial = {name: getattr(section, name) for name in ("title", "lead", "text", "version")}
        form = SectionForm(request.POST or None, initial=initial)
    if request.method == "POST":
        require(request.user, "reports.write_draft", programme)
        if form is not None and section is not None and form.is_valid():
            with conflict_as_error(form):
                drafting.edit_section(section=section, **form.cleaned_data, by=request.user)
                return see_other(request, _desk_url(programme, section), say=_("Kept."))
    results = list_results(koersdocument=koersdocument) if writes else []
    offered = (
        GATHERS[section.kind] if section is not None and request.GET.get("show") != "all" else tuple(MODELS)
    )
    lines = list_sections(koersdocument=koersdocument, current=section)
    here = next((place for place, line in enumerate(lines) if line.current), 0)
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="koersdocument"),
        "programme": programme,
        "koersdocument": koersdocument,
        "front": front_lacks(koersdocument),
        "hint": HINTS[SectionKind(section.kind)] if section else "",
        "sections": lines,
        "before": lines[here - 1] if here else None,
        "after": lines[here + 1] if here + 1 < len(lines) else None,
        "section": section,
        "taken": [(one, _photo_form(one, writes)) for one in list_taken(section=section)] if section else [],
        "results": [one for one in results if one.kind in offered],
        "shows_all": len(offered) == len(MODELS),
        "taken_up": sum(one.included for one in results),
        "all_results": len(results),
        "editions": list_editions(koersdocument=koersdocument),
        "form": form,
        "new_section": NewSectionForm(auto_id="new_%s") if writes else None,
        "writes": writes,
        "may_publish": bool(_states(request.user, programme)),
        "next": request.get_full_path(),
    }
    return render_page(request, "reports/desk.html", None, context)


def _photo_form(taken: Taken, writes: bool) -> PhotoForm | None:
    """The form below a photo of the draft, for who writes it."""
    if taken.photo is None or not writes:
        return None
    return PhotoForm(initial={"seen": taken.photo.description}, auto_id=f"%s-{taken.public_id}")


def _desk_url(programme: Programme, section: Section | None = None) -> str:
    url = reverse("reports:koersdocument", args=[programme.public_id])
    return f"{url}?part={section.public_id}" if section else url


@permit("reports.write_draft", Programme, by="programme_id")
@require_http_methods(["GET", "POST"])
def cover(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The cover and the opening pages."""
    koersdocument = drafting.ensure_koersdocument(programme=programme)
    initial = {name: getattr(koersdocument, name) for name in drafting.FRONT}
    form = FrontForm(request.POST or None, initial=initial)
    if form.is_valid():
        drafting.edit_front(koersdocument=koersdocument, **form.cleaned_data, by=request.user)
        return see_other(request, _desk_url(programme), say=_("Kept."))
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="koersdocument"),
        "programme": programme,
        "form": form,
    }
    return render_page(request, "reports/cover.html", None, context)


@require_POST
@permit("reports.write_draft", Programme, by="programme_id")
def add_section(request: HttpRequest, programme: Programme) -> HttpResponse:
    """A new part at the end."""
    form = NewSectionForm(request.POST, auto_id="new_%s")
    if not form.is_valid():
        return see_other(
            request, _desk_url(programme), say=_("Give the part a title of at most 160 letters.")
        )
    section = drafting.add_section(
        koersdocument=drafting.ensure_koersdocument(programme=programme),
        title=form.cleaned_data["title"],
        kind=SectionKind(form.cleaned_data["kind"]),
        by=request.user,
    )
    return see_other(request, _desk_url(programme, section), say=_("Part added."))


@require_POST
@permit("reports.write_draft", Section, by="section_id")
def change_section(request: HttpRequest, section: Section) -> HttpResponse:
    """Move a part up or down, or take an empty one away."""
    programme = section.koersdocument.programme
    action = request.POST.get("action")
    try:
        if action == "remove":
            drafting.remove_section(section=section, by=request.user)
            return see_other(request, _desk_url(programme), say=_("Part taken away."))
        drafting.move_section(section=section, steps=-1 if action == "up" else 1, by=request.user)
    except Conflict as conflict:
        return see_other(request, _desk_url(programme, section), say=conflict)
    return see_other(request, _desk_url(programme, section))


@require_POST
@permit("reports.write_draft", Inclusion, by="inclusion_id")
def move_inclusion(request: HttpRequest, inclusion: Inclusion) -> HttpResponse:
    """Move a result up or down within its part."""
    steps = -1 if request.POST.get("action") == "up" else 1
    drafting.move_inclusion(inclusion=inclusion, steps=steps, by=request.user)
    return see_other(request, safe_next(request, _desk_url(inclusion.koersdocument.programme)))


@require_POST
@permit("reports.write_draft", Inclusion, by="inclusion_id")
def describe_photo(request: HttpRequest, inclusion: Inclusion) -> HttpResponse:
    """Say what is to be seen on the photo that stands in the document."""
    photo = _photo_of(inclusion)
    form = PhotoForm(request.POST)
    if photo is None or not form.is_valid():
        raise Http404
    describe_picture(picture=photo, description=form.cleaned_data["seen"], by=request.user)
    back = safe_next(request, _desk_url(inclusion.koersdocument.programme))
    return see_other(request, back, say=_("Kept."))


def _photo_in_draft(programme: Programme, key: str) -> Picture | None:
    """The photo that the draft shows under ``key`` ("p" and its public id). 2 queries: not the whole draft again."""
    public_id = key.removeprefix("p")
    taken_up = Inclusion.objects.filter(
        koersdocument__programme=programme, submission__pictures__public_id=public_id
    )
    inclusion = taken_up.first()
    photo = _photo_of(inclusion) if inclusion else None
    return photo if photo is not None and photo.public_id == public_id else None


def _photo_of(inclusion: Inclusion) -> Picture | None:
    return Picture.objects.filter(submission__inclusions=inclusion).order_by("added_at", "pk").first()


@require_GET
@permit("reports.read_draft", Inclusion, by="inclusion_id")
def taken_photo(request: HttpRequest, inclusion: Inclusion) -> HttpResponseBase:
    """The photo of homework that was taken up, also for readers of the draft who may not open that homework."""
    photo = _photo_of(inclusion)
    if photo is None:
        raise Http404
    return _send_file(photo.image.open("rb"))


@require_POST
@permit("reports.write_draft", Programme, by="programme_id")
def include(request: HttpRequest, programme: Programme, kind: str, result_id: str) -> HttpResponse:
    """ "Neem op", and out again: the switch beside a result. ``on`` in the form says which."""
    result = find_result(programme=programme, kind=kind, public_id=result_id)
    if result is None:
        raise Http404
    koersdocument = drafting.ensure_koersdocument(programme=programme)
    back = safe_next(request, _desk_url(programme))
    if request.POST.get("on") == "1":
        part = koersdocument.sections.filter(public_id=request.POST.get("part", "")).first()
        try:
            drafting.include_result(
                koersdocument=koersdocument, kind=kind, result=result, by=request.user, section=part
            )
        except Conflict as conflict:
            return see_other(request, back, say=conflict)
        return see_other(request, back, say=_("Taken up in the koersdocument."))
    drafting.leave_out(koersdocument=koersdocument, kind=kind, result=result, by=request.user)
    return see_other(request, back, say=_("Taken out of the koersdocument."))


@require_GET
@permit("reports.read_draft", Programme, by="programme_id")
def preview(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The draft as a book on the screen."""
    assembled = publishing.draft_of(
        drafting.ensure_koersdocument(programme=programme),
        hides_ideas=not allowed(request.user, "reports.read_all_ideas", programme),
    )
    addresses = _file_addresses(programme, [*assembled.pictures, *assembled.files])
    style = reverse("reports:preview_css", args=[programme.public_id])
    page = render_html(
        assembled.document,
        assembled.names,
        picture_address=addresses.get,
        stylesheets=[*_sheets(), style],
    )
    return HttpResponse(page)


@require_GET
@permit("reports.read_draft", Programme, by="programme_id")
def preview_css(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The colours of the draft's house style."""
    draft = publishing.draft_of(drafting.ensure_koersdocument(programme=programme))
    style = document_css(draft.document, _file_addresses(programme, draft.files).get)
    return HttpResponse(style, content_type="text/css; charset=utf-8")


def _file_addresses(programme: Programme, files: Iterable[str]) -> dict[str, str]:
    return {key: reverse("reports:preview_file", args=[programme.public_id, key]) for key in files}


@require_GET
@permit("reports.read_draft", Programme, by="programme_id")
def preview_file(request: HttpRequest, programme: Programme, key: str) -> HttpResponseBase:
    """The logo or the letters of the house style that the draft wears, or a picture that is taken up in it.

    Whoever reads the draft sees its pictures, also those of homework that they may not open by itself.
    """
    _style, files = style_of(programme)
    name = files.get(key)
    if name is None:
        photo = _photo_in_draft(programme, key)
        name = photo.image.name if photo else ""
    if not name or not default_storage.exists(name):
        raise Http404
    return _send_file(default_storage.open(name))


def _sheets() -> list[str]:
    return [static(name) for name in SCREEN_SHEETS]


@permit("reports.read_draft", Programme, by="programme_id")
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Publish the next edition: says what that means, and asks once."""
    states = _states(request.user, programme)
    if not states:
        require(request.user, "reports.publish_concept", programme)
    koersdocument = drafting.ensure_koersdocument(programme=programme)
    form = PublishForm(request.POST or None, states=states)
    if form.is_valid():
        with conflict_as_error(form):
            edition = publishing.publish_edition(
                koersdocument=koersdocument, state=EditionState(form.cleaned_data["state"]), by=request.user
            )
            return see_other(
                request,
                reverse("reports:edition", args=[edition.public_id]),
                say=_("Edition %(number)s is published.") % {"number": edition.number},
            )
    editions = list_editions(koersdocument=koersdocument)
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="koersdocument"),
        "programme": programme,
        "koersdocument": koersdocument,
        "form": form,
        "only": states[0].label if len(states) == 1 else "",
        "number": (editions[0].number if editions else 0) + 1,
        "sections": list_sections(koersdocument=koersdocument, current=None),
    }
    return render_page(request, "reports/publish.html", None, context)


@require_GET
@permit("reports.see_edition", Edition, by="edition_id")
def edition(request: HttpRequest, edition: Edition) -> HttpResponse:
    """One edition: what it is, its file when it is there, and how far that is."""
    programme = edition.koersdocument.programme
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="koersdocument"),
        "edition": edition,
        "programme": programme,
        "page": edition_page(edition=edition, work=publishing.RENDER),
    }
    return render_page(request, "reports/edition.html", "_edition_file.html", context)


@require_GET
@permit("reports.see_edition", Edition, by="edition_id")
def edition_pdf(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    """The file of an edition; the page that says how far it is when it is not there yet."""
    if not edition.pdf:
        return redirect("reports:edition", edition.public_id)
    response = FileResponse(
        edition.pdf.open("rb"),
        content_type="application/pdf",
        as_attachment=True,
        filename=publishing.download_name(edition),
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=3600"
    return response


@require_GET
@permit("reports.see_edition", Edition, by="edition_id")
def edition_page_on_screen(request: HttpRequest, edition: Edition) -> HttpResponse:
    """An edition as a book on the screen, from its frozen content."""
    names = dict(edition.contributors.exclude(shown_as="").values_list("key", "shown_as"))
    address = reverse("reports:edition_picture", args=[edition.public_id, "KEY"])
    style = reverse("reports:edition_css", args=[edition.public_id])
    page = render_html(
        from_json(edition.content),
        names,
        picture_address=lambda key: address.replace("KEY", key),
        stylesheets=[*_sheets(), style],
    )
    return HttpResponse(page)


@require_GET
@permit("reports.see_edition", Edition, by="edition_id")
def edition_css(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The colours of an edition's house style."""
    address = reverse("reports:edition_picture", args=[edition.public_id, "KEY"])
    style = document_css(from_json(edition.content), lambda key: address.replace("KEY", key))
    return HttpResponse(style, content_type="text/css; charset=utf-8")


@require_GET
@permit("reports.see_edition", Edition, by="edition_id")
def edition_picture(request: HttpRequest, edition: Edition, key: str) -> HttpResponseBase:
    """A picture, logo or font as it was in an edition."""
    picture = edition.pictures.filter(key=key).first()
    if picture is None:
        raise Http404
    return _send_file(picture.image.open("rb"))
