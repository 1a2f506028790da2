"""Which organisations somebody knows of: a list of all of them would tell who else is here."""

from collections.abc import Callable, Iterable

from django.db.models import Q

from accounts.models import Organisation, User
from core.access import standing_of

Acquainter = Callable[[User], Iterable[int]]
"""Takes a person; primary keys of organisations that this person meets."""

_acquainters: list[Acquainter] = []


def acquaint_by(acquainter: Acquainter) -> None:
    """Let ``acquainter`` add the organisations that people meet in its app; called in ``AppConfig.ready``."""
    if acquainter not in _acquainters:
        _acquainters.append(acquainter)


def organisations_known_to(user: User) -> list[str]:
    """The names of the organisations that ``user`` belongs to, administers or meets. 1 query, and the acquainters'."""
    met = {pk for acquainter in _acquainters for pk in acquainter(user)}
    known = Q(pk=user.organisation_id) | Q(pk__in=standing_of(user).where("organisation")) | Q(pk__in=met)
    return list(Organisation.objects.filter(known).values_list("name", flat=True))
