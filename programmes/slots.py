"""What programmes put on pages of accounts."""

from typing import Any

from core.slots import Filling
from programmes.enums import Consent
from programmes.queries.people import consents_of


def consent(*, viewer: Any) -> Filling | None:
    """On the page about oneself: how one is named in each programme. 1 query."""
    rows = consents_of(viewer)
    return Filling("programmes/_consent.html", {"rows": rows, "ways": Consent.choices}) if rows else None
