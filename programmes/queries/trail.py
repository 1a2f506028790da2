"""What is asked about programmes by their scopes: who hosts them, their names, and who is not to be named in them."""

from collections.abc import Collection
from typing import Any

from django.urls import reverse

from accounts.queries.trail_words import Thing
from programmes.enums import Consent
from programmes.models import Participation, Programme


def hosted_scopes(organisations: Collection[int]) -> set[str]:
    """The scopes of the programmes that ``organisations`` (primary keys) host. 1 query."""
    return {
        _scope(pk) for pk in Programme.objects.filter(host__in=organisations).values_list("pk", flat=True)
    }


def host_of_scope(scope: str) -> int | None:
    """The organisation (primary key) that hosts the programme ``scope`` names; None for other scopes. 1 query."""
    return Programme.objects.filter(pk__in=_keys([scope])).values_list("host", flat=True).first()


def scopes_named(reader: Any, scopes: Collection[str]) -> dict[str, Thing]:
    """The programmes among ``scopes`` that ``reader`` may see, with their trail. 1 query."""
    found = Programme.objects.visible_to(reader).filter(pk__in=_keys(scopes))
    return {one.scope: Thing(one.name, reverse("programmes:trail", args=[one.public_id])) for one in found}


def not_to_be_named(scopes: Collection[str], people: Collection[int]) -> dict[tuple[str, int], str]:
    """Those of ``people`` who chose in a programme not to be named, or did not choose yet: with their function where
    that may be read, otherwise nothing. Who took part twice is named only where both times allow it. 1 query.
    """
    keys = _keys(scopes)
    if not keys or not people:
        return {}
    rows = Participation.objects.filter(programme__in=keys, person__in=people).exclude(consent=Consent.NAME)
    found: dict[tuple[str, int], str] = {}
    for row in rows.select_related("person").order_by("since", "pk"):
        key = (_scope(row.programme_id), row.person_id)
        function = row.person.function if row.consent == Consent.FUNCTION else ""
        found[key] = function if key not in found else found[key] and function
    return found


def _scope(pk: int) -> str:
    return f"programme:{pk}"


def _keys(scopes: Collection[str]) -> list[int]:
    return [int(scope.partition(":")[2]) for scope in scopes if scope.startswith("programme:")]
