"""What the page of an organisation shows of its programmes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from accounts.models import Organisation
from programmes.models import Participation, Programme


@dataclass(frozen=True, slots=True)
class HostedRow:
    """One programme that an organisation hosts."""

    public_id: str
    name: str
    state: str
    people: int


def hosted_by(organisation: Organisation) -> tuple[HostedRow, ...]:
    """The programmes that ``organisation`` hosts, newest first. 1 query."""
    counted = Count("participations", filter=Q(participations__until__isnull=True))
    programmes = Programme.objects.filter(host=organisation, is_rehearsal=False).annotate(people=counted)
    return tuple(
        HostedRow(one.public_id, one.name, one.get_state_display(), one.people)
        for one in programmes.order_by("-starts_on", "pk")
    )


def engagements(organisation: Organisation, people: Sequence[int]) -> Mapping[int, Sequence[str]]:
    """In which programmes that ``organisation`` hosts each of ``people`` takes part, and as what. 1 query."""
    told: dict[int, list[str]] = {}
    found = Participation.objects.active().filter(person__in=people, programme__host=organisation)
    for one in found.select_related("programme").order_by("-programme__starts_on"):
        told.setdefault(one.person_id, []).append(f"{one.programme.name} ({one.get_role_display()})")
    return told
