"""How contributions are signed: one place decides what a person let others read (docs/decisions/0013)."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import User
from programmes.enums import Consent
from programmes.models import Participation


@dataclass(frozen=True, slots=True)
class Signed:
    """What stands below a contribution."""

    name: str
    """The name, the function, or "anonymous"; never empty."""
    organisation: str = ""
    """Only beside a name: an organisation that sent one person tells who that is."""

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation}" if self.organisation else self.name


def sign(participation: Participation | None, *, known: bool = False) -> Signed:
    """How a contribution of ``participation`` is signed. ``known``: the reader's work needs the name, or wrote it.

    No query when ``person__organisation`` was fetched along.
    """
    if participation is None:
        return Signed(_("anonymous"))
    return sign_as(
        Consent.NAME if known else participation.consent, participation.person, nameless=_("a participant")
    )


def sign_as(consent: str, person: User, *, nameless: str = "") -> Signed:
    """How ``person`` is signed by ``consent``; ``nameless`` stands where there is no name or function to write."""
    if consent == Consent.NAME:
        organisation = person.organisation.name if person.name and person.organisation else ""
        return Signed(person.name or nameless, organisation)
    if consent == Consent.FUNCTION:
        return Signed(person.function or nameless)
    return Signed(_("anonymous"))


def signature(participation: Participation | None) -> str:
    """How a contribution of ``participation`` is signed on one line with other words, as that person consented."""
    return sign(participation).name


def signatures_of(*, programme_id: int, people: Collection[int]) -> dict[int, str]:
    """How each of ``people`` (primary keys) is signed in the programme, also who left. 1 query; none for nobody."""
    if not people:
        return {}
    rows = (
        Participation.objects.filter(programme=programme_id, person__in=people)
        .select_related("person__organisation")
        .order_by("since", "pk")
    )
    return {row.person_id: signature(row) for row in rows}
