"""Sealing the trail: outside the request, a batch at a time, each seal holding on to the one before it."""

import datetime as dt
import logging

from django.db import IntegrityError, transaction

from accounts.models import AuditEntry, AuditSeal
from accounts.queries.audit_seals import BEGINNING, digest_of, last_seal
from core.clock import now

log = logging.getLogger(__name__)

REST = dt.timedelta(minutes=1)
"""How old an entry is before it is sealed."""
BATCH = 1000


def seal_trail() -> int:
    """Seal what is not sealed yet. Returns how many entries were.

    Entries are taken because they are in no seal, never because of their number: one that a long transaction commits
    late, with a smaller number than its neighbours, comes into the next seal.
    Two beats at once make one chain: the second that follows the same seal breaks the unique ``previous_digest``,
    and leaves the work to the first.
    """
    sealed = 0
    while True:
        try:
            count = _seal_batch()
        except IntegrityError:
            return sealed
        sealed += count
        if count < BATCH:
            return sealed


@transaction.atomic
def _seal_batch() -> int:
    ripe = AuditEntry.objects.filter(seal=None, at__lt=now() - REST)
    entries = list(ripe.order_by("pk")[:BATCH])
    if not entries:
        return 0
    previous = last_seal()
    seal = AuditSeal(
        sealed_at=now(),
        first_id=entries[0].pk,
        last_id=entries[-1].pk,
        count=len(entries),
        previous_digest=previous.digest if previous else BEGINNING,
    )
    seal.digest = digest_of(seal, entries)
    seal.save(force_insert=True)
    # The manager of the model refuses every change; the trigger lets an entry into its first seal.
    open_entries = AuditEntry._base_manager.filter(pk__in=[entry.pk for entry in entries], seal=None)
    if open_entries.update(seal=seal) != len(entries):
        raise IntegrityError("Another beat sealed some of these entries.")
    # The log of the machine keeps the digest where who can write in the database may not write.
    log.info("trail sealed", extra={"seal": seal.pk, "entries": seal.count, "digest": seal.digest})
    return len(entries)
