"""What the trail says of the koersdocument."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.queries.trail_words import Act, seen
from reports.koersdocument.models import Edition, Koersdocument, Section

KIND = "reports"
LABEL = _("Koersdocument")

ACTS = (
    Act("reports.section_added", _("{who} added a part to the koersdocument: {what}")),
    Act("reports.section_changed", _("{who} wrote in the koersdocument, in {what}")),
    Act("reports.section_moved", _("{who} moved a part of the koersdocument: {what}")),
    Act("reports.section_removed", _("{who} took a part out of the koersdocument")),
    Act("reports.included", _("{who} put something in the koersdocument {what}")),
    Act("reports.left_out", _("{who} took something out of the koersdocument {what}")),
    Act("reports.inclusion_moved", _("{who} moved something in the koersdocument")),
    Act("reports.front_changed", _("{who} changed the cover of the koersdocument {what}")),
    Act("reports.published", _("{who} published an edition: {what}")),
)


def _desk(row: Any) -> str:
    document = row if isinstance(row, Koersdocument) else row.koersdocument
    return reverse("reports:koersdocument", args=[document.programme.public_id])


FOUND = {
    Koersdocument: seen(Koersdocument, url=_desk),
    Section: seen(Section, url=_desk),
    Edition: seen(Edition, url=lambda one: reverse("reports:edition", args=[one.public_id])),
}
