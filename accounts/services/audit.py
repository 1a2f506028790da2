"""The trail: every service that changes something writes one entry in the same transaction."""

from typing import Any

from django.db.models import Model

from accounts.models import AuditEntry, User
from accounts.queries.audit import role_of


def record(
    by: User | None, verb: str, obj: Model, *, scope: str = "", for_whom: User | None = None, **keys: Any
) -> None:
    """Write that ``by`` (None: the machine, or an operator) did ``verb`` ("app.past_tense") to ``obj``.

    ``scope`` ("programme:12", "organisation:3", "person:8") says whose trail it belongs to; left out, it is that of
    ``obj`` itself. ``keys`` hold primary keys and fixed words, never names or text. What ``by`` is in the scope at
    this moment is written along.
    """
    scope = scope or str(obj.scope)  # type: ignore[attr-defined]
    AuditEntry.objects.create(
        by=by,
        by_key=by.pk if by else None,
        for_whom=for_whom,
        for_whom_key=for_whom.pk if for_whom else None,
        role=role_of(by, scope),
        verb=verb,
        object_type=obj._meta.label_lower,
        object_id=obj.pk,
        scope=scope,
        keys=keys,
    )
