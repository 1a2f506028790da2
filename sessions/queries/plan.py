"""What the plan of a programme says about its evenings."""

from collections.abc import Sequence

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programmes.enums import ProgrammeState
from programmes.models import Moment
from programmes.queries.plan import MomentFacts
from sessions.enums import NEVER_OPENED, Answer, SessionState
from sessions.models import Session


def evening_facts(moments: Sequence[Moment]) -> dict[int, MomentFacts]:
    """The page and place of the evenings at ``moments``, and how many come, by the moment's key. 1 query."""
    evenings = (
        Session.objects.filter(moment__in=moments)
        .annotate(coming=Count("attendances", filter=Q(attendances__answer=Answer.YES)))
        .select_related("team", "programme")
    )
    facts = {}
    for evening in evenings:
        come = ngettext("%(count)d person comes", "%(count)d people come", evening.coming) % {
            "count": evening.coming
        }
        facts[evening.moment_id] = MomentFacts(
            url=reverse("evenings:run_of_show", args=[evening.public_id]),
            label=_("Open the draaiboek"),
            note=_("is off: %(reason)s") % {"reason": evening.off_reason}
            if evening.is_off
            else ", ".join(part for part in (evening.place, come if evening.coming else "") if part),
            held=evening.state not in NEVER_OPENED,
            team=evening.team.name if evening.team else "",
            copy_url=reverse("evenings:copy", args=[evening.public_id]) if evening.team else "",
            drop_url=reverse("evenings:remove", args=[evening.public_id])
            if evening.state == SessionState.PLANNED
            else "",
            is_off=evening.is_off,
            off_url=_off_url(evening),
            seek_url=reverse("evenings:seek_day", args=[evening.public_id]) if _is_to_come(evening) else "",
        )
    return facts


def _is_to_come(evening: Session) -> bool:
    return evening.programme.state == ProgrammeState.RUNNING and evening.state == SessionState.PLANNED


def _off_url(evening: Session) -> str:
    """Where an evening is called off, or let take place after all."""
    if evening.programme.state != ProgrammeState.RUNNING or evening.state not in NEVER_OPENED:
        return ""
    return reverse("evenings:put_back" if evening.is_off else "evenings:call_off", args=[evening.public_id])
