"""Actions of one tap: do it and say it, or say why not."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from core.errors import Conflict
from core.rendering import see_other


def act(
    request: HttpRequest, back: str, do: Callable[[], object], *, say: object = "", undo: str = ""
) -> HttpResponse:
    """Let ``do`` happen and go on to ``back``; where the world has moved on, say its sentence there instead."""
    try:
        do()
    except Conflict as conflict:
        messages.error(request, str(conflict))
        return see_other(request, back)
    return see_other(request, back, say=say, undo=undo)
