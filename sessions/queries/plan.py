"""What the plan of a programme says about its evenings."""

from collections.abc import Sequence

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programmes.models import Moment
from programmes.queries.plan import MomentFacts
from sessions.enums import Answer
from sessions.models import Session


def evening_facts(moments: Sequence[Moment]) -> dict[int, MomentFacts]:
    """The page and place of the evenings at ``moments``, and how many come, by the moment's key. 1 query."""
    evenings = Session.objects.filter(moment__in=moments).annotate(
        coming=Count("attendances", filter=Q(attendances__answer=Answer.YES))
    )
    facts = {}
    for evening in evenings:
        come = ngettext("%(count)d person comes", "%(count)d people come", evening.coming) % {
            "count": evening.coming
        }
        facts[evening.moment_id] = MomentFacts(
            url=reverse("evenings:run_of_show", args=[evening.public_id]),
            label=_("Open the draaiboek"),
            note=", ".join(part for part in (evening.place, come if evening.coming else "") if part),
        )
    return facts
