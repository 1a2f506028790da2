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
    beside = person.organisation if consent == Consent.NAME and person.name else None
    return Signed(_name(consent, person, nameless), beside.name if beside else "")


def _name(consent: str, person: User, nameless: str) -> str:
    if consent == Consent.NAME:
        return person.name or nameless
    if consent == Consent.FUNCTION:
        return person.function or nameless
    return _("anonymous")


def signature(participation: Participation | None) -> str:
    """How a contribution of ``participation`` is signed on one line with other words, as that person consented.

    No query when ``person`` was fetched along.
    """
    if participation is None:
        return _("anonymous")
    return _name(participation.consent, participation.person, _("a participant"))


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
