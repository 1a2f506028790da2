"""What every template may know about the place it stands in."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """The theme that this browser chose (empty: as the device), and whether this is the demo."""
    theme = request.COOKIES.get("kw_theme", "")
    return {
        "theme": theme if theme in {"light", "dark"} else "",
        "is_demo": settings.DEMO,
        "site_url": settings.SITE_URL,
    }
