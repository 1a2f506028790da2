"""What the pages of an organisation show to who administers it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import MailDomain, Organisation, OrganisationAdmin, User
from accounts.queries.second_factor import who_has_second_factor

PER_PAGE = 40

Teller = Callable[[Organisation, Sequence[int]], Mapping[int, Sequence[str]]]
"""Takes an organisation and primary keys of people; what each of them takes part in there, in one query."""

_tellers: list[Teller] = []


def tell_engagements_by(teller: Teller) -> None:
    """Let ``teller`` say what people take part in; called in ``AppConfig.ready``."""
    _tellers[:] = [teller]


@dataclass(frozen=True, slots=True)
class Administrator:
    """One of those who administer the organisation."""

    public_id: str
    name: str
    email: str
    is_me: bool
    may_be_helped: bool
    """Whether there is a second factor that this person may have lost."""


@dataclass(frozen=True, slots=True)
class Belonging:
    """Somebody who comes from the organisation, and which of its programmes he or she takes part in."""

    public_id: str
    name: str
    email: str
    function: str
    takes_part_in: str
    may_be_helped: bool


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Those who come from the organisation, a page at a time."""

    rows: tuple[Belonging, ...]
    asked: str
    total: int
    where: str
    """Where we are: "1 to 40 of 132"."""
    previous_url: str
    next_url: str


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """The page itself."""

    lead: str
    administrators: tuple[Administrator, ...]
    people: PeoplePage


def organisation_page(
    *, organisation: Organisation, viewer: Any, asked: str = "", page: str = ""
) -> OrganisationPage:
    """``organisation`` as ``viewer``, who administers it, sees it; people as far as ``asked`` fits. 6 queries.

    What somebody takes part in elsewhere is not told: it is none of the organisation's business.
    """
    people = _people(organisation, viewer, asked.strip(), page)
    return OrganisationPage(
        lead=_lead(organisation, people),
        administrators=administrators_of(organisation=organisation, viewer=viewer),
        people=people,
    )


def _lead(organisation: Organisation, people: PeoplePage) -> str:
    kind = organisation.get_kind_display()
    kind = kind[:1].upper() + kind[1:]
    if people.asked:
        return kind
    count = ngettext("%(count)d person comes from here", "%(count)d people come from here", people.total)
    return _("%(kind)s. %(count)s.") % {"kind": kind, "count": count % {"count": people.total}}


def administrators_of(*, organisation: Organisation, viewer: Any) -> tuple[Administrator, ...]:
    """Who administers ``organisation``, by name. 2 queries."""
    people = [
        admin.user
        for admin in OrganisationAdmin.objects.filter(organisation=organisation).select_related("user")
    ]
    secured = who_has_second_factor([person.pk for person in people]) - {viewer.pk}
    rows = [
        Administrator(
            person.public_id, str(person), person.email, person.pk == viewer.pk, person.pk in secured
        )
        for person in people
    ]
    return tuple(sorted(rows, key=lambda row: row.name.casefold()))


def administrator(*, organisation: Organisation, public_id: str) -> User:
    """The administrator of ``organisation`` with ``public_id``; ``Http404`` where nobody is. 1 query."""
    found = OrganisationAdmin.objects.filter(organisation=organisation, user__public_id=public_id)
    admin = found.select_related("user").first()
    if admin is None:
        raise Http404
    return admin.user


def colleague(*, organisation: Organisation, public_id: str) -> User:
    """Who comes from ``organisation`` or administers it, with ``public_id``; ``Http404`` where nobody does. 1 query."""
    belongs = Q(organisation=organisation) | Q(administers__organisation=organisation)
    found = User.objects.filter(belongs, public_id=public_id, is_active=True).first()
    if found is None:
        raise Http404
    return found


def _people(organisation: Organisation, viewer: Any, asked: str, page: str) -> PeoplePage:
    people = User.objects.filter(organisation=organisation, is_active=True).order_by("name", "email")
    if asked:
        people = people.filter(Q(name__icontains=asked) | Q(email__icontains=asked))
    sheet = Paginator(people, PER_PAGE).get_page(page)
    persons = list(sheet.object_list)
    secured = who_has_second_factor([person.pk for person in persons]) - {viewer.pk}
    told: Mapping[int, Sequence[str]] = {}
    for teller in _tellers:
        told = teller(organisation, [person.pk for person in persons])
    return PeoplePage(
        rows=tuple(
            Belonging(
                public_id=person.public_id,
                name=str(person),
                email=person.email,
                function=person.function,
                takes_part_in=", ".join(told.get(person.pk, ())),
                may_be_helped=person.pk in secured,
            )
            for person in persons
        ),
        asked=asked,
        total=sheet.paginator.count,
        where=_("%(first)d to %(last)d of %(total)d")
        % {"first": sheet.start_index(), "last": sheet.end_index(), "total": sheet.paginator.count},
        previous_url=_address(organisation, asked, sheet.number - 1) if sheet.has_previous() else "",
        next_url=_address(organisation, asked, sheet.number + 1) if sheet.has_next() else "",
    )


def _address(organisation: Organisation, asked: str, page: int) -> str:
    query = urlencode({**({"q": asked} if asked else {}), "page": page})
    return f"{reverse('accounts:organisation', args=[organisation.public_id])}?{query}#people"


def domains_of(organisation: Organisation) -> tuple[str, ...]:
    """The mail domains of ``organisation``. 1 query."""
    return tuple(MailDomain.objects.filter(organisation=organisation).values_list("domain", flat=True))
