"""Pages for what goes wrong before a view is reached."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long, or was sent by another site; nothing was changed and nothing typed is lost."""
    return render(request, "403_csrf.html", {"reason": reason}, status=403)
