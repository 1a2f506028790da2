"""The trail: every service that changes something writes one entry in the same transaction."""

from typing import Any

from django.db.models import Model

from accounts.models import AuditEntry, User


def record(
    by: User | None, verb: str, obj: Model, *, scope: str = "", for_whom: User | None = None, **keys: Any
) -> None:
    """Write that ``by`` did ``verb`` ("app.past_tense") to ``obj``.

    ``scope`` ("programme:12") says whose trail it belongs to. ``keys`` hold primary keys and fixed words,
    never names or text.
    """
    AuditEntry.objects.create(
        by=by,
        for_whom=for_whom,
        verb=verb,
        object_type=obj._meta.label_lower,
        object_id=obj.pk,
        scope=scope,
        keys=keys,
    )
