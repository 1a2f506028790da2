"""Pages on which the picker, the editor and the network are tried."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from core.access import public
from core.errors import Conflict
from core.forms import FileInput, MarkdownInput
from core.rendering import see_other

RECEIVED: list[dict[str, Any]] = []

_PAGE = """{% extends "base.html" %}{% block title %}Parts{% endblock %}{% block main %}<h1>Parts</h1>
<form method="post" enctype="multipart/form-data"{% if boosted %} hx-boost="true"{% endif %}>{% csrf_token %}{{ form }}
<button>Send</button></form><a id="away" href="/away/">Away</a>
<button id="ask" hx-post="/refuses/" hx-target="#part">Ask</button><p id="part">As it was</p>{% endblock %}"""


class PartsForm(forms.Form):
    """An editor and a picker."""

    words = forms.CharField(label="Words", widget=MarkdownInput(), required=False)
    list = forms.FileField(label="List", widget=FileInput(accept=".csv"), required=False)


@public
def parts(request: HttpRequest) -> HttpResponse:
    """A form with an editor and a picker."""
    if request.method == "POST":
        file = request.FILES.get("list")
        RECEIVED.append({"words": request.POST["words"], "size": file.size if file else 0})
        return see_other(request, "/parts/", say="Taken")
    context = {"form": PartsForm(), "boosted": "boosted" in request.GET}
    return HttpResponse(engines["django"].from_string(_PAGE).render(context, request))


@public
def away(request: HttpRequest) -> HttpResponse:
    """Somewhere else."""
    return HttpResponse("<h1>Away</h1>")


@public
def refuses(request: HttpRequest) -> HttpResponse:
    """What a view does that has no form for the refusal of its service."""
    raise Conflict("Somebody else was <b>faster</b>.")


@public
def invalid(request: HttpRequest) -> HttpResponse:
    """The same for a ``ValidationError`` of several sentences."""
    raise ValidationError(["This is wrong.", "And this."])


urlpatterns = [
    path("parts/", parts),
    path("away/", away),
    path("refuses/", refuses),
    path("invalid/", invalid),
    path("", include("config.urls")),
]
