"""Pictures of people, and who gets to see them."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from accounts.models import User
from core.access import standing_of
from programmes.enums import Consent, Role
from programmes.models import Participation


def face_seen(*, public_id: str, viewer: Any) -> User | None:
    """The person with ``public_id``, if there is a picture that ``viewer`` may see. At most 2 queries.

    One sees one's own, that of who is named in a common programme, and, as its facilitator, those of everybody in it.
    """
    person = User.objects.filter(public_id=public_id, is_active=True).exclude(picture="").first()
    if person is None or person.pk == viewer.pk:
        return person
    standing = standing_of(viewer)
    named = Q(programme__in=standing.where("programme"), consent=Consent.NAME)
    guided = Q(programme__in=standing.where("programme", Role.FACILITATOR))
    common = Participation.objects.active().filter(named | guided, person=person)
    return person if common.exists() else None


def face_of(participation: Participation, *, known: bool = False) -> str:
    """Where the picture of ``participation`` is fetched by those who may see the name; empty without one. No query.

    ``known``: the reader's work needs the name.
    """
    person = participation.person
    shows = person.picture and (known or participation.consent == Consent.NAME)
    return reverse("programmes:picture", args=[person.public_id]) if shows else ""
