"""Pages on which the scripts are tried: what is posted stands in ``RECEIVED``, what the server does in ``MOOD``."""

import time
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import include, path

from core.access import public
from core.rendering import see_other

RECEIVED: list[dict[str, Any]] = []
MOOD: dict[str, Any] = {"queue": "takes", "version": 1, "stream": "open", "pause": 0}

_FORM = """{% extends "base_bare.html" %}{% block title %}Form{% endblock %}{% block main %}<h1>Form</h1>
<form method="post" data-draft="letter">{% csrf_token %}
<input type="hidden" name="key" value="{{ key }}" data-draft-keep>
<label for="words">Words</label><textarea id="words" name="words">{{ words }}</textarea>
<label><input type="checkbox" name="agreed" value="1">Agreed</label>
<span data-draft-state data-saved="kept"></span><button>Send</button></form>{% endblock %}"""

_CARD = """{% extends "base_bare.html" %}{% block title %}Card{% endblock %}{% block main %}<h1>Card</h1>
{% include "partials/queue_status.html" %}
<form method="post" data-queue data-draft="card" data-sent="It is there" data-refused="Not taken">{% csrf_token %}
<input type="hidden" name="key" value="{{ key }}" data-queue-key data-draft-keep>
<label for="words">Words</label><textarea id="words" name="words" required data-queue-clear></textarea>
<label for="photo">Photo</label><input id="photo" type="file" name="photo"><button>Send</button></form>{% endblock %}"""

_LIVE = """{% extends "base_bare.html" %}{% block title %}Live{% endblock %}{% block main %}<h1>Live</h1>
<div data-stream="/stream/" data-refresh="/part/" data-version="{{ version }}"><p id="seen">{{ version }}</p>
<label for="note">Note</label><input id="note">
<div data-keep><label><input type="checkbox" id="chosen">Chosen</label></div></div>{% endblock %}"""


def _page(request: HttpRequest, source: str, **context: Any) -> HttpResponse:
    return HttpResponse(engines["django"].from_string(source).render(context, request))


@public
def form(request: HttpRequest) -> HttpResponse:
    """A form that keeps a draft; ``?words=`` is what the server has."""
    if request.method == "POST":
        RECEIVED.append(request.POST.dict())
        return see_other(request, "/form/", say="Taken", draft="letter")
    return _page(request, _FORM, words=request.GET.get("words", ""), key=time.monotonic_ns())


@public
def card(request: HttpRequest) -> HttpResponse:
    """A form with a queue."""
    if request.method == "GET":
        return _page(request, _CARD, key=f"key-{time.monotonic_ns()}")
    if MOOD["queue"] == "signed out":
        return redirect("account_login")
    if MOOD["queue"] != "takes":
        return HttpResponse("no", status=int(MOOD["queue"]))
    photos = [file.size for file in request.FILES.getlist("photo") if file.size]
    RECEIVED.append(request.POST.dict() | {"photos": photos})
    return see_other(request, "/card/", say="Taken")


@public
def live(request: HttpRequest) -> HttpResponse:
    """An element that follows a stream."""
    return _page(request, _LIVE, version=MOOD["version"])


@public
def part(request: HttpRequest) -> HttpResponse:
    """The inside of that element."""
    time.sleep(float(MOOD["pause"]))
    return HttpResponse(
        f'<p id="seen">{MOOD["version"]}</p><label for="note">Note</label><input id="note">'
        '<div data-keep><label><input type="checkbox" id="chosen">Chosen</label></div>'
    )


@public
def stream(request: HttpRequest) -> HttpResponse:
    """A short stream of the version, as ``core.live`` sends it."""
    if MOOD["stream"] == "down":
        return HttpResponse(status=503)

    def events() -> Iterator[bytes]:
        seen = int(request.GET.get("seen", 0))
        yield b"retry: 300\n\n"
        for _ in range(40):
            if int(MOOD["version"]) > seen:
                seen = int(MOOD["version"])
                yield f'event: changed\ndata: {{"version": {seen}}}\n\n'.encode()
            time.sleep(0.05)

    return StreamingHttpResponse(events(), content_type="text/event-stream")  # type: ignore[return-value]


urlpatterns = [
    path("form/", form),
    path("card/", card),
    path("live/", live),
    path("part/", part),
    path("stream/", stream),
    path("", include("config.urls")),
]
