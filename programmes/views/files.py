"""A programme as a file, and a programme from a file."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.access import allowed, permit, standing_of
from core.errors import Conflict
from core.rendering import render_page, see_other
from programmes.enums import Role
from programmes.forms.files import DaysForm, FileForm, TakeForm
from programmes.models import Programme
from programmes.queries.file_page import file_page
from programmes.queries.file_people import judge_people
from programmes.queries.frame import frame_for
from programmes.queries.setup import possible_hosts
from programmes.services import files as services
from programmes.services.blueprints import known_words
from programmes.services.programme_file import FileReading, read_file
from programmes.views.setup import address


@permit("programmes.take_file", Programme, by="programme_id")
@require_http_methods(["GET", "POST"])
def programme_file(request: HttpRequest, programme: Programme) -> HttpResponse:
    """What is in the file of a programme and what is not; the button downloads it."""
    form = TakeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        made = services.file_of(programme=programme, people=form.cleaned_data["people"], by=request.user)
        response = HttpResponse(made, content_type="application/yaml; charset=utf-8")
        name = slugify(programme.name)[:60] or "zonder-naam"
        response["Content-Disposition"] = f'attachment; filename="traject-{name}.yaml"'
        response["Cache-Control"] = "no-store"
        return response
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="settings"),
        "programme": programme,
        "form": form,
        "facilitates": Role.FACILITATOR in standing_of(request.user).roles("programme", programme.pk),
        "may_begin": allowed(request.user, "programmes.begin_programme"),
    }
    return render_page(request, "programmes/programme_file.html", None, context)


@permit("programmes.begin_programme")
@require_http_methods(["GET", "POST"])
def from_file(request: HttpRequest) -> HttpResponse:
    """A file or its text: what is wrong by line, or what it would become; then a concept in the wizard."""
    form = FileForm(request.POST or None, request.FILES or None, organisations=possible_hosts(request.user))
    reading: FileReading | None = None
    if form.is_valid():
        reading = read_file(form.cleaned_data["source"], known_words())
        if reading.plan is not None:
            return _look(request, form, reading, reading.plan)
    context = {"form": form, "problems": reading.problems if reading else ()}
    return render_page(request, "programmes/from_file.html", None, context, 422 if form.is_bound else None)


def _look(request: HttpRequest, form: FileForm, reading: FileReading, plan: dict[str, Any]) -> HttpResponse:
    """The preview, with the choice of the first day; its button makes the programme."""
    asked = bool({"look", "begin_it"} & set(request.POST))
    days = DaysForm(request.POST if asked else None, plan=plan)
    starts_on = days.initial["starts_on"]
    if days.is_valid():
        starts_on = days.cleaned_data["day"]
        if "begin_it" in request.POST:
            try:
                programme = services.begin_from_file(
                    reading=reading,
                    starts_on=starts_on,
                    host=form.cleaned_data["organisation"],
                    people=days.cleaned_data.get("people", False),
                    by=request.user,
                )
            except (Conflict, ValidationError) as problem:  # by the fields of models, which no form here has
                days.add_error(None, getattr(problem, "messages", [str(problem)]))
            else:
                said = _("The programme is there as a draft. Nobody has heard of it yet.")
                return see_other(request, address("programmes:setup_calendar", programme), say=said)
    people = judge_people(people=reading.people, lines=reading.people_lines, by=request.user)
    context = {
        "form": form,
        "days": days,
        "page": file_page(plan=plan, starts_on=starts_on),
        "people": people,
        "along": sum(person.comes_along for person in people),
        "source": form.cleaned_data["source"].decode("utf-8-sig", "replace"),
        "organisation": form.cleaned_data["organisation"],
    }
    return render_page(request, "programmes/from_file_look.html", None, context, 422 if days.errors else None)
