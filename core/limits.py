"""How often something may happen from one place in a while; for doors that are open to anybody.

Kept in the cache: where that is emptied everybody begins anew. In a while that has just begun the count starts at
nothing, so at most twice ``most`` fits around its beginning.
"""

import time
from dataclasses import dataclass

from django.core.cache import cache


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``most`` times in ``seconds``, for each key."""

    name: str
    most: int
    seconds: int

    def is_reached(self, key: str) -> bool:
        """Whether ``key`` has used it up for this while. Asking does not count."""
        return int(cache.get(self._place(key), 0)) >= self.most

    def count(self, key: str) -> None:
        """Note that it happened once more for ``key``."""
        place = self._place(key)
        cache.add(place, 0, self.seconds)
        try:
            cache.incr(place)
        except ValueError:  # it ran out between the two lines
            cache.set(place, 1, self.seconds)

    def _place(self, key: str) -> str:
        return f"limit:{self.name}:{key}:{int(time.time()) // self.seconds}"
