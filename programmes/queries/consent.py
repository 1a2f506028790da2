"""How somebody is named in each programme, and what that looks like."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from programmes.enums import AT_WORK, Consent, ProgrammeState
from programmes.models import Participation, Programme
from programmes.queries.signing import sign_as


@dataclass(frozen=True, slots=True)
class Way:
    """A way to be named, and what would stand below the words of this person."""

    value: str
    label: str
    example: str


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """How somebody is named in one programme."""

    public_id: str
    programme: str
    role: str
    consent: str
    signed: str
    """What stands below the words of this person now."""
    is_chosen: bool
    """Whether this person said so: until then it is the most careful way."""
    may_stop: bool


def example_of(participation: Participation, consent: str) -> str:
    """What stands below the words of ``participation`` with ``consent``, in quotes. No query with the organisation."""
    signed = sign_as(consent, participation.person, nameless=_("a participant"))
    return _("“%(signed)s”") % {"signed": signed}


def ways_of(participation: Participation) -> tuple[Way, ...]:
    """The three ways with what each looks like for ``participation``. No query with the organisation."""
    return tuple(Way(value, str(label), example_of(participation, value)) for value, label in Consent.choices)


def consents_of(person: Any) -> tuple[ConsentRow, ...]:
    """How ``person`` is named in each programme that did not only begin on paper. 1 query."""
    participations = (
        Participation.objects.active()
        .filter(person=person)
        .exclude(programme__state=ProgrammeState.CONCEPT)
        .select_related("programme", "person__organisation")
        .order_by("-since")
    )
    return tuple(
        ConsentRow(
            public_id=participation.public_id,
            programme=participation.programme.name,
            role=participation.get_role_display(),
            consent=participation.consent if participation.consent_asked_at else "",
            signed=example_of(participation, participation.consent),
            is_chosen=participation.consent_asked_at is not None,
            may_stop=participation.programme.state == ProgrammeState.RUNNING,
        )
        for participation in participations
    )


def to_ask(*, programme: Programme, viewer: Any) -> Participation | None:
    """The participation of ``viewer`` in ``programme``, if it contributes and was not asked yet. 1 query."""
    if programme.state != ProgrammeState.RUNNING:
        return None
    return (
        Participation.objects.active()
        .filter(programme=programme, person=viewer, role__in=AT_WORK, consent_asked_at__isnull=True)
        .select_related("person__organisation")
        .first()
    )
