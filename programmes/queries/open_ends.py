"""What is still open in a programme, as each app tells it: for the page of a phase, and before a programme closes."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum

from accounts.models import User
from programmes.models import Programme


class Weight(IntEnum):
    """What an open end asks before its programme can close."""

    FIRST = 1
    """It has to be done by hand: something runs now, or people still count on it."""
    REASON = 2
    """One reason can settle it, with all others of its kind."""
    KNOWN = 3
    """It is only good to know."""


@dataclass(frozen=True, slots=True)
class OpenEnd:
    """Something that waits, as a sentence with its number, and where one deals with it."""

    key: str
    """What it is, stable: with the number it says whether a page is old."""
    count: int
    sentence: str
    url: str
    weight: Weight = Weight.KNOWN


Finder = Callable[[Programme], Iterable[OpenEnd]]
"""Takes a programme; what is open in it, in a bounded number of queries."""

Settler = Callable[[Programme, str, User], int]
"""Takes a programme, a reason and who gives it; ends what waits, tells whom it concerns, returns how many there were.

Called inside the transaction that closes the programme.
"""

_finders: dict[str, Finder] = {}
settlers: dict[str, Settler] = {}


def register_open_ends(name: str, find: Finder, *, settle: Settler | None = None) -> None:
    """Let ``find`` be asked what is open, and ``settle`` end it with a reason; called in ``AppConfig.ready``."""
    _finders[name] = find
    if settle is not None:
        settlers[name] = settle


@dataclass(frozen=True, slots=True)
class OpenEnds:
    """All that is open in a programme."""

    ends: tuple[OpenEnd, ...]

    @property
    def first(self) -> tuple[OpenEnd, ...]:
        """What has to be done before the programme closes."""
        return self._of(Weight.FIRST)

    @property
    def for_a_reason(self) -> tuple[OpenEnd, ...]:
        """What one reason settles."""
        return self._of(Weight.REASON)

    @property
    def known(self) -> tuple[OpenEnd, ...]:
        """What stays as it is."""
        return self._of(Weight.KNOWN)

    @property
    def seen(self) -> str:
        """What a page that showed all this sends back: another word when something came or went meanwhile."""
        told = ",".join(sorted(f"{end.key}={end.count}" for end in self.ends if end.weight < Weight.KNOWN))
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    def _of(self, weight: Weight) -> tuple[OpenEnd, ...]:
        return tuple(end for end in self.ends if end.weight == weight)


def open_ends_of(programme: Programme) -> OpenEnds:
    """What is open in ``programme``, the heaviest first. A few queries for each app that tells."""
    found = [end for find in _finders.values() for end in find(programme)]
    return OpenEnds(tuple(sorted(found, key=lambda end: end.weight)))
