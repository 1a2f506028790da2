"""What the trail says of verslagen."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.queries.trail_words import Act, seen
from reports.verslag.models import Verslag

KIND = "verslag"
LABEL = _("Verslag")

ACTS = (
    Act("verslag.begun", _("{who} began the verslag of {what}")),
    Act("verslag.changed", _("{who} changed the verslag of {what}")),
    Act("verslag.renewed", _("{who} filled the verslag of {what} anew from what happened")),
    Act("verslag.sent", _("{who} sent the verslag of {what}")),
)


def _title(row: Any) -> str:
    return str(row.evening.title)


def _page(row: Any) -> str:
    return reverse("reports:verslag", args=[row.public_id])


FOUND = {Verslag: seen(Verslag, label=_title, url=_page)}
