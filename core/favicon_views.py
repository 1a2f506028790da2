"""The mark of the product where a browser asks for it by itself: beside a PDF or a file, which name no icon."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.cache import cache_control

from core.access import public


@public
@cache_control(max_age=86_400, public=True)
def favicon(request: HttpRequest) -> HttpResponse:
    """To the file with the mark, wherever static files stand."""
    return redirect(static("favicon.ico"))
