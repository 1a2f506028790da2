"""What the plan of a programme says about its homework."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from homework.models import Assignment
from programmes.models import Moment
from programmes.queries.plan import MomentFacts


def homework_facts(moments: Sequence[Moment]) -> dict[int, MomentFacts]:
    """The page of the homework that is due at ``moments``, by the moment's primary key. 1 query."""
    return {
        assignment.moment_id: MomentFacts(
            url=reverse("homework:assignment", args=[assignment.public_id]),
            label=_("Open the homework"),
            team=assignment.team.name if assignment.team else "",
            copy_url=reverse("homework:copy", args=[assignment.public_id]) if assignment.team else "",
            drop_url=reverse("homework:drop", args=[assignment.public_id]),
        )
        for assignment in Assignment.objects.filter(moment__in=moments).select_related("team")
    }
