"""What a seal of the trail is a hash of, and whether the chain of seals still holds."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import F, Q

from accounts.models import AuditEntry, AuditSeal

BEGINNING = "0" * 64
"""What the first seal follows."""

LATE = dt.timedelta(hours=1)
"""No transaction stays open for so long: an entry so much older than what was sealed or numbered before it was put in
later. Measured by the entries, not by when they were sealed: beat may have stood still."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What came of walking the chain."""

    faults: tuple[str, ...]
    """A sentence about each thing that is broken, for an operator, in English; empty where the chain holds."""
    entries: int
    seals: int
    waiting: int
    """Entries that are in no seal yet."""
    digest: str
    """Of the last seal: who keeps it elsewhere can show later that nothing was cut off the end."""


def line_of(entry: AuditEntry) -> str:
    """``entry`` in one fixed form. What erasing a person empties (``by``, ``for_whom``) is not in it."""
    values = [
        entry.pk,
        entry.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        entry.by_key,
        entry.for_whom_key,
        entry.role,
        entry.verb,
        entry.object_type,
        entry.object_id,
        entry.scope,
        entry.keys,
    ]
    return json.dumps(values, sort_keys=True, separators=(",", ":"))


def digest_of(seal: AuditSeal, entries: Iterable[AuditEntry]) -> str:
    """The SHA-256 of ``seal`` itself, the digest before it, and its ``entries`` by primary key; 64 hex digits."""
    moment = seal.sealed_at.astimezone(dt.UTC).isoformat(timespec="microseconds")
    head = [seal.previous_digest, moment, seal.first_id, seal.last_id, seal.count]
    digest = hashlib.sha256(json.dumps(head, separators=(",", ":")).encode())
    for entry in entries:
        digest.update(b"\n")
        digest.update(line_of(entry).encode())
    return digest.hexdigest()


def last_seal() -> AuditSeal | None:
    """The seal that no other follows; None where nothing was sealed. 1 query."""
    followed = AuditSeal.objects.values("previous_digest")
    return AuditSeal.objects.exclude(digest__in=followed).order_by("-pk").first()


def prove(*, known: str = "") -> Proof:
    """Walk the whole chain. ``known``: a digest that was seen before and must be in it. 3 queries and 1 per seal."""
    faults: list[str] = []
    digests = {BEGINNING}
    last = BEGINNING
    newest: dt.datetime | None = None
    entries = seals = 0
    for seal in AuditSeal.objects.order_by("pk").iterator():
        sealed = list(AuditEntry.objects.filter(seal=seal).order_by("pk"))
        faults += _faults_of(seal, sealed, last)
        late, newest = _late(sealed, newest)
        faults += late
        entries, seals, last = entries + len(sealed), seals + 1, seal.digest
        digests.add(last)
    if known and known not in digests:
        faults.append(f"The seal {known} is gone: seals and their entries were taken off the end.")
    waiting = list(AuditEntry.objects.filter(seal=None).order_by("pk"))
    faults += _late(waiting, newest)[0]
    faults += [f"Entry {pk} is said to be of another person than who made it." for pk in _of_others()]
    return Proof(tuple(faults), entries + len(waiting), seals, len(waiting), last)


def _faults_of(seal: AuditSeal, entries: list[AuditEntry], last: str) -> Iterator[str]:
    about = f"Seal {seal.pk} (entries {seal.first_id} to {seal.last_id}, {seal.sealed_at:%Y-%m-%d %H:%M} UTC)"
    if seal.previous_digest != last:
        yield f"{about} does not follow the seal before it: a seal was changed or is gone."
    if len(entries) < seal.count:
        yield f"{about}: {seal.count - len(entries)} of {seal.count} entries are gone."
    elif len(entries) > seal.count:
        yield f"{about}: {len(entries) - seal.count} entries were put between."
    if digest_of(seal, entries) != seal.digest:
        yield f"{about}: what it holds is not what was sealed."


def _late(entries: list[AuditEntry], newest: dt.datetime | None) -> tuple[list[str], dt.datetime | None]:
    """What is wrong with the times of ``entries`` after ``newest``, and which is the newest now."""
    found = []
    for entry in entries:
        if newest is not None and entry.at < newest - LATE:
            found.append(f"Entry {entry.pk} was put in later: it is older than what was there before it.")
        newest = max(entry.at, newest or entry.at)
    return found, newest


def _of_others() -> list[int]:
    changed = Q(by__isnull=False) & ~Q(by=F("by_key"))
    changed |= Q(for_whom__isnull=False) & ~Q(for_whom=F("for_whom_key"))
    lost = Q(by__isnull=False, by_key=None) | Q(for_whom__isnull=False, for_whom_key=None)
    return list(AuditEntry.objects.filter(changed | lost).order_by("pk").values_list("pk", flat=True))
