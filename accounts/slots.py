"""What accounts put on pages of their own that others fill too."""

from typing import Any

from accounts.queries.devices import devices_of
from core.slots import Filling


def devices_line(*, viewer: Any, request: Any) -> Filling:
    """On the page about signing in: on how many devices one is in, and the way there. 1 query."""
    devices = devices_of(viewer, session_key=request.session.session_key)
    return Filling("accounts/_devices_line.html", {"count": len(devices)})
