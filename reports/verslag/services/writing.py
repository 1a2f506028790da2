"""Writing a verslag: it is filled from what happened, and its facilitator adds what only people know."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.audit import record
from core.clock import now
from core.errors import Conflict
from reports.verslag.models import Verslag
from reports.verslag.queries.happened import what_happened
from sessions.enums import SessionState
from sessions.models import Session

WORDS = ("title", "introduction", "agreed", "points", "left_out", "remarks")
"""What a person writes in it, or leaves out."""


def ensure_verslag(*, evening: Session, by: User) -> Verslag:
    """The verslag of ``evening``; filled from what happened when nobody began it yet, by two at a time as well.

    Raises ``Conflict`` while the evening is not over.
    """
    found = Verslag.objects.filter(evening=evening).first()
    if found is not None:
        found.evening = evening
        return found
    if evening.state != SessionState.CLOSED:
        raise Conflict(_("There is a verslag once the evening is over."))
    at = now()
    with transaction.atomic():
        verslag, made = Verslag.objects.get_or_create(
            evening=evening,
            defaults={"happened": what_happened(evening=evening), "gathered_at": at, "changed_at": at},
        )
        verslag.evening = evening
        if made:
            record(by, "verslag.begun", verslag, scope=evening.programme.scope)
    return verslag


@transaction.atomic
def edit_verslag(*, verslag: Verslag, by: User, **words: Any) -> Verslag:
    """Give a verslag other words (keys of ``WORDS``). What people have already, changes with it on its page."""
    current = Verslag.objects.select_for_update().get(pk=verslag.pk)
    changed = [name for name in WORDS if name in words and getattr(current, name) != words[name]]
    for name in changed:
        setattr(verslag, name, words[name])
    if changed:
        verslag.changed_at = now()
        verslag.save(update_fields=[*changed, "changed_at"])
        record(by, "verslag.changed", verslag, scope=verslag.programme.scope, fields=changed)
    return verslag


@transaction.atomic
def renew_verslag(*, verslag: Verslag, by: User) -> Verslag:
    """Fill a verslag anew from what happened; own words stay. Where nothing is otherwise, nothing changes."""
    happened = what_happened(evening=verslag.evening)
    verslag.gathered_at = now()
    fields = ["gathered_at"]
    if happened != Verslag.objects.select_for_update().get(pk=verslag.pk).happened:
        verslag.happened, verslag.changed_at = happened, verslag.gathered_at
        fields += ["happened", "changed_at"]
        record(by, "verslag.renewed", verslag, scope=verslag.programme.scope)
    verslag.save(update_fields=fields)
    return verslag
