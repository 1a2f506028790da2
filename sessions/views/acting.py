"""Actions of one tap: do it and say it, or say why not."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from core.errors import Conflict
from core.rendering import see_other


def act(
    request: HttpRequest,
    back: str,
    do: Callable[[], object],
    *,
    say: object = "",
    undo: str = "",
    draft: str = "",
) -> HttpResponse:
    """Let ``do`` happen and go on to ``back``; where it is refused, say why there instead."""
    try:
        do()
    except (Conflict, ValidationError) as refused:
        return refuse(request, back, refused)
    return see_other(request, back, say=say, undo=undo, draft=draft)


def refuse(request: HttpRequest, back: str, refused: Conflict | ValidationError) -> HttpResponse:
    """Go back and say why a service did not do it."""
    why = " ".join(refused.messages) if isinstance(refused, ValidationError) else str(refused)
    messages.error(request, why)
    return see_other(request, back)
